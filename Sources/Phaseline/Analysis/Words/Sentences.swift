import IndicatorStatistics

/// The sentences of a finding, computed from its numbers and the catalogue's words.
struct Sentences {
  private let finding: Finding
  private let indicator: Indicator
  private let standard: Standard
  /// Whether a 0 may be a small count that was rounded.
  private let isZeroRounded: Bool

  init(_ finding: Finding, indicator: Indicator, standard: Standard, isZeroRounded: Bool = false) {
    (self.finding, self.indicator, self.standard) = (finding, indicator, standard)
    self.isZeroRounded = isZeroRounded
  }

  // MARK: - What is measured

  /// "How likely candidates of … are to be appointed from shortlist (White candidates = 1.0)".
  var measure: String { Self.measure(indicator, category: finding.indicator.category, standard, scale: "1.0, the aim") }

  /// The same of any indicator's category.
  /// - Parameter scale: What the White group stands at.
  static func measure(_ indicator: Indicator, category: String, _ standard: Standard, scale: String) -> String {
    let words = LikelihoodWords(standard: standard, indicator: indicator, category: category)
    let isRate = indicator.wording.form == .rate
    let what = isRate ? "How often \(words.whom) \(words.verb)" : "How likely \(words.whom) are \(words.verb)"
    return "\(what) (\(words.whites) = \(scale))"
  }

  private var words: LikelihoodWords {
    LikelihoodWords(
      standard: standard, indicator: indicator, category: finding.indicator.category, isZeroRounded: isZeroRounded)
  }
  private var whom: String { words.whom }
  private var whites: String { words.whites }
  private var verb: String { words.verb }

  private var topic: String { finding.indicator.topic }

  // MARK: - The headline

  var headline: String {
    let name = finding.subject.name
    guard finding.subject.code != nil else { return nationalHeadline }
    let reason = finding.verdict.reason
    return switch finding.verdict.kind {
    case .improving where reason == .reachedParity: "\(name) may have reached parity on \(topic)"
    case .improving: "\(name) is closing the gap on \(topic)"
    case .worsening where reason == .leftParity: "\(name) is now away from parity on \(topic)\(favouring)"
    case .worsening where !favouring.isEmpty: "\(name) is further from parity on \(topic)\(favouring)"
    case .worsening: "\(name) is moving away from parity on \(topic)"
    case .crossedParity: "\(name) has crossed parity on \(topic)"
    case .noMaterialChange: "No material change at \(name) on \(topic)"
    case .cannotTell: cannotTellHeadline(name)
    case .notTested: "Published figures alone cannot show whether \(name) has changed on \(topic)"
    }
  }

  /// Moving away from parity is not always to the disadvantage of the group: then the headline says so.
  private var favouring: String {
    verdictWords.favoursGroup == true ? ", favouring \(standard.group(.bame).label) staff" : ""
  }

  private func cannotTellHeadline(_ name: String) -> String {
    switch finding.verdict.reason {
    case .tooFewPhases where finding.line?.phases.count == 1:
      "One phase cannot show whether \(name) is changing on \(topic)"
    case .hiddenCounts, .tooManyHidden: "Hidden counts leave open whether \(name) has changed on \(topic)"
    case .roundedCounts: "Rounded counts leave open whether \(name) has changed on \(topic)"
    case .differentServices: "Different services cannot show whether \(name) has changed on \(topic)"
    case .oneGroupOnly: "Counts of one group cannot show whether \(name) has changed on \(topic)"
    case .notConverged: "No line fits \(name) on \(topic)"
    case .aroundParity: "\(name) has changed on \(topic), but around parity"
    case .tooFewCases where !isFew: "Cannot tell whether \(name) has changed on \(topic)"
    default: "Too few cases to say whether \(name) has changed on \(topic)"
    }
  }

  /// Whether a phase that was judged has fewer than twenty cases in a group.
  private var isFew: Bool {
    let groups = finding.phases.filter { finding.line?.phases.contains($0.phase) == true }.flatMap {
      [$0.bame, $0.white]
    }
    return groups.contains { $0.map { $0.numerator.low < 20 } ?? true }
  }

  private var nationalHeadline: String {
    guard let last = finding.phases.last, let national = last.comparator, let ratio = national.relativeLikelihood else {
      return "\(finding.subject.name) on \(topic)"
    }
    let comparison = Wordings.comparison(ratio, form: indicator.wording.form)
    let people = "\(standard.group(.bame).label) \(indicator.wording.people)"
    let what = indicator.wording.form == .rate ? "\(verb) \(comparison)" : "\(comparison) \(verb)"
    let whole = "\(national.name), \(last.words): \(people) \(what)"
    return whole.split(separator: " ").count <= 15 ? whole : "\(national.name): \(comparison) on \(topic)"
  }

  // MARK: - The sentence

  var sentence: String {
    guard finding.subject.code != nil else { return nationalSentence }
    let parts = [latest, change, nation].filter { !$0.isEmpty }
    return "\(finding.subject.name): " + parts.joined(separator: " ")
  }

  /// The last phase with a comparison, or with a published figure.
  private var latest: String {
    if let last = finding.phases.last(where: { $0.comparison != nil }) { return latest(last) }
    guard let last = finding.phases.last(where: { $0.bame != nil || $0.white != nil || !$0.published.isEmpty }) else {
      return ""
    }
    switch (last.bame, last.white) {
    case (nil, nil): return published(last)
    case (.some, .some): return "the counts of \(last.words) are hidden and cannot be compared."
    case (.some, nil): return "there are no counts of \(whites) to compare with in \(last.words)."
    case (nil, .some): return "there are no counts of \(whom) in \(last.words)."
    }
  }

  private func latest(_ phase: PhaseFinding) -> String {
    guard let comparison = phase.comparison, let bame = phase.bame, let white = phase.white else { return "" }
    let counts = "\(bame.words) against \(white.words)"
    let place = "in \(phase.words)"
    if bame.denominator.high == 0 { return "there were no \(whom) \(place) (\(counts))." }
    if white.denominator.high == 0 { return "there were no \(whites) \(place) (\(counts))." }
    if !bame.numerator.isExact || !white.numerator.isExact { return hidden(comparison, place, counts) }
    if indicator.kind == .representation, let shares = shares(bame) { return "\(shares) \(place) (\(counts))." }
    guard let ratio = comparison.relativeLikelihood else {
      return bame.numerator.high == 0
        ? "\(words.none) \(place) (\(counts))." : "\(words.none) among \(whites) \(place) (\(counts))."
    }
    return words.statement(ratio, place: place, with: true) + " (\(counts)\(doubt(comparison))). "
      + PeopleWords.sentence(comparison, level: finding.level.rawValue)
  }

  /// Of small numbers the estimate alone would mislead: what else it could be is said with it.
  private func doubt(_ comparison: RatioFinding) -> String {
    guard let interval = comparison.interval else { return "" }
    if comparison.verdict != .cannotTell || comparison.hasTooFewCases {
      let doubt = comparison.hasTooFewCases ? ", but too few cases to be sure" : ""
      return "; ratio \(Wordings.interval(interval)) with \(finding.level.rawValue) confidence\(doubt)"
    }
    return "; \(finding.level.rawValue) interval: \(Wordings.comparison(interval, form: indicator.wording.form))"
  }

  /// What a hidden count allows; in words where both ends are percentages.
  private func hidden(_ comparison: RatioFinding, _ place: String, _ counts: String) -> String {
    guard let range = comparison.range, range.lower > 0 || range.upper < .infinity else {
      return "the relative likelihood \(place) cannot be told from hidden counts (\(counts))."
    }
    let isPlain =
      range.lower > 0 && range.upper < 1.995 && ![range.lower, range.upper].contains { (0.98...1.02) ~= $0 }
    if isPlain {
      let size = Wordings.comparison(range, form: indicator.wording.form)
      let said = indicator.wording.form == .rate ? "at a rate \(size)" : size
      return words.statement(said, place: place, than: " \(words.joint(said)) \(whites)")
        + " (\(counts); hidden count\(chance(comparison)))."
    }
    let limits =
      range.upper == .infinity
      ? "is \(Wordings.ratio(range.lower)) or more"
      : "lies between \(Wordings.ratio(range.lower)) and \(Wordings.ratio(range.upper))"
    return "the relative likelihood \(place) \(limits) (\(counts); hidden count\(chance(comparison)))."
  }

  /// What chance allows besides.
  private func chance(_ comparison: RatioFinding) -> String {
    comparison.interval.map {
      "; with chance, \(finding.level.rawValue): \(Wordings.comparison($0, form: indicator.wording.form))"
    } ?? ""
  }

  private func shares(_ bame: GroupFinding) -> String? {
    guard let numerator = bame.shareOfNumerator, let denominator = bame.shareOfDenominator else { return nil }
    let group = standard.group(.bame).name
    return """
      \(Wordings.percent(numerator)) of \(indicator.wording.shareOfNumerator ?? indicator.numerator) were of \(group), \
      against \(Wordings.percent(denominator)) of \(indicator.wording.shareOfDenominator ?? indicator.denominator)
      """
  }

  // MARK: - Published figures

  private func published(_ phase: PhaseFinding) -> String {
    let words = PublishedWords(standard: standard, indicator: indicator).phrases(phase.published)
    return Wordings.list(words) + " in \(phase.words), as published."
  }

  // MARK: - The change and the nation

  private var verdictWords: VerdictWords {
    VerdictWords(finding.verdict, event: indicator.event, group: standard.group(.bame))
  }

  private var change: String {
    let verdict = finding.verdict
    guard let line = finding.line else {
      return verdict.kind == .notTested
        ? "Not tested: published figure without counts."
        : "Cannot tell whether it changed: \(VerdictWords.reason(verdict))\(remedy)."
    }
    switch verdict.kind {
    case .improving, .worsening, .crossedParity: return verdictWords.full.sentenceCased + pace(line) + "."
    case .noMaterialChange where verdict.reason == .withinBandThroughout:
      return verdictWords.full.sentenceCased + pace(line) + "."
    case .noMaterialChange: return "No material change" + room(line) + "."
    case .cannotTell where verdict.reason == .aroundParity:
      return "It changed\(pace(line)), but around parity: whether for better or worse cannot be told."
    case .cannotTell where line.phases.count == 1: return "One phase shows no trend."
    case .cannotTell where verdict.reason == .tooFewCases:
      return "Cannot tell whether it changed: \(range(line))\(power(line))."
    case .cannotTell: return "Cannot tell whether it changed: \(reason(line))\(power(line))."
    case .notTested: return "Not tested."
    }
  }

  /// Which service could be compared instead.
  private var remedy: String {
    verdict(is: .differentServices) ? "; ask for one with `--service adults` or `--service children`" : ""
  }

  private func verdict(is reason: LineVerdict.Reason) -> Bool { finding.verdict.reason == reason }

  private func reason(_ line: LineFinding) -> String {
    guard finding.verdict.reason == .boundary else { return VerdictWords.reason(finding.verdict) }
    // A phase without any case says nothing, and is not the reason.
    let fitted = finding.phases.filter { phase in
      line.phases.contains(phase.phase) && (phase.bame?.numerator.high != 0 || phase.white?.numerator.high != 0)
    }
    let reasons = [(whom, \PhaseFinding.bame), (whites, \.white)].compactMap { whose, group -> String? in
      let empty = fitted.filter { $0[keyPath: group]?.numerator.high == 0 }.map(\.words)
      if empty.isEmpty { return nil }
      return "among \(whose) in " + (empty.count == fitted.count ? "any of these phases" : Wordings.list(empty))
    }
    let none = isZeroRounded ? "hardly any cases" : "no cases"
    return reasons.isEmpty ? VerdictWords.reason(finding.verdict) : "\(none) \(reasons.joined(separator: ", nor "))"
  }

  /// ", the ratio rising 14% a phase (3 to 27)"; a fall is said to be one.
  private func pace(_ line: LineFinding) -> String {
    guard let percent = line.percentPerUnit, let interval = line.percentPerUnitInterval else { return room(line) }
    return ", the ratio " + Wordings.pace(percent, interval, unit: line.unit.rawValue, level: finding.level.rawValue)
  }

  /// ", the ratio changing by between a fall of 4% and a rise of 3% a phase".
  private func room(_ line: LineFinding) -> String {
    guard let interval = line.percentPerUnitInterval, interval.upper.isFinite else { return "" }
    return
      ", the ratio changing by between \(Wordings.way(interval.lower)) and \(Wordings.way(interval.upper)) a "
      + "\(line.unit.rawValue) (\(finding.level.rawValue))"
  }

  /// "anything from a fall of 10% to a rise of 3% a phase fits these counts".
  private func range(_ line: LineFinding) -> String {
    guard let interval = line.percentPerUnitInterval, interval.upper.isFinite else {
      return VerdictWords.reason(finding.verdict)
    }
    return
      "anything from \(Wordings.way(interval.lower)) to \(Wordings.way(interval.upper)) a \(line.unit.rawValue) fits these counts (\(finding.level.rawValue))"
  }

  /// How large a change would have had to be, so that silence is not read as good news.
  private func power(_ line: LineFinding) -> String {
    if line.isBlind { return "; no change, however large, was likely to show" }
    if line.isBeyondParity { return "; even a change that just reached parity would have been too small to show" }
    guard let percent = line.detectablePercentPerUnit else { return "" }
    let unit = " a \(line.unit.rawValue)"
    return "; only \(Wordings.wayOrMore(percent, each: unit)) was likely (four times in five) to show"
  }

  private var nation: String {
    guard let last = finding.phases.last(where: { $0.comparison != nil }) ?? finding.phases.last,
      let national = last.comparator
    else { return "" }
    guard let ratio = national.relativeLikelihood else {
      let words = Wordings.list(national.publishedWords)
      return words.isEmpty ? "" : "\(national.name): \(words)."
    }
    let whose = national.published?.relativeLikelihood == nil ? national.name : "\(national.name), as published"
    return
      "\(whose.sentenceCased), in \(last.words): \(Wordings.comparison(ratio, form: indicator.wording.form))"
      + "\(difference(last))."
  }

  /// Where only a published figure is there to compare with, it is taken as known; that is said.
  private func difference(_ phase: PhaseFinding) -> String {
    guard phase.position == nil, let differs = phase.comparator?.differsFromPublished else { return "" }
    return " (taken as known: \(differs ? "outside" : "within") what these counts allow)"
  }

  private var nationalSentence: String {
    let phrases = finding.phases.compactMap { phase -> String? in
      guard let national = phase.comparator else { return nil }
      let place = "in \(phase.words)"
      if !national.publishedWords.isEmpty {
        return "\(national.name): \(Wordings.list(national.publishedWords)) \(place)"
      }
      return national.relativeLikelihood.map { "\(national.name): \(words.statement($0, place: place, with: true))" }
    }
    return phrases.last.map { $0 + "." } ?? "\(finding.subject.name): no figure."
  }
}

extension String {
  /// With a capital first letter.
  public var sentenceCased: String { prefix(1).uppercased() + dropFirst() }
}
