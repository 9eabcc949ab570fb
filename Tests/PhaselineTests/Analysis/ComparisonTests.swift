import Foundation
import IndicatorStatistics
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
    #expect(last.national?.pooled?.relativeLikelihood == pooled.relativeLikelihood)
    #expect(last.national?.pooledCounts?.organisations == 2)
    let fit = Line([
      Stratum(t: 1, counts: try #require(GroupCounts(x1: 14, n1: 210, x0: 96, n0: 612))),
      Stratum(t: 2, counts: try #require(GroupCounts(x1: 15, n1: 160, x0: 98, n0: 605))),
      Stratum(t: 3, counts: counts),
    ]).fit()
    #expect(finding.line?.fit?.slope.map { abs($0 - fit.slope!) < 1e-12 } == true)
    #expect(finding.verdict == fit.verdict)
    #expect(
      finding.sentence
        == "Northbridge: candidates of Black, Asian and minoritised ethnicities were 36% more likely to be appointed from "
        + "shortlist in phase 3 (32 of 150 against 96 of 612; by these counts alone anything from 6% less likely to 93% "
        + "more likely). Improving (reached parity), the ratio rising 85% a phase (34 to 159). The 2 authorities here "
        + "together: 37% less likely.")
    #expect(finding.headline == "Northbridge has reached parity on appointments from shortlist")
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
    #expect(last.national?.isRest == true)
    #expect(last.national?.pooled?.relativeLikelihood == rest.relativeLikelihood)
    #expect(last.position == own.position(against: rest))
    #expect(try Self.finding(fixture).phases.last?.position == last.position)
    let alone = try #require(finding.phases.first { $0.phase == "2" })
    #expect(alone.position == nil && alone.national == nil, "in phase 2 it is the whole nation")
    #expect(finding.sentence.hasSuffix("The other authority: 42% less likely."))
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
        + "phase 2, as published. Not tested: published figure without counts. England: 45% less likely.")
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
    #expect(last.national?.published?.value == "1.54")
    #expect(last.national?.published?.relativeLikelihood == 1 / 1.54)
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
    #expect(finding.phases.last?.national?.pooledCounts?.bame.words == "10 of 100")
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

  @Test("an indicator that only a catalogue knows is compared like any other")
  func catalogueOnly() throws {
    var fixture = try Fixture()
    let data = fixture.folder.url.appendingPathComponent("Data")
    try FileManager.default.copyItem(at: Fixture.data, to: data)
    fixture.catalogue = Catalogue(folder: data)
    let file = data.appendingPathComponent("sc-wres/standard.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let entry = """
        - key: flexible-working
          title: Flexible working
          definition: Likelihood of having a request for flexible working granted.
          kind: ratio
          event: wanted
          numerator: requests granted
          denominator: requests made
          denominator_base: requests
          wording: {people: staff, verb: to have flexible working granted, topic: flexible working}

      """
    try (text + entry).write(to: file, atomically: true, encoding: .utf8)
    try fixture.loadCounts(Self.rows.replacing("shortlisting", with: "flexible-working"))
    let finding = try Self.finding(fixture, on: "flexible")
    #expect(finding.indicator.key == "flexible-working")
    #expect(finding.sentence.contains("more likely to have flexible working granted in phase 3"))
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
