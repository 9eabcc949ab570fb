import IndicatorStatistics
import RealModule

/// The sentences on what an analyst asks after the verdict, computed from a finding's numbers.
struct Outlook {
  private let finding: Finding
  private let indicator: Indicator
  private let standard: Standard

  init(_ finding: Finding, indicator: Indicator, standard: Standard) {
    (self.finding, self.indicator, self.standard) = (finding, indicator, standard)
  }

  /// In this order; empty where nothing was asked or can be said.
  var sentences: [String] {
    if let line = finding.line { return [gap(line), wayToParity(line)].compactMap { $0 } }
    guard let nation = finding.nation else { return [] }
    return [spread(nation)].compactMap { $0 } + changes(nation).suffix(1)
  }

  /// What besides is of use where one indicator is looked at alone.
  var background: [String] {
    if let line = finding.line, line.gap != nil { return [noWay(line), groups(line)].compactMap { $0 } }
    return finding.nation.map { changes($0).dropLast() } ?? []
  }

  private var level: String { finding.level.rawValue }

  private func phase(_ key: String) -> String {
    finding.phases.first { $0.phase == key }?.words ?? standard.phase(key)?.words ?? key
  }

  // MARK: - The gap to the rest

  private func gap(_ line: LineFinding) -> String? {
    guard let found = line.gap else { return nil }
    guard let gap = found.gap else { return "No comparison with the rest over time: \(found.reason)." }
    let noun = found.organisations == 1 ? standard.organisationNoun : Wordings.plural(standard.organisationNoun)
    let hidden = found.hidden == 0 ? "" : "; \(found.hidden) with hidden counts left out"
    let rest = "the rest (the same \(Wordings.grouped(found.organisations)) \(noun) in each phase\(hidden))"
    let ends = course(gap)
    let course = ends.map { ": its ratio over theirs went from \($0.first) to \($0.last)" } ?? ""
    let pace = pace(found.percentPerUnit, found.percentPerUnitInterval, line).map { ", \($0)" } ?? ""
    switch gap.kind {
    case .narrowed: return "The gap to \(rest) has narrowed\(course)\(pace)."
    case .widened: return "The gap to \(rest) has widened\(course)\(pace)."
    case .crossed:
      return "Its ratio over that of \(rest) went\(ends.map { " from \($0.first) to \($0.last)" } ?? "")\(pace)."
    case .unchanged: return "The gap to \(rest) has not changed materially\(span(found, line).map { ": \($0)" } ?? "")."
    case .cannotTell:
      let why = span(found, line).map { ": \($0)" } ?? ", for want of cases in some phases"
      return "Whether the gap to \(rest) has narrowed cannot be told\(why)."
    }
  }

  private func course(_ gap: GapToRest) -> (first: String, last: String)? {
    guard let first = gap.first, let last = gap.last else { return nil }
    return (Wordings.ratio(first), Wordings.ratio(last))
  }

  /// "rising 14% a phase (95%: 3 to 27)".
  private func pace(_ percent: Double?, _ interval: Interval?, _ line: LineFinding) -> String? {
    guard let percent, let interval else { return nil }
    return Wordings.pace(percent, interval, unit: line.unit.rawValue, level: level)
  }

  /// "its ratio over theirs may have moved by anything from a fall of 10% to a rise of 3% a phase (95%)".
  private func span(_ found: GapFinding, _ line: LineFinding) -> String? {
    guard let interval = found.percentPerUnitInterval, interval.upper.isFinite else { return nil }
    return
      "its ratio over theirs may have moved by anything from \(Wordings.way(interval.lower)) to "
      + "\(Wordings.way(interval.upper)) a \(line.unit.rawValue) (\(level))"
  }

  // MARK: - The way to parity

  private func wayToParity(_ line: LineFinding) -> String? {
    guard let ahead = line.projection, let projection = ahead.projection, let last = line.fit?.last,
      let required = ahead.requiredPercentPerUnit, whyNoWay(line) == nil
    else { return nil }
    let needed =
      "The line ends at \(Wordings.ratio(last.ratio)); to be at parity by \(ahead.target) takes from there "
      + "\(Wordings.way(required)) a \(line.unit.rawValue)"
    switch projection.outcome {
    case .dated: return "\(needed). At the present pace it would be there in \(ahead.words ?? "")."
    case .noDate: return "\(needed). At the present pace no date can be given."
    case .mayBeReached, .noChangeShown, .notTowardsParity, .twoPhases: return "\(needed)."
    }
  }

  /// Why no pace is given: it would be asked of noise, or of what nobody wants worse.
  func whyNoWay(_ line: LineFinding) -> String? {
    guard let last = line.fit?.last else { return nil }
    if last.interval.contains(0) {
      return "the line ends at \(Wordings.ratio(last.ratio)), which cannot be told from parity"
    }
    if line.fit?.bends == true { return "the phases do not lie on a line" }
    if (last.log < 0) != (indicator.event == .wanted) {
      return "the ratio favours \(standard.group(.bame).label) \(indicator.wording.people)"
    }
    return nil
  }

  private func noWay(_ line: LineFinding) -> String? { whyNoWay(line).map { "No pace to parity is given: \($0)." } }

  // MARK: - Cross-checks

  /// That one phase carries the direction: a note wherever the verdict is given.
  func crossCheck(_ line: LineFinding) -> String? {
    guard line.fit?.isShown == true, let left = line.leaveOneOut, left.signSurvives == false else { return nil }
    let rises = line.percentPerUnit.map { $0 > 0 }
    let turning = zip(line.times, line.phases).filter { time, _ in
      left.slopes.contains { $0.t == time && $0.rises != nil && $0.rises != rises }
    }
    return
      "The direction rests on few phases: without \(Wordings.list(turning.map { phase($0.1) })) alone it would turn round."
  }

  /// What each group's own percentage did: whether a gap closes because one group gains or the other loses.
  private func groups(_ line: LineFinding) -> String? {
    guard let bame = line.bame, let white = line.white, let first = line.phases.first, let last = line.phases.last
    else { return nil }
    let (from, to) = (finding.phases.first { $0.phase == first }, finding.phases.first { $0.phase == last })
    func words(_ trend: GroupTrend, _ from: GroupFinding?, _ to: GroupFinding?, _ label: String) -> String {
      let course =
        "\(Wordings.percent(from?.rate)) of \(label) \(indicator.wording.people) in \(phase(first)), "
        + "\(Wordings.percent(to?.rate)) in \(phase(last))"
      guard let test = trend.test else { return "\(course) (no trend can be tested)" }
      let isShown = test.p < finding.level.alpha
      let way = isShown ? (test.direction == .up ? "rising" : "falling") : "no trend shown"
      return "\(course) (\(way), p \(Wordings.probability(test.p)))"
    }
    let label = standard.group(.bame).label
    return
      "Behind it: \(words(bame, from?.bame, to?.bame, label)); "
      + "\(words(white, from?.white, to?.white, standard.group(.white).label))."
  }

  // MARK: - The nation

  /// How far the authorities differ, in the last phase with counts.
  private func spread(_ nation: NationFinding) -> String? {
    let nouns = Wordings.plural(standard.organisationNoun)
    guard let last = nation.phases.last, let effects = last.randomEffects else { return nil }
    let place = "In \(phase(last.phase))"
    guard let differences = effects.heterogeneity else {
      return "\(place) one \(standard.organisationNoun) has counts."
    }
    let p = "p \(Wordings.probability(differences.pCochranQ))"
    let average = "the average one is at \(Wordings.ratio(effects.ratio))"
    let middle =
      last.isAverageDrawnUp
      ? "most have few cases, which draws their average (\(Wordings.ratio(effects.ratio))) upwards: read M–H "
        + "(\(Wordings.ratio(last.mantelHaenszel?.ratio)))" : average
    guard differences.variance > 0, differences.pCochranQ < finding.level.alpha else {
      return "\(place) it is not shown that the \(nouns) differ (\(p)); \(middle)."
    }
    let next = effects.predictionInterval.map { interval in
      "; another one's true ratio would lie between \(Wordings.ratio(.exp(interval.lower))) and "
        + "\(Wordings.ratio(.exp(interval.upper))) (\(level))"
    }
    return
      "\(place) the \(nouns) differ more than chance explains (\(p); I², the share of their differences that chance does "
      + "not explain, \(Wordings.fixed(differences.inconsistency, 0))%): \(middle)\(last.isAverageDrawnUp ? "" : next ?? "")."
  }

  /// How much of each change is change among the same authorities; of several indicators the last change only is said.
  private func changes(_ nation: NationFinding) -> [String] {
    nation.changes.map { change in
      let (from, to) = (phase(change.from), phase(change.to))
      guard let effect = change.effect, let parts = change.rounded else {
        if change.areTooFew { return "From \(from) to \(to): too few counts are known in both to compare." }
        return change.inBoth == 0
          ? "From \(from) to \(to): no \(standard.organisationNoun) has counts of the same services in both."
          : "From \(from) to \(to): without a case in one group there is no ratio to compare."
      }
      return PanelWords(
        change: change, effect: effect, parts: parts, from: from, to: to, noun: standard.organisationNoun
      ).sentence
    }
  }
}

/// "Of the rise from 0.52 in phase 1 to 0.56 in phase 2, 0.01 is change among the same 61 authorities and 0.03 is who
/// joined."
struct PanelWords {
  let change: NationFinding.Change
  let effect: PanelEffect
  let parts: PanelEffect.Parts
  let from, to, noun: String

  var sentence: String {
    let hidden = change.hidden
    let note = hidden == 0 ? "" : " \(hidden) with hidden counts \(hidden == 1 ? "is" : "are") left out of this."
    return statement + note
  }

  private var statement: String {
    let (first, last) = (Wordings.ratio(.exp(effect.first)), Wordings.ratio(.exp(effect.second)))
    let same = effect.inBoth == 1 ? "the one \(noun) in both" : "the same \(effect.inBoth) \(Wordings.plural(noun))"
    if effect.entered == 0, effect.left == 0 {
      let course = parts.total == 0 ? "stayed at \(last)" : "went from \(first) to \(last)"
      return "From \(from) to \(to) the pooled ratio \(course), with \(same) in both phases."
    }
    guard parts.total != 0 else {
      return
        "From \(from) to \(to) the pooled ratio stayed at \(last): \(signed(parts.panel)) is change among \(same), "
        + "\(signed(parts.mix)) is who \(who)."
    }
    guard parts.panel * parts.mix >= 0 else {
      return
        "From \(from) to \(to) the pooled ratio \(parts.total > 0 ? "rose" : "fell") from \(first) to \(last): "
        + "\(signed(parts.panel)) is change among \(same), \(signed(parts.mix)) is who \(who)."
    }
    return
      "Of the pooled ratio's \(parts.total > 0 ? "rise" : "fall") from \(first) in \(from) to \(last) in \(to), "
      + "\(Wordings.fixed(abs(parts.panel), 2)) is change among \(same) and \(Wordings.fixed(abs(parts.mix), 2)) is who "
      + "\(who)."
  }

  private func signed(_ part: Double) -> String { (part > 0 ? "+" : "") + Wordings.fixed(part, 2) }

  /// "joined (15)", "joined (15), left (3) or changed services (2)".
  private var who: String {
    let changed = change.changedServices
    let parts = [
      (effect.entered - changed, "joined"), (effect.left - changed, "left"), (changed, "changed services"),
    ].filter { $0.0 > 0 }.map { "\($0.1) (\($0.0))" }
    return Wordings.list(parts, "or")
  }
}
