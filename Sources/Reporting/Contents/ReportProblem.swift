import Phaseline

/// Why there is no report.
public enum ReportProblem: PeopleReadable, Hashable {
  /// An authority, or the nation, has no figures of the phase; those that it has.
  case nothing(of: String, in: String, has: [String])

  /// It names whom and when, and no counts.
  public var isFreeOfCounts: Bool { true }

  /// What is wrong and what to do, as a sentence.
  public var description: String {
    switch self {
    case .nothing(let name, let phase, let others):
      others.isEmpty
        ? "\(name) has no figures up to \(phase), so there is nothing to report. `authorities` shows who has some."
        : "\(name) has no figures of \(phase), so there is nothing to report. It has those of \(Wordings.list(others)): name "
          + "one with --phase."
    }
  }

  /// - Throws: `ReportProblem` where an organisation has no figures of its own in the phase.
  static func refuse(_ findings: [Finding], of organisation: Organisation, in phase: Phase, _ standard: Standard) throws
  {
    try refuse(organisation.name, in: phase, standard) { key in
      findings.contains { finding in
        finding.phases.contains { $0.phase == key && ($0.bame != nil || $0.white != nil || !$0.published.isEmpty) }
      }
    }
  }

  /// - Throws: `ReportProblem` where the nation has no figures in the phase.
  static func refuse(_ findings: [Finding], in phase: Phase, _ standard: Standard) throws {
    try refuse(findings.first?.subject.name ?? "The nation", in: phase, standard) { key in
      findings.contains { $0.phases.contains { $0.phase == key && $0.hasFigure } }
    }
  }

  private static func refuse(
    _ name: String, in phase: Phase, _ standard: Standard, _ hasFigures: (String) -> Bool
  ) throws {
    guard !hasFigures(phase.key) else { return }
    throw ReportProblem.nothing(
      of: name, in: phase.words,
      has: standard.phases.filter { $0.ordinal <= phase.ordinal && hasFigures($0.key) }.map(\.words))
  }
}
