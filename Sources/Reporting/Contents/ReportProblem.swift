import Phaseline

/// Why there is no report.
public enum ReportProblem: PeopleReadable, Hashable {
  /// An authority, or the nation, has no figures of the phase, or of a service in it; the phases of which it has some.
  case nothing(of: String, in: String, service: Service, has: [String])

  /// It names whom and when, and no counts.
  public var isFreeOfCounts: Bool { true }

  /// What is wrong and what to do, as a sentence.
  public var description: String {
    switch self {
    case .nothing(let name, let phase, let service, let others):
      let services = service == .all ? "" : " for \(service.words)"
      return others.isEmpty
        ? "\(name) has no figures\(services), so there is nothing to report. `authorities` shows who has some."
        : "\(name) has no figures of \(phase)\(services), so there is nothing to report. It has those of "
          + "\(Wordings.list(others)): name one with --phase."
    }
  }
}

extension [Finding] {
  /// Whether an organisation's findings hold any figure of its own in a phase.
  func haveOwnFigures(in phase: String) -> Bool {
    contains {
      $0.phases.contains { $0.phase == phase && ($0.bame != nil || $0.white != nil || !$0.published.isEmpty) }
    }
  }

  /// Whether a nation's findings hold any figure in a phase.
  func haveFigures(in phase: String) -> Bool { contains { $0.phases.contains { $0.phase == phase && $0.hasFigure } } }
}
