import ArgumentParser
import Phaseline

/// How the line through the phases is fitted, and how far it looks ahead.
struct LineOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Fit no phase before this one.", valueName: "phase")) var sincePhase: String?
  @Option(help: "A change a phase, or a year: then between the middles of collection.") var per: LineFinding.Unit =
    .phase
  @Option(help: ArgumentHelp("By when parity is wanted (default: three phases on).", valueName: "phase"))
  var targetPhase: String?

  var request: LineRequest { LineRequest(unit: per, looksAhead: true, targetPhase: targetPhase) }

  /// Those phases that are not before the first to be fitted.
  func phases(_ phases: [Phase], in standard: Standard) throws -> [Phase] {
    guard let sincePhase else { return phases }
    let start = try standard.phase(named: sincePhase).ordinal
    return phases.filter { $0.ordinal >= start }
  }
}
