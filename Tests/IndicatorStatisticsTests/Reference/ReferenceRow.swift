import Foundation
import IndicatorStatistics
import Testing

/// A row of a file of `Tests/Reference`, which R and Python made without any of this module's formulas.
struct ReferenceRow: Sendable, CustomTestStringConvertible {
  /// What a cell says.
  enum Number {
    /// There is no value.
    case none
    /// The value is not determined: not to be compared.
    case open
    case some(Double)

    init(_ text: some StringProtocol) {
      self = text.isEmpty ? .none : Double(text).map { .some($0) } ?? .open
    }
  }

  private let fields: [String: String]
  /// What it is about, for messages.
  let name: String
  var testDescription: String { name }

  static let tables = all(of: "tables.csv")
  static let lines = all(of: "lines.csv")
  /// Those whose logistic slope is finite.
  static let trends = all(of: "trends.csv").filter { $0.fields["slope"]?.isEmpty == false }

  /// All rows of a file; none where it cannot be read.
  static func all(of file: String) -> [ReferenceRow] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let path = folder.deletingLastPathComponent().appendingPathComponent("Reference/\(file)")
    guard let text = try? String(contentsOf: path, encoding: .utf8) else { return [] }
    let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    guard let head = lines.first else { return [] }
    return lines.dropFirst().map { line in
      let fields = Dictionary(uniqueKeysWithValues: zip(head.map(String.init), line.map(String.init)))
      return ReferenceRow(fields: fields, name: "\(file): " + line.prefix(4).joined(separator: ",").prefix(160))
    }
  }

  func text(_ column: String) throws -> String { try #require(fields[column], "\(column) of \(name)") }
  func integer(_ column: String) throws -> Int { try #require(Int(try text(column)), "\(column) of \(name)") }
  func number(_ column: String) throws -> Number { Number(try text(column)) }
  func numbers(_ column: String) throws -> [Number] {
    try text(column).split(separator: ";", omittingEmptySubsequences: false).map { Number($0) }
  }

  /// The columns `x1`, `n1`, `x0`, `n0`.
  var counts: GroupCounts {
    get throws {
      try #require(GroupCounts(x1: integer("x1"), n1: integer("n1"), x0: integer("x0"), n0: integer("n0")))
    }
  }

  /// `x1/n1 v x0/n0`, or those before which something else stands, which is returned with them: `t:x1/n1 v x0/n0;…`
  func tables(_ column: String) throws -> [(label: String, counts: GroupCounts)] {
    try text(column).split(separator: ";").map { part in
      let label = part.prefix { $0 != ":" && $0 != " " }
      let isLabelled = !label.contains("/")
      let n = (isLabelled ? part.dropFirst(label.count) : part).split { !$0.isNumber }.compactMap { Int($0) }
      return (
        isLabelled ? String(label) : "", try #require(GroupCounts(x1: n[0], n1: n[1], x0: n[2], n0: n[3]), "\(part)")
      )
    }
  }

  /// `t:x1/n1 v x0/n0;…`
  func strata(_ column: String = "strata") throws -> [Stratum] {
    try tables(column).map { Stratum(t: try #require(Double($0.label)), counts: $0.counts) }
  }

  /// The column `proportions`, `t:x/n;…`
  var proportions: [(t: Double, proportion: Proportion)] {
    get throws {
      try text("proportions").split(separator: ";").map { part in
        let n = part.split { !$0.isNumber }.compactMap { Int($0) }
        return (t: Double(n[0]), proportion: try #require(Proportion(n[1], of: n[2])))
      }
    }
  }
}

/// Whether two numbers agree to a relative difference; both may be the same infinity.
func agree(_ found: Double?, _ expected: Double?, to relative: Double) -> Bool {
  guard let found, let expected else { return found == nil && expected == nil }
  return found == expected || abs(found - expected) <= relative * max(1, abs(expected))
}
