import Foundation
import IndicatorStatistics
import TestSupport
import Testing

@testable import Phaseline

/// Findings, from files to sentences.
@Suite("Comparison") struct ComparisonTests {
  /// The example of the design: Northbridge in three phases, with a nation around it.
  static let rows = """
    1,Northbridge,all,shortlisting,all,bame,14,210
    1,Northbridge,all,shortlisting,all,white,96,612
    2,Northbridge,all,shortlisting,all,bame,15,160
    2,Northbridge,all,shortlisting,all,white,98,605
    3,Northbridge,all,shortlisting,all,bame,32,150
    3,Northbridge,all,shortlisting,all,white,96,612
    3,Northbridge,all,shortlisting,all,unknown,3,20
    1,Saint Aldermere,all,shortlisting,all,bame,200,2000
    1,Saint Aldermere,all,shortlisting,all,white,900,5000
    3,Saint Aldermere,all,shortlisting,all,bame,210,2000
    3,Saint Aldermere,all,shortlisting,all,white,900,5000

    """

  static func finding(
    _ fixture: Fixture, of name: String = "Northbridge", on key: String = "shortlisting", phases: String = "1..3",
    service: Service = .all, with comparator: ComparisonRequest.Comparator = .national
  ) throws -> Finding {
    let workspace = try fixture.workspace()
    let findings = try workspace.compare(
      ComparisonRequest(
        organisation: try workspace.organisation(named: name),
        indicators: [try workspace.standard.indicator(named: key)],
        phases: try workspace.standard.phases(in: phases), service: service, comparator: comparator))
    return try #require(findings.first)
  }

  @Test("counts, estimates, pooled figure and sentence")
  func whole() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(Self.rows)
    let finding = try Self.finding(fixture)
    #expect(finding.isIllustrative)
    #expect(finding.phases.map(\.phase) == ["1", "2", "3"])
    let last = try #require(finding.phases.last)
    let counts = try #require(GroupCounts(x1: 32, n1: 150, x0: 96, n0: 612))
    #expect(last.comparison?.relativeLikelihood == counts.relativeLikelihood)
    #expect(last.comparison?.interval == counts.koopmanInterval())
    #expect(last.unknown?.words == "3 of 20")
    #expect(last.bame?.shareOfNumerator == 32.0 / 131)
    let pooled = try #require(GroupCounts(x1: 242, n1: 2150, x0: 996, n0: 5612))
    #expect(last.comparator?.pooled?.relativeLikelihood == pooled.relativeLikelihood)
    #expect(last.comparator?.pooledCounts?.organisations == 2)
    let fit = Line([
      Stratum(t: 1, counts: try #require(GroupCounts(x1: 14, n1: 210, x0: 96, n0: 612))),
      Stratum(t: 2, counts: try #require(GroupCounts(x1: 15, n1: 160, x0: 98, n0: 605))),
      Stratum(t: 3, counts: counts),
    ]).fit()
    #expect(finding.line?.fit?.slope.map { abs($0 - fit.slope!) < 1e-12 } == true)
    #expect(finding.verdict == fit.verdict)
    #expect(
      finding.sentence
        == "Northbridge: candidates of Black, Asian and minoritised ethnicities were 36% more likely than White candidates to "
        + "be appointed from shortlist in phase 3 (32 of 150 against 96 of 612; 95% interval: 6% less likely to 93% more "
        + "likely). That is about 8 more people than at parity (95%: from 1 fewer to 20 more). Improving (may have reached parity), the ratio rising 85% a phase (95%: 34 to 159). The 2 "
        + "authorities here together, in phase 3: 37% less likely.")
    #expect(finding.headline == "Northbridge may have reached parity on appointments from shortlist")
    #expect(finding.headline.split(separator: " ").count <= 15)
  }

  @Test("the rest is the nation less the authority; the position is against the rest, never the whole")
  func rest() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(Self.rows)
    let finding = try Self.finding(fixture, with: .rest)
    let own = try #require(GroupCounts(x1: 32, n1: 150, x0: 96, n0: 612))
    let rest = try #require(GroupCounts(x1: 210, n1: 2000, x0: 900, n0: 5000))
    let last = try #require(finding.phases.last)
    #expect(last.comparator?.kind == .rest)
    #expect(last.comparator?.pooled?.relativeLikelihood == rest.relativeLikelihood)
    #expect(last.position == own.position(against: rest))
    #expect(try Self.finding(fixture).phases.last?.position == last.position)
    let alone = try #require(finding.phases.first { $0.phase == "2" })
    #expect(alone.position == nil && alone.comparator == nil, "in phase 2 it is the whole nation")
    #expect(finding.sentence.hasSuffix("The other authority, in phase 3: 42% less likely."))
  }

  @Test("the whole is adults and children together; one alone says so")
  func services() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(
      """
      1,Northbridge,adults,training,all,bame,10,100
      1,Northbridge,adults,training,all,white,20,100
      1,Northbridge,children,training,all,bame,5,50
      1,Northbridge,children,training,all,white,6,50
      2,Northbridge,adults,training,all,bame,12,100
      2,Northbridge,adults,training,all,white,20,100

      """)
    let finding = try Self.finding(fixture, on: "training", phases: "1..2")
    #expect(finding.phases.map { $0.bame?.words } == ["15 of 150", "12 of 100"])
    #expect(finding.phases.map(\.service) == [.all, .adults])
    #expect(finding.notes == ["Phase 2: adults' services only."])
    let adults = try Self.finding(fixture, on: "training", phases: "1..2", service: .adults)
    #expect(adults.phases.map { $0.bame?.words } == ["10 of 100", "12 of 100"])
    #expect(adults.notes.isEmpty)
  }

  @Test("a missing phase is a gap that is named, a series break ends the run that is judged")
  func gaps() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(
      """
      1,Northbridge,all,harassment-colleagues,all,bame,40,100
      1,Northbridge,all,harassment-colleagues,all,white,20,100
      2,Northbridge,all,harassment-colleagues,all,bame,20,100
      2,Northbridge,all,harassment-colleagues,all,white,20,100
      4,Northbridge,all,harassment-colleagues,all,bame,22,100
      4,Northbridge,all,harassment-colleagues,all,white,20,100

      """)
    let finding = try Self.finding(fixture, on: "harassment-colleagues", phases: "1..5")
    #expect(finding.phases.map(\.phase) == ["1", "2", "3", "4"])
    #expect(finding.phases.map(\.hasFigure) == [true, true, false, true])
    #expect(finding.line?.phases == ["2", "4"])
    #expect(
      finding.notes == [
        "Series break before phase 2: phase 1 gave colleagues and managers apart.", "No figures for phase 3.",
      ])
  }

  @Test("published figures alone are shown and never tested")
  func publishedOnly() throws {
    let fixture = try Fixture()
    try fixture.load(Fixture.data.appendingPathComponent("sc-wres").path)
    let finding = try Self.finding(fixture, of: "Bexley", phases: "pilot..3")
    #expect(finding.verdict == LineVerdict(kind: .notTested, reason: .publishedOnly))
    #expect(finding.line == nil)
    #expect(finding.phases.allSatisfy { $0.comparison == nil })
    #expect(finding.sentence.contains("as published. Not tested: published figure without counts."))
    let employer = try Self.finding(fixture, of: "Skills for Care", on: "senior-management", phases: "2")
    #expect(
      employer.sentence == "Skills for Care: 0% of senior managers were of Black, Asian and minoritised ethnicities in "
        + "phase 2, as published. Not tested: published figure without counts. England, as published, in phase 2: 45% less likely."
    )
  }

  /// The programme's own words for phase 3: `domain.md`.
  @Test("the seven national headlines of phase 3")
  func national() throws {
    let fixture = try Fixture()
    try fixture.load(Fixture.data.appendingPathComponent("sc-wres").path)
    let workspace = try fixture.workspace()
    let findings = try workspace.national(
      workspace.standard.indicators, phases: try workspace.standard.phases(in: "3"))
    let expected = [
      "44% less likely", "50% more likely", "34% more likely", "at a rate 15% higher", "at a rate 48% higher",
      "15% more likely", "37% less likely",
    ]
    #expect(findings.count == expected.count)
    for (finding, words) in zip(findings, expected) {
      #expect(finding.sentence.contains(" \(words) than White "), "\(finding.sentence)")
    }
  }

  @Test("the NHS prints appointment the other way up: it is turned")
  func turned() throws {
    var fixture = try Fixture()
    fixture.standard = "nhs-wres"
    try fixture.load(Fixture.data.appendingPathComponent("nhs-wres").path)
    let workspace = try fixture.workspace()
    let finding = try #require(
      try workspace.national(
        [try workspace.standard.indicator(named: "appointment")], phases: workspace.standard.phases
      )
      .first)
    let last = try #require(finding.phases.last { $0.phase == "2022" })
    #expect(last.comparator?.published?.value == "1.54")
    #expect(last.comparator?.published?.relativeLikelihood == 1 / 1.54)
    #expect(
      finding.sentence == "England: candidates of Black and minority ethnic backgrounds were 35% less likely than "
        + "White candidates to be appointed from shortlist in 2022.")
  }

  struct Real: Sendable, CustomTestStringConvertible {
    var name: String
    var indicator: String
    var phase: String
    var ratio: String
    var interval: String
    var verdict: PhaseVerdict
    var testDescription: String { name }
  }

  /// `domain.md`: published counts with their relative likelihoods.
  @Test(
    "the three organisations with real counts",
    arguments: [
      Real(
        name: "London", indicator: "appointment", phase: "2021", ratio: "0.48", interval: "0.45–0.52",
        verdict: .lessLikely),
      Real(
        name: "West Lancashire", indicator: "appointment", phase: "2020", ratio: "0.66", interval: "0.19–1.73",
        verdict: .cannotTell),
      Real(
        name: "Scientist", indicator: "acceptance", phase: "2022", ratio: "–", interval: "0.15–0.25",
        verdict: .lessLikely),
    ])
  func real(_ it: Real) throws {
    var fixture = try Fixture()
    fixture.standard = "nhs-wres"
    try fixture.load(Fixture.data.appendingPathComponent("nhs-wres").path)
    let finding = try Self.finding(fixture, of: it.name, on: it.indicator, phases: "2016..2024")
    let phase = try #require(finding.phases.first { $0.phase == it.phase })
    #expect(Wordings.ratio(phase.comparison?.relativeLikelihood) == it.ratio)
    #expect(Wordings.interval(phase.comparison?.interval) == it.interval)
    #expect(phase.comparison?.verdict == it.verdict)
    if it.indicator == "acceptance" {
      #expect(phase.bame?.words == "76–79 of 4,292")
      #expect(phase.comparison?.isHidden == true)
      #expect(finding.notes.contains("2022: the count of BME applicants is hidden (76–79 of 4,292)."))
    }
  }

  @Test("an employer is compared with the nation and no part of it")
  func employer() throws {
    let fixture = try Fixture()
    let register = try fixture.folder.write(
      "code,name,region,type,kind\nZ1,Elsewhere,North,council,authority\nZ2,Epsilon Trust,North,charity,employer\n",
      to: "register.csv")
    let file = try fixture.folder.write(
      Fixture.header + "3,Epsilon Trust,all,training,all,bame,9,30\n3,Epsilon Trust,all,training,all,white,20,90\n"
        + "3,Elsewhere,all,training,all,bame,10,100\n3,Elsewhere,all,training,all,white,20,100\n", to: "counts.csv")
    try fixture.load(register, file)
    let finding = try Self.finding(fixture, of: "Epsilon", on: "training", phases: "3", with: .rest)
    #expect(finding.phases.last?.comparator?.pooledCounts?.bame.words == "10 of 100")
    #expect(finding.phases.last?.position != nil)
  }

  @Test("no case at all, no case in one group: said in words")
  func noCases() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(
      """
      1,Northbridge,all,disciplinary,all,bame,0,50
      1,Northbridge,all,disciplinary,all,white,0,100
      1,Northbridge,all,training,all,bame,5,50
      1,Northbridge,all,training,all,white,0,100
      1,Northbridge,all,leaving,all,bame,0,50
      1,Northbridge,all,leaving,all,white,9,100

      """)
    #expect(
      try Self.finding(fixture, on: "disciplinary", phases: "1").sentence.hasPrefix(
        "Northbridge: no case in phase 1 (0 of 50 against 0 of 100)."))
    #expect(
      try Self.finding(fixture, on: "training", phases: "1").sentence.hasPrefix(
        "Northbridge: no case among White staff in phase 1 (5 of 50 against 0 of 100)."))
    #expect(
      try Self.finding(fixture, on: "leaving", phases: "1").sentence.hasPrefix(
        "Northbridge: no case among staff of Black, Asian and minoritised ethnicities in phase 1 (0 of 50 against 9 of 100"
      ))
  }

  /// 30 of 400 board members against 200 of 1,000 of the workforce: a share of each.
  @Test("a representation is said in shares")
  func representation() throws {
    var fixture = try Fixture()
    fixture.standard = "nhs-wres"
    let register = try fixture.folder.write("code,name,region,type\nZ1,Elsewhere,London,trust\n", to: "register.csv")
    let file = try fixture.folder.write(
      Fixture.header + "2022,Elsewhere,all,board,all,bame,30,200\n2022,Elsewhere,all,board,all,white,370,800\n",
      to: "counts.csv")
    try fixture.load(register, file)
    let finding = try Self.finding(fixture, of: "Elsewhere", on: "board", phases: "2022")
    #expect(
      finding.sentence.hasPrefix(
        "Elsewhere: 7.5% of board members were of Black and minority ethnic backgrounds, against 20% of "),
      "\(finding.sentence)")
    let counts = try #require(GroupCounts(x1: 30, n1: 200, x0: 370, n0: 800))
    #expect(finding.phases[0].comparison?.interval == counts.koopmanInterval())
  }

  @Test("counts of one group, hidden denominators and a sum of oneself are said to be what they are")
  func incomplete() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(
      """
      1,Northbridge,all,training,all,bame,5,50
      1,Northbridge,all,leaving,all,bame,5,*
      1,Northbridge,all,leaving,all,white,9,100
      1,Northbridge,all,disciplinary,all,bame,0,0
      1,Northbridge,all,disciplinary,all,white,9,100

      """)
    let oneGroup = try Self.finding(fixture, on: "training", phases: "1")
    #expect(
      oneGroup.sentence == "Northbridge: there are no counts of White staff to compare with in phase 1. Cannot tell "
        + "whether it changed: counts of one group only.")
    let hidden = try Self.finding(fixture, on: "leaving", phases: "1")
    #expect(
      hidden.sentence == "Northbridge: the counts of phase 1 are hidden and cannot be compared. Cannot tell whether it "
        + "changed: the hidden counts allow more than one answer.")
    #expect(hidden.verdict == LineVerdict(kind: .cannotTell, reason: .hiddenCounts))
    let nobody = try Self.finding(fixture, on: "disciplinary", phases: "1")
    #expect(
      nobody.sentence.hasPrefix(
        "Northbridge: there were no staff of Black, Asian and minoritised ethnicities in phase 1 (0 of 0 against 9 of 100)."
      ))
    for finding in [oneGroup, hidden, nobody] { #expect(finding.phases.allSatisfy { $0.comparator?.pooled == nil }) }
  }

  @Test("around parity, at a boundary and away in favour: each in its own words")
  func words() throws {
    let fixture = try Fixture()
    func rows(_ indicator: String, _ bame: [Int], _ white: [Int], of n: Int) -> String {
      bame.indices.map { step in
        "\(step + 1),Northbridge,all,\(indicator),all,bame,\(bame[step]),\(n)\n"
          + "\(step + 1),Northbridge,all,\(indicator),all,white,\(white[step]),\(n)\n"
      }.joined()
    }
    try fixture.loadCounts(
      rows("leaving", [80, 102, 125], [100, 102, 105], of: 1000) + rows("training", [5, 0, 0], [30, 30, 30], of: 600)
        + rows("disciplinary", [140, 90, 60], [200, 200, 200], of: 1000))
    let around = try Self.finding(fixture, on: "leaving")
    #expect(around.headline == "Northbridge has changed on leaving, but around parity")
    #expect(around.sentence.contains("but around parity: whether for better or worse cannot be told."))
    let boundary = try Self.finding(fixture, on: "training")
    #expect(
      boundary.sentence.contains(
        "no cases among staff of Black, Asian and minoritised ethnicities in phase 2 and phase 3"))
    let favouring = try Self.finding(fixture, on: "disciplinary")
    #expect(
      favouring.headline == "Northbridge is further from parity on disciplinary action, favouring minoritised staff")
    #expect(favouring.sentence.contains("(away from parity, in favour of Black, Asian and minoritised staff)"))
  }

  @Test("a published figure differs only beyond the precision it was printed in, and only for the same service")
  func precision() throws {
    func differs(_ value: String, x1: Int, service: String = "all") throws -> Bool? {
      let fixture = try Fixture()
      try fixture.load(try fixture.folder.write(Fixture.register, to: "register.csv"))
      let figures = "standard,phase,area,organisation,service,indicator,category,measure,value,printed_as,source\n"
      try fixture.load(
        try fixture.folder.write(
          figures + "sc-wres,1,Illustrative nation,,all,training,all,relative_likelihood,\(value),p,s\n", to: "f.csv"))
      try fixture.loadCounts(
        "1,Northbridge,\(service),training,all,bame,\(x1),1000\n1,Northbridge,\(service),training,all,white,500,1000\n")
      return try Self.finding(fixture, on: "training", phases: "1").phases[0].comparator?.differsFromPublished
    }
    // 290/1000 against 500/1000: 0.58 (0.52–0.65).
    #expect(try differs("0.5", x1: 290) == false, "0.5 stands for 0.45 to 0.55")
    #expect(try differs("0.50", x1: 290) == true)
    #expect(try differs("0.50", x1: 290, service: "adults") == nil)
  }

  @Test("phases that scatter more than chance are said to")
  func scatter() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(
      (1...3).map { step in
        "\(step),Northbridge,all,training,all,bame,\([30, 30, 90][step - 1]),100\n"
          + "\(step),Northbridge,all,training,all,white,100,300\n"
      }.joined())
    let finding = try Self.finding(fixture, on: "training")
    #expect(
      finding.notes.contains { $0.hasPrefix("The phases scatter more around a straight line than chance explains") })
  }

  @Test("a finding survives JSON unchanged")
  func coding() throws {
    let fixture = try Fixture()
    try fixture.load(Fixture.data.appendingPathComponent("illustrative").path)
    let workspace = try fixture.workspace()
    let findings = try workspace.compare(
      ComparisonRequest(
        organisation: try workspace.organisation(named: "Northbridge"), indicators: workspace.standard.indicators,
        everyCategory: true, phases: workspace.standard.phases))
    #expect(findings.count > 9)
    let data = try JSONEncoder().encode(findings)
    #expect(try JSONDecoder().decode([Finding].self, from: data) == findings)
  }

  @Test("every sentence of the illustrative nation is one: no blank, no doubled word, a full stop")
  func sentences() throws {
    let fixture = try Fixture()
    try fixture.load(Fixture.data.appendingPathComponent("illustrative").path)
    let workspace = try fixture.workspace()
    for organisation in try workspace.organisations() {
      let findings = try workspace.compare(
        ComparisonRequest(
          organisation: organisation, indicators: workspace.standard.indicators, phases: workspace.standard.phases))
      for finding in findings {
        #expect(finding.sentence.hasPrefix(organisation.name + ": "))
        #expect(finding.sentence.hasSuffix("."))
        #expect(!finding.sentence.contains("  ") && !finding.sentence.contains(".."), "\(finding.sentence)")
        #expect(!finding.sentence.contains("nan") && !finding.sentence.contains("{"), "\(finding.sentence)")
        #expect(finding.headline.split(separator: " ").count <= 15, "\(finding.headline)")
      }
    }
  }
}
