import Foundation
import Testing

@testable import Phaseline

/// What is odd about counts that load all the same.
@Suite("Warnings of a load") struct LoadChecksTests {
  /// Counts of Northbridge: service, indicator, bame, white and unknown, for one phase.
  private static func rows(
    _ phase: Int, _ indicator: String = "leaving", service: String = "all", bame: String = "26,250",
    white: String = "70,740", unknown: String? = nil
  ) -> String {
    [("bame", bame), ("white", white), ("unknown", unknown)].map { group, counts in
      counts.map { "\(phase),Northbridge,\(service),\(indicator),all,\(group),\($0)\n" } ?? ""
    }.joined()
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var what: String
    var before = ""
    var rows: String
    var expected: [String]
    var testDescription: String { what }
  }

  static let cases = [
    Case(what: "nothing odd", before: rows(1), rows: rows(2), expected: []),
    Case(
      what: "a numerator of 0", rows: rows(1, bame: "0,250"),
      expected: ["zero: Northbridge, phase 1, leaving, Black, Asian and minoritised: 0 of 250"]),
    Case(
      what: "a group of fewer than 10", rows: rows(1, bame: "2,9"),
      expected: ["smallGroup: Northbridge, phase 1, leaving, Black, Asian and minoritised: 9"]),
    Case(what: "a group of 10", rows: rows(1, bame: "2,10"), expected: []),
    Case(
      what: "more than a fifth unknown", rows: rows(1, bame: "26,300", white: "70,490", unknown: "9,210"),
      expected: ["unknownShare: Northbridge, phase 1, leaving: 21%"]),
    Case(what: "a fifth unknown", rows: rows(1, bame: "26,300", white: "70,500", unknown: "9,200"), expected: []),
    Case(
      what: "a share of unknown that moved by 10 points",
      before: rows(1, bame: "26,300", white: "70,690", unknown: "1,10"),
      rows: rows(2, bame: "26,300", white: "70,590", unknown: "9,110"),
      expected: ["unknownChange: Northbridge, phase 2, leaving: 11% after 1.0% in phase 1"]),
    Case(
      what: "head-counts that differ within one base, once for a group",
      before: rows(1, "disciplinary"), rows: rows(1, bame: "26,251") + rows(1, "training", bame: "26,252"),
      expected: [
        "headCount: Northbridge, phase 1, training, Black, Asian and minoritised: 252 here, 250 in disciplinary"
      ]
    ),
    Case(
      what: "head-counts of other bases may differ", before: rows(1, "shortlisting", bame: "9,90"), rows: rows(1),
      expected: []),
    Case(
      what: "a group that swings by more than a factor of 3", before: rows(1), rows: rows(3, bame: "26,80"),
      expected: [
        "swing: Northbridge, phase 3, leaving, Black, Asian and minoritised: a group of 80 after 250 in phase 1"
      ]),
    Case(
      what: "a numerator that does", before: rows(1), rows: rows(2, white: "23,740"),
      expected: ["swing: Northbridge, phase 2, leaving, White: 23 of 740 after 70 of 740 in phase 1"]),
    Case(what: "a factor of 3", before: rows(1, white: "69,740"), rows: rows(2, white: "23,740"), expected: []),
    Case(
      what: "few cases may swing", before: rows(1, bame: "2,250"), rows: rows(2, bame: "9,250"), expected: []),
    Case(
      what: "what was there before is not said again", before: rows(1, bame: "0,9"),
      rows: rows(1, bame: "0,9", white: "71,740"), expected: []),
    Case(
      what: "bands that hold more people than there are, hidden counts at their least",
      rows: rows(1, "paybands").replacing("paybands,all,bame,26,250", with: "paybands,under-30000,bame,226,250")
        .replacing("paybands,all,white,70,740", with: "paybands,under-30000,white,700,740")
        + "1,Northbridge,all,paybands,30000-to-69999,bame,25,250\n1,Northbridge,all,paybands,30000-to-69999,white,<50,740\n",
      expected: ["bands: Northbridge, phase 1, paybands, Black, Asian and minoritised: 251 in all, of 250"]),
    Case(
      what: "adults and children are not all",
      rows: rows(1) + rows(1, service: "adults", bame: "20,150", white: "40,440")
        + rows(1, service: "children", bame: "5,100", white: "30,300"),
      expected: [
        "sum: Northbridge, phase 1, leaving, Black, Asian and minoritised: 26 of 250, but adults and children together "
          + "25 of 250"
      ]),
    Case(
      what: "hidden counts may be what they should be",
      rows: rows(1, bame: "26,250", white: "70,740") + rows(1, service: "adults", bame: "<5,150", white: "40,440")
        + rows(1, service: "children", bame: "22-25,100", white: "30,300"), expected: []),
  ]

  @Test("are said, and hinder nothing", arguments: cases)
  func said(_ it: Case) throws {
    let fixture = try Fixture()
    try fixture.load(try fixture.folder.write(Fixture.register, to: "register.csv"))
    if !it.before.isEmpty { try fixture.loadCounts(it.before, named: "before.csv") }
    let report = try fixture.loadCounts(it.rows, named: "after.csv")
    let warnings = report.warnings.sorts.flatMap(\.items)
    #expect(warnings.map { "\($0.sort): \($0.text)" } == it.expected)
    #expect(report.warnings.count == it.expected.count)
    #expect(try fixture.workspace().warnings(of: try #require(report.change)) == report.warnings)
  }

  @Test("are counted to the last, and the first of each sort are kept, or all")
  func many() throws {
    let fixture = try Fixture()
    let rows = ["leaving", "disciplinary", "training", "senior-management"].flatMap { indicator in
      (1...5).flatMap { phase in
        ["adults", "children"].map { Self.rows(phase, indicator, service: $0, bame: "0,250", white: "0,740") }
      }
    }.joined()
    let report = try fixture.loadCounts(rows)
    #expect(report.warnings.sorts.map(\.count) == [80])
    #expect(report.warnings.sorts.first?.items.count == LoadWarnings.shown)
    #expect(try fixture.workspace().warnings(of: 2).sorts.first?.items.count == 80)
  }
}
