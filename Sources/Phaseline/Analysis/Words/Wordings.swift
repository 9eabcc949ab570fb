import IndicatorStatistics

/// The words for numbers: rounded once, here, so that sentence, table and chart say the same.
public enum Wordings {
  /// How much less or more likely an event is, in the words of the programme.
  /// - Parameters:
  ///   - ratio: A relative likelihood, 0 or above; may be infinite.
  ///   - form: Whether the indicator speaks of likelihood or of a rate.
  /// - Returns: "44% less likely", "more than twice as likely", "as likely"; "at a rate 15% higher".
  public static func comparison(_ ratio: Double, form: Wording.Form = .likely) -> String {
    switch (size(ratio), form) {
    case (.same, .likely): "as likely"
    case (.same, .rate): "at the same rate"
    case (.less(let percent), .likely): "\(percent)% less likely"
    case (.less(let percent), .rate): "at a rate \(percent)% lower"
    case (.more(let percent), .likely): "\(percent)% more likely"
    case (.more(let percent), .rate): "at a rate \(percent)% higher"
    case (.times(let words), .likely): "\(words) as likely"
    case (.times(let words), .rate): "at \(words) the rate"
    case (.never, .likely): "not once found"
    case (.never, .rate): "in no case found"
    case (.infinite, .likely): "alone found"
    case (.infinite, .rate): "alone found"
    }
  }

  /// Both ends of what a ratio may be: "33% less likely to 12% more likely", "15% lower to 85% higher", "80–81% less likely",
  /// "20% less likely upwards" where there is no upper end.
  public static func comparison(_ range: Interval, form: Wording.Form) -> String {
    let (low, high) = (end(range.lower, form), end(range.upper, form))
    if range.lower == 0, range.upper.isFinite { return "at most \(high)" }
    if range.upper == .infinity { return range.lower == 0 ? "anything at all" : "\(low) upwards" }
    if low == high { return low }
    let (first, second) = (low.split(separator: "% ", maxSplits: 1), high.split(separator: "% ", maxSplits: 1))
    if first.count == 2, second.count == 2, first[1] == second[1] {
      let ends = range.upper <= 1 ? (second[0], first[0]) : (first[0], second[0])
      return "\(ends.0)–\(ends.1)% \(first[1])"
    }
    return "\(low) to \(high)"
  }

  /// A limit keeps its decimals: "more than twice" would say less than is known.
  private static func end(_ ratio: Double, _ form: Wording.Form) -> String {
    switch ratio {
    case 0: "none at all"
    case 1.995...: "\(times(ratio)) \(form == .rate ? "the rate" : "as likely")"
    default: comparison(ratio, form: form).replacing("at a rate ", with: "").replacing("at ", with: "")
    }
  }

  /// "3 times", "3.4 times".
  private static func times(_ ratio: Double) -> String {
    let digits = fixed(ratio, 1)
    return (digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits) + " times"
  }

  private enum Size {
    case same, never, infinite
    case less(String)
    case more(String)
    case times(String)
  }

  private static func size(_ ratio: Double) -> Size {
    let percent = Int((abs(1 - min(ratio, 1e6)) * 100).rounded())
    switch ratio {
    case 0: return .never
    case .infinity: return .infinite
    case 0.98...1.02: return .same
    case ..<0.005: return .less("over 99")
    case ..<1: return .less("\(percent)")
    case ..<1.995: return .more("\(percent)")
    case ..<2.05: return .times("twice")
    case ..<2.95: return .times("more than twice")
    default: return .times(times(ratio))
    }
  }

  /// A relative likelihood for tables and labels: two decimals, one from 10 up; "–" where there is none.
  public static func ratio(_ ratio: Double?) -> String {
    guard let ratio else { return "–" }
    if ratio == .infinity { return "∞" }
    return ratio >= 9.995 ? fixed(ratio, 1) : fixed(ratio, 2)
  }

  /// "0.45–0.52"; "0.83, no upper limit".
  public static func interval(_ interval: Interval?) -> String {
    guard let interval else { return "–" }
    if interval.upper == .infinity { return "\(ratio(interval.lower)), no upper limit" }
    return "\(ratio(interval.lower))–\(ratio(interval.upper))"
  }

  /// A fraction as a percentage: "28%", "3.5%" below 10%.
  public static func percent(_ fraction: Double?) -> String {
    guard let fraction else { return "–" }
    let percent = fraction * 100
    switch percent {
    case 0: return "0%"
    case ..<0.095: return fixed(percent, 2) + "%"
    case ..<9.95: return fixed(percent, 1) + "%"
    default: return "\(Int(percent.rounded()))%"
    }
  }

  /// "rising 14% a phase (95%: 3 to 27)"; a fall is said to be one, with limits the other way round.
  static func pace(_ percent: Double, _ interval: Interval, unit: String, level: String) -> String {
    let falls = percent < 0
    let (low, high) = falls ? (-interval.upper, -interval.lower) : (interval.lower, interval.upper)
    // A limit near 0 keeps a decimal: "0" would look as if it held no change.
    let limits =
      "\(fixed(low, abs(low) < 0.95 ? 1 : 0)) to \(high == .infinity ? "no limit" : fixed(high, abs(high) < 0.95 ? 1 : 0))"
    return "\(falls ? "falling" : "rising") \(fixed(abs(percent), 0))% a \(unit) (\(level): \(limits))"
  }

  /// "a fall of 10%".
  /// - Parameter percent: Change, percent, from −100 up.
  public static func way(_ percent: Double) -> String {
    "a \(percent < 0 ? "fall" : "rise") of \(extent(percent))"
  }

  /// How large a rise or a fall is: "10%", "more than 900%".
  /// - Parameter percent: Change, percent, from −100 up.
  static func extent(_ percent: Double) -> String {
    percent > 900 ? "more than 900%" : "\(fixed(abs(percent), 0))%"
  }

  /// "a fall of 10% a phase or more"; beyond what is told in numbers as `way` says it.
  /// - Parameters:
  ///   - percent: Change, percent, from −100 up.
  ///   - each: In what time: " a phase".
  static func wayOrMore(_ percent: Double, each: String = "") -> String {
    "\(way(percent))\(each)\(percent > 900 ? "" : " or more")"
  }

  /// "1 row", "1,234 rows".
  public static func rows(_ count: Int) -> String { "\(grouped(count)) row\(count == 1 ? "" : "s")" }

  /// With commas between thousands.
  public static func grouped(_ count: Int) -> String {
    let digits = String(count.magnitude)
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    return count < 0 ? "−" + grouped : grouped
  }

  /// A number with so many decimals, rounded half away from zero.
  public static func fixed(_ number: Double, _ decimals: Int) -> String {
    guard number.isFinite, abs(number) < 1e12 else { return number.isNaN ? "–" : number > 0 ? "∞" : "−∞" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    // A hair above the half, so that 0.125 held as 0.12499999999999999 rounds as it is read.
    let scaled = (abs(number) * scale * (1 + 1e-12)).rounded()
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = number < 0 && scaled > 0 ? "−" : ""
    guard decimals > 0 else { return sign + padded }
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  /// As near as people read it, for figures from whose every digit the counts behind them could be had.
  static func rounded(_ number: Double, _ decimals: Int) -> Double {
    let unit = (0..<decimals).reduce(1.0) { unit, _ in unit * 10 }
    return (number * unit).rounded() / unit
  }

  /// A probability as a percentage: "92%", "under 1%", "over 99%".
  public static func chance(_ probability: Double) -> String {
    switch probability {
    case ..<0.01: "under 1%"
    case ...0.99: "\(Int((probability * 100).rounded()))%"
    default: "over 99%"
    }
  }

  /// "<0.001", "0.036".
  public static func probability(_ p: Double) -> String { p < 0.001 ? "<0.001" : fixed(p, 3) }

  /// What stands beside every figure that is made up.
  public static let illustrative = "Illustrative data: no real authority."

  /// The name of a phase as it stands within a sentence: "phase 3", "2021".
  static func phase(_ label: String, key: String) -> String { label == key ? label : label.lowercased() }

  /// Phases as they stand within a sentence: "phase 3", "phases 1, 2 and 3", "2021 and 2022".
  static func phases(_ phases: [Phase]) -> String {
    let first = "phase "
    guard phases.count > 1, phases.allSatisfy({ $0.words.hasPrefix(first) }) else { return list(phases.map(\.words)) }
    return "phases \(list(phases.map { String($0.words.dropFirst(first.count)) }))"
  }

  /// The same, with a run of them said by its ends: "phases 1 to 5".
  public static func phases(through phases: [Phase]) -> String {
    let isRun = zip(phases, phases.dropFirst()).allSatisfy { $1.ordinal == $0.ordinal + 1 }
    guard let first = phases.first, let last = phases.last, phases.count > 2, isRun else { return Self.phases(phases) }
    let ends = [first.words, last.words]
    return ends.allSatisfy { $0.hasPrefix("phase ") }
      ? "phases \(first.key) to \(last.key)" : "\(first.words) to \(last.words)"
  }

  /// "1 authority", "1,234 authorities".
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(grouped(count)) \(count == 1 ? noun : plural(noun))"
  }

  /// One of several: "an authority", "a practice".
  public static func indefinite(_ noun: String) -> String {
    "\("aeiou".contains(noun.prefix(1).lowercased()) ? "an" : "a") \(noun)"
  }

  /// More than one: "authorities", "organisations".
  public static func plural(_ noun: String) -> String {
    noun.hasSuffix("y") ? noun.dropLast() + "ies" : noun.hasSuffix("s") ? noun : noun + "s"
  }

  /// A joined list: "a, b and c".
  public static func list(_ items: [String], _ word: String = "and") -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(word) " + last
  }
}
