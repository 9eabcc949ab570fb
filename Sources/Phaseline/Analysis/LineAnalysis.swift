import IndicatorStatistics
import RealModule

/// The line through an organisation's phases, and the verdict on it.
struct LineAnalysis {
  let finding: LineFinding?
  let verdict: LineVerdict

  /// - Parameters:
  ///   - found: The phases of a finding.
  ///   - breaks: The indicator's series breaks: only the last unbroken run is judged.
  ///   - phases: The standard's phases.
  init(_ found: [PhaseFinding], breaks: [SeriesBreak], phases: [Phase]) {
    let last = breaks.compactMap { gap in phases.first { $0.key == gap.before }?.ordinal }.filter { start in
      found.contains { $0.ordinal >= start && $0.counts != nil }
    }.max()
    let run = found.filter { $0.counts != nil && $0.ordinal >= last ?? 0 }
    guard !run.isEmpty else {
      finding = nil
      verdict = Self.withoutCounts(found)
      return
    }
    let line = RangedLine(run.compactMap { phase in phase.counts.map { (t: Double(phase.ordinal), counts: $0) } })
    let result = line.fit()
    verdict = result.verdict
    let exact = line.exact
    let detectable = result.isShown ? nil : exact?.smallestDetectableChange()
    finding = LineFinding(
      phases: run.map(\.phase), fit: result.fit, percentPerPhase: result.fit?.percentPerPhase,
      percentPerPhaseInterval: result.percentPerPhaseInterval,
      detectablePercentPerPhase: detectable?.slope.map { 100 * (Double.exp($0) - 1) },
      isBeyondParity: detectable.flatMap { exact?.goesBeyondParity($0) } ?? false,
      isBlind: detectable == .undetectable)
  }

  /// The verdict where no phase has counts of both groups that can be compared.
  private static func withoutCounts(_ found: [PhaseFinding]) -> LineVerdict {
    let groups = found.flatMap { [$0.bame, $0.white].compactMap { $0 } }
    if groups.isEmpty { return LineVerdict(notTested: false) }
    let isHidden = groups.contains { !$0.denominator.isExact }
    return LineVerdict(kind: .cannotTell, reason: isHidden ? .hiddenCounts : .oneGroupOnly)
  }
}

extension PhaseFinding {
  /// The counts of both groups, if they can be compared.
  var counts: RangedCounts? {
    guard let bame, let white, bame.denominator.isExact, white.denominator.isExact else { return nil }
    return RangedCounts(
      bame: bame.numerator, of: bame.denominator.low, white: white.numerator, of: white.denominator.low)
  }
}

extension LineVerdict {
  /// The verdict where no line was fitted.
  /// - Parameter hasCounts: Whether there are counts at all, or published figures only.
  init(notTested hasCounts: Bool) {
    self.init(
      kind: .notTested, reason: hasCounts ? .notALine : .publishedOnly, isSmall: false, sideFirst: nil, sideLast: nil)
  }
}
