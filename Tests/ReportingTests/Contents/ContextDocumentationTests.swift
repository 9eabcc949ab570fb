import Foundation
import Reporting
import Testing

/// The page that is copied with the templates tells a designer what may be shown.
@Suite struct ContextDocumentationTests {
  private struct Row: Hashable {
    var path: String
    var kind: String
  }
  private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Data/reports/README.md").standardizedFileURL
  /// What is explained once, since it is alike wherever it stands.
  private static let shapes = ["table", "chart", "verdict"]

  @Test func everyKeyOfAReportIsExplainedBesideTheTemplates() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let parts = text.components(separatedBy: "\n### A ")
    let shapes = Dictionary(uniqueKeysWithValues: parts.dropFirst().map { (Self.title($0), Self.rows($0)) })
    #expect(shapes.keys.sorted() == Self.shapes.sorted())
    let explained = Self.rows(parts.first ?? "").flatMap { row -> [Row] in
      guard let shape = shapes[row.kind] else { return [row] }
      return [Row(path: row.path, kind: "group")] + shape.map { Row(path: "\(row.path).\($0.path)", kind: $0.kind) }
    }
    let known = ReportContext.keys.paths.filter { !$0.path.contains(".finding.") }
    let wanted = Set(known.map { Row(path: $0.path, kind: $0.kind.rawValue) })
    #expect(wanted.subtracting(explained) == [], "not explained")
    #expect(Set(explained).subtracting(wanted) == [], "no such key")
  }

  private static func title(_ part: String) -> String { String(part.prefix { $0.isLetter }) }

  /// The rows of the tables of a part: key, kind, and a meaning that may not be empty.
  private static func rows(_ part: String) -> [Row] {
    part.split(separator: "\n").compactMap { line in
      line.firstMatch(of: /^\| `([^`]+)` \| (\w[^|]*) \| \S/).map {
        Row(path: String($0.output.1), kind: String($0.output.2))
      }
    }
  }
}
