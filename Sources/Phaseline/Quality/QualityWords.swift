import IndicatorStatistics

/// The words of findings on quality.
struct QualityWords {
  let standard: Standard

  /// "Northbridge (phase 5, adults' services)".
  func place(_ organisation: Organisation, _ phase: Int, _ service: Service = .all) -> String {
    "\(organisation.name) (\(standard.phases[phase].words)\(service == .all ? "" : ", \(service.words)"))"
  }

  /// "White staff", "staff of unknown ethnicity".
  func people(_ ethnicity: Ethnicity, _ indicator: Indicator) -> String {
    let (adjective, people) = (standard.group(ethnicity).adjective, indicator.wording.people)
    return ethnicity == .unknown ? "\(people) \(adjective)" : "\(adjective) \(people)"
  }

  /// "leaving"; "paybands (£70,000 and over)".
  func topic(_ indicator: Indicator, _ category: String) -> String {
    category == Category.all ? indicator.key : "\(indicator.key) (\(indicator.title(ofCategory: category)))"
  }

  /// "; the national picture of phase 5 is without its 1,234 staff, 1.2% of those of phase 4".
  func loss(_ loss: QualityFinding.Loss?, _ people: String, in phase: Int) -> String {
    guard let loss else { return "" }
    let counted = standard.phase(loss.phase)?.words ?? loss.phase
    let share = loss.share.map { ", \(Wordings.percent($0)) of those of \(counted)" } ?? " of \(counted)"
    return "; the national picture of \(standard.phases[phase].words) is without its "
      + "\(Wordings.grouped(loss.people)) \(people)\(share)"
  }

  // MARK: - Oddities

  /// What an oddity is, as a sentence.
  func sentence(_ it: Oddity, _ organisation: Organisation) -> String {
    let indicator = standard.indicators[it.indicator]
    let place = place(organisation, it.phase, it.service)
    let whom = it.ethnicity.map { people($0, indicator) } ?? indicator.wording.people
    let topic = topic(indicator, it.category)
    return switch it.what {
    case .headCounts(let here, let there, let other):
      "\(place) counts \(number(here)) \(whom) on \(indicator.key) and \(number(there)) on \(other), though both are "
        + "of the same people."
    case .people(let count): "\(place) has \(count) \(whom): too few for a phase alone to tell anything."
    case .group(let now, let before, let last):
      "\(place) counts \(number(now)) \(whom), after \(number(before)) in \(phase(last))."
    case .share(let share): "\(place) does not know the ethnicity of \(Wordings.percent(share)) of its \(whom)."
    case .shareMoved(let now, let before, let last):
      "\(place) does not know the ethnicity of \(Wordings.percent(now)) of its \(whom), after "
        + "\(Wordings.percent(before)) in \(phase(last))."
    case .counts(let pair): "\(place) gives \(words(pair)) \(whom) on \(topic)."
    case .countsMoved(let pair, let before, let people, let last):
      "\(place) gives \(words(pair)) \(whom) on \(topic), after \(number(before)) of \(number(people)) in \(phase(last))."
    case .bands(let sum, let people):
      "\(place) has \(number(sum)) \(whom) in the categories of \(indicator.key) together, of \(number(people)) that "
        + "there are."
    case .sum(let whole, let parts):
      "\(place) gives \(words(whole)) \(whom) on \(topic) for all services, but \(words(parts)) for adults' and "
        + "children's together."
    }
  }

  private func number(_ count: Int) -> String { Wordings.grouped(count) }

  private func words(_ pair: CountPair) -> String { "\(words(pair.numerator)) of \(words(pair.denominator))" }

  private func words(_ range: CountRange) -> String {
    range.isExact ? number(range.low) : "\(number(range.low))–\(number(range.high))"
  }

  private func phase(_ place: Int16) -> String { standard.phases[Int(place)].words }

  /// What to do about an oddity.
  func remedy(_ it: Oddity) -> String {
    switch it.sort {
    case .sum: "Ask which of the three is right; correct it and load it again."
    case .bands: "Count everybody in one category only; correct the counts and load them again."
    case .headCount: "Ask which of the two is right; correct the other and load it again."
    case .swing:
      "Ask whether it is so, or a slip of a digit or a row; correct a slip and load it again, or note the reason."
    case .unknownShare: "Ask staff to say their ethnicity; read these ratios with care, which the unknown could turn."
    case .unknownChange:
      "Ask how ethnicity was recorded in both phases; a change of these ratios may be one of recording."
    case .zero: "Ask whether it was nobody or not counted: what was not counted is left blank, never 0."
    case .smallGroup: "If so many there are, nothing: read these ratios over several phases together."
    }
  }
}
