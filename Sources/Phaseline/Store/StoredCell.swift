import GRDB
import GRDBSQLite
import IndicatorStatistics

/// What is stored of an organisation's one phase, indicator and category: all services and groups.
struct StoredCell {
  /// Its code.
  var organisation: String
  var category: String
  var counts = CellBuilder()
  /// The services and groups whose rows are marked: a bit for each.
  private var marks: UInt16 = 0

  /// Which rows are marked, as those to look at.
  enum Marking {
    case none
    /// Those that a change brought.
    case change(Int64)
    case all
  }

  /// Whether a group's row is marked.
  func isMarked(_ service: Service, _ ethnicity: Ethnicity) -> Bool {
    marks & 1 << GroupIndex.of(service, ethnicity) != 0
  }

  /// Whether any row of the cell is.
  var isMarked: Bool { marks != 0 }

  /// Gives the cells of a phase and indicator, one after another, in the order of the key, in which an organisation's rows
  /// come together.
  ///
  /// A nation is a million rows, all read at every load of it: this speaks to SQLite beneath GRDB, and makes a text only
  /// where one differs from the last row's.
  /// - Parameters:
  ///   - organisations: Codes of those to give; `nil` is all.
  ///   - marking: Which rows are marked.
  ///   - tables: Whether as they came, or as an audience may know them.
  static func forEach(
    _ key: TotalsKey, of standard: String, organisations: Set<String>? = nil, marking: Marking = .none,
    from tables: CountTables = .received, in db: Database,
    _ body: (StoredCell) throws -> Void
  ) throws {
    let filter: SQL = organisations.map { "AND organisation IN \($0.sorted())" } ?? ""
    let statement = try db.makeStatement(
      literal: """
        SELECT organisation, category, service, ethnicity, numerator_low, numerator_high, denominator_low,
          denominator_high, change
        FROM \(sql: tables.observations) WHERE \(key.condition(standard: standard)) \(filter)
        ORDER BY organisation, category
        """)
    try withExtendedLifetime(statement) {
      try forEach(StoredRow(statement: statement.sqliteStatement), marking, db, body)
    }
  }

  private static func forEach(
    _ row: StoredRow, _ marking: Marking, _ db: Database, _ body: (StoredCell) throws -> Void
  ) throws {
    var cell = StoredCell(organisation: "", category: "")
    var isBegun = false
    while try row.next(in: db) {
      if !isBegun || !row.isText(0, cell.organisation) || !row.isText(1, cell.category) {
        if isBegun { try body(cell) }
        cell = StoredCell(organisation: row.text(0), category: row.text(1))
        isBegun = true
      }
      let (service, ethnicity) = (row.service, row.ethnicity)
      cell.counts.add(row.counts, service, ethnicity)
      if marking.marks(row) { cell.marks |= 1 << GroupIndex.of(service, ethnicity) }
    }
    if isBegun { try body(cell) }
  }
}

extension StoredCell.Marking {
  fileprivate func marks(_ row: StoredRow) -> Bool {
    switch self {
    case .none: false
    case .change(let change): row.integer(8) == change
    case .all: true
    }
  }
}

/// Where a service's group stands among the nine.
enum GroupIndex {
  static func of(_ service: Service, _ ethnicity: Ethnicity) -> Int {
    let row = service == .adults ? 0 : service == .children ? 1 : 2
    return 3 * row + (ethnicity == .bame ? 0 : ethnicity == .white ? 1 : 2)
  }
}

/// The row at which a statement is.
private struct StoredRow {
  let statement: OpaquePointer

  /// - Returns: `false` behind the last row.
  /// - Throws: `DatabaseError`.
  func next(in db: Database) throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw db.error(code)
    }
  }

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

  func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }

  func isText(_ column: Int32, _ text: String) -> Bool {
    var text = text
    return text.withUTF8 { $0.isSame(as: bytes(column)) }
  }

  var counts: CountPair {
    CountPair(
      numerator: CountRange(low: Int(integer(4)), high: Int(integer(5))),
      denominator: CountRange(low: Int(integer(6)), high: Int(integer(7))))
  }

  var service: Service { isText(2, "adults") ? .adults : isText(2, "children") ? .children : .all }

  var ethnicity: Ethnicity { isText(3, "bame") ? .bame : isText(3, "white") ? .white : .unknown }

  private func isText(_ column: Int32, _ text: StaticString) -> Bool {
    UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount).isSame(as: bytes(column))
  }

  private func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: sqlite3_column_text(statement, column), count: Int(sqlite3_column_bytes(statement, column)))
  }
}
