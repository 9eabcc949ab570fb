import Foundation
import Testing

@testable import Phaseline

@Suite("Participants") struct ParticipantNumbersTests {
  @Test("three numbers; counts are submitted, a later step implies no earlier one, employers are apart")
  func numbers() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    func numbers(_ phase: String) throws -> ParticipantNumbers {
      try workspace.participants(of: workspace.standard.phase(named: phase))
    }
    #expect(try numbers("1").here == .init(submitted: 1))
    #expect(try numbers("1").words == nil, "counts alone say no more than what is shown of them")
    #expect(try numbers("3").published == .init(), "what was published says nothing of a fictional nation")
    for (name, kind) in [
      ("Northbridge", CycleStep.Kind.registered), ("Saint Aldermere", .registered), ("Northbridge", .planAgreed),
      ("Carefield", .registered), ("Carefield", .tookPart),
    ] {
      try RecordingTests.record(kind, "1", kind == .planAgreed ? "2024-03-01" : "2023-06-01", of: name, in: workspace)
    }
    #expect(try numbers("1").here == .init(registered: 2, submitted: 1))
    #expect(try numbers("1").employers == .init(registered: 1, tookPart: 1))
    #expect(try numbers("1").words == "2 registered, 1 submitted; employers: 1 registered, 1 took part")
  }

  @Test("published ones are of a real nation, and both are told apart")
  func published() throws {
    let fixture = try Fixture()
    try fixture.load(Fixture.data.appendingPathComponent("sc-wres").path)
    let workspace = try fixture.workspace()
    func words(_ phase: String) throws -> String? {
      try workspace.participants(of: workspace.standard.phase(named: phase)).words
    }
    #expect(try words("2") == "76 took part, 73 submitted (published)")
    #expect(try words("3") == "99 took part (published)")
    #expect(try words("4") == nil)
    try RecordingTests.record(.registered, "3", "2025-05-01", of: "Bexley", in: workspace)
    try RecordingTests.record(.registered, "4", "2026-05-01", of: "Bexley", in: workspace)
    #expect(try words("3") == "99 took part (published); 1 registered (recorded here)")
    #expect(try words("4") == "1 registered")
  }

  @Test("they stand under the national figure, and beside an organisation's as the nation's")
  func findings() throws {
    // Whoever is alone here is compared with nobody.
    let fixture = try RecordingTests.fixture(
      more: "1,Saint Aldermere,all,training,all,bame,16,150\n1,Saint Aldermere,all,training,all,white,60,640\n")
    let workspace = try fixture.workspace()
    let indicator = try workspace.standard.indicator(named: "training")
    let phases = [try workspace.standard.phase(named: "1")]
    func national() throws -> Finding {
      let view = try Gate(audience: .internal).view(of: workspace)
      return try #require(try view.national([indicator], phases: phases).value.first)
    }
    func compared() throws -> Finding {
      let view = try Gate(audience: .internal).view(of: workspace)
      let request = ComparisonRequest(
        organisation: try workspace.organisation(named: "Northbridge"), indicators: [indicator], phases: phases)
      return try #require(try view.compare(request).value.first)
    }
    #expect(try national().participants == [workspace.participants(of: phases[0])])
    let before = try (national().notes, compared().notes)
    try RecordingTests.record(.registered, "1", "2023-06-01", of: "Saint Aldermere", in: workspace)
    #expect(try national().notes == before.0 + ["Phase 1: 1 registered, 2 submitted."])
    #expect(
      try compared().notes.filter { !before.1.contains($0) } == [
        "Illustrative nation, phase 1: 1 registered, 2 submitted."
      ])
    #expect(try compared().participants == nil)
  }
}
