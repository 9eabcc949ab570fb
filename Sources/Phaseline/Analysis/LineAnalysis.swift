import IndicatorStatistics

/// The line through an organisation's phases, and the verdict on it.
struct LineAnalysis {
  private(set) var finding: LineFinding?
  let verdict: LineVerdict
  /// The line, if no count is hidden, and what was rounded does not leave it open.
  let exact: Line?

  /// - Parameters:
  ///   - found: The phases of a finding.
  ///   - breaks: The indicator's series breaks: only the last unbroken run is judged.
  ///   - phases: The standard's phases.
  ///   - request: In what time is counted.
  ///   - isBrief: Whether hidden counts are many, so that a verdict on them is sought and no more.
  ///   - rounded: How the counts were rounded.
  /// - Throws: `UsageProblem` where years are wanted of a phase without days.
  init(
    _ found: [PhaseFinding], breaks: [SeriesBreak], phases: [Phase], request: LineRequest = LineRequest(),
    level: ConfidenceLevel = .ninetyFive, isBrief: Bool = false, rounded: Rounding? = nil
  ) throws {
    let (run, ruledOut) = found.run(breaks, phases)
    if let ruledOut {
      (verdict, exact) = (ruledOut, nil)
      return
    }
    let times = try PhaseTimes(phases, unit: request.unit).times(of: run.map(\.phase))
    let line = RangedLine(zip(times, run).compactMap { time, phase in phase.counts.map { (t: time, counts: $0) } })
    let result = line.fit(level, isBrief: isBrief, rounded: rounded)
    verdict = result.verdict
    exact = result.fit == nil ? nil : line.exact
    let detectable = result.isShown ? nil : exact?.smallestDetectableChange(level)
    finding = LineFinding(
      phases: run.map(\.phase), unit: request.unit, times: times, fit: result.fit,
      percentPerUnit: result.fit?.percentPerUnit, percentPerUnitInterval: result.percentPerUnitInterval,
      detectablePercentPerUnit: detectable?.slope.map(LineFit.percent),
      isBeyondParity: detectable.flatMap { exact?.goesBeyondParity($0) } ?? false,
      isBlind: detectable == .undetectable, leaveOneOut: exact?.leaveOneOut,
      bame: GroupTrend(run, times, \.bame, level), white: GroupTrend(run, times, \.white, level))
  }

  /// Adds what the counts of every other authority tell, and where the line leads.
  mutating func lookAhead(_ gap: GapFinding?, _ projection: ProjectionFinding?) {
    finding?.gap = gap
    finding?.projection = projection
  }
}

extension GroupTrend {
  /// The trend of one group's percentage.
  /// - Returns: `nil` with fewer than two phases, or a hidden count.
  init?(
    _ run: [PhaseFinding], _ times: [Double], _ group: KeyPath<PhaseFinding, GroupFinding?>, _ level: ConfidenceLevel
  ) {
    let rates = run.compactMap { phase -> Proportion? in
      guard let group = phase[keyPath: group], group.numerator.isExact, group.denominator.isExact else { return nil }
      return Proportion(group.numerator.low, of: group.denominator.low)
    }
    guard rates.count == run.count, run.count >= 2 else { return nil }
    let trend = RateTrend(zip(times, rates).map { (t: $0, proportion: $1) })
    let recent = run.suffix(FingertipsMarker.phases)
    let isUnbroken = zip(recent, recent.dropFirst()).allSatisfy { $1.ordinal == $0.ordinal + 1 }
    self.init(
      slope: trend.logisticSlope(level), test: trend.cochranArmitage(),
      marker: isUnbroken ? FingertipsMarker(rates) : nil)
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
