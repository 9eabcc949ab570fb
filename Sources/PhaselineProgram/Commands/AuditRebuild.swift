import Phaseline

/// Starts the register of what was shared anew from what an audit read.
extension Audit {
  /// - Throws: `UsageProblem.refused` where a file could not be read, since what it tells would be forgotten, or names rules
  ///   that are not known; `RebuildProblem`.
  func rebuilt(_ reading: AuditReading, in workbench: Workbench) throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let unread = reading.unread.map(\.reason)
    guard unread.isEmpty else {
      throw UsageProblem.refused(
        (unread.prefix(3) + [
          "What these files tell would be forgotten, so the register is as it was. See to them, or leave out the paths of "
            + "those that were never shared."
        ]).joined(separator: "\n"))
    }
    let unknown = reading.rulebook.unknown(in: reading.evidence)
    guard unknown.isEmpty || workbench.chosen.rules != nil else {
      throw UsageProblem.refused(
        "The rules \(Wordings.list(unknown)) that files name are not known here, so the register is as it was. Name their file "
          + "by --rules.")
    }
    let taken = RebuildEvidence(reading, areRulesNamed: workbench.chosen.rules != nil)
    return try workbench.gate().recording("`audit --rebuild`") {
      var rebuild = try taken.explaining {
        try workspace.rebuildRegister(
          from: taken.evidence, by: reading.rulebook, command: ShellWords.joined(["audit", "--rebuild"] + paths))
      }
      rebuild.remarks = taken.remarks + rebuild.remarks
      return .report(Self.report(rebuild))
    }
  }

  private static func report(_ rebuild: RegisterRebuild) -> Report {
    let columns = ["change", "shares", "counts", "remarks"].map {
      Table.Column(key: $0, title: $0.capitalized, isNumeric: true)
    }
    let row: [Table.Cell] = [rebuild.change, rebuild.shares, rebuild.counts, rebuild.remarks.count].map {
      .integer($0)
    }
    return Report(
      text: ([rebuild.words] + rebuild.remarks).joined(separator: "\n"), rows: Table(columns: columns, rows: [row]),
      isProse: true)
  }
}

/// What of that which an audit read the register takes in, and which files it leaves out: each is named, since what it
/// tells is forgotten if it was shared after all.
private struct RebuildEvidence {
  private(set) var evidence: Evidence
  /// Which files are left out, and why, each in a sentence.
  private(set) var remarks: [String] = []

  /// - Parameters:
  ///   - reading: What was read.
  ///   - areRulesNamed: Whether somebody said by which rules files were shared that name none, internal ones too.
  init(_ reading: AuditReading, areRulesNamed: Bool) {
    evidence = reading.evidence
    let counted = evidence.counts.map(\.whereabouts.file).unique
    let figured = evidence.figures.map(\.whereabouts.file).unique.filter { !counted.contains($0) }
    remarks += reading.foreign.map { "\($0): not recognised as a result that tells counts: left out." }
    remarks += figured.map { "\($0): it tells figures, and no counts that the register could keep: left out." }
    guard !areRulesNamed else { return }
    let ruled = Set(evidence.counts.filter { $0.rules != nil }.map(\.whereabouts.file))
    let silent = counted.filter { !ruled.contains($0) }
    let left = Set(silent).intersection(reading.internals)
    evidence.counts.removeAll { left.contains($0.whereabouts.file) }
    remarks += silent.map {
      left.contains($0)
        ? "\($0): internal, not shared: left out."
        : "\($0): it names no rules: taken in as shared by \(reading.rulebook.usual.key)."
    }
  }

  /// Says what was left out, where nothing else is there.
  /// - Throws: What the work throws; `UsageProblem.refused` for `RebuildProblem.nothing`.
  func explaining<Value>(_ work: () throws -> Value) throws -> Value {
    do { return try work() } catch RebuildProblem.nothing where !remarks.isEmpty {
      throw UsageProblem.refused((remarks.prefix(3) + ["\(RebuildProblem.nothing)"]).joined(separator: "\n"))
    }
  }
}
