import Foundation
import IndicatorStatistics
import Testing

@testable import Calibration

/// What `make calibrate` measures with, and whether its article has all that it would now write.
@Suite("Calibration") struct CalibrationTests {
  @Test(
    "draws have the mean and the variance of the distribution", arguments: [(150, 0.013), (600, 0.5), (9000, 0.98)])
  func draws(total: Int, probability: Double) {
    let (binomial, turns) = (Binomial(total, probability), 20_000.0)
    var random = SplitMix(seed: 11)
    let draws = (0..<Int(turns)).map { _ in Double(binomial.draw(&random)) }
    let (mean, variance) = (Double(total) * probability, Double(total) * probability * (1 - probability))
    let found = draws.reduce(0, +) / turns
    let spread = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / turns
    // Four standard errors; that of the variance from the fourth moment, 3σ⁴ + σ²(1 − 6pq).
    #expect(abs(found - mean) < 4 * (variance / turns).squareRoot())
    let fourth = 2 * variance * variance + variance * (1 - 6 * probability * (1 - probability))
    #expect(abs(spread - variance) < 4 * (fourth / turns).squareRoot())
  }

  @Test("probabilities are those of the binomial formula", arguments: [(20, 0.1), (7, 0.9), (12, 0)])
  func probabilities(total: Int, probability: Double) {
    let outcomes = Binomial(total, probability).outcomes
    #expect(abs(outcomes.reduce(0) { $0 + $1.probability } - 1) < 1e-14)
    for (count, found) in outcomes {
      #expect(abs(found - Self.mass(count, total, probability)) < 1e-14)
    }
  }

  @Test("exact coverage of Wilson's interval is that of the test it inverts", arguments: ConfidenceLevel.allCases)
  func wilson(level: ConfidenceLevel) throws {
    let (total, rate) = (47, 0.13)
    // Wilson's interval holds a rate exactly when the score test does not reject it: (x/n − p)² ≤ z²·pq/n.
    let expected = (0...total).reduce(0.0) { sum, count in
      let error = Double(count) / Double(total) - rate
      return error * error <= level.zSquared * rate * (1 - rate) / Double(total)
        ? sum + Self.mass(count, total, rate) : sum
    }
    var random = SplitMix(seed: 1)
    let found = try #require(Percentages.measure((total: total, rate: rate), &random).share(level))
    #expect(abs(found - expected) < 1e-12)
  }

  @Test("a coverage counts what there is, and what there is not")
  func coverage() {
    var coverage = Coverage()
    for upper in [1.0, 3, 4] { coverage.add(2, weight: 0.25) { _ in Interval(lower: 0, upper: upper) } }
    coverage.add(2, weight: 0.25) { _ in nil }
    #expect(coverage.share(.ninetyFive) == 2.0 / 3)
    #expect(coverage.missing == 0.25)
    #expect(coverage.words == "66.7 / 66.67 ✗")
  }

  @Test("the article has every table, row and method; if not, `make calibrate`")
  func article() async throws {
    let file = Fixture.root.appendingPathComponent(Calibration.article)
    let article = try String(contentsOf: file, encoding: .utf8)
    let lines = article.split(separator: "\n")
    for chapter in Calibration.chapters { Self.check(chapter, article) }
    #expect(article.contains(Markdown.row(Verdicts.header)))
    for kind in Verdicts.kinds + Verdicts.Drawn.allCases.map(\.rawValue) {
      #expect(lines.contains { $0.hasPrefix("| \(kind) | ") })
    }
    #expect(article.contains(Methods.section))
    #expect(article.contains(await Percentages.run()))  // without chance, and quick
  }

  private static func check<C: Chapter>(_ chapter: C.Type, _ article: String) {
    let parts = article.components(separatedBy: "\n\n")
    let table = parts.first { $0.hasPrefix(Markdown.row(chapter.header)) }?.split(separator: "\n") ?? []
    #expect(parts.contains("## \(chapter.title)"))
    #expect(parts.contains(Markdown.wrapped(chapter.introduction)), "\(chapter.title)")
    #expect(table.count == chapter.rows.count + 2, "\(chapter.title)")
    for (row, line) in zip(chapter.rows, table.dropFirst(2)) {
      #expect(line.hasPrefix("| \(chapter.label(row).joined(separator: " | ")) | "))
    }
  }

  private static func mass(_ count: Int, _ total: Int, _ probability: Double) -> Double {
    let ways = (0..<count).reduce(1.0) { $0 * Double(total - $1) / Double($1 + 1) }
    return ways * pow(probability, Double(count)) * pow(1 - probability, Double(total - count))
  }
}
