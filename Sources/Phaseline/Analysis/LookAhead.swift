import IndicatorStatistics

/// What a line asks of the counts of every other authority, and where it leads.
struct LookAhead {
  let standard: Standard
  let indicator: Indicator
  let category: String
  let organisation: Organisation
  let request: LineRequest
  /// Of fewer others nothing is told.
  let fewest: Int
  /// The counts of every authority.
  let nation: any NationCounts

  /// Whether the gap to the rest has narrowed: the rest being those that gave counts in every phase of the line.
  /// - Parameter service: The one that all phases of the line cover.
  func gap(_ line: LineFinding, _ exact: Line?, of service: Service) throws -> GapFinding? {
    guard line.phases.count >= 2 else { return nil }
    let phases = standard.phases.filter { line.phases.contains($0.key) }
    let cells = try nation.cells(indicator, category: category, phases: phases, of: service)
    guard let panel = cells.panel(in: line.phases, without: [organisation.code], isExact: true),
      panel.organisations >= fewest
    else {
      let nobody = fewest > 1 ? "fewer than \(fewest) others have" : "no other \(standard.organisationNoun) has"
      return GapFinding(reason: "\(nobody) counts of \(service.words) in all of these phases, none hidden")
    }
    guard let own = line.fit, let exact else { return GapFinding(reason: "counts of its own are hidden, or rounded") }
    let rest = RangedLine(zip(line.times, panel.sums).map { (t: $0, counts: $1) })
    guard let others = rest.exact, let gap = exact.gap(of: own, to: others) else {
      return GapFinding(reason: "fewer than two phases with cases")
    }
    return GapFinding(
      gap: gap, reason: "", organisations: panel.organisations, hidden: panel.hidden,
      percentPerUnit: gap.difference.map(LineFit.percent),
      percentPerUnitInterval: gap.interval?.map(LineFit.percent))
  }

  /// When parity would be reached, and the pace that the wanted phase needs.
  /// - Throws: `UsageProblem` where the wanted phase is none to come.
  func projection(_ line: LineFinding, _ exact: Line?) throws -> ProjectionFinding? {
    let times = PhaseTimes(standard.phases, unit: line.unit)
    guard let lastKey = line.phases.last, let lastTime = line.times.last,
      let last = standard.phase(lastKey)
    else { return nil }
    let wanted = request.targetPhase ?? times.next(last, 3)
    let target = try times.time(ofTarget: wanted, after: (last, lastTime))
    guard let fit = line.fit, let exact else { return nil }
    let projection = exact.projection(of: fit)
    let date = date(projection, after: (last, lastTime), times)
    return ProjectionFinding(
      projection: projection, words: date.map { words($0, projection.level) }, target: target.words,
      targetTime: target.time, requiredPercentPerUnit: fit.requiredSlope(toParityAt: target.time).map(LineFit.percent),
      date: date,
      course: fit.last == nil
        ? [] : stops(on: line, exact) + stops(after: (last, lastTime), to: target.time, projection, (exact, fit), times)
    )
  }

  /// So many phases ahead a line is followed at most: farther on its interval holds nearly everything.
  static let farthest = 12

  /// The line at each of its own phases.
  private func stops(on line: LineFinding, _ exact: Line) -> [ProjectionFinding.Stop] {
    zip(line.phases, line.times).compactMap { key, time in
      guard let phase = standard.phase(key), let fit = line.fit else { return nil }
      let at = exact.course(at: time, of: fit)
      return ProjectionFinding.Stop(
        phase: phase.key, label: phase.label, ordinal: phase.ordinal, time: time, isAhead: false, ratio: at?.ratio,
        interval: at?.interval.exponential)
    }
  }

  /// The phases to come, up to the wanted one and to the latest in which parity may be reached; with the line at each where
  /// a date is given.
  private func stops(
    after last: (phase: Phase, time: Double), to target: Double, _ projection: Projection,
    _ line: (exact: Line, fit: LineFit), _ times: PhaseTimes
  ) -> [ProjectionFinding.Stop] {
    let latest = projection.hasDate ? projection.interval?.upper ?? target : target
    let count = Int(min(max(target, latest) - last.time, Double(Self.farthest)).rounded(.up))
    return (1...max(1, count)).map { step in
      let (ordinal, time) = (last.phase.ordinal + step, last.time + Double(step))
      let at = projection.hasDate ? line.exact.course(at: time, of: line.fit) : nil
      return ProjectionFinding.Stop(
        phase: times.key(of: ordinal), label: times.label(of: ordinal), ordinal: ordinal, time: time, isAhead: true,
        ratio: at?.ratio, interval: at?.interval.exponential)
    }
  }

  /// The phase in which parity would be measured is the next whole one.
  private func date(
    _ projection: Projection, after last: (phase: Phase, time: Double), _ times: PhaseTimes
  ) -> ProjectionFinding.Date? {
    guard projection.hasDate, let parity = projection.parity, let interval = projection.interval else { return nil }
    func phase(_ time: Double) -> String {
      times.words(of: last.phase.ordinal + Int((time - last.time - 1e-9).rounded(.up)))
    }
    return ProjectionFinding.Date(
      phase: phase(parity), earliest: projection.outcome == .dated ? phase(interval.lower) : nil,
      latest: phase(interval.upper))
  }

  /// "phase 8 (95%: between phase 7 and phase 12)".
  private func words(_ date: ProjectionFinding.Date, _ level: ConfidenceLevel) -> String {
    let level = level.rawValue
    guard let earliest = date.earliest else {
      return "\(date.phase) (\(level): at the latest \(date.latest); it may be there already)"
    }
    return earliest == date.latest ? date.phase : "\(date.phase) (\(level): between \(earliest) and \(date.latest))"
  }
}

extension Projection {
  /// Whether a date of parity is given.
  public var hasDate: Bool { outcome == .dated || outcome == .mayBeReached }
}

extension GapFinding {
  /// A gap that cannot be computed, and why.
  init(reason: String) {
    self.init(
      gap: nil, reason: reason, organisations: 0, hidden: 0, percentPerUnit: nil, percentPerUnitInterval: nil)
  }
}

extension [Finding] {
  /// With Benjamini and Hochberg's q of one organisation's several indicators.
  var withQValues: [Finding] {
    let tested = indices.filter { self[$0].line?.fit?.pLikelihoodRatio != nil }
    // The categories of one indicator add up to a whole, and are no family of tests.
    guard Set(tested.map { self[$0].indicator.key }).count > 1 else { return self }
    let q = BenjaminiHochberg.qValues(tested.compactMap { self[$0].line?.fit?.pLikelihoodRatio })
    var findings = self
    for (index, q) in zip(tested, q) {
      findings[index].line?.q = q
      findings[index].methods["line.q"] = .benjaminiHochberg
      findings[index].line?.family = "\(tested.count) lines of \(self[index].subject.name)"
    }
    return findings
  }
}
