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

extension RegisterRebuild {
  /// The command that starts the register of a workspace anew, in the words of a shell: it names the workspace, and the
  /// standard, where they are not those that are meant without a word.
  package static func command(in path: String, standard: String) -> String {
    let workspace = path == Workspace.usualPath ? [] : ["--workspace", path]
    let standard = standard == Standard.defaultKey ? [] : ["--standard", standard]
    return ShellWords.joined(["phaseline", "audit"] + workspace + standard + ["--rebuild"]) + " PATH…"
  }
}

extension Workspace {
  /// Where a workspace is if nobody says otherwise.
  package static let usualPath = "phaseline.sqlite"

  /// Starts the register of what was shared anew: what files tell is known to everybody from then on. It is a change of the
  /// journal.
  ///
  /// A register that is whole is left alone, since whatever is not in the files would be forgotten; what it keeps of
  /// other standards, and their damage, stays.
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
    defer { register.forget() }
    return try queue.write { db in
      let damage = try RegisterDamage.all(in: db, isDeep: true)
      guard !damage.isEmpty else { throw RebuildProblem.whole }
      let check = try EvidenceCheck(standard, in: db)
      let files = try check.files(of: evidence, by: rulebook)
      guard !files.isEmpty else { throw RebuildProblem.nothing }
      let doubtful = try RegisterClearing(of: standard.key, damage: damage, in: db).run()
      let change = try Change.begin(.register, command: command, standard: standard.key, in: db)
      var rebuild = RegisterRebuild(change: Int(change))
      rebuild.remarks = doubtful.map(doubt) + files.flatMap { check.remarks(on: $0) }
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

  /// What is to be done where another standard's entries may be damaged too.
  private func doubt(of other: String) -> String {
    "What was shared of \(other) may be damaged too: nothing is shared from this workspace until "
      + "`\(RegisterRebuild.command(in: path, standard: other))` has read its files."
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
