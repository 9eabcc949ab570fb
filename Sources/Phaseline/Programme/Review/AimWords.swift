import IndicatorStatistics

/// Whether a measure of success was reached, in a sentence or two.
struct AimWords {
  let result: FollowUp.AimResult
  let standard: Standard
  /// How sure the intervals are: "95%".
  let level: String

  /// Of the last phase after the start; and of the last before it, where the measure was met then already.
  var sentence: String {
    guard let before = result.before, let met = met(before) else { return after }
    let earlier = "before it began (\(phase(before))\(figure(before).map { ": \($0)" } ?? ""))"
    guard let since = self.met(result.after) else { return "\(after) It had been \(met) \(earlier)." }
    let tells = before.standing == .reached ? "nothing" : "little"
    return "\(aim) was \(met) already \(earlier), so that it tells \(tells) of this action; it is \(since) in "
      + "\(phase(result.after)) too\(brackets(result.after))."
  }

  /// "met as measured"; none where it was not met, or that cannot be told.
  private func met(_ measured: FollowUp.AimResult.Measured) -> String? {
    switch measured.standing {
    case .reached: "met"
    case .reachedAsMeasured: "met as measured"
    case .missedAsMeasured, .missed, .cannotTell: nil
    }
  }

  private var after: String {
    let (phase, value) = (phase(result.after), brackets(result.after))
    let open = "Whether \(aim.prefix(1).lowercased() + aim.dropFirst()) was reached in \(phase) cannot be told"
    return switch result.after.standing {
    case .reached: "\(aim) was reached in \(phase)\(value), by more than chance alone explains."
    case .reachedAsMeasured:
      "\(aim) was reached as measured in \(phase)\(value); the interval leaves open that it was not."
    case .missedAsMeasured: "\(open): as measured it was not\(value), but the interval leaves it open."
    case .missed: "\(aim) was not reached in \(phase)\(value)."
    case .cannotTell: "\(open): the counts leave it open."
    }
  }

  private var aim: String { "Its measure, \(result.aim.words)," }

  private func phase(_ measured: FollowUp.AimResult.Measured) -> String {
    standard.phase(measured.phase)?.words ?? measured.phase
  }

  private func brackets(_ measured: FollowUp.AimResult.Measured) -> String {
    figure(measured).map { " (\($0))" } ?? ""
  }

  /// "0.74; 95%: 0.61–0.88".
  private func figure(_ measured: FollowUp.AimResult.Measured) -> String? {
    switch result.aim {
    case .ratio:
      measured.found.relativeLikelihood.map {
        "\(Wordings.ratio($0)); \(level): \(Wordings.interval(measured.found.interval))"
      }
    case .people:
      measured.found.peopleToParity.map {
        "\(PeopleWords.distance($0.wholePeople)); \(level): \(PeopleWords.limits($0.wholePeople))"
      }
    }
  }
}
