import GRDB

/// What is recorded of one organisation in one phase.
struct Participation: Hashable, Sendable {
  /// The day of each step that is recorded.
  var days: [CycleStep.Kind: Day] = [:]
  /// Whether it may be named to everybody; none where it was not asked.
  var mayBeNamed: Bool?
  /// The day of that answer.
  var asked: Day?

  /// Nothing yet.
  init() {}

  /// Reads a row of its table, or of the twin.
  init(_ row: Row) {
    for kind in CycleStep.Kind.allCases { days[kind] = Self.day(row[kind.column]) }
    mayBeNamed = row["may_be_named"]
    asked = Self.day(row["asked"])
  }

  private static func day(_ text: String?) -> Day? { text.flatMap { try? Day($0) } }

  /// "registered 2026-05-04, took part 2026-07-01, may be named (asked 2026-05-04)".
  var words: String {
    let steps = CycleStep.Kind.allCases.compactMap { kind in days[kind].map { "\(kind.words) \($0.iso)" } }
    let name = mayBeNamed.map { Self.words(mayBeNamed: $0) + (asked.map { " (asked \($0.iso))" } ?? "") }
    return (steps + [name].compactMap { $0 }).joined(separator: ", ")
  }

  /// "may be named", "not to be named".
  static func words(mayBeNamed: Bool) -> String { mayBeNamed ? "may be named" : "not to be named" }
}

extension Participation {
  /// Whose and when.
  struct Key: Hashable {
    var organisation, phase: String
  }

  /// All that is recorded of a standard.
  /// - Parameters:
  ///   - phase: Key of the only phase wanted.
  ///   - organisation: Code of the only organisation wanted.
  static func all(
    of standard: String, phase: String? = nil, organisation: String? = nil, in db: Database
  ) throws -> [Key: Participation] {
    var condition: SQL = "standard = \(standard)"
    if let phase { condition += " AND phase = \(phase)" }
    if let organisation { condition += " AND organisation = \(organisation)" }
    let rows = try SQLRequest<Row>(
      literal: "SELECT \(sql: JournaledTable.participation.columns) FROM participation WHERE \(condition)"
    ).fetchAll(db)
    return Dictionary(
      uniqueKeysWithValues: rows.map { (Key(organisation: $0["organisation"], phase: $0["phase"]), Participation($0)) })
  }

  /// Puts it in the place of what is recorded, as a change of its own.
  /// - Returns: The number of the change.
  func store(_ key: Key, of standard: String, command: String, in db: Database) throws -> Int {
    var row: [String: (any DatabaseValueConvertible)?] = [
      "organisation": key.organisation, "phase": key.phase, "may_be_named": mayBeNamed, "asked": asked?.iso,
    ]
    for (kind, day) in days { row[kind.column] = day.iso }
    return try JournaledTable.participation.put(
      [row], inPlaceOf: "organisation = \(key.organisation) AND phase = \(key.phase)", of: standard, command: command,
      in: db)
  }
}

/// Whose counts are here, without reading them.
enum CountsHere {
  /// The days on which the first counts came that an organisation gave of a phase, of those that are here.
  ///
  /// A correction replaces rows, but not the day: the changes of what was replaced count too, unless they are taken back.
  static func days(of phase: String, of standard: String, in db: Database) throws -> [String: Day] {
    func changes(_ table: String) throws -> [Row] {
      try Row.fetchAll(
        db, sql: "SELECT DISTINCT organisation, change FROM \(table) WHERE standard = ? AND phase = ?",
        arguments: [standard, phase])
    }
    return try firstDays(here: changes("observation"), replaced: changes("replaced_observation"), in: db)
  }

  /// Likewise of an organisation, by phase.
  static func days(ofOrganisation code: String, of standard: String, in db: Database) throws -> [String: Day] {
    // CROSS JOIN keeps the order, so that each phase and indicator is one seek.
    let here = try Row.fetchAll(
      db,
      sql: """
        SELECT DISTINCT phase.key, v.change FROM phase
          CROSS JOIN indicator ON indicator.standard = phase.standard
          CROSS JOIN observation v ON v.standard = phase.standard AND v.phase = phase.key
            AND v.indicator = indicator.key AND v.organisation = ?2
        WHERE phase.standard = ?1
        """, arguments: [standard, code])
    let replaced = try Row.fetchAll(
      db, sql: "SELECT DISTINCT phase, change FROM replaced_observation WHERE standard = ? AND organisation = ?",
      arguments: [standard, code])
    return try firstDays(here: here, replaced: replaced, in: db)
  }

  /// The day of the first change of each that has rows here, of the changes that stand: rows of its key and a change.
  private static func firstDays(here: [Row], replaced: [Row], in db: Database) throws -> [String: Day] {
    guard !here.isEmpty else { return [:] }
    let keys = Set(here.map { $0[0] as String })
    let journal = Journal(try Change.all(in: db))
    let stand = Dictionary(
      uniqueKeysWithValues: journal.changes.filter { journal.undo(of: $0.id) == nil }.map { ($0.id, $0.at) })
    return (here + replaced).reduce(into: [:]) { days, row in
      let key: String = row[0]
      guard keys.contains(key), let day = stand[row[1]].flatMap(day) else { return }
      days[key] = min(days[key] ?? day, day)
    }
  }

  /// Codes of the organisations whose counts of a phase are here.
  static func organisations(in phase: String, of standard: String, in db: Database) throws -> Set<String> {
    try String.fetchSet(
      db,
      sql: """
        SELECT code FROM organisation WHERE standard = ?1 AND EXISTS (
          SELECT 1 FROM indicator CROSS JOIN observation v ON v.standard = ?1 AND v.phase = ?2
            AND v.indicator = indicator.key AND v.organisation = code
          WHERE indicator.standard = ?1)
        """, arguments: [standard, phase])
  }

  /// The day of a moment as the journal keeps it.
  private static func day(_ moment: String) -> Day? { try? Day(String(moment.prefix(10))) }
}
