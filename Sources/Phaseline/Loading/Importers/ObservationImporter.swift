import GRDB
import GRDBSQLite

/// Reads counts, in the long form or the wide one, straight into the store.
///
/// A row costs one step of a statement beneath GRDB: names are bound as pointers that the interners keep.
struct ObservationImporter {
  private let load: LoadInProgress
  private let rows: RowReader
  private let columns: Columns
  private let names: Names
  private let groups: [Group]
  private let insert: RawStatement
  /// Where a `<N` stands, and where a 0 is printed.
  private var belows: [Scope: [Part]] = [:]
  private var zeros: Set<Scope> = []
  private var isFinding = false
  private var knownPair: Pair?
  private var knownPairs: Set<Pair> = []

  /// It holds what it compares, so that no other can come to have the same identity.
  private struct Pair: Hashable {
    let category, indicator: Interner.Meaning
    static func == (left: Pair, right: Pair) -> Bool {
      left.category === right.category && left.indicator === right.indicator
    }
    func hash(into hasher: inout Hasher) {
      hasher.combine(ObjectIdentifier(category))
      hasher.combine(ObjectIdentifier(indicator))
    }
  }

  /// One organisation, phase and indicator: where one of its zeros is printed, none of its hidden counts is a 0.
  struct Scope: Hashable { let phase, indicator, authority: String }

  /// What tells the rows of one scope apart.
  private struct Part { let category, service, ethnicity: Interner.Meaning }

  /// The counts of one group whose every field means something.
  struct Row {
    var phase, indicator, authority, category, service, ethnicity: Interner.Meaning
    var source: Interner.Meaning?
    var numerator, denominator: ReceivedCount
    var asReceived: String?
    var scope: Scope { Scope(phase: phase.text, indicator: indicator.text, authority: authority.text) }
    var key: ObservationKey {
      ObservationKey(
        phase: phase.text, indicator: indicator.text, organisation: authority.text, category: category.text,
        service: service.text, ethnicity: ethnicity.text)
    }
  }

  /// Columns of names, from 0; none where the wide form leaves `all` unsaid.
  private struct Columns { var phase, authority, service, indicator, category, source: Int? }

  private struct Names { var phase, authority, service, indicator, category, ethnicity, source: Interner }

  /// Where the counts of a group stand: in the long form the row says of which, in the wide form the header.
  private struct Group {
    var ethnicity: Interner.Meaning?
    var ethnicityColumn: Int?
    var numerator, denominator: Int
    /// What messages call the two columns.
    var prefix = ""
    var isCompared = false
  }

  init(_ rows: RowReader) throws {
    (self.rows, load) = (rows, rows.load)
    let (at, lookup) = (rows.header.columns, load.lookup)
    columns = Columns(
      phase: at["phase"], authority: at["authority"], service: at["service"], indicator: at["indicator"],
      category: at["category"], source: at["source"])
    let names = Names(
      phase: lookup.phases(), authority: lookup.organisations(), service: lookup.services(),
      indicator: lookup.indicators(), category: lookup.categories(), ethnicity: lookup.ethnicities(),
      source: lookup.texts("source"))
    self.names = names
    groups =
      if let numerator = at["numerator"], let denominator = at["denominator"] {
        [Group(ethnicityColumn: at["ethnicity"], numerator: numerator, denominator: denominator)]
      } else {
        Ethnicity.allCases.compactMap { ethnicity -> Group? in
          let prefix = "\(ethnicity.rawValue)_"
          guard let numerator = at[prefix + "numerator"], let denominator = at[prefix + "denominator"] else {
            return nil
          }
          return Group(
            ethnicity: names.ethnicity.meaning(of: ethnicity.rawValue), numerator: numerator, denominator: denominator,
            prefix: prefix, isCompared: ethnicity != .unknown)
        }
      }
    insert = try RawStatement(
      """
      INSERT INTO observation (\(JournaledTable.observation.columns))
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
      """, in: load.db)
  }

  /// Reads all rows again, and notes where those stand first that the load has met twice.
  mutating func find() throws {
    isFinding = true
    while load.isSeekingRepeated, try rows.next() { try readRow() }
  }

  /// Reads all rows; what is wrong goes to the load's problems.
  /// - Returns: How many rows there were.
  mutating func run() throws -> Int {
    while try rows.next() { try readRow() }
    for (scope, parts) in belows {
      for part in parts {
        let key = ObservationKey(
          phase: scope.phase, indicator: scope.indicator, organisation: scope.authority,
          category: part.category.text, service: part.service.text, ethnicity: part.ethnicity.text)
        try load.settle(key, zerosAreShown: load.options.zerosAreShown || zeros.contains(scope))
      }
    }
    return rows.count
  }

  private mutating func readRow() throws {
    guard rows.isOfStandard() else { return }
    let phase = meaning(names.phase, columns.phase)
    let authority = meaning(names.authority, columns.authority)
    let service = meaning(names.service, columns.service)
    let indicator = meaning(names.indicator, columns.indicator)
    let category = meaning(names.category, columns.category)
    let source = columns.source.map { meaning(names.source, $0) }
    var isKnown = true
    if phase.fault ?? authority.fault ?? service.fault ?? indicator.fault ?? category.fault ?? source?.fault != nil {
      if let fault = rows.notARow { return rows.report(fault) }
      isKnown = false
      report(phase, columns.phase)
      report(authority, columns.authority)
      report(service, columns.service)
      report(indicator, columns.indicator)
      report(category, columns.category)
      if let source { report(source, columns.source) }
    }
    if isKnown, !self.isKnown(category, of: indicator) {
      rows.report(load.lookup.unknownCategory(category.text, of: indicator.text), columns.category)
      isKnown = false
    }
    if groups.allSatisfy(isLeftOut) {
      load.rowsWithoutCounts += 1
    } else {
      load.groupsWithoutCounts += groups.count { $0.isCompared && isLeftOut($0) }
    }
    for group in groups where !isLeftOut(group) {
      let ethnicity = group.ethnicity ?? meaning(names.ethnicity, group.ethnicityColumn)
      if ethnicity.fault != nil, isKnown, let fault = rows.notARow { return rows.report(fault) }
      report(ethnicity, group.ethnicityColumn)
      let numerator = count(group.numerator, called: group.prefix + "numerator")
      let denominator = count(group.denominator, called: group.prefix + "denominator")
      guard let numerator, let denominator else { continue }
      guard isKnown, ethnicity.fault == nil else {
        _ = isPossible(numerator, of: denominator, group, whose: rows["authority"])
        continue
      }
      var row = Row(
        phase: phase, indicator: indicator, authority: authority, category: category, service: service,
        ethnicity: ethnicity, source: source, numerator: numerator, denominator: denominator)
      if try accept(&row, group) { try write(row) }
    }
  }

  /// The meaning of a field; of a column that is not there, `all`.
  private func meaning(_ interner: Interner, _ column: Int?) -> Interner.Meaning {
    guard let column else { return interner.meaning(of: Category.all) }
    return interner.meaning(of: rows.reader.bytes(column))
  }

  private func report(_ meaning: Interner.Meaning, _ column: Int?) {
    if let fault = meaning.fault, let column { rows.report(fault, column) }
  }

  /// Whether the wide form says nothing of a group: both of its fields are blank.
  private func isLeftOut(_ group: Group) -> Bool {
    group.ethnicity != nil && rows.reader.bytes(group.numerator).isEmpty
      && rows.reader.bytes(group.denominator).isEmpty
  }

  /// Checks what concerns more than one field, and bounds a hidden numerator.
  private mutating func accept(_ row: inout Row, _ group: Group) throws -> Bool {
    guard isPossible(row.numerator, of: row.denominator, group, whose: load.lookup.words(for: row.key)) else {
      return false
    }
    if row.numerator.form == .below {
      belows[row.scope, default: []].append(
        Part(category: row.category, service: row.service, ethnicity: row.ethnicity))
    }
    if row.denominator.form == .below, load.options.zerosAreShown { row.denominator.low = min(1, row.denominator.high) }
    if row.numerator.high == 0, row.denominator.low > 0 { zeros.insert(row.scope) }
    row.numerator.high = min(row.numerator.high, row.denominator.high)
    if row.numerator.form != .exact || row.denominator.form != .exact {
      row.asReceived = [group.numerator, group.denominator].map { rows.reader.text($0).trimmingBlanks }.joined(
        separator: " of ")
    }
    return true
  }

  /// Whether a numerator may be of a denominator, hidden or not; if not, that is a problem.
  private func isPossible(
    _ numerator: ReceivedCount, of denominator: ReceivedCount, _ group: Group, whose: @autoclosure () -> String
  ) -> Bool {
    let least = numerator.form == .range ? numerator.high : numerator.low
    if least <= denominator.high { return true }
    rows.report(
      .numeratorAboveDenominator(
        numerator: rows.reader.text(group.numerator), denominator: rows.reader.text(group.denominator), whose: whose()),
      group.numerator)
    return false
  }

  private mutating func isKnown(_ category: Interner.Meaning, of indicator: Interner.Meaning) -> Bool {
    let pair = Pair(category: category, indicator: indicator)
    if pair == knownPair || knownPairs.contains(pair) { return true }
    guard load.lookup.hasCategory(category.text, ofCountsOf: indicator.text) else { return false }
    knownPair = pair
    knownPairs.insert(pair)
    return true
  }

  private mutating func write(_ row: Row) throws {
    if isFinding { return load.found(row.key, at: rows.place(nil)) }
    row.bind(to: insert, of: load)
    let code = insert.step()
    insert.reset()
    switch code & 0xFF {  // GRDB asks SQLite for extended codes
    case SQLITE_DONE: load.counted(added: row)
    case SQLITE_CONSTRAINT:
      if try !load.replace(row) { load.isRepeated(row.key, at: rows.place(nil)) }
    default: throw load.db.error(code)
    }
  }

  private func count(_ column: Int, called name: String) -> ReceivedCount? {
    if let count = ReceivedCount(rows.reader.bytes(column)) { return count }
    let bytes = rows.reader.bytes(column)
    let isText = String(validating: bytes, as: UTF8.self) != nil
    let heading = rows.reader.heading(column).map { "'\($0)'" } ?? name
    rows.report(isText ? .notACount(found: rows.reader.text(column), column: heading) : .unreadableBytes, column)
    return nil
  }
}

extension ObservationImporter.Row {
  /// Binds its key to the parameters 1 to 7.
  func bindKey(to statement: RawStatement, of load: LoadInProgress) {
    statement.bind(load.standardText, at: 1)
    statement.bind(phase, at: 2)
    statement.bind(indicator, at: 3)
    statement.bind(authority, at: 4)
    statement.bind(category, at: 5)
    statement.bind(service, at: 6)
    statement.bind(ethnicity, at: 7)
  }

  /// Binds all of it to the parameters 1 to 14, in the order of the table's columns.
  func bind(to statement: RawStatement, of load: LoadInProgress) {
    bindKey(to: statement, of: load)
    statement.bind(numerator.low, at: 8)
    statement.bind(numerator.high, at: 9)
    statement.bind(denominator.low, at: 10)
    statement.bind(denominator.high, at: 11)
    statement.bind(asReceived, at: 12)
    if let source, source.length > 0 { statement.bind(source, at: 13) } else { statement.bindNull(at: 13) }
    statement.bind(Int(load.change), at: 14)
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
