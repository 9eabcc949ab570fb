import IndicatorStatistics
import TestSupport
import Testing

@testable import Phaseline

/// What is said of counts at the edge of what can be said: one authority, beside another that is ordinary.
@Suite("Edges") struct EdgeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var what: String
    /// By phase: bame and White numerator and denominator, as they would be typed; none where the phase has no row.
    var phases: [[String]?]
    var verdict: String
    /// What the sentence says, in order.
    var says: [String]
    var outlook: [String] = []
    var testDescription: String { what }
  }

  static let cases = [
    Case(
      what: "0 of 0 in one group", phases: [["0", "0", "9", "80"]], verdict: "cannot tell (one phase, no trend)",
      says: ["there were no candidates of Black, Asian and minoritised ethnicities in phase 1 (0 of 0 against 9 of 80)"]
    ),
    Case(
      what: "no case in one group", phases: [["0", "40", "12", "300"]], verdict: "cannot tell (one phase, no trend)",
      says: [
        "no case among candidates of Black, Asian and minoritised ethnicities in phase 1 (0 of 40 against 12 of 300; 95% "
          + "interval: at most 2.2 times as likely)"
      ]),
    Case(
      what: "no case in either", phases: [["0", "40", "0", "300"]], verdict: "cannot tell (one phase, no trend)",
      says: ["no case in phase 1 (0 of 40 against 0 of 300)"]),
    Case(
      what: "no White case", phases: [["3", "4", "0", "2"]], verdict: "cannot tell (one phase, no trend)",
      says: ["no case among White candidates in phase 1 (3 of 4 against 0 of 2)"]),
    Case(
      what: "everybody in one group", phases: [["12", "12", "70", "100"]], verdict: "more likely (one phase, no trend)",
      says: ["were 43% more likely", "(12 of 12 against 70 of 100; ratio 1.07–1.66 with 95% confidence)"]),
    Case(
      what: "everybody in both", phases: [["12", "12", "70", "70"]], verdict: "cannot tell (one phase, no trend)",
      says: ["were as likely", "about as many people as at parity (95%: from 3 fewer to 1 more)"]),
    Case(
      what: "a group of one", phases: [["1", "1", "30", "100"]], verdict: "cannot tell (one phase, no trend)",
      says: ["were 3.3 times as likely", "95% interval: "]),
    Case(
      what: "an interval that leaves out 1, of too few cases", phases: [["8", "150", "9", "420"]],
      verdict: "cannot tell (one phase, no trend)",
      says: ["(8 of 150 against 9 of 420; ratio 1.01–6.12 with 95% confidence, but too few cases to be sure)"]),
    Case(
      what: "two phases", phases: [["50", "500", "100", "500"], ["90", "500", "100", "500"]], verdict: "improving",
      says: ["were 10% less likely", "Improving, the ratio rising 80% a phase (95%: 20 to 172)."]),
    Case(
      what: "a phase missing in the middle",
      phases: [["50", "500", "100", "500"], nil, ["90", "500", "100", "500"]], verdict: "improving",
      says: ["Improving, the ratio rising 34% a phase (95%: 10 to 65)."]),
    Case(
      what: "the estimate at infinity", phases: [["5", "150", "30", "600"], ["0", "150", "30", "600"]],
      verdict: "cannot tell (no cases in one group in some or all phases)",
      says: [
        "Cannot tell whether it changed: no cases among candidates of Black, Asian and minoritised ethnicities in phase 2"
      ]),
    Case(
      what: "a change across parity, around it",
      phases: [["116", "300", "135", "300"], ["156", "300", "135", "300"]],
      verdict: "cannot tell (it changed, around parity)", says: ["but around parity: whether for better or worse"]),
    Case(
      what: "a hidden count that allows one answer",
      phases: [["50", "500", "100", "500"], ["90-92", "500", "100", "500"]],
      verdict: "improving", says: ["hidden count", "Improving, the ratio changing by between a rise of"]),
    Case(
      what: "a hidden count that allows several",
      phases: [["50", "500", "100", "500"], ["<100", "500", "100", "500"]],
      verdict: "cannot tell (the hidden counts allow more than one answer)", says: ["hidden count"]),
    Case(
      what: "one case alone tells nothing", phases: [["1", "34", "0", "261"]],
      verdict: "cannot tell (one phase, no trend)", says: ["no case among White candidates in phase 1"]),
    Case(
      what: "no change at all", phases: [["100", "500", "100", "500"], ["100", "500", "100", "500"]],
      verdict: "cannot tell (too uncertain)",
      says: ["anything from a fall of 30% to a rise of 42% a phase fits these counts"]),
  ]

  @Test("each says what it can", arguments: cases)
  func said(_ it: Case) throws {
    let fixture = try Fixture()
    let own = it.phases.enumerated().flatMap { index, counts -> [String] in
      guard let counts else { return [] }
      return [
        "\(index + 1),Northbridge,all,shortlisting,all,bame,\(counts[0]),\(counts[1])",
        "\(index + 1),Northbridge,all,shortlisting,all,white,\(counts[2]),\(counts[3])",
      ]
    }
    let others = it.phases.indices.flatMap { index in
      [
        "\(index + 1),Saint Aldermere,all,shortlisting,all,bame,400,2000",
        "\(index + 1),Saint Aldermere,all,shortlisting,all,white,900,4000",
      ]
    }
    try fixture.loadCounts((own + others).joined(separator: "\n") + "\n")
    let workspace = try fixture.workspace()
    let finding = try #require(
      try workspace.compare(
        ComparisonRequest(
          organisation: try workspace.organisation(named: "Northbridge"),
          indicators: [try workspace.standard.indicator(named: "shortlisting")], phases: workspace.standard.phases,
          line: LineRequest(looksAhead: true))
      ).first)
    #expect(finding.verdictWords == it.verdict)
    for words in it.says { #expect(finding.sentence.contains(words), "\(finding.sentence)") }
    for words in it.outlook { #expect(finding.outlook.contains(words), "\(finding.outlook)") }
    #expect(!finding.sentence.contains("nan") && !finding.sentence.contains("inf"))
    #expect(!finding.outlook.joined().contains("nan"))
  }

  @Test("an authority that is the whole nation is compared with nobody")
  func wholeNation() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(
      "1,Northbridge,all,shortlisting,all,bame,5,50\n1,Northbridge,all,shortlisting,all,white,9,80\n")
    for comparator in [ComparisonRequest.Comparator.national, .rest] {
      let finding = try ComparisonTests.finding(fixture, phases: "1", with: comparator)
      #expect(finding.phases[0].comparator == nil && finding.phases[0].position == nil)
    }
  }

  @Test("a line that was not found is said to be none")
  func notConverged() {
    let verdict = LineVerdict(kind: .cannotTell, reason: .notConverged)
    #expect(VerdictWords.reason(verdict) == "no line fits")
  }
}
