import IndicatorStatistics
import Testing

@testable import Phaseline

/// Against whom what followed is compared, and what else was done at the time.
@Suite("What others did meanwhile") struct FollowUpOthersTests {
  /// So many others, at 2.0 throughout, and one more that gave counts in one phase only.
  private static func nation(_ count: Int) throws -> Fixture {
    let fixture = try Fixture()
    let register = (2...count + 2).map { "X00\($0 + 10),Place \($0),North,county,illustrative\n" }.joined()
    try fixture.load(try fixture.folder.write(Fixture.register + register, to: "register.csv"))
    let rows = (2...count + 1).map { number in
      (1...5).map { FollowUpTests.row($0, 80, by: "Place \(number)") }.joined()
    }.joined()
    try fixture.load(
      try fixture.folder.write(
        Fixture.header + FollowUpTests.fallen + rows + FollowUpTests.row(4, 10, by: "Place \(count + 2)"),
        to: "counts.csv"))
    return fixture
  }

  @Test("a practice is among what ran at the same time, once, and whoever has one is not without")
  func practices() throws {
    let enough = try Self.nation(7)
    try FollowUpTests.add(enough, start: "3")
    #expect(try FollowUpTests.only(enough).others?.organisations == 7)
    let workspace = try enough.workspace()
    func practise(_ name: String, _ indicator: String = "leaving", action: Int? = nil) throws {
      _ = try workspace.addPractice(
        PracticeDraft(
          organisation: workspace.organisation(named: name), title: "Exit interviews", indicators: [indicator],
          text: "By a third party.", start: .phase("2"), action: action, mayBeShared: true), command: "practice add")
    }
    try practise("Place 3")
    try practise("Place 4", "training")
    #expect(try FollowUpTests.only(enough).others?.organisations == 6)
    try practise("Northbridge", action: 1)
    #expect(try !FollowUpTests.only(enough).limits.contains { $0.contains("at the same time") }, "it is the action")
    try practise("Northbridge")
    let told =
      "Practice 4 on the same indicator ran at the same time: these figures cannot tell which of them did what."
    #expect(try FollowUpTests.only(enough).limits.contains(told))
    try FollowUpTests.add(enough, start: "2")
    try FollowUpTests.add(enough, start: "4")
    #expect(
      try FollowUpTests.only(enough).limits.contains(
        "Actions 2 and 3 and practice 4 on the same indicator ran at the same time: these figures cannot tell which of them "
          + "did what."))
    // Of a shared audience only where it agreed that its name stands beside the practice.
    func shared() throws -> [String] {
      try FollowUpTests.review(enough, audience: .shared).actions[0].followUps[0].limits.filter {
        $0.contains("practice 4")
      }
    }
    #expect(try shared().isEmpty)
    _ = try workspace.recordConsent(
      true, of: workspace.organisation(named: "Northbridge"), phase: workspace.standard.phase(named: "1"),
      on: Day("2023-05-01"), today: Day("2026-01-01"), command: "cycle record")
    #expect(try shared().count == 1)
    let done = Intervention(
      organisation: try workspace.organisation(named: "X0001"), indicators: ["leaving"], start: .phase("2"), practice: 4
    )
    let own = try Gate(audience: .internal).view(of: workspace).followUps(of: [done]).value[0][0]
    #expect(own.limits.contains { $0.hasPrefix("Actions 1, 2 and 3 on the same indicator ran") })
  }

  @Test("it is compared with those that have no such action and gave counts in the same phases, if five did")
  func against() throws {
    let enough = try Self.nation(6)
    try FollowUpTests.add(enough, start: "3")
    try FollowUpTests.add(enough, code: "X0012", start: "2")
    let found = try FollowUpTests.only(enough)
    #expect(found.others?.organisations == 5)
    #expect(found.others?.move?.kind == .closer)
    #expect(
      found.paragraph.hasSuffix(
        "It moved more towards parity than the 5 other authorities here with no such action or practice recorded: with their "
          + "change it would be at 2.00, not at 1.03."))
    try FollowUpTests.add(enough, code: "X0013", start: "2")
    #expect(try FollowUpTests.only(enough).others == nil)
    #expect(
      try FollowUpTests.only(enough).limits.contains(
        "There is no comparison with others: only 4 other authorities with no such action or practice recorded here have "
          + "counts in all of these phases, none hidden, and it takes 5."))
  }
}
