import GRDB

/// A table whose rows belong to changes; its twin `replaced_…` keeps what later changes replaced or took back.
struct JournaledTable: Hashable, Sendable {
  let name: String
  /// As both tables declare them; the twin has `replaced_by` besides.
  let columns: String

  static let organisation = JournaledTable(
    name: "organisation", columns: "standard, code, name, kind, region, type, change")
  static let publishedFigure = JournaledTable(
    name: "published_figure",
    columns: """
      standard, phase, area, organisation, service, indicator, category, measure, value, printed_as, source, change
      """)
  static let observation = JournaledTable(
    name: "observation",
    columns: """
      standard, phase, indicator, organisation, category, service, ethnicity, numerator_low, numerator_high, \
      denominator_low, denominator_high, as_received, source, change
      """)

  /// Copies the rows that meet a condition into the twin.
  func keep(_ condition: SQL, replacedBy change: Int64, in db: Database) throws {
    try db.execute(
      literal: """
        INSERT INTO \(sql: "replaced_" + name) (\(sql: columns), replaced_by)
        SELECT \(sql: columns), \(change) FROM \(sql: name) WHERE \(condition)
        """)
  }

  /// Moves the rows that meet a condition into the twin.
  /// - Returns: How many.
  func remove(_ condition: SQL, replacedBy change: Int64, in db: Database) throws -> Int {
    try keep(condition, replacedBy: change, in: db)
    try db.execute(literal: "DELETE FROM \(sql: name) WHERE \(condition)")
    return db.changesCount
  }

  /// Brings back what a change replaced.
  /// - Returns: How many rows.
  func restore(whatReplaced change: Int, in db: Database) throws -> Int {
    try db.execute(
      literal: """
        INSERT INTO \(sql: name) (\(sql: columns))
        SELECT \(sql: columns) FROM \(sql: "replaced_" + name) WHERE replaced_by = \(change)
        """)
    let restored = db.changesCount
    try db.execute(literal: "DELETE FROM \(sql: "replaced_" + name) WHERE replaced_by = \(change)")
    return restored
  }
}
