import Foundation
import IndicatorStatistics
import Testing

/// Rows of `Tests/Reference/*.csv`, computed by R and Python without any of this module's formulas.
enum ReferenceTables {
  struct Row: Sendable, CustomTestStringConvertible {
    var fields: [String: String]
    var testDescription: String {
      fields["strata"] ?? ["x1", "n1", "x0", "n0"].map { fields[$0] ?? "" }.joined(separator: "/")
    }

    func integer(_ name: String) throws -> Int { try #require(fields[name].flatMap(Int.init)) }

    /// `nil` where the reference has nothing.
    func number(_ name: String) throws -> Double? {
      let text = try #require(fields[name])
      return text.isEmpty ? nil : Double(text)
    }

    var counts: GroupCounts {
      get throws {
        try #require(
          GroupCounts(x1: try integer("x1"), n1: try integer("n1"), x0: try integer("x0"), n0: try integer("n0")))
      }
    }

    /// `t:x1/n1 v x0/n0;…`
    var strata: [Stratum] {
      get throws {
        try #require(fields["strata"]).split(separator: ";").map { text in
          let n = text.split { !$0.isNumber }.compactMap { Int($0) }
          return Stratum(t: Double(n[0]), counts: try #require(GroupCounts(x1: n[1], n1: n[2], x0: n[3], n0: n[4])))
        }
      }
    }
  }

  static let tables = rows(of: "tables.csv")
  static let lines = rows(of: "lines.csv")

  private static func rows(of name: String) -> [Row] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = folder.appendingPathComponent("Reference/\(name)")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    guard let head = lines.first else { return [] }
    return lines.dropFirst().map { line in
      Row(fields: Dictionary(uniqueKeysWithValues: zip(head.map(String.init), line.map(String.init))))
    }
  }
}

/// Whether two numbers agree to a relative difference; both may be the same infinity.
func agree(_ found: Double?, _ expected: Double?, to relative: Double) -> Bool {
  guard let found, let expected else { return found == nil && expected == nil }
  return found == expected || abs(found - expected) <= relative * max(1, abs(expected))
}

/// Against an independent implementation: scipy, roots of the joint likelihood (`Tests/Reference/run`).
@Suite("Reference") struct ReferenceTests {
  @Test("there are cases") func some() {
    #expect(ReferenceTables.tables.count > 250)
    #expect(ReferenceTables.lines.count > 200)
  }

  @Test("intervals of tables", arguments: ReferenceTables.tables)
  func intervals(_ row: ReferenceTables.Row) throws {
    let counts = try row.counts
    let koopman = counts.koopmanInterval()
    // The reference has 12 digits.
    #expect(agree(koopman?.lower, try row.number("koopman_lower"), to: 1e-10))
    #expect(agree(koopman?.upper, try row.number("koopman_upper"), to: 1e-10))
    let wider = counts.koopmanInterval(.ninetyNineEight)
    #expect(agree(wider?.lower, try row.number("koopman_lower_998"), to: 1e-10))
    #expect(agree(wider?.upper, try row.number("koopman_upper_998"), to: 1e-10))
    for (name, proportion) in [("wilson1", counts.bame), ("wilson0", counts.white)] {
      let wilson = try #require(proportion.wilsonInterval())
      #expect(agree(wilson.lower, try row.number("\(name)_lower"), to: 1e-10))
      #expect(agree(wilson.upper, try row.number("\(name)_upper"), to: 1e-10))
    }
  }

  @Test("lines", arguments: ReferenceTables.lines)
  func lines(_ row: ReferenceTables.Row) throws {
    let line = Line(try row.strata)
    let fit = line.fit()
    switch (fit.outcome, row.fields["outcome"]) {
    case (.boundary, "boundary"), (.tooFewPhases, "tooFew"): return
    default: #expect(fit.outcome == .fitted && row.fields["outcome"] == "fitted")
    }
    let found: [(String, Double?)] = [
      ("slope", fit.slope), ("lower", fit.slopeInterval?.lower), ("upper", fit.slopeInterval?.upper),
      ("likelihood_ratio", fit.likelihoodRatio), ("first", fit.first?.log), ("first_lower", fit.first?.interval.lower),
      ("first_upper", fit.first?.interval.upper), ("last", fit.last?.log), ("last_lower", fit.last?.interval.lower),
      ("last_upper", fit.last?.interval.upper), ("adjusted_score", fit.adjustedScore),
    ]
    for (name, number) in found {
      let expected = try row.number(name)
      #expect(agree(number, expected, to: 1e-6), "\(name): found \(number ?? .nan), expected \(expected ?? .nan)")
    }
    let wider = line.fit(.ninetyNineEight, hasEnds: false).slopeInterval
    #expect(agree(wider?.lower, try row.number("lower_998"), to: 1e-6))
    #expect(agree(wider?.upper, try row.number("upper_998"), to: 1e-6))
    if let deviance = fit.deviance { #expect(agree(deviance, try row.number("deviance"), to: 1e-6)) }
    let detectable = line.smallestDetectableChange()
    if row.fields["detectable"] == "undetectable" {
      #expect(detectable == .undetectable)
    } else {
      #expect(agree(detectable?.slope, try row.number("detectable"), to: 1e-6))
    }
  }
}
