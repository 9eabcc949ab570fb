import GRDB

extension Workspace {
  /// Every check that the workspace can be put to: the file, its references, the national totals, and the journal against
  /// the rows. Nothing is repaired or written.
  /// - Parameter progress: Told of each check.
  /// - Throws: `CancellationError`; `DatabaseError` where the file cannot be read at all.
  public func deepChecks(progress: WorkProgress = .silent) throws -> [WorkspaceCheck] {
    let checks: [(name: String, check: (Database) throws -> [WorkspaceCheck])] = [
      ("references", Self.references), ("national totals", Self.nationalTotals),
      ("journal", { db in try JournalCheck(db).all }), ("register", register),
    ]
    return try cancellable {
      progress("Checking the file", 0, of: checks.count + 1)
      let file = try queue.inDatabase(Self.file)
      guard file.isGood else { return [file] }  // what a damaged file says of anything else says nothing
      return try queue.read { db in
        try checks.enumerated().reduce(into: [file]) { found, it in
          progress("Checking \(it.element.name)", it.offset + 1, of: checks.count + 1)
          found += try it.element.check(db)
        }
      }
    }
  }

  /// What SQLite's own check finds wrong with a file that may be too damaged to be opened as a workspace.
  /// - Returns: Its findings; none for a sound file.
  public static func damage(at path: String) throws -> [String] {
    var configuration = Configuration()
    configuration.readonly = true
    do {
      return try DatabaseQueue(path: SQLiteFile.name(path), configuration: configuration).inDatabase(damage)
    } catch let error as DatabaseError where error.isOfDamage { return [error.message ?? "the file is damaged"] }
  }

  /// What SQLite's own check finds. Of a workspace of version 1 it finds nulls in the twins that are not there.
  static func damage(_ db: Database) throws -> [String] {
    let isOld = try Migrations.version(of: db) < 2
    var lines: [String] = []
    do {
      let found = try String.fetchCursor(db, sql: "PRAGMA integrity_check(\(isOld ? 1_000_000 : 20))")
      while let text = try found.next() { lines += text.split(separator: "\n").map(String.init) }
    } catch let error as DatabaseError where error.isOfDamage {
      if lines.isEmpty { lines = [error.message ?? "the file is damaged"] }
    }
    return lines.filter { $0 != "ok" && !$0.hasPrefix("***") && !(isOld && $0.hasPrefix("NULL value in replaced_")) }
  }

  private static let restore = "restore a copy that `backup` made"

  private static func file(_ db: Database) throws -> WorkspaceCheck {
    WorkspaceCheck("file", try damage(db), good: "every page, index and constraint is sound", remedy: restore)
  }

  private static func references(_ db: Database) throws -> [WorkspaceCheck] {
    let findings = try Row.fetchAll(
      db, sql: "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2"
    ).map { "\($0[2] as Int) rows of \($0[0] as String) name what is not in \($0[1] as String)" }
    return [WorkspaceCheck("references", findings, good: "every row names what is there", remedy: restore)]
  }

  private func register(_ db: Database) throws -> [WorkspaceCheck] {
    let damage = try RegisterDamage.all(in: db, isDeep: true)
    let shares = damage.isEmpty ? try Int.fetchOne(db, sql: "SELECT count(*) FROM share") ?? 0 : 0
    return [
      WorkspaceCheck(
        "register of shares", damage.map(\.words),
        good: "\(Wordings.grouped(shares)) \(shares == 1 ? "entry is" : "entries are") what was written",
        remedy: Self.restore
          + ", or `\(RegisterRebuild.command(in: path, standard: standard.key))` with the files that were shared")
    ]
  }

  private static func nationalTotals(_ db: Database) throws -> [WorkspaceCheck] {
    var findings: [String] = []
    var agreeing = 0
    for standard in try String.fetchAll(db, sql: "SELECT key FROM standard ORDER BY key") {
      let kept = try TotalsKey.fetchSet(
        db, sql: "SELECT DISTINCT phase, indicator FROM national_total WHERE standard = ?", arguments: [standard])
      let employers = try NationalTotals.employers(of: standard, in: db)
      for key in try kept.union(NationalTotals.observed(of: standard, in: db)).inOrder {
        let sums = Set(try NationalTotals.sums(of: key, of: standard, without: employers, in: db).totals)
        let found = Set(try NationalTotals.kept(key, of: standard, in: db))
        agreeing += sums.intersection(found).count
        guard let first = sums.symmetricDifference(found).map(\.words).min() else { continue }
        findings.append("phase \(key.phase), \(key.indicator), \(first): not the sum of the counts")
      }
    }
    return [
      WorkspaceCheck(
        "national totals", findings, good: "\(Wordings.grouped(agreeing)) are the sums of the counts",
        remedy: "`undo` the load that touched them and `redo` it: both sum them afresh; or " + restore)
    ]
  }
}

extension DatabaseError {
  /// Whether it says that the file is not as SQLite wrote it.
  var isOfDamage: Bool { resultCode == .SQLITE_CORRUPT || resultCode == .SQLITE_NOTADB }
}

extension NationalTotals {
  /// The rows of a phase and indicator as they are kept.
  fileprivate static func kept(_ key: TotalsKey, of standard: String, in db: Database) throws -> [Total] {
    let rows = try SQLRequest<Row>(
      literal: """
        SELECT category, service, ethnicity, numerator_low, numerator_high, denominator_low, denominator_high,
          organisations
        FROM national_total WHERE \(key.condition(standard: standard))
        """
    ).fetchAll(db)
    return rows.map { row in
      Total(
        category: row[0], service: row[1], ethnicity: row[2], bounds: (3...6).map { row[$0] }, organisations: row[7])
    }
  }
}

extension NationalTotals.Total {
  fileprivate var words: String { "\(category), \(service), \(ethnicity)" }
}

extension Set<TotalsKey> {
  fileprivate var inOrder: [TotalsKey] { sorted { ($0.phase, $0.indicator) < ($1.phase, $1.indicator) } }
}

/// The journal against the rows that its changes brought, replaced and took back.
private struct JournalCheck {
  private let journal: Journal
  /// Rows that belong to a change, wherever they are.
  private var brought: [Int: Int] = [:]
  /// Rows that lie in the twins because of a change.
  private var taken: [Int: Int] = [:]
  private var strangers: [String] = []
  private let loads: [Change]

  init(_ db: Database) throws {
    journal = Journal(try Change.all(in: db))
    loads = journal.changes.filter { $0.reverses == nil }
    for table in JournaledTable.ofFewRows {
      let rows = try Row.fetchCursor(db, sql: "SELECT change, count(*) FROM \(table.name) GROUP BY change")
      while let row = try rows.next() { count(row[1], of: row[0], in: table.name) }
    }
    try countObservations(db)
    for table in JournaledTable.all {
      let twins = try Row.fetchCursor(
        db, sql: "SELECT change, count(*), replaced_by FROM \(table.twin) GROUP BY replaced_by, change")
      while let row = try twins.next() {
        count(row[1], of: row[0], in: table.twin)
        taken[row[2], default: 0] += row[1]
      }
    }
  }

  private mutating func count(_ rows: Int, of change: Int, in table: String) {
    brought[change, default: 0] += rows
    if !loads.contains(where: { $0.id == change }) {
      strangers.append("\(rows) rows of \(table) are of change \(change), no load of the journal")
    }
  }

  /// Phase by phase and indicator by indicator, of which `undo` finds a change's counts: any outside of these would stay.
  private mutating func countObservations(_ db: Database) throws {
    var noted: [Int: Set<TotalsKey>] = [:]
    let scopes = try Row.fetchCursor(db, sql: "SELECT change, phase, indicator FROM change_scope")
    while let row = try scopes.next() { noted[row[0], default: []].insert(TotalsKey(phase: row[1], indicator: row[2])) }
    for standard in try String.fetchAll(db, sql: "SELECT key FROM standard ORDER BY key") {
      for key in try NationalTotals.observed(of: standard, in: db).inOrder {
        let rows = try SQLRequest<Row>(
          literal: """
            SELECT change, count(*) FROM observation WHERE \(key.condition(standard: standard)) GROUP BY change
            """
        ).fetchAll(db)
        for row in rows {
          count(row[1], of: row[0], in: "observation")
          guard noted[row[0]]?.contains(key) != true else { continue }
          strangers.append(
            "\(row[1] as Int) counts of phase \(key.phase), \(key.indicator), are not noted of change \(row[0] as Int)")
        }
      }
    }
  }

  var all: [WorkspaceCheck] {
    let restore = "restore a copy that `backup` made; or `undo` the change and load its files again"
    let rows = brought.values.reduce(0, +)
    return [
      WorkspaceCheck(
        "journal: rows", broughtFindings, good: "\(Wordings.grouped(rows)) rows are what the loads brought",
        remedy: restore),
      WorkspaceCheck(
        "journal: replaced", replacedFindings, good: "what loads replaced is kept", remedy: restore),
      WorkspaceCheck(
        "journal: taken back", undoFindings, good: "what undos took back is kept", remedy: restore),
      WorkspaceCheck(
        "journal: changes", strangers, good: "every row is of a load that the journal has", remedy: restore),
    ]
  }

  private var broughtFindings: [String] {
    loads.compactMap { load in
      difference(brought[load.id], load.tally.added + load.tally.replaced, "rows that change \(load.id) brought")
    }
  }

  private var replacedFindings: [String] {
    loads.compactMap { load in
      let expected = journal.undo(of: load.id) == nil ? load.tally.replaced : 0
      return difference(taken[load.id], expected, "rows that change \(load.id) replaced")
    }
  }

  private var undoFindings: [String] {
    let standing = Set(journal.standingUndos.map(\.id))
    return journal.changes.filter { $0.reverses != nil }.compactMap { change in
      let expected = standing.contains(change.id) ? change.tally.removed : 0
      return difference(
        taken[change.id], expected, "rows that change \(change.id) took back")
    }
  }

  private func difference(_ found: Int?, _ expected: Int, _ what: String) -> String? {
    guard (found ?? 0) != expected else { return nil }
    return "\(what): \(Wordings.grouped(expected)) by the journal, \(Wordings.grouped(found ?? 0)) found"
  }
}
