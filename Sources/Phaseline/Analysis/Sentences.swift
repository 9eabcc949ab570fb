import IndicatorStatistics

/// The sentences of a finding, computed from its numbers and the catalogue's words.
struct Sentences {
  private let finding: Finding
  private let indicator: Indicator
  private let standard: Standard

  init(_ finding: Finding, indicator: Indicator, standard: Standard) {
    (self.finding, self.indicator, self.standard) = (finding, indicator, standard)
  }

  // MARK: - What is measured

  /// "How likely candidates of … are to be appointed from shortlist (White candidates = 1.0)".
  var measure: String {
    let what = indicator.wording.form == .rate ? "How often \(whom) \(verb)" : "How likely \(whom) are \(verb)"
    return "\(what) (\(whites) = 1.0)"
  }

  private var verb: String {
    indicator.wording.verb.replacing("{category}", with: indicator.title(ofCategory: finding.indicator.category))
  }

  private var topic: String {
    let category = finding.indicator.category
    guard category != indicator.headlineCategory else { return indicator.wording.topic }
    return "\(indicator.wording.topic) (\(indicator.title(ofCategory: category)))"
  }

  // MARK: - The headline

  var headline: String {
    let name = finding.subject.name
    guard finding.subject.code != nil else { return nationalHeadline }
    let reason = finding.verdict.reason
    return switch finding.verdict.kind {
    case .improving where reason == .reachedParity: "\(name) has reached parity on \(topic)"
    case .improving: "\(name) is closing the gap on \(topic)"
    case .worsening where reason == .leftParity: "\(name) has left parity on \(topic)"
    case .worsening: "\(name) is moving away from parity on \(topic)"
    case .crossedParity: "\(name) has crossed parity on \(topic)"
    case .noMaterialChange: "No material change at \(name) on \(topic)"
    case .cannotTell: cannotTellHeadline(name)
    case .notTested: "Published figures alone cannot show whether \(name) has changed on \(topic)"
    }
  }

  private func cannotTellHeadline(_ name: String) -> String {
    switch finding.verdict.reason {
    case .tooFewPhases: "One phase cannot show whether \(name) is changing on \(topic)"
    case .hiddenCounts: "Hidden counts leave open whether \(name) has changed on \(topic)"
    case .notConverged: "No line fits \(name) on \(topic)"
    default: "Too few cases to say whether \(name) has changed on \(topic)"
    }
  }

  private var nationalHeadline: String {
    guard let last = finding.phases.last, let ratio = last.national?.relativeLikelihood else {
      return "\(finding.subject.name) on \(topic)"
    }
    return "\(finding.subject.name): \(Wordings.comparison(ratio, form: indicator.wording.form)) on \(topic)"
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
    guard let last = finding.phases.last else { return "" }
    if let bame = last.bame, let white = last.white, !(bame.denominator.isExact && white.denominator.isExact) {
      return "the counts of \(last.label.lowercased()) are hidden and cannot be compared."
    }
    return last.published.isEmpty ? "" : published(last)
  }

  private func latest(_ phase: PhaseFinding) -> String {
    guard let comparison = phase.comparison, let bame = phase.bame, let white = phase.white else { return "" }
    let counts = "\(bame.words) against \(white.words)"
    let place = "in \(phase.words)"
    if indicator.kind == .representation, let shares = shares(bame) { return "\(shares) \(place) (\(counts))." }
    guard let ratio = comparison.relativeLikelihood else { return hiddenOrEmpty(phase, comparison, counts) }
    return statement(ratio, place: place) + " (\(counts)\(doubt(comparison)))."
  }

  /// Of small numbers the estimate alone would mislead: what else it could be is said with it.
  private func doubt(_ comparison: RatioFinding) -> String {
    guard comparison.verdict == .cannotTell, let interval = comparison.interval else { return "" }
    return "; by these counts alone anything from \(Wordings.comparison(interval, form: indicator.wording.form))"
  }

  private func hiddenOrEmpty(_ phase: PhaseFinding, _ comparison: RatioFinding, _ counts: String) -> String {
    let place = "in \(phase.words)"
    if let range = comparison.range, comparison.isHidden {
      let size = Wordings.comparison(range, form: indicator.wording.form)
      let words = indicator.wording.form == .rate ? "at a rate \(size)" : size
      return statement(words, place: place) + " (\(counts); hidden count)."
    }
    let isEmpty = phase.bame?.numerator.high == 0 && phase.white?.numerator.high == 0
    return isEmpty ? "no case \(place) (\(counts))." : "no case among \(whites) \(place) (\(counts))."
  }

  /// "candidates of … were 49% less likely to be appointed from shortlist in phase 3".
  private func statement(_ ratio: Double, place: String, with white: Bool = false) -> String {
    if ratio == 0 { return "no case among \(whom) \(place)" }
    let comparison = Wordings.comparison(ratio, form: indicator.wording.form)
    return statement(comparison, place: place, than: white ? " \(joint(comparison)) \(whites)" : "")
  }

  private func statement(_ comparison: String, place: String, than white: String = "") -> String {
    indicator.wording.form == .rate
      ? "\(whom) \(verb) \(comparison)\(white) \(place)" : "\(whom) were \(comparison)\(white) \(verb) \(place)"
  }

  private var whom: String { "\(indicator.wording.people) of \(standard.group(.bame).name)" }
  private var whites: String { "\(standard.group(.white).adjective) \(indicator.wording.people)" }

  /// "44% less likely than", "twice as likely as", "at the same rate as", "at twice the rate of".
  private func joint(_ comparison: String) -> String {
    if comparison.contains("%") { return "than" }
    return comparison.hasSuffix("the rate") ? "of" : "as"
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

  private var change: String {
    guard let line = finding.line else { return "Not tested: published figure without counts." }
    let verdict = finding.verdict
    switch verdict.kind {
    case .improving, .worsening, .crossedParity:
      return VerdictWords.phrase(verdict).sentenceCased + pace(line) + "."
    case .noMaterialChange: return "No material change" + pace(line) + "."
    case .cannotTell: return "Cannot tell whether it changed: \(VerdictWords.reason(verdict))" + blindness(line) + "."
    case .notTested: return "Not tested."
    }
  }

  /// ", 14% a phase (3 to 27)"; a fall is said to be one.
  private func pace(_ line: LineFinding) -> String {
    guard let interval = line.percentPerPhaseInterval else { return "" }
    guard let percent = line.percentPerPhase else {
      return
        ", the ratio changing between \(Wordings.fixed(interval.lower, 0))% and \(Wordings.fixed(interval.upper, 0))% a phase"
    }
    let falls = percent < 0
    let (low, high) = falls ? (-interval.upper, -interval.lower) : (interval.lower, interval.upper)
    let limits = "\(Wordings.fixed(low, 0)) to \(high == .infinity ? "no limit" : Wordings.fixed(high, 0))"
    return ", the ratio \(falls ? "falling" : "rising") \(Wordings.fixed(abs(percent), 0))% a phase (\(limits))"
  }

  private func blindness(_ line: LineFinding) -> String {
    if line.isBlind { return "; no change, however large, could have been shown" }
    guard let percent = line.detectablePercentPerPhase else { return "" }
    let way = percent < 0 ? "a fall" : "a rise"
    return "; \(way) of \(Wordings.fixed(abs(percent), 0))% a phase would have been needed to show"
  }

  private var nation: String {
    guard let last = finding.phases.last(where: { $0.comparison != nil }) ?? finding.phases.last,
      let national = last.national
    else { return "" }
    let name = national.isRest ? "The rest of \(finding.subject.nation)" : finding.subject.nation
    guard let ratio = national.relativeLikelihood else {
      return national.publishedWords.isEmpty ? "" : "\(name): \(Wordings.list(national.publishedWords))."
    }
    return "\(name): \(Wordings.comparison(ratio, form: indicator.wording.form))."
  }

  private var nationalSentence: String {
    let phrases = finding.phases.compactMap { phase -> String? in
      guard let national = phase.national else { return nil }
      if !national.publishedWords.isEmpty { return "\(Wordings.list(national.publishedWords)) in \(phase.words)" }
      if let ratio = national.published?.relativeLikelihood {
        return statement(ratio, place: "in \(phase.words)", with: true)
      }
      return national.pooled?.relativeLikelihood.map { statement($0, place: "in \(phase.words)", with: true) }
    }
    guard let last = phrases.last else { return "\(finding.subject.name): no figure." }
    return "\(finding.subject.name): \(last)."
  }
}

extension String {
  /// With a capital first letter.
  var sentenceCased: String { prefix(1).uppercased() + dropFirst() }
}
