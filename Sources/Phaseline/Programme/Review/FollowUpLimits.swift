import IndicatorStatistics

/// What cannot be said of what followed, each only where it applies.
struct FollowUpLimits {
  private let found: FollowUp
  private let standard: Standard
  private let indicator: Indicator
  private let done: Intervention
  private let split: PhaseSplit
  private let others: FollowUpAnalysis.Panel?
  private let sameTime: SameTime

  /// Fewer cases of a group on one side than these are few.
  private static let few = 20

  init(
    _ found: FollowUp, standard: Standard, indicator: Indicator, done: Intervention, split: PhaseSplit,
    others: FollowUpAnalysis.Panel?, sameTime: SameTime
  ) {
    (self.found, self.standard, self.indicator, self.done) = (found, standard, indicator, done)
    (self.split, self.others, self.sameTime) = (split, others, sameTime)
  }

  /// In this order.
  var sentences: [String] {
    guard let change = found.change else { return [] }
    return [
      proof, fewCases, atTheSameTime, tooFewOthers, already(change), badPhase(change), oneBefore(change), onePhase,
      endedEarly, partly,
      scatter(change),
      unknown,
    ].compactMap { $0 } + apart
  }

  private var proof: String {
    "A before-and-after is not proof: whatever else changed in these phases is in the figures too."
  }

  private var fewCases: String? {
    guard let before = found.before, let after = found.after else { return nil }
    let words = LikelihoodWords(standard: standard, indicator: indicator, category: indicator.headlineCategory)
    let few = [(before.bame, after.bame, words.whom), (before.white, after.white, words.whites)].filter {
      min($0.0.numerator.low, $0.1.numerator.low) < Self.few
    }
    guard !few.isEmpty else { return nil }
    let counts = few.map { "\($0.0.words) before and \($0.1.words) since among \($0.2)" }
    return "The cases are few (\(counts.joined(separator: "; "))): one more or fewer changes the ratio."
  }

  private var atTheSameTime: String? {
    sameTime.words.map {
      "\($0.sentenceCased) on the same indicator ran at the same time: these figures cannot tell which of them did what."
    }
  }

  private var tooFewOthers: String? {
    let nouns = Wordings.plural(standard.organisationNoun)
    switch others {
    case .tooFew(let count, let wanted):
      let who =
        count == 0
        ? "no other \(standard.organisationNoun)"
        : "only \(count) other \(count == 1 ? standard.organisationNoun : nouns)"
      return
        "There is no comparison with others: \(who) with no such action or practice recorded here \(count < 2 ? "has" : "have") counts in "
        + "all of these phases, none hidden, and it takes \(wanted)."
    case .enough where found.others?.move == nil:
      return "There is no comparison with others: for that counts of both sides must be there, none of them hidden."
    case .enough, nil: return nil
    }
  }

  /// That it moved that way before: by the line through three phases or more if it shows that, by the direction of two.
  private func already(_ change: BeforeAfter.Change) -> String? {
    guard change.fit?.isShown == true, let slope = change.fit?.slope, split.before.count >= 2 else { return nil }
    let ratios = split.before.map { $0.counts.exact?.relativeLikelihood }
    guard let first = ratios.first ?? nil, let last = ratios.last ?? nil, first > 0, last.isFinite else { return nil }
    let course =
      "from \(Wordings.ratio(first)) in \(split.before[0].phase.words) to \(Wordings.ratio(last)) in "
      + "\(split.before[split.before.count - 1].phase.words)"
    if split.before.count == 2 {
      guard (last - first) * slope > 0 else { return nil }
      return "It moved the same way before it began too, \(course): two phases cannot show whether by chance."
    }
    let line = RangedLine(split.before.map { (t: Double($0.phase.ordinal), counts: $0.counts) }).fit(found.level)
    guard let earlier = line.fit, earlier.isShown, (earlier.slope ?? 0) * slope > 0 else { return nil }
    return "It was already moving that way before it began, \(course): it might have gone on without it."
  }

  /// That an action is often chosen after a phase that was bad by chance, and the next one is then nearer to parity anyway.
  private func badPhase(_ change: BeforeAfter.Change) -> String? {
    guard change.restsOnLastBefore, let last = split.before.last?.phase.words else { return nil }
    let why =
      "an action is often chosen after a phase that was bad by chance, and the next is then better whatever is done"
    return split.before.count > 1
      ? "Without \(last), the last before it began, no improvement would be shown: \(why)."
      : "Only \(last) came before, and the improvement rests on it: \(why)."
  }

  /// That a single phase before may itself be far from the usual; of an improvement `badPhase` says it.
  private func oneBefore(_ change: BeforeAfter.Change) -> String? {
    guard split.before.count == 1, let only = split.before.first, change.fit?.isShown == true, !change.restsOnLastBefore
    else { return nil }
    return "Only \(only.phase.words) came before: one phase may by chance be far from what was usual."
  }

  /// That nothing could be counted while it ran.
  private var endedEarly: String? {
    guard done.isClosed, let end = done.end, let time = standard.time(of: end), let first = split.after.first,
      time < Double(first.phase.ordinal)
    else { return nil }
    return "It had ended (\(standard.words(of: end))) before any phase after its start was counted."
  }

  private var onePhase: String? {
    guard split.after.count == 1, let only = split.after.first else { return nil }
    return "Only \(only.phase.words) came after its start: one phase does not show whether it lasts."
  }

  /// That the twelve months of a phase began before a start on a day.
  private var partly: String? {
    guard case .day(let start) = done.start else { return nil }
    let partly = split.after.compactMap { place in
      standard.collected(place.phase).map { (phase: place.phase, days: $0.days(after: start)) }
    }.filter { $0.days < 365 }
    guard let fewest = partly.map(\.days).min() else { return nil }
    let share = fewest < 37 ? "nearly all" : fewest < 183 ? "most" : "some"
    return
      "It began on \(start.words), within the twelve months that \(Wordings.phases(partly.map(\.phase))) counts: \(share) of "
      + "those cases came before it."
  }

  private func scatter(_ change: BeforeAfter.Change) -> String? {
    guard change.fit?.bends == true else { return nil }
    return "The phases of a side differ among themselves more than chance explains: read them one by one (`trend`)."
  }

  private var unknown: String? {
    func share(_ places: [PhaseSplit.Place]) -> Double? {
      let known = places.compactMap(\.unknownShare)
      return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }
    guard let before = share(split.before), let after = share(split.after),
      abs(after - before) >= CellChecks.unknownMove
    else {
      return nil
    }
    return "\(indicator.wording.people.sentenceCased) of unknown ethnicity went from \(Wordings.percent(before)) to "
      + "\(Wordings.percent(after)): that alone can move the ratio."
  }

  private var apart: [String] {
    guard let reason = split.apart.first?.reason else { return [] }
    let phases = Wordings.phases(split.apart.map(\.phase))
    return [
      "\(phases.sentenceCased) \(split.apart.count == 1 ? "is" : "are") left out: a series break lies between (\(reason))."
    ]
  }
}
