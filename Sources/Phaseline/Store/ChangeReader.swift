import GRDB

extension Workspace {
  /// What one change changed. An undo and a redo changed what the load did that they are about.
  /// - Parameters:
  ///   - number: Its number in the journal.
  ///   - rows: Which rows to tell one by one.
  ///   - progress: Told of each phase and indicator.
  /// - Throws: `UsageProblem.noChange`; `CancellationError`.
  func detail(
    of number: Int, rows: ChangeDetail.Rows = .replacements(first: 20), progress: WorkProgress = .silent
  ) throws -> ChangeDetail {
    try cancellable {
      try queue.read { db in
        let journal = Journal(try Change.all(in: db))
        let change = try journal.change(number)
        var detail = ChangeDetail(
          change: change, state: journal.state(of: change), load: try journal.load(behind: change), parts: [], rows: [])
        let reader = try ChangeReader(
          detail.load, undo: journal.undo(of: detail.load.id), isUndo: change.kind == .undo, db)
        try reader.read(progress) { detail.take($0, rows) }
        return detail
      }
    }
  }
}

extension ChangeDetail {
  fileprivate mutating func take(_ row: ChangedRow, _ wanted: Rows) {
    let last = parts.last
    if last?.table != row.table || last?.phase != row.phase || last?.indicator != row.indicator {
      parts.append(ChangedPart(table: row.table, phase: row.phase, indicator: row.indicator))
    }
    parts[parts.count - 1].count(row.what)
    switch wanted {
    case .all: rows.append(row)
    case .replacements(let most): if row.isReplacement, rows.count < most { rows.append(row) }
    }
  }
}

/// Finds the rows that a load brought, wherever they are now, and what stood in their place before.
private struct ChangeReader {
  private let load: Change
  private let undo: Int?
  private let isUndo: Bool
  private let db: Database
  private let names: [String: String]

  /// - Parameters:
  ///   - undo: The undo that took the load back, if it stands.
  ///   - isUndo: Whether to tell it as the undo of the load.
  init(_ load: Change, undo: Int?, isUndo: Bool, _ db: Database) throws {
    (self.load, self.undo, self.isUndo, self.db) = (load, undo, isUndo, db)
    var names: [String: String] = [:]
    for table in [JournaledTable.organisation.twin, JournaledTable.organisation.name] {
      let rows = try Row.fetchCursor(
        db, sql: "SELECT code, name FROM \(table) WHERE standard = ?", arguments: [load.standard])
      while let row = try rows.next() { names[row[0]] = row[1] }
    }
    self.names = names
  }

  /// Tells every row: organisations, published figures, participation, then counts by phase and indicator.
  func read(_ progress: WorkProgress, _ body: (ChangedRow) -> Void) throws {
    for table in JournaledTable.ofFewRows {
      try read(Stretch(table: table, condition: "standard = \(load.standard)", entries: nil), body)
    }
    let scopes = try scopes()
    for (done, scope) in scopes.enumerated() {
      progress("Reading change \(load.id)", done, of: scopes.count)
      let stretch = Stretch(
        table: .observation, condition: scope.condition(standard: load.standard),
        entries: "SELECT change FROM change_scope WHERE phase = \(scope.phase) AND indicator = \(scope.indicator)")
      try read(stretch, body)
    }
  }

  /// Part of a table, and how to seek what changes of a span keep of it in the twin.
  private struct Stretch {
    var table: JournaledTable
    var condition: SQL
    /// Selects the changes that touched this part; `nil` where a table is small enough to look through.
    var entries: SQL?

    func replaced(after change: Int) -> SQL {
      guard let entries else { return "\(condition) AND replaced_by > \(change)" }
      return "\(condition) AND replaced_by IN (\(entries) AND change > \(change))"
    }
  }

  private func scopes() throws -> [TotalsKey] {
    try TotalsKey.fetchAll(
      db,
      sql: """
        SELECT s.phase, s.indicator FROM change_scope s
          LEFT JOIN phase p ON p.standard = ?2 AND p.key = s.phase
          LEFT JOIN indicator i ON i.standard = ?2 AND i.key = s.indicator
        WHERE s.change = ?1 ORDER BY p.ordinal, i.ordinal, s.phase, s.indicator
        """, arguments: [load.id, load.standard])
  }

  private func read(_ stretch: Stretch, _ body: (ChangedRow) -> Void) throws {
    let table = stretch.table
    let before = try before(stretch)
    let brought: SQL = """
      SELECT * FROM (
        \(table.selection) FROM \(sql: table.name) WHERE \(stretch.condition) AND change = \(load.id)
        UNION ALL
        \(table.selection) FROM \(sql: table.twin) WHERE \(stretch.replaced(after: load.id)) AND change = \(load.id)
      ) ORDER BY \(sql: table.key.joined(separator: ", "))
      """
    let rows = try SQLRequest<Row>(literal: brought).fetchCursor(db)
    while let row = try rows.next() {
      body(changed(row, from: before.isEmpty ? nil : before[row["row_key"]], table))
    }
  }

  /// What stood where the load's rows came, by key. While the load stands, its twin rows say so. Once it is taken back they
  /// have returned, and it is the last row before the load that was there when the undo was done.
  private func before(_ stretch: Stretch) throws -> [String: Row] {
    let table = stretch.table
    let kept: SQL
    if let undo {
      kept = """
        SELECT * FROM (
          \(table.selection) FROM \(sql: table.name) WHERE \(stretch.condition) AND change < \(load.id)
          UNION ALL
          \(table.selection) FROM \(sql: table.twin) WHERE \(stretch.replaced(after: undo)) AND change < \(load.id)
        ) ORDER BY change
        """
    } else {
      kept = """
        \(table.selection) FROM \(sql: table.twin) WHERE replaced_by = \(load.id) AND \(stretch.condition)
        """
    }
    var before: [String: Row] = [:]
    let rows = try SQLRequest<Row>(literal: kept).fetchCursor(db)
    while let row = try rows.next() { before[row["row_key"]] = row.copy() }
    return before
  }

  private func changed(_ brought: Row, from before: Row?, _ table: JournaledTable) -> ChangedRow {
    let (old, new) = (before.map { table.words($0, beside: brought) }, table.words(brought, beside: before))
    let what: ChangedRow.What =
      if isUndo { before == nil ? .removed : .restored } else { before == nil ? .added : .replaced }
    var row = ChangedRow(
      what: what, table: table.content, was: isUndo ? new : old, now: isUndo ? old : new)
    let codes = ["code", "organisation"].lazy.filter { brought.hasColumn($0) }.compactMap { brought[$0] as String? }
    row.authority = codes.first.map { names[$0] ?? $0 } ?? (brought.hasColumn("area") ? brought["area"] : nil) ?? ""
    guard table != .organisation else { return row }
    if brought.hasColumn("phase") { row.phase = brought["phase"] }
    guard !JournaledTable.ofTheProgramme.contains(table) else {
      if brought.hasColumn("indicators") { row.indicator = brought["indicators"] }
      return row
    }
    row.indicator = brought["indicator"]
    (row.category, row.service) = (brought["category"], brought["service"])
    if table == .observation { row.ethnicity = brought["ethnicity"] }
    return row
  }
}

extension JournaledTable {
  fileprivate var content: ChangedRow.Content {
    switch self {
    case .organisation: .organisation
    case .publishedFigure: .publishedFigure
    case .participation: .participation
    case .action: .action
    case .plan: .plan
    case .session: .session
    case .attendance: .attendance
    case .practice: .practice
    default: .counts
    }
  }

  /// Its columns, and its key as one text.
  fileprivate var selection: SQL {
    "SELECT \(sql: columns), \(sql: key.joined(separator: " || char(31) || ")) AS row_key"
  }

  /// What a row says, without its key; where another says the same, also that in which they differ all the same.
  fileprivate func words(_ row: Row, beside other: Row?) -> String {
    let words = words(row)
    guard let other, self.words(other) == words else { return words }
    let more = ["numerator_low", "printed_as", "source"].filter { name in
      row.hasColumn(name) && row[name] as DatabaseValue != other[name] as DatabaseValue
    }.map { name in
      let value = (row[name] as DatabaseValue).isNull ? "none" : "\((row[name] as DatabaseValue).storage.value ?? "")"
      return "\(name == "numerator_low" ? "at least" : name.replacing("_", with: " ")) \(value)"
    }
    return more.isEmpty ? words : "\(words) (\(more.joined(separator: ", ")))"
  }

  private func words(_ row: Row) -> String {
    switch self {
    case .organisation:
      [row["kind"] as String, row["region"], row["type"]].filter { !$0.isEmpty }.joined(separator: ", ")
    case .participation: Participation(row).words
    case .action: Action(row).words
    case .plan: PlanRecord(row).words
    case .session: CommunitySession(row).words
    case .attendance: "\(row["came"] ? "came" : "did not come") to session \(row["session"] as Int)"
    case .practice: Practice(row).words
    case .publishedFigure: "\(row["value"] as String) \((row["measure"] as String).replacing("_", with: " "))"
    default:
      (row["as_received"] as String?).map(Self.spelled)
        ?? "\(row["numerator_low"] as Int) of \(row["denominator_low"] as Int)"
    }
  }

  /// A count that was left blank says so.
  private static func spelled(_ received: String) -> String {
    let parts = received.split(separator: " of ", omittingEmptySubsequences: false)
    return parts.map { $0.isEmpty ? "blank" : String($0) }.joined(separator: " of ")
  }
}
