import Foundation
import IndicatorStatistics
import Phaseline

/// Reads numbers as results print them.
enum PrintedNumber {
  /// What is printed where a count stands.
  enum Count: Hashable {
    /// Nothing, or a sign that it is hidden.
    case nothing
    /// "12", "1,973", "0–9".
    case range(CountRange)
    /// "<5": whether 0 is among them is said elsewhere.
    case below(Int)
    /// Something else.
    case other
  }

  /// What stands for a count that is not told.
  private static let signs: Set<String> = ["", "*", "[c]", "c", "~", "-", "–", "hidden", "n/a", "x"]

  /// Reads a count.
  static func count(_ text: String) -> Count {
    if let number = whole(text) { return .range(CountRange(low: number, high: number)) }
    if signs.contains(text.lowercased()) { return .nothing }
    if text.first == "<" { return whole(text.dropFirst()).map { $0 > 0 ? .below($0) : .other } ?? .other }
    let ends = text.split(separator: text.contains("–") ? "–" : "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let low = whole(ends[0]), let high = whole(ends[1]), low <= high else { return .other }
    return .range(CountRange(low: low, high: high))
  }

  /// The most that a count may be: more would not be a count of people.
  static let most = 1 << 40

  /// A count of organisations, or none where it cannot be one: sums over it must not overflow.
  static func believable(_ number: Int) -> Int? { (0...most).contains(number) ? number : nil }

  private static func whole(_ text: some StringProtocol) -> Int? {
    let trimmed = text.trimmingCharacters(in: .whitespaces)
    if let number = Int(trimmed) { return number >= 0 && number <= most ? number : nil }
    if trimmed.wholeMatch(of: /[0-9]{1,3}(,[0-9]{3})+/) != nil {
      return Int(trimmed.replacing(",", with: "")).flatMap { $0 <= most ? $0 : nil }
    }
    guard let number = Double(trimmed), number >= 0, number <= Double(most), number == number.rounded() else {
      return nil
    }
    return Int(number)
  }

  /// What a decimal number can have been before it was printed.
  /// - Parameter decimals: To how many places it was rounded, if that is known; else as many as it has.
  static func bounds(_ text: some StringProtocol, decimals: Int? = nil) -> ClosedRange<Double>? {
    let plain = String(text).replacing("−", with: "-").replacing(",", with: "")
    guard let value = Double(plain), value.isFinite else { return nil }
    let half = 0.5 * pow(10.0, Double(-(decimals ?? Self.decimals(of: plain))))
    // Twelve digits are what CSV prints, and more are the machine's.
    let margin = max(half, abs(value) * 5e-12)
    return (value - margin)...(value + margin)
  }

  /// How many digits stand behind the point.
  static func decimals(of text: some StringProtocol) -> Int {
    let mantissa = text.prefix { $0 != "e" && $0 != "E" }
    let digits = mantissa.firstIndex(of: ".").map { mantissa.distance(from: $0, to: mantissa.endIndex) - 1 } ?? 0
    guard mantissa.endIndex < text.endIndex, let power = Int(text[mantissa.endIndex...].dropFirst()),
      (-mostPower...mostPower).contains(power)
    else { return digits }
    return digits - power
  }

  /// No power of ten beyond it makes a number: what somebody wrote there is not reckoned with.
  private static let mostPower = 400
}

/// A ratio with its interval, as results print it: "2.44 (1.15–5.18)".
struct PrintedRatio: Hashable {
  /// What the ratio can be; infinite upwards where there is no limit.
  var estimate: ClosedRange<Double>
  /// Whether it is printed as a range, since a count is hidden.
  var isRange: Bool { last != nil }
  /// Both ends of such a range, each as it can have been before it was printed; a single ratio is the first.
  let first: ClosedRange<Double>
  let last: ClosedRange<Double>?
  /// The limits of its interval, each as it can have been before it was printed.
  var lower, upper: ClosedRange<Double>?

  /// A ratio anywhere in a text: with limits, or without.
  static var pattern: Regex<(Substring, Substring, Substring?, Substring?, Substring?)> {
    /([0-9]+\.[0-9]+|∞)(–[0-9]+\.[0-9]+|–∞|, no upper limit| or more)?(?: \(([0-9]+\.[0-9]+)(–[0-9]+\.[0-9]+|–∞|, no upper limit)\))?/
  }

  /// - Returns: `nil` for what is no ratio, or a hidden one.
  init?(_ text: String) {
    guard
      let match = text.wholeMatch(of: Self.pattern) ?? text.replacing(/\ ?\*$/, with: "").wholeMatch(of: Self.pattern)
    else { return nil }
    self.init(estimate: match.1, end: match.2, lower: match.3, upper: match.4)
  }

  /// A range that falls is no ratio but two numbers that a line joins, as strangers may write them.
  /// - Parameters:
  ///   - estimate: "2.44".
  ///   - end: Where it is a range, its end: "–5.18", ", no upper limit".
  ///   - lower: The interval's lower limit.
  ///   - upper: Its upper limit with what parts it from the lower.
  init?(estimate: Substring, end: Substring?, lower: Substring?, upper: Substring?) {
    guard let first = Self.limit(estimate) else { return nil }
    last = end.map { Self.limit($0) ?? Self.infinite }
    self.first = first
    let greatest = (last ?? first).upperBound
    guard first.lowerBound <= greatest else { return nil }
    self.estimate = first.lowerBound...greatest
    guard let lower = lower.flatMap({ Self.limit($0) }), let upper else { return }
    let highest = Self.limit(upper) ?? Self.infinite
    // Over what hidden counts may be, the limits are the least and the most of all that are possible.
    self.lower = isRange ? lower.lowerBound...(.infinity) : lower
    self.upper = isRange ? 0...highest.upperBound : highest
  }

  private static let infinite = Double.infinity...Double.infinity

  private static func limit(_ text: Substring) -> ClosedRange<Double>? {
    let number = text.drop { $0 == "–" }
    return number == "∞" ? infinite : PrintedNumber.bounds(number)
  }
}

/// One group's counts, as results print them: "12 of 274 (4.4%)".
struct PrintedCounts: Hashable {
  var numerator, denominator: CountRange
  /// The rate, where it is printed.
  var rate: ClosedRange<Double>?

  /// Counts anywhere in a text.
  static var pattern: Regex<(Substring, Substring, Substring, Substring?)> {
    /([0-9][0-9,]*(?:–[0-9][0-9,]*)?) of ([0-9][0-9,]*(?:–[0-9][0-9,]*)?)(?: \(([0-9.]+)%\))?/
  }

  /// - Returns: `nil` for anything else.
  init?(_ text: String) {
    guard let match = text.wholeMatch(of: Self.pattern) else { return nil }
    self.init(numerator: match.1, denominator: match.2, percent: match.3)
  }

  /// - Parameters:
  ///   - numerator: "12", "0–9".
  ///   - denominator: "274".
  ///   - percent: "4.4", where it is there.
  init?(numerator: Substring, denominator: Substring, percent: Substring?) {
    guard case .range(let numerator) = PrintedNumber.count(Self.trimmed(numerator)),
      case .range(let denominator) = PrintedNumber.count(Self.trimmed(denominator)), numerator.low <= denominator.high
    else { return nil }
    (self.numerator, self.denominator) = (numerator, denominator)
    rate = percent.flatMap { PrintedNumber.bounds($0) }.map { $0.lowerBound / 100...$0.upperBound / 100 }
  }

  /// Without the comma of the sentence that follows it.
  private static func trimmed(_ text: Substring) -> String { String(text.last == "," ? text.dropLast() : text) }
}
