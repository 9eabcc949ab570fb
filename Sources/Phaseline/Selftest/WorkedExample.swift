import Foundation
import IndicatorStatistics

/// A published or independently computed example, as `reference/worked-examples.csv` has it.
public struct WorkedExample: Hashable, Sendable {
  /// Its name in the file: "a1".
  public var id: String
  /// What is computed: "Koopman 95%".
  public var method: String
  /// The counts, in the words of the file.
  public var input: String
  /// The numbers to find, with the digits they are printed in.
  public var expected: String
  /// Who printed or computed them.
  public var source: String

  /// The examples beside the catalogues.
  /// - Throws: `LoadProblem` where the file is missing or broken.
  public static func all(in catalogue: Catalogue) throws -> [WorkedExample] {
    let reader = try CSVReader(path: catalogue.folder.appendingPathComponent("reference/worked-examples.csv").path)
    var examples: [WorkedExample] = []
    _ = try reader.next()  // the header
    while try reader.next() {
      guard reader.count == 5 else { continue }
      let fields = (0..<5).map { reader.text($0) }
      examples.append(
        WorkedExample(id: fields[0], method: fields[1], input: fields[2], expected: fields[3], source: fields[4]))
    }
    return examples
  }

  /// Recomputes it.
  /// - Returns: Whether every number agrees with what is printed, to one unit of its last digit (some sources cut digits
  ///   off rather than round); `nil` if the program has no such method.
  public func check() -> Bool? {
    guard let found = computed() else { return nil }
    let printed = expected.matches(of: /-?(infinity|[0-9]+(\.[0-9]+)?)/).map { String($0.output.0) }
    // "to 1.25" names the band, it is no result.
    let numbers = printed.filter { !(method == "people to parity" && $0 == "1.25") }
    return numbers.count == found.count && zip(numbers, found).allSatisfy(Self.agrees)
  }

  private static func agrees(_ printed: String, _ found: Double) -> Bool {
    if printed.hasSuffix("infinity") { return found == (printed.hasPrefix("-") ? -.infinity : .infinity) }
    let decimals = printed.split(separator: ".").dropFirst().first?.count ?? 0
    return abs(found - (Double(printed) ?? .nan)) <= pow(10, -Double(decimals))
  }

  private func computed() -> [Double]? {
    switch method {
    case "Wilson 95%": wilson(.ninetyFive)
    case "Wilson 99.8%": wilson(.ninetyNineEight)
    case "Koopman 95%": koopman
    case "people to parity": people
    case "log-ratio line 95%", "log-ratio line common events", "boundary line": line
    default: nil
    }
  }

  private func wilson(_ level: ConfidenceLevel) -> [Double]? {
    let numbers = Self.integers(input)
    guard numbers.count == 2, let interval = Proportion(numbers[0], of: numbers[1])?.wilsonInterval(level) else {
      return nil
    }
    return [interval.lower, interval.upper]
  }

  private static func integers(_ text: some StringProtocol) -> [Int] {
    text.split { !$0.isNumber }.compactMap { Int($0) }
  }

  private static func counts(_ text: some StringProtocol) -> GroupCounts? {
    let n = integers(text)
    return n.count == 4 ? GroupCounts(x1: n[0], n1: n[1], x0: n[2], n0: n[3]) : nil
  }

  private var koopman: [Double]? {
    guard let counts = Self.counts(input), let interval = counts.koopmanInterval() else { return nil }
    let ratio = expected.hasPrefix("RR") ? [counts.relativeLikelihood ?? .nan] : []
    return ratio + [interval.lower, interval.upper]
  }

  private var people: [Double]? {
    guard let people = Self.counts(input)?.peopleToParity, let band = people.toFourFifths else { return nil }
    return [
      people.estimate, people.interval.lower, people.interval.upper, band.estimate, band.interval.lower,
      band.interval.upper,
    ]
  }

  /// `t=1..3: 5/150 0/150 0/150 v 30/600 each` or `t=1..4: 14/210 v 31/840; …`.
  private var line: [Double]? {
    guard let body = input.split(separator: ":").last else { return nil }
    let tables: [GroupCounts?]
    if body.hasSuffix("each") {
      let sides = body.split(separator: "v")
      tables = sides[0].split(separator: " ").map { Self.counts("\($0) v \(sides[1])") }
    } else {
      tables = body.split(separator: ";").map { Self.counts($0) }
    }
    let strata = tables.enumerated().compactMap { index, counts in
      counts.map { Stratum(t: Double(index + 1), counts: $0) }
    }
    let fit = Line(strata).fit()
    guard strata.count == tables.count, let interval = fit.slopeInterval, let ratio = fit.likelihoodRatio else {
      return nil
    }
    let slope = fit.slope ?? -.infinity
    let change = [slope, interval.lower, interval.upper, ratio]
    guard expected.hasPrefix("a "), let first = fit.first, let deviance = fit.deviance, let score = fit.adjustedScore
    else { return change }
    return [first.log - slope * first.t] + change + [deviance, score]
  }
}
