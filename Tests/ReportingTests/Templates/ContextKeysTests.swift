import Foundation
import IndicatorStatistics
import Phaseline
import Testing

@testable import Reporting

/// What templates may name is what is encoded, whether one report has it or not.
@Suite("Keys of a context") struct ContextKeysTests {
  @Test("the keys of a type are listed in its order, with what stands there")
  func sample() {
    #expect(
      ContextKeys(of: Sample.self).markdown == """
        - `title`: text
        - `audience`: text
        - `note`: text
        - `staff`: number
        - `share`: number
        - `sections`: list
        - `sections[].headline`: text
        - `sections[].note`: text
        - `sections[].chart`: group
        - `sections[].chart.svg`: mark-up
        - `sections[].chart.description`: text
        - `sections[].rows`: list
        - `sections[].rows[].cells`: list
        - `sections[].rows[].cells[].text`: text
        - `sections[].rows[].cells[].is_number`: yes or no
        - `names`: list
        - `names[]`: text
        - `drawn`: text
        - `theme`: group
        - `theme.colours`: group
        - `theme.colours.authority`: text

        """)
  }

  /// Everything that might not be asked for plainly.
  struct Odd: Codable {
    struct Tree: Codable { var name: String, branches: [Tree] }
    enum Word: String, Codable { case one, two }
    enum Level: Int, Codable, CaseIterable {
      case low = 1
      case high
    }
    enum Shape: Codable {
      case circle(radius: Double)
      case none
    }
    struct Worded: Codable { var word: Word, text: String }
    struct Renamed: Codable {
      var thing: String
      enum CodingKeys: String, CodingKey { case thing = "otherThing" }
    }
    struct Nested: Codable {
      var inner: Int
      enum Outer: String, CodingKey { case outer, list }
      enum Inner: String, CodingKey { case innerValue }
      init(inner: Int) { self.inner = inner }
      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Outer.self)
        inner = try container.nestedContainer(keyedBy: Inner.self, forKey: .outer).decode(Int.self, forKey: .innerValue)
        var list = try container.nestedUnkeyedContainer(forKey: .list)
        _ = try list.decode(String.self)
      }
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Outer.self)
        var nested = container.nestedContainer(keyedBy: Inner.self, forKey: .outer)
        try nested.encode(inner, forKey: .innerValue)
        var list = container.nestedUnkeyedContainer(forKey: .list)
        try list.encode("x")
      }
    }
    var interval: Interval
    var day: Day
    var time: PlannedTime?
    var date: Date
    var url: URL
    var byName: [String: Int]
    var tree: Tree
    var level: Level
    var word: Word?
    var shape: Shape?
    var worded: [Worded]
    var renamed: Renamed
    var nested: Nested
    var grid: [[Int?]]
    var valueOfHTMLText: Bool
  }

  @Test("kinds that are encoded in their own way are known, and what cannot be known is open")
  func odd() {
    #expect(
      ContextKeys(of: Odd.self).paths.map { "\($0.path): \($0.kind.rawValue)" } == [
        "interval: group", "interval.lower: number", "interval.upper: number", "day: text", "time: text",
        "date: number",
        "url: text", "by_name: open", "tree: group", "tree.name: text", "tree.branches: list", "tree.branches[]: open",
        "level: number", "word: text", "shape: open", "worded: list", "worded[]: open", "renamed: group",
        "renamed.other_thing: text", "nested: group", "nested.outer: group", "nested.outer.inner_value: number",
        "nested.list: list", "nested.list[]: text", "grid: list", "grid[]: list", "grid[][]: number",
        "value_of_html_text: yes or no",
      ])
  }

  @Test("each key that is encoded is known, of a type with everything and of a report")
  func encoded() throws {
    let odd = Odd(
      interval: Interval(lower: 0, upper: .infinity), day: try Day("2026-05-01"), time: nil, date: Date(),
      url: try #require(URL(string: "https://x.org")), byName: ["Northbridge": 1],
      tree: .init(name: "a", branches: [.init(name: "b", branches: [])]), level: .high, word: .two,
      shape: .circle(radius: 1), worded: [.init(word: .one, text: "t")], renamed: .init(thing: "x"),
      nested: .init(inner: 1), grid: [[1, nil]], valueOfHTMLText: true)
    try Self.expectKnown(odd)
    let chart = Sample.Chart(svg: TrustedMarkup("<svg/>"), description: "d")
    try Self.expectKnown(
      Sample(
        sections: [
          .init(headline: "h", note: "n", chart: chart, rows: [.init(cells: [.init(text: "t", isNumber: true)])])
        ],
        names: ["n"], drawn: TrustedPicture(png: Data())))
  }

  private static func expectKnown<T: Codable>(_ value: T) throws {
    let json = try JSONDecoder().decode(JSONValue.self, from: ContextCoding.json(value))
    let unknown = unknown(in: json, ContextKeys(of: T.self).shape, at: "")
    #expect(unknown.isEmpty)
  }

  /// Paths of what is encoded and not known, or known as something else.
  private static func unknown(in value: JSONValue, _ shape: ContextShape, at path: String) -> [String] {
    switch (value, shape) {
    case (_, .open), (.null, _), (.string, .text), (.string, .markup), (.string, .picture), (.integer, .number),
      (.number, .number), (.bool, .yesNo):
      []
    case (.array(let values), .list(let element)): values.flatMap { unknown(in: $0, element, at: path + "[]") }
    case (.object(let values), .group):
      values.flatMap { key, value in
        shape[key].map { unknown(in: value, $0, at: "\(path).\(key)") } ?? ["\(path).\(key)"]
      }
    default: [path]
    }
  }

  @Test("keys of several reports are known together, and open where they contradict one another")
  func together() {
    struct One: Codable { var same: String, other: String, list: [Sample.Cell], only: Int }
    struct Two: Codable { var same: String, other: TrustedMarkup, list: [Sample.Chart], more: Bool }
    #expect(
      ContextKeys(of: One.self, Two.self).paths.map { "\($0.path): \($0.kind.rawValue)" } == [
        "same: text", "other: open", "list: list", "list[].text: text", "list[].is_number: yes or no",
        "list[].svg: mark-up", "list[].description: text", "only: number", "more: yes or no",
      ])
  }
}
