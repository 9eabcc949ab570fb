import Phaseline

extension ReportContext {
  /// What templates may name.
  public static let keys = ContextKeys(of: ReportContext.self)

  /// How many figures it shows, for the register of what was shared: rows of one indicator and phase.
  public var figures: Int { sections.reduce(0) { $0 + $1.finding.phases.count(where: \.hasFigure) } }
}
