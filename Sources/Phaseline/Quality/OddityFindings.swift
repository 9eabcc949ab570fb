import IndicatorStatistics

/// What is odd about single counts, as loads warn of it: here of all of them, with a sentence and a remedy.
struct OddityFindings {
  let data: QualityData
  /// Head-counts that are told of as exchanged, and not once more as odd.
  let exchanged: Set<SwapFindings.People>

  func all() -> [WeighedFinding] {
    let swings = Set(data.oddities.filter { $0.sort == .swing }.map(\.place))
    // A numerator that fell to 0 from 10 or more is told once.
    return data.oddities.filter { ($0.sort != .zero || !swings.contains($0.place)) && !isOfRounding($0) }
      .compactMap(finding)
  }

  /// Whether it may be none of the counts that were rounded: those no longer add up, and a 0 may be a small count.
  private func isOfRounding(_ it: Oddity) -> Bool {
    guard let rounding = data.tables.rules?.rounding else { return false }
    return it.sort == .sum || it.sort == .bands || it.sort == .zero && !rounding.isZeroExact
  }

  private func finding(_ it: Oddity) -> WeighedFinding? {
    guard let organisation = data.organisations[it.organisation], !isTold(it), isOfGiven(it) else { return nil }
    let words = QualityWords(standard: data.standard)
    let sort = QualityFinding.Sort(it.sort)
    return WeighedFinding(
      finding: QualityFinding(
        sort: sort, severity: sort.severity, code: organisation.code, authority: organisation.name,
        phase: data.standard.phases[it.phase].key, indicator: data.standard.indicators[it.indicator].key,
        service: it.service, sentence: words.sentence(it, organisation), remedy: words.remedy(it)),
      effect: Self.effect(it.what))
  }

  /// Whether it is about a row that was given; sums of a plan are odd only where they are no sums.
  private func isOfGiven(_ it: Oddity) -> Bool {
    it.sort == .sum || data.given.slot(it.organisation, it.phase, it.indicator, it.service).state != .missing
  }

  private func isTold(_ it: Oddity) -> Bool {
    func isExchanged(_ indicator: Int) -> Bool {
      exchanged.contains(
        SwapFindings.People(
          organisation: it.organisation, phase: it.phase, indicator: indicator, service: it.service))
    }
    return switch it.what {
    case .headCounts(_, _, let other):
      isExchanged(it.indicator)
        || data.standard.indicators.firstIndex { $0.key == other }.map(isExchanged) ?? false
    case .group: isExchanged(it.indicator)
    default: false
    }
  }

  private static func effect(_ what: Oddity.What) -> Double {
    switch what {
    case .headCounts(let here, let there, _): Double(abs(here - there))
    case .people(let people): Double(10 - people)
    case .group(let now, let before, _): Double(abs(now - before))
    case .share(let share): share
    case .shareMoved(let now, let before, _): abs(now - before)
    case .counts(let pair): Double(pair.denominator.low)
    case .countsMoved(let pair, let before, _, _): Double(abs(pair.numerator.low - before))
    case .bands(let sum, let people): Double(sum - people)
    case .sum(let whole, let parts):
      Double(
        max(abs(whole.numerator.low - parts.numerator.low), abs(whole.denominator.low - parts.denominator.low)))
    }
  }
}

extension Oddity {
  /// What tells one count from another.
  fileprivate var place: [String] {
    [organisation, "\(phase)", "\(indicator)", category, service.rawValue, ethnicity?.rawValue ?? ""]
  }
}
