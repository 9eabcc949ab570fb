import Phaseline

/// Starts the register of what was shared anew from what an audit read.
extension Audit {
  /// - Throws: `UsageProblem.refused` where a file could not be read, since what it tells would be forgotten;
  ///   `RebuildProblem`.
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
    return try workbench.gate().recording("`audit --rebuild`") {
      .report(
        Self.report(
          try workspace.rebuildRegister(
            from: reading.evidence, by: reading.rulebook,
            command: ShellWords.joined(["audit", "--rebuild"] + paths))))
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
