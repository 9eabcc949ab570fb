import GRDB
import GRDBSQLite

/// Reads counts in the long form straight into the store.
///
/// A row costs one `sqlite3_step`: names are bound as pointers that the interners keep, which is why this file, and no
/// other, speaks to SQLite's C interface beneath GRDB.
struct ObservationImporter {
  let load: LoadInProgress
  private let reader: CSVReader
  private let path: String
  private let columns: Columns
  private let names: Names
  private let insert: OpaquePointer
  /// Where a `<N` stands, and where a 0 is printed.
  private var belows: [Scope: [Part]] = [:]
  private var zeros: Set<Scope> = []
  private var knownPair: Pair?
  private var knownPairs: Set<Pair> = []

  private struct Pair: Hashable { var category, indicator: ObjectIdentifier }

  /// One organisation, phase and indicator: where one of its zeros is printed, none of its hidden counts is a 0.
  struct Scope: Hashable {
    let phase, indicator, authority: Interner.Meaning
    static func == (left: Scope, right: Scope) -> Bool {
      left.phase === right.phase && left.indicator === right.indicator && left.authority === right.authority
    }
    func hash(into hasher: inout Hasher) {
      for meaning in [phase, indicator, authority] { hasher.combine(ObjectIdentifier(meaning)) }
    }
  }

  /// What tells the rows of one scope apart.
  private struct Part { let category, service, ethnicity: Interner.Meaning }

  /// A row whose every field means something.
  struct Row {
    var phase, indicator, authority, category, service, ethnicity: Interner.Meaning
    var source: Interner.Meaning?
    var numerator, denominator: ReceivedCount
    var asReceived: String?
    var scope: Scope { Scope(phase: phase, indicator: indicator, authority: authority) }
    var key: ObservationKey {
      ObservationKey(
        phase: phase.text, indicator: indicator.text, organisation: authority.text, category: category.text,
        service: service.text, ethnicity: ethnicity.text)
    }
  }

  private struct Columns {
    var phase, authority, service, indicator, category, ethnicity, numerator, denominator: Int
    var source, standard: Int?
  }

  private struct Names {
    var phase, authority, service, indicator, category, ethnicity, source: Interner
  }

  init(_ reader: CSVReader, path: String, columns: [String: Int], into load: LoadInProgress) throws {
    (self.load, self.reader, self.path) = (load, reader, path)
    func column(_ name: String) -> Int { columns[name] ?? 0 }
    self.columns = Columns(
      phase: column("phase"), authority: column("authority"), service: column("service"),
      indicator: column("indicator"), category: column("category"), ethnicity: column("ethnicity"),
      numerator: column("numerator"), denominator: column("denominator"), source: columns["source"],
      standard: columns["standard"])
    names = Names(
      phase: load.lookup.phases(), authority: load.lookup.organisations(), service: load.lookup.services(),
      indicator: load.lookup.indicators(), category: load.lookup.categories(), ethnicity: load.lookup.ethnicities(),
      source: load.lookup.texts("source"))
    insert = try load.prepare(
      """
      INSERT INTO observation (\(JournaledTable.observation.columns))
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
      """)
  }

  /// Reads all rows; what is wrong goes to the load's problems.
  /// - Returns: How many rows there were.
  mutating func run() throws -> Int {
    defer { sqlite3_finalize(insert) }
    sqlite3_bind_text(insert, 1, load.standardText.pointer, load.standardText.length, nil)
    sqlite3_bind_int64(insert, 14, load.change)
    let expected = reader.count
    var rows = 0
    while try load.nextRow(of: reader, path, columns: expected, count: &rows) { try readRow() }
    for (scope, parts) in belows {
      for part in parts {
        let key = ObservationKey(
          phase: scope.phase.text, indicator: scope.indicator.text, organisation: scope.authority.text,
          category: part.category.text, service: part.service.text, ethnicity: part.ethnicity.text)
        try load.settle(key, zerosAreShown: load.zerosAreShown || zeros.contains(scope))
      }
    }
    return rows
  }

  private func place(_ column: Int?) -> Place {
    Place(file: path, line: reader.line, column: column.map { $0 + 1 })
  }

  /// The meaning of a field, or `nil` after its problem has been reported.
  private func meaning(_ interner: Interner, _ column: Int) -> Interner.Meaning? {
    let meaning = interner.meaning(of: reader.bytes(column))
    guard let problem = meaning.problem else { return meaning }
    load.add(problem(place(column)))
    return nil
  }

  private mutating func readRow() throws {
    if let column = columns.standard, !load.isOfStandard(reader, column, in: path) { return }
    let phase = meaning(names.phase, columns.phase)
    let authority = meaning(names.authority, columns.authority)
    let service = meaning(names.service, columns.service)
    let indicator = meaning(names.indicator, columns.indicator)
    let category = meaning(names.category, columns.category)
    let ethnicity = meaning(names.ethnicity, columns.ethnicity)
    let numerator = count(columns.numerator, called: "numerator")
    let denominator = count(columns.denominator, called: "denominator")
    let source = columns.source.flatMap { meaning(names.source, $0) }
    guard let phase, let authority, let service, let indicator, let category, let ethnicity, let numerator,
      let denominator
    else {
      if let numerator, let denominator {
        _ = isPossible(numerator, of: denominator, whose: reader.text(columns.authority))
      }
      return
    }
    var row = Row(
      phase: phase, indicator: indicator, authority: authority, category: category, service: service,
      ethnicity: ethnicity, source: source, numerator: numerator, denominator: denominator)
    if try accept(&row) { try write(row) }
  }

  /// Checks what concerns more than one field, and bounds a hidden numerator.
  private mutating func accept(_ row: inout Row) throws -> Bool {
    guard isKnown(row.category, of: row.indicator) else {
      load.add(load.lookup.unknownCategory(row.category.text, of: row.indicator.text, at: place(columns.category)))
      return false
    }
    guard isPossible(row.numerator, of: row.denominator, whose: load.lookup.words(for: row.key)) else { return false }
    if row.numerator.form == .below {
      belows[row.scope, default: []].append(
        Part(category: row.category, service: row.service, ethnicity: row.ethnicity))
    }
    if row.numerator.high == 0 { zeros.insert(row.scope) }
    row.numerator.high = min(row.numerator.high, row.denominator.high)
    if row.numerator.form != .exact || row.denominator.form != .exact {
      row.asReceived = reader.text(columns.numerator) + " of " + reader.text(columns.denominator)
    }
    return true
  }

  /// Whether a numerator may be of a denominator, hidden or not; if not, that is a problem.
  private func isPossible(
    _ numerator: ReceivedCount, of denominator: ReceivedCount, whose: @autoclosure () -> String
  ) -> Bool {
    let least = numerator.form == .range ? numerator.high : numerator.low
    if least <= denominator.high { return true }
    load.add(
      .numeratorAboveDenominator(
        at: place(columns.numerator), numerator: least, denominator: denominator.high, of: whose()))
    return false
  }

  private mutating func isKnown(_ category: Interner.Meaning, of indicator: Interner.Meaning) -> Bool {
    let pair = Pair(category: ObjectIdentifier(category), indicator: ObjectIdentifier(indicator))
    if pair == knownPair || knownPairs.contains(pair) { return true }
    guard load.lookup.hasCategory(category.text, of: indicator.text) else { return false }
    knownPair = pair
    knownPairs.insert(pair)
    return true
  }

  private mutating func write(_ row: Row) throws {
    bindText(2, row.phase)
    bindText(3, row.indicator)
    bindText(4, row.authority)
    bindText(5, row.category)
    bindText(6, row.service)
    bindText(7, row.ethnicity)
    sqlite3_bind_int64(insert, 8, Int64(row.numerator.low))
    sqlite3_bind_int64(insert, 9, Int64(row.numerator.high))
    sqlite3_bind_int64(insert, 10, Int64(row.denominator.low))
    sqlite3_bind_int64(insert, 11, Int64(row.denominator.high))
    if let asReceived = row.asReceived {
      let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      sqlite3_bind_text(insert, 12, asReceived, -1, transient)
    } else {
      sqlite3_bind_null(insert, 12)
    }
    if let source = row.source, source.length > 0 { bindText(13, source) } else { sqlite3_bind_null(insert, 13) }
    let code = sqlite3_step(insert)
    sqlite3_reset(insert)
    switch code & 0xFF {  // GRDB asks SQLite for extended codes
    case SQLITE_DONE: load.counted(added: row)
    case SQLITE_CONSTRAINT:
      if try !load.replace(row) { load.add(.duplicate(at: place(nil), of: load.lookup.words(for: row.key))) }
    default: throw DatabaseError(resultCode: ResultCode(rawValue: code), message: load.lastMessage)
    }
  }

  private func bindText(_ index: Int32, _ meaning: Interner.Meaning) {
    sqlite3_bind_text(insert, index, meaning.pointer, meaning.length, nil)
  }

  private func count(_ column: Int, called name: String) -> ReceivedCount? {
    if let count = ReceivedCount(reader.bytes(column)) { return count }
    load.add(.notACount(at: place(column), found: reader.text(column), column: name))
    return nil
  }
}

/// The key of one observation within its standard.
struct ObservationKey: Hashable {
  var phase, indicator, organisation, category, service, ethnicity: String

  /// What selects its row.
  func condition(standard: String) -> SQL {
    """
    standard = \(standard) AND phase = \(phase) AND indicator = \(indicator) AND organisation = \(organisation)
      AND category = \(category) AND service = \(service) AND ethnicity = \(ethnicity)
    """
  }
}
