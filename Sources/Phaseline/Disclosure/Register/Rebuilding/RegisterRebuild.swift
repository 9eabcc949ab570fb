import Crypto
import Foundation
import GRDB

/// What came of starting the register of what was shared anew.
public struct RegisterRebuild: Hashable, Sendable {
  /// The number of the change in the journal.
  public var change: Int
  /// How many files are entries of the register now.
  public var shares = 0
  /// How many counts they tell.
  public var counts = 0
  /// What of them is of no state of the workspace, or could not be kept, each in a sentence.
  public var remarks: [String] = []

  /// In sentences.
  public var words: String {
    let files = shares == 1 ? "1 file, which tells" : "\(Wordings.grouped(shares)) files, which tell"
    return "The register of what was shared is started anew from \(files) \(Wordings.grouped(counts)) counts "
      + "(change \(change)). Whatever else was shared is forgotten: later results may give it away."
  }
}

extension Workspace {
  /// Starts the register of what was shared anew: what files tell is known to everybody from then on. It is a change of the
  /// journal.
  ///
  /// A file with names that the workspace does not know is refused, and one of which most counts are of no state of it: it is
  /// another workspace's. Single counts that are of no state are kept, with a remark: a state may have been lost, and whoever
  /// has the file has them.
  /// - Parameters:
  ///   - evidence: What the files tell.
  ///   - rulebook: The rules by which they were shared.
  ///   - command: The words to keep in the journal.
  /// - Throws: `RebuildProblem`; `DatabaseError`. The workspace is then as it was.
  public func rebuildRegister(
    from evidence: Evidence, by rulebook: AuditRulebook, command: String
  ) throws -> RegisterRebuild {
    try queue.write { db in
      let check = try EvidenceCheck(standard, in: db)
      let files = try check.files(of: evidence, by: rulebook)
      guard !files.isEmpty else { throw RebuildProblem.nothing }
      try forgetShares(db)
      let change = try Change.begin(.register, command: command, standard: standard.key, in: db)
      var rebuild = RegisterRebuild(change: Int(change))
      rebuild.remarks = files.flatMap { check.remarks(on: $0) }
      for (number, plan) in RebuiltPlan.all(of: files).enumerated() {
        var writer = RebuiltPlanWriter(plan, standard, db)
        let id = try writer.write(number: number + 1)
        rebuild.remarks += writer.remarks
        for file in plan.files where try enter(file, plan: id, rules: plan.rules, db) {
          rebuild.shares += 1
          rebuild.counts += file.counts.count
        }
      }
      return rebuild
    }
  }

  /// Takes the entries of the standard away; all, where not even the tables are whole.
  private func forgetShares(_ db: Database) throws {
    guard try !RegisterDamage.all(in: db).contains(where: \.isOfTables) else {
      return try Migrations.renewRegister(in: db)
    }
    try db.execute(
      literal: """
        PRAGMA defer_foreign_keys = ON;
        DELETE FROM share WHERE standard = \(standard.key) OR plan NOT IN (SELECT id FROM disclosure_plan);
        DELETE FROM share_name WHERE share NOT IN (SELECT id FROM share);
        DELETE FROM disclosure_plan WHERE standard = \(standard.key);
        DELETE FROM protected_count WHERE plan NOT IN (SELECT id FROM disclosure_plan);
        DELETE FROM protected_total WHERE plan NOT IN (SELECT id FROM disclosure_plan);
        DELETE FROM register_seal;
        INSERT INTO register_seal (id, shares, seal) VALUES (1, 0, '');
        """)
    for (number, old) in try Int.fetchAll(db, sql: "SELECT id FROM share ORDER BY id").enumerated() {
      try db.execute(
        literal: """
          UPDATE share SET id = \(number + 1) WHERE id = \(old);
          UPDATE share_name SET share = \(number + 1) WHERE share = \(old);
          """)
    }
    try RegisterSeals.closeAll(in: db)
  }

  /// Enters a file, unless the same bytes are an entry already.
  /// - Returns: Whether it is new.
  private func enter(_ file: RebuiltFile, plan: Int64, rules: DisclosureRules, _ db: Database) throws -> Bool {
    let content = FileManager.default.contents(atPath: file.path) ?? Data("\(file.path) \(file.counts)".utf8)
    let hash = SHA256.hash(data: content).hex
    let isKnown = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM share WHERE standard = ? AND sha256 = ? AND rules = ?)",
      arguments: [standard.key, hash, rules.key])
    if isKnown == true { return false }
    try db.execute(
      literal: """
        INSERT INTO share (at, standard, scope, rules, plan, figures, sha256)
        VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), \(standard.key), \("taken in from \(file.path)"), \(rules.key),
          \(plan), \(file.counts.count), \(hash))
        """)
    let share = Int(db.lastInsertedRowID)
    for code in Set(file.counts.keys.map(\.row.place)).sorted() where file.codes.contains(code) {
      try db.execute(literal: "INSERT INTO share_name (share, organisation) VALUES (\(share), \(code))")
    }
    try RegisterSeals.close(entry: share, in: db)
    return true
  }
}
