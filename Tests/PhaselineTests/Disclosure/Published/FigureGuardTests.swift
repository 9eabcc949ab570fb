import Foundation
import IndicatorStatistics
import Testing

@testable import Phaseline

/// Published figures beside hidden counts, as a shared audience sees them.
@Suite("Published figures beside hidden counts") struct FigureGuardTests {
  private static let header =
    "standard,phase,area,organisation,service,indicator,category,measure,value,printed_as,source\n"

  /// In phase 1 of disciplinary.
  private static func figure(_ place: String, _ value: String, _ measure: String = "relative_likelihood") -> String {
    "sc-wres,1,\(place),all,disciplinary,all,\(measure),\(value),as printed,the authority's report\n"
  }

  private static func fixture(_ figures: String, counts: String = GateTests.counts) throws -> Fixture {
    let fixture = try GateTests.fixture(counts)
    try fixture.load(try fixture.folder.write(header + figures, to: "published.csv"))
    return fixture
  }

  private static let note =
    "The published ratio of phase 1 is left out: with what is shown here it would tell the hidden counts."

  @Test("a ratio is left out that would tell a hidden count, with a note; to the owner it is there")
  func withheld() throws {
    // 3 of 120 against 12 of 400.
    let fixture = try Self.fixture(Self.figure(",Northbridge", "0.83") + Self.figure(",Westmoor", "1.88"))
    let shared = try GateTests.compare(GateTests.shared(fixture), "Northbridge")
    #expect(shared.phases.first?.published == [] && shared.notes.contains(Self.note))
    let all = try GateTests.compare(Gate(audience: .internal).view(of: fixture.workspace()), "Northbridge")
    #expect(all.phases.first?.published.map(\.value) == ["0.83"] && !all.notes.contains(Self.note))
    let whole = try GateTests.compare(GateTests.shared(fixture), "Westmoor")
    #expect(whole.phases.first?.published.map(\.value) == ["1.88"] && !whole.notes.contains(Self.note))
  }

  @Test("it goes by what is shown and published: of two workspaces that differ in hidden counts both leave it out")
  func twoWorlds() throws {
    let figures = Self.figure(",Northbridge", "0.83") + Self.figure(",Saint Aldermere", "1.2")
    let other = GateTests.counts.replacing("bame,3,120", with: "bame,4,120").replacing("bame,5,150", with: "bame,4,150")
    let worlds = try [Self.fixture(figures), Self.fixture(figures, counts: other)]
    for name in ["Northbridge", "Saint Aldermere"] {
      let found = try worlds.map { try GateTests.compare(GateTests.shared($0), name) }
      #expect(found[0] == found[1], "\(name)")
      #expect(found[0].phases.first?.published == [])
    }
  }

  @Test("whoever is compared with it does not read it either")
  func other() throws {
    let fixture = try Self.fixture(Self.figure(",Northbridge", "0.83"))
    let workspace = try fixture.workspace()
    let northbridge = try workspace.organisation(named: "Northbridge")
    _ = try workspace.recordConsent(
      true, of: northbridge, phase: workspace.standard.phase(named: "1"), on: Day("2023-05-02"), command: "x")
    let found = try GateTests.compare(GateTests.shared(fixture), "Westmoor", with: .organisation(northbridge))
    #expect(found.phases.first?.comparator?.figures == [])
    #expect(
      found.notes.contains(
        "The other authority's published ratio of phase 1 is left out: with what is shown here it would tell the hidden counts."
      ))
  }

  @Test("a figure of the nation likewise, where its sum is hidden")
  func nation() throws {
    func found(_ counts: String) throws -> Finding {
      try GateTests.compare(
        GateTests.shared(Self.fixture(Self.figure("Illustrative nation,", "0.13"), counts: counts)), "Westmoor")
    }
    #expect(try found(GateTests.counts).phases.first?.comparator?.figures.map(\.value) == ["0.13"])
    // 7 of 1,230 against 149 of 3,300.
    var counts = GateTests.counts
    for (shown, small) in [("5,150", "2,150"), ("25,300", "1,300"), ("31,350", "1,350"), ("28,310", "0,310")] {
      counts = counts.replacing("bame,\(shown)", with: "bame,\(small)")
    }
    let hidden = try found(counts)
    #expect(hidden.phases.first?.comparator?.pooledCounts?.bame.numerator.isExact == false)
    #expect(hidden.phases.first?.comparator?.figures == [])
    #expect(
      hidden.notes.contains(
        "Illustrative nation's published ratio of phase 1 is left out: with what is shown here it would tell the hidden counts."
      ))
  }
}
