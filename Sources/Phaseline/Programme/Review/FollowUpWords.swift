import IndicatorStatistics

/// What followed, in sentences that can be read out.
struct FollowUpWords {
  private let found: FollowUp
  private let standard: Standard
  private let indicator: Indicator
  private let done: Intervention
  private let split: PhaseSplit

  init(_ found: FollowUp, standard: Standard, indicator: Indicator, done: Intervention, split: PhaseSplit) {
    (self.found, self.standard, self.indicator) = (found, standard, indicator)
    (self.done, self.split) = (done, split)
  }

  private var words: LikelihoodWords {
    LikelihoodWords(standard: standard, indicator: indicator, category: indicator.headlineCategory)
  }
  private var level: String { found.level.rawValue }

  /// In few words: "improved", "cannot tell (too uncertain)".
  var verdict: String {
    guard let change = found.change else { return "nothing to compare" }
    let rests = change.restsOnLastBefore ? split.before.last.map { ", resting on \($0.phase.words)" } ?? "" : ""
    return Self.brief(change) + rests
  }

  /// All that can be said.
  var paragraph: String {
    guard let change = found.change else { return ([nothing] + [measure].compactMap { $0 }).joined(separator: " ") }
    return ([levels, Self.judgement(change, level), against, ended, measure].compactMap { $0 }).joined(separator: " ")
  }

  // MARK: - Where there is nothing to compare

  private var nothing: String {
    let start = standard.words(of: done.start)
    if let obstacle = split.obstacle {
      return "Before and after its start (\(start)) cannot be compared: \(obstacle)."
    }
    guard let last = split.all.last else {
      return "There are no counts of both groups on \(found.indicator.topic) that could be compared."
    }
    let why =
      split.after.isEmpty
      ? "No phase after its start (\(start)) has counts yet, so that nothing can be said of what followed."
      : "No phase before its start (\(start)) has counts to compare with."
    return "\(why) \(one(last).sentenceCased)"
  }

  /// "In phase 3 candidates of … were 40% less likely than White candidates to be appointed (12 of 100 against 60 of 300)."
  private func one(_ place: PhaseSplit.Place) -> String {
    let (bame, white) = groups(place.counts)
    let counts = "\(bame.words) \(words.whom) against \(white.words) \(words.whites)"
    guard let ratio = place.counts.exact?.relativeLikelihood, ratio > 0, ratio.isFinite else {
      return "in \(place.phase.words): \(counts)."
    }
    return words.statement(ratio, place: "in \(place.phase.words)", with: true)
      + " (\(bame.words) against \(white.words))."
  }

  private func groups(_ counts: RangedCounts) -> (GroupFinding, GroupFinding) {
    (
      GroupFinding(counts.bame, of: counts.bameTotal, found.level),
      GroupFinding(counts.white, of: counts.whiteTotal, found.level)
    )
  }

  // MARK: - The change

  private var levels: String? {
    guard let before = found.before, let after = found.after else { return nil }
    guard let first = before.ratio, let last = after.ratio else {
      return "Before it began: \(counts(before)); since then: \(counts(after)) (\(words.whom) against \(words.whites))."
    }
    return words.statement(first, place: "before it began", with: true)
      .sentenceCased + " (\(counts(before))), and \(Wordings.comparison(last, form: indicator.wording.form)) since "
      + "(\(counts(after)))."
  }

  /// "phases 1 and 2: 12 of 450 against 20 of 1,800".
  private func counts(_ side: FollowUp.Side) -> String {
    "\(side.words): \(side.bame.words) against \(side.white.words)"
  }

  /// "improved", "worsened (now away from parity)".
  private static func brief(_ change: BeforeAfter.Change) -> String {
    let verdict = change.verdict
    let size = verdict.isSmall ? ", by little" : ""
    return switch verdict.kind {
    case .improving where isFurtherAsMeasured(change): "changed\(size) (may be at parity)"
    case .improving: "improved\(size)" + (mayBeThere(change) ? " (may be at parity)" : "")
    case .worsening: "worsened\(size)" + (verdict.reason == .leftParity ? " (now away from parity)" : "")
    case .cannotTell: "cannot tell (\(VerdictWords.reason(verdict)))"
    case .crossedParity, .noMaterialChange, .notTested: VerdictWords.name(verdict.kind)
    }
  }

  /// Whether what was measured after the start cannot be told from parity.
  private static func mayBeThere(_ change: BeforeAfter.Change) -> Bool {
    change.after.map { $0.interval.contains(0) } ?? (change.verdict.reason == .reachedParity)
  }

  /// Whether what was measured after the start lies further from parity, on its other side, though it may be at parity.
  private static func isFurtherAsMeasured(_ change: BeforeAfter.Change) -> Bool {
    guard let before = change.before, let after = change.after else { return false }
    return abs(after.log) > abs(before.log)
  }

  private static func judgement(_ change: BeforeAfter.Change, _ level: String) -> String {
    let (verdict, it, course) = (change.verdict, "The relative likelihood", course(change, level))
    let shown = ", by more than chance alone explains"
    let little = verdict.isSmall ? ", though by little" : ""
    return switch verdict.kind {
    case .improving where isFurtherAsMeasured(change):
      "\(it) changed\(shown): it may be at parity now, though as measured it lies further from it than before, on the other "
        + "side\(course)."
    case .improving:
      "\(it) is closer to parity than before\(shown)"
        + "\(mayBeThere(change) ? ", and may be there" : "")\(little)\(course)."
    case .worsening:
      "\(it) is \(verdict.reason == .leftParity ? "now away from parity" : "further from parity than before")\(shown)"
        + "\(little)\(course)."
    case .crossedParity: "\(it) has gone past parity\(shown)\(course)."
    case .noMaterialChange where verdict.reason == .withinBandThroughout:
      "\(it) changed\(course), but within the four-fifths band before and since: no material change."
    case .noMaterialChange: "There is no material change\(span(change, level).map { ": \($0)" } ?? "")."
    case .cannotTell where verdict.reason == .aroundParity:
      "\(it) changed around parity\(course): whether for better or worse cannot be told."
    case .cannotTell, .notTested:
      "Whether \(it.lowercased()) changed cannot be told: \(span(change, level) ?? VerdictWords.reason(verdict))"
        + "\(power(change))."
    }
  }

  /// ": it went from 1.50 to 1.10, a fall of 27% (95%: 5% to 44%)".
  private static func course(_ change: BeforeAfter.Change, _ level: String) -> String {
    guard let limits = change.factorInterval else { return "" }
    guard let before = change.before, let after = change.after, let factor = change.factor else {
      return ": it changed by anything from \(way(limits.lower)) to \(way(limits.upper)) (\(level))"
    }
    return ": it went from \(Wordings.ratio(before.ratio)) to \(Wordings.ratio(after.ratio)), \(way(factor)) "
      + "(\(level): \(within(limits)))"
  }

  /// "anything from a fall of 40% to a rise of 30% in the ratio fits these counts (95%)".
  private static func span(_ change: BeforeAfter.Change, _ level: String) -> String? {
    guard let limits = change.factorInterval, limits.lower > 0, limits.upper.isFinite else { return nil }
    let doubt = change.verdict.reason == .tooFewToBeSure ? ", and the cases are too few to be sure of more" : ""
    return
      "anything from \(way(limits.lower)) to \(way(limits.upper)) in the ratio fits these counts (\(level))\(doubt)"
  }

  /// How large a change would have had to be, so that silence is not read as good news.
  private static func power(_ change: BeforeAfter.Change) -> String {
    if change.isBlind { return "; no change, however large, was likely to show" }
    if change.isBeyondParity { return "; even a change that just reached parity would have been too small to show" }
    guard let factor = change.detectable else { return "" }
    return "; only \(Wordings.wayOrMore(100 * (factor - 1))) was likely (four times in five) to show"
  }

  /// "11% to 143%" of a rise; "5% to 44%" of a fall; in full where one limit is the one and the other the other.
  private static func within(_ limits: Interval) -> String {
    guard limits.upper <= 1 || limits.lower >= 1 else { return "between \(way(limits.lower)) and \(way(limits.upper))" }
    let (near, far) = limits.upper <= 1 ? (limits.upper, limits.lower) : (limits.lower, limits.upper)
    return "\(size(near)) to \(size(far))"
  }

  /// "44%", of a rise or a fall.
  private static func size(_ factor: Double) -> String { Wordings.extent(100 * (factor - 1)) }

  /// "a fall of 27%".
  private static func way(_ factor: Double) -> String { Wordings.way(100 * (factor - 1)) }

  // MARK: - Others, the end, the measure

  private var against: String? {
    guard let others = found.others, let move = others.move else { return nil }
    let nouns = Wordings.plural(standard.organisationNoun)
    let hidden = others.hidden == 0 ? "" : " (\(others.hidden) more with hidden counts left out)"
    let who = "the \(others.organisations) other \(nouns) here with no such action or practice recorded\(hidden)"
    let (expected, now) = (Wordings.ratio(move.expected), Wordings.ratio(found.after?.ratio))
    return switch move.kind {
    // What is shown is a difference to the others; that it moved towards parity only its own verdict can say.
    case .closer where found.verdict?.kind == .improving:
      "It moved more towards parity than \(who): with their change it would be at \(expected), not at \(now)."
    case .closer: "It ended closer to parity than with the change of \(who): at \(now), not at \(expected)."
    case .further: "With the change of \(who) it would be nearer to parity: at \(expected), not at \(now)."
    case .past:
      "With the change of \(who) it would be at \(expected); it is at \(now), on the other side of parity."
    case .alike: "\(who.sentenceCased) moved about as much: with their change it would be at \(expected)."
    case .cannotTell: "Whether it ended closer to parity than with the change of \(who) cannot be told."
    }
  }

  private var ended: String? {
    guard let after = found.afterEnd, let change = found.changeAfterEnd, let end = done.end else { return nil }
    return "After \(found.endWords) (\(standard.words(of: end)); \(counts(after))), against before it began: "
      + Self.brief(change) + Self.course(change, level) + "."
  }

  private var measure: String? { found.aim.map { AimWords(result: $0, standard: standard, level: level).sentence } }
}

extension Wordings {
  /// For tables: "−27% (−44% to −5%)".
  /// - Returns: `nil` where there is neither a change nor a limit of it.
  public static func change(_ change: BeforeAfter.Change) -> String? {
    func percent(_ factor: Double) -> String {
      let percent = 100 * (factor - 1)
      if percent > 900 { return factor == .infinity ? "no limit" : "over +900%" }
      return (percent > 0 ? "+" : "") + fixed(percent, 0) + "%"
    }
    guard let limits = change.factorInterval else { return nil }
    let estimate = change.factor.map { percent($0) } ?? "–"
    return "\(estimate) (\(percent(limits.lower)) to \(percent(limits.upper)))"
  }
}
