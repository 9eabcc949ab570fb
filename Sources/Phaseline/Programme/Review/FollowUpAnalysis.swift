import IndicatorStatistics

/// Makes of the counts around a start what followed on one indicator.
struct FollowUpAnalysis {
  /// Fewer others than these are no comparison.
  static let fewestOthers = 5

  /// The authorities without such an action or practice, the same in every phase compared.
  enum Panel {
    case tooFew(Int, wanted: Int)
    case enough(NationCells.Panel, before: Int)
  }

  let standard: Standard
  let indicator: Indicator
  let done: Intervention
  let split: PhaseSplit
  let level: ConfidenceLevel
  /// Whether hidden counts are many, so that a verdict on them is sought and no more.
  let isBrief: Bool
  let others: Panel?
  /// What else the organisation did about this indicator at the time.
  let sameTime: SameTime

  /// What followed, with its words.
  var followUp: FollowUp {
    var found = figures
    let words = FollowUpWords(found, standard: standard, indicator: indicator, done: done, split: split)
    (found.verdictWords, found.paragraph) = (words.verdict, words.paragraph)
    found.limits =
      FollowUpLimits(
        found, standard: standard, indicator: indicator, done: done, split: split, others: others, sameTime: sameTime
      ).sentences
    return found
  }

  private var figures: FollowUp {
    let isCompared = split.obstacle == nil && !split.before.isEmpty && !split.after.isEmpty
    let change = isCompared ? sides(split.after).change(level, isBrief: isBrief) : nil
    let ended = isCompared && !split.afterEnd.isEmpty ? sides(split.afterEnd).change(level, isBrief: isBrief) : nil
    return FollowUp(
      indicator: Finding.Topic(indicator, category: indicator.headlineCategory), service: split.all.first?.service,
      before: side(split.before, change?.before), after: side(split.after, change?.after),
      afterEnd: side(split.afterEnd, ended?.after), endWords: done.isClosed ? "its end" : "it was due", change: change,
      changeAfterEnd: ended,
      others: isCompared ? moved : nil,
      aim: aim, verdictWords: "", paragraph: "", limits: [], level: level)
  }

  private func sides(_ after: [PhaseSplit.Place]) -> BeforeAfter {
    BeforeAfter(before: split.before.map(\.counts), after: after.map(\.counts))
  }

  private func side(_ places: [PhaseSplit.Place], _ end: LineFit.End?) -> FollowUp.Side? {
    guard let sum = RangedCounts.sum(places.map(\.counts)) else { return nil }
    return FollowUp.Side(
      phases: places.map(\.phase.key), words: Wordings.phases(places.map(\.phase)),
      bame: GroupFinding(sum.bame, of: sum.bameTotal, level), white: GroupFinding(sum.white, of: sum.whiteTotal, level),
      ratio: end?.ratio,
      // Of one phase the interval that `compare` has of it.
      interval: places.count == 1 && end != nil ? sum.koopmanInterval(level) : end?.interval.exponential)
  }

  private var moved: FollowUp.Others? {
    guard case .enough(let panel, let before) = others else { return nil }
    let rest = BeforeAfter(before: Array(panel.sums.prefix(before)), after: Array(panel.sums.dropFirst(before)))
    return FollowUp.Others(
      organisations: panel.organisations, hidden: panel.hidden,
      move: sides(split.after).move(against: rest, level))
  }

  private var aim: FollowUp.AimResult? {
    guard let aim = done.aim, let last = split.after.last else { return nil }
    return FollowUp.AimResult(
      aim: aim, before: split.before.last.map { measured($0, aim) }, after: measured(last, aim))
  }

  private func measured(_ place: PhaseSplit.Place, _ aim: Action.Aim) -> FollowUp.AimResult.Measured {
    let standing =
      switch aim {
      case .ratio(let ratio): place.counts.standing(toRatio: ratio, level)
      case .people(let people): place.counts.standing(toPeople: people, level)
      }
    return FollowUp.AimResult.Measured(
      phase: place.phase.key, standing: standing,
      found: RatioFinding(place.counts, StatisticsChoices(level: level)))
  }
}
