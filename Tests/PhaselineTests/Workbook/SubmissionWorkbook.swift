import Foundation
import TestSupport
import Testing

@testable import Phaseline

/// A submission workbook as a template makes it, to be filled in and spoilt.
struct SubmissionWorkbook {
  var zip: ZipParts
  /// What was filled in, in the order of `fill`.
  static let sheets = ["instructions", "adults", "children", "definitions"]

  /// The template of Northbridge.
  init(_ fixture: Fixture, phase: String = "1", organisation: String = "Northbridge") throws {
    let workspace = try fixture.workspace()
    let view = try Gate(audience: .internal).view(of: workspace)
    let data = try view.template(
      of: workspace.organisation(named: organisation), workspace.standard.phase(named: phase), service: nil
    ).value
    zip = try ZipParts(data)
  }

  static func part(_ sheet: String) -> String { "xl/worksheets/sheet\((sheets.firstIndex(of: sheet) ?? 0) + 1).xml" }

  /// The XML of a sheet.
  subscript(sheet: String) -> String {
    get { zip[Self.part(sheet)] ?? "" }
    set { zip[Self.part(sheet)] = newValue }
  }

  /// Puts something into a cell: XML within its `c` element, and its type.
  mutating func put(_ content: String, type: String? = nil, style: Int? = nil, into cell: String, of sheet: String)
    throws
  {
    let pattern = try Regex("<c r=\"\(cell)\"([^>]*?)(/>|>.*?</c>)")
    let found = try #require(self[sheet].firstMatch(of: pattern), "\(sheet)!\(cell)")
    let old = String(found.output[0].substring ?? "").firstMatch(of: /s="([0-9]+)"/)?.output.1
    let number = style.map(String.init) ?? old.map(String.init) ?? "0"
    let type = type.map { " t=\"\($0)\"" } ?? ""
    self[sheet].replaceSubrange(found.range, with: "<c r=\"\(cell)\" s=\"\(number)\"\(type)>\(content)</c>")
  }

  mutating func number(_ number: String, _ cell: String, of sheet: String = "adults") throws {
    try put("<v>\(number)</v>", into: cell, of: sheet)
  }

  mutating func text(_ text: String, _ cell: String, of sheet: String = "adults") throws {
    try put("<is><t>\(text)</t></is>", type: "inlineStr", into: cell, of: sheet)
  }

  /// Head-counts of 140, 360 and 20 staff, and 26, 30 and 2 leavers.
  mutating func fill(_ sheet: String = "adults") throws {
    for (cell, count) in [("D6", "140"), ("F6", "360"), ("H6", "20"), ("D17", "26"), ("F17", "30"), ("H17", "2")] {
      try number(count, cell, of: sheet)
    }
  }

  func data() throws -> Data { try zip.packed() }
}
