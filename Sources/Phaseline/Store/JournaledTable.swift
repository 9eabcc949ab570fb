import GRDB

/// A table whose rows belong to changes; its twin `replaced_…` keeps what later changes replaced or took back.
struct JournaledTable: Hashable, Sendable {
  let name: String
  /// As both tables declare them; the twin has `replaced_by` besides.
  let columns: String
  /// What tells its rows apart, as expressions that are never null.
  let key: [String]
  private var keyList: String { key.joined(separator: ", ") }
  /// The table of what was replaced or taken back.
  var twin: String { "replaced_" + name }

  static let organisation = JournaledTable(
    name: "organisation", columns: "standard, code, name, kind, region, type, change", key: ["standard", "code"])
  static let publishedFigure = JournaledTable(
    name: "published_figure",
    columns: """
      standard, phase, area, organisation, service, indicator, category, measure, value, printed_as, source, change
      """,
    key: [
      "standard", "phase", "indicator", "category", "service", "measure", "ifnull(area, '')",
      "ifnull(organisation, '')",
    ])
  static let observation = JournaledTable(
    name: "observation",
    columns: """
      standard, phase, indicator, organisation, category, service, ethnicity, numerator_low, numerator_high, \
      denominator_low, denominator_high, as_received, source, change
      """,
    key: ["standard", "phase", "indicator", "organisation", "category", "service", "ethnicity"])

  static let participation = JournaledTable(
    name: "participation",
    columns: """
      standard, organisation, phase, registered, took_part, submitted, reported, plan_agreed, may_be_named, asked, change
      """,
    key: ["standard", "organisation", "phase"])

  static let action = JournaledTable(
    name: "action",
    columns: """
      standard, number, organisation, title, indicators, term, owner, start, due, aim, target, status, evidence, closed, \
      may_be_shared, change
      """,
    key: ["standard", "number"])
  static let plan = JournaledTable(
    name: "action_plan",
    columns: "standard, organisation, phase, drafted, senior_leaders, staff_networks, published, change",
    key: ["standard", "organisation", "phase"])
  static let session = JournaledTable(
    name: "session", columns: "standard, number, phase, day, title, indicators, speakers, may_be_shared, change",
    key: ["standard", "number"])
  static let attendance = JournaledTable(
    name: "attendance", columns: "standard, session, organisation, came, change",
    key: ["standard", "session", "organisation"])
  static let practice = JournaledTable(
    name: "practice",
    columns: "standard, number, organisation, title, indicators, text, start, action, may_be_shared, change",
    key: ["standard", "number"])

  /// In an order in which each finds what it refers to.
  static let all = ofFewRows + [observation]
  /// All but the counts: small enough to be looked through for the rows of one change.
  static let ofFewRows = [organisation, publishedFigure] + ofTheProgramme
  /// What people record of the twelve months.
  static let ofTheProgramme = [participation, action, plan, session, attendance, practice]

  /// Copies the rows that meet a condition into the twin.
  func keep(_ condition: SQL, replacedBy change: Int64, in db: Database) throws {
    let literal: SQL = """
      INSERT INTO \(sql: twin) (\(sql: columns), replaced_by)
      SELECT \(sql: columns), \(change) FROM \(sql: name) WHERE \(condition)
      """
    // A load calls it for each organisation that it replaces, with a condition of the same words.
    let (sql, arguments) = try literal.build(db)
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// Moves the rows that meet a condition into the twin.
  /// - Returns: How many.
  func remove(_ condition: SQL, replacedBy change: Int64, in db: Database) throws -> Int {
    try keep(condition, replacedBy: change, in: db)
    try db.execute(literal: "DELETE FROM \(sql: name) WHERE \(condition)")
    return db.changesCount
  }

  /// Puts rows in the place of what is there of the same key, or is found by a condition, as a change of its own.
  /// - Parameters:
  ///   - rows: Values of its columns but the standard and the change, by column.
  ///   - place: What stands where they come.
  ///   - command: The words to keep in the journal.
  /// - Returns: The number of the change.
  func put(
    _ rows: [[String: (any DatabaseValueConvertible)?]], inPlaceOf place: SQL, of standard: String, command: String,
    in db: Database
  ) throws -> Int {
    let change = try Change.begin(.record, command: command, standard: standard, in: db)
    let replaced = try remove("standard = \(standard) AND \(place)", replacedBy: change, in: db)
    for row in rows {
      let values: [String: (any DatabaseValueConvertible)?] = row.merging(
        ["standard": standard, "change": change]) { $1 }
      let names = columns.split(separator: ", ").map(String.init)
      try db.execute(
        sql: "INSERT INTO \(name) (\(columns)) VALUES (\(databaseQuestionMarks(count: names.count)))",
        arguments: StatementArguments(names.map { values[$0] ?? nil }))
    }
    try Change.keep(
      LoadTally(added: max(0, rows.count - replaced), replaced: min(rows.count, replaced)), of: change, in: db)
    return Int(change)
  }

  /// The number after the highest that any row ever had: none is given twice.
  func nextNumber(of standard: String, in db: Database) throws -> Int {
    try Int.fetchOne(
      db,
      sql: """
        SELECT ifnull(max(number), 0) + 1 FROM (
          SELECT number FROM \(name) WHERE standard = ?1 UNION ALL SELECT number FROM \(twin) WHERE standard = ?1)
        """, arguments: [standard]) ?? 1
  }

  /// Brings back what a change replaced.
  /// - Returns: How many rows.
  func restore(whatReplaced change: Int, in db: Database) throws -> Int {
    try db.execute(
      literal: """
        INSERT INTO \(sql: name) (\(sql: columns))
        SELECT \(sql: columns) FROM \(sql: twin) WHERE replaced_by = \(change)
        """)
    let restored = db.changesCount
    try db.execute(literal: "DELETE FROM \(sql: twin) WHERE replaced_by = \(change)")
    return restored
  }

  /// Brings back what an undo took away; what has stood in its place since goes to the twin again, as replaced by the
  /// change.
  /// - Parameter condition: Bounds the rows of both tables that are looked at.
  /// - Returns: How many rows came where none was, and how many took the place of others.
  func bringBack(
    takenBy undo: Int, of change: Int, where condition: SQL, in db: Database
  ) throws -> (added: Int, replaced: Int) {
    let replaced = try remove(
      """
      \(condition) AND (\(sql: keyList)) IN (SELECT \(sql: keyList) FROM \(sql: twin) WHERE replaced_by = \(undo) AND \(condition))
      """, replacedBy: Int64(change), in: db)
    try db.execute(
      literal: """
        INSERT INTO \(sql: name) (\(sql: columns))
        SELECT \(sql: columns) FROM \(sql: twin) WHERE replaced_by = \(undo) AND \(condition)
        """)
    let returned = db.changesCount
    try db.execute(literal: "DELETE FROM \(sql: twin) WHERE replaced_by = \(undo) AND \(condition)")
    return (returned - replaced, replaced)
  }
}
