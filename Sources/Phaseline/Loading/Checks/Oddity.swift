import IndicatorStatistics

/// Something odd about counts, before it is words.
struct Oddity {
  /// What is odd, in numbers; phases are told by their places in the standard.
  enum What {
    /// A head-count, and what another indicator of the same base gives.
    case headCounts(Int, Int, other: String)
    case people(Int)
    case group(Int, before: Int, in: Int16)
    case share(Double)
    case shareMoved(Double, before: Double, in: Int16)
    case counts(CountPair)
    case countsMoved(CountPair, before: Int, of: Int, in: Int16)
    case bands(Int, of: Int)
    case sum(CountPair, parts: CountPair)
  }
  var sort: LoadWarning.Sort
  /// Code of the organisation.
  var organisation: String
  /// Where phase and indicator stand in the standard.
  var phase, indicator: Int
  var category: String
  var service: Service
  /// Of which group; none of all together.
  var ethnicity: Ethnicity?
  var what: What

  /// In a few words, behind whose counts they are.
  func words(_ standard: Standard) -> String {
    func phase(_ place: Int16) -> String { standard.phases[Int(place)].words }
    return switch what {
    case .headCounts(let here, let there, let other): "\(here) here, \(there) in \(other)"
    case .people(let people): "\(people)"
    case .group(let now, let before, let last): "a group of \(now) after \(before) in \(phase(last))"
    case .share(let share): Wordings.percent(share)
    case .shareMoved(let now, let before, let last):
      "\(Wordings.percent(now)) after \(Wordings.percent(before)) in \(phase(last))"
    case .counts(let pair): pair.words
    case .countsMoved(let pair, let before, let people, let last):
      "\(pair.words) after \(before) of \(people) in \(phase(last))"
    case .bands(let sum, let people): "\(sum) in all, of \(people)"
    case .sum(let whole, let parts): "\(whole.words), but adults and children together \(parts.words)"
    }
  }
}

extension LoadWarning {
  /// The warning about an oddity.
  init(_ oddity: Oddity, _ lookup: LoadLookup) {
    let key = ObservationKey(
      phase: lookup.standard.phases[oddity.phase].key, indicator: lookup.standard.indicators[oddity.indicator].key,
      organisation: oddity.organisation, category: oddity.category, service: oddity.service.rawValue,
      ethnicity: oddity.ethnicity?.rawValue ?? "")
    self.init(
      sort: oddity.sort, organisation: oddity.organisation, phase: key.phase, indicator: key.indicator,
      text: "\(lookup.words(for: key)): \(oddity.words(lookup.standard))")
  }
}
