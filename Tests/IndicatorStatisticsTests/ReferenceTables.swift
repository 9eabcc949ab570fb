import Foundation
import IndicatorStatistics
import Testing

/// Rows of `Tests/Reference/*.csv`, computed by R and Python without any of this module's formulas.
enum ReferenceTables {
  struct Row: Sendable, CustomTestStringConvertible {
    var fields: [String: String]
    var testDescription: String {
      fields["strata"] ?? fields["proportions"]
        ?? ["x1", "n1", "x0", "n0"].map { fields[$0] ?? "" }.joined(separator: "/")
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

    /// `t:x/n;…`
    var phases: [(t: Double, proportion: Proportion)] {
      get throws {
        try #require(fields["proportions"]).split(separator: ";").map { text in
          let n = text.split { !$0.isNumber }.compactMap { Int($0) }
          return (Double(n[0]), try #require(Proportion(n[1], of: n[2])))
        }
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
  /// Those whose logistic slope is finite.
  static let trends = rows(of: "trends.csv").filter { $0.fields["slope"]?.isEmpty == false }

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
