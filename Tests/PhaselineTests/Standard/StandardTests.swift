import Foundation
import Testing

@testable import Phaseline

@Suite("Standards") struct StandardTests {
  static let catalogue = Catalogue(folder: Fixture.data)

  @Test("both shipped catalogues are read", arguments: ["sc-wres", "nhs-wres"])
  func shipped(key: String) throws {
    let standard = try Self.catalogue.source(of: key).standard()
    #expect(standard.key == key)
    #expect(standard.indicators.compactMap(\.number) == Array(1...9))
    #expect(Set(standard.indicators.map(\.kind)).isSuperset(of: [.ratio]))
    #expect(standard.areas.filter { $0.kind == .nation }.map(\.key) == ["England"])
    let copy = try JSONDecoder().decode(Standard.self, from: JSONEncoder().encode(standard))
    #expect(copy == standard)
  }

  @Test("SC-WRES wants what domain.md says it wants")
  func directions() throws {
    let standard = try Self.catalogue.source(of: "sc-wres").standard()
    let wanted = standard.indicators.filter { $0.event == .wanted }.compactMap(\.number)
    #expect(wanted == [1, 2, 5, 9])
    #expect(standard.indicator("harassment-colleagues")?.breaks.map(\.before) == ["2"])
    #expect(standard.indicator("paybands")?.headlineCategory == "70000-and-over")
  }

  @Test("every indicator says who, what and of which base")
  func complete() throws {
    for key in Self.catalogue.keys {
      for it in try Self.catalogue.source(of: key).standard().indicators {
        #expect(!it.definition.isEmpty && !it.numerator.isEmpty && !it.denominator.isEmpty)
        #expect(it.definition.hasSuffix("."), "\(key) \(it.key)")
      }
    }
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    var from: String
    var to: String
    var message: String
    var testDescription: String { to.isEmpty ? "without \(from)" : to }
  }

  /// The catalogue of these tests; the line numbers below are its own.
  static let small = """
    key: small
    title: Small standard
    short_title: Small
    publisher: Nobody
    organisation_noun: authority
    groups:
      bame: {name: a, adjective: b, short: c}
      white: {name: d, adjective: e, short: f}
      unknown: {name: g, adjective: h, short: i}
    areas:
      - {key: England, kind: nation}
    phases:
      - {key: 1, label: Phase 1}
      - {key: 2, label: Phase 2}
    indicators:
      - key: training
        title: Training
        definition: Getting training.
        kind: ratio
        event: wanted
        numerator: trained
        denominator: staff
        denominator_base: staff
        breaks: [{before: 2, reason: asked another way}]
        wording: {people: staff, verb: to be trained, topic: training}

    """

  @Test("the small catalogue is read")
  func reads() throws {
    let standard = try Standard(yaml: Self.small, file: "standard.yaml")
    #expect(standard.indicators[0].breaks == [SeriesBreak(before: "2", reason: "asked another way")])
    #expect(standard.phases.map(\.ordinal) == [0, 1])
  }

  @Test(
    "errors name file, line and remedy",
    arguments: [
      Wrong(from: Self.small, to: "", message: "standard.yaml:1: the catalogue is empty. Correct the catalogue."),
      Wrong(
        from: "title: Small standard", to: "title: [",
        message: "standard.yaml:4: not YAML (did not find expected ',' or ']'). Correct the catalogue."),
      Wrong(
        from: "publisher: Nobody\n", to: "",
        message: "standard.yaml:1: the key 'publisher' is missing. Correct the catalogue."),
      Wrong(
        from: "publisher: Nobody", to: "publisher: Nobody\npublsher: x",
        message: "standard.yaml:5: unknown key 'publsher'; is 'publisher' meant?. Correct the catalogue."),
      Wrong(
        from: "event: wanted", to: "event: wished",
        message: "standard.yaml:20: 'wished' is none of 'wanted', 'unwanted'. Correct the catalogue."),
      Wrong(
        from: "kind: ratio", to: "kind: distribution",
        message:
          "standard.yaml:16: a distribution needs categories, one of them with 'headline: true'. Correct the catalogue."
      ),
      Wrong(
        from: "before: 2", to: "before: 7",
        message: "standard.yaml:24: no phase has the key '7'. Correct the catalogue."),
      Wrong(
        from: "{key: 2, label: Phase 2}", to: "{key: 2, label: Phase 2}\n  - {key: 3, label: phase  2}",
        message: "standard.yaml:15: the name 'phase  2' is used twice. Correct the catalogue."),
      Wrong(
        from: "kind: nation}", to: "kind: nation, kind: region}",
        message: "standard.yaml:11: not YAML (the key 'kind' stands twice). Correct the catalogue."),
      Wrong(
        from: "breaks: [{before: 2, reason: asked another way}]",
        to: "breaks: [{before: 2, reason: asked}, {before: 2, reason: answered}]",
        message: "standard.yaml:24: the name '2' is used twice. Correct the catalogue."),
      Wrong(
        from: "topic: training}\n", to: "topic: training}\n  - {key: x, title: TRAINING}\n",
        message: "standard.yaml:26: the key 'kind' is missing. Correct the catalogue."),
      Wrong(
        from: "people: staff, verb", to: "people: [], verb",
        message: "standard.yaml:25: expected a text. Correct the catalogue."),
      Wrong(
        from: "indicators:", to: "cycle:\n  - {key: regstered, title: A, by: 06-30}\nindicators:",
        message:
          "standard.yaml:16: 'regstered' is none of 'registered', 'took-part', 'submitted', 'reported', 'plan-agreed'. "
          + "Correct the catalogue."),
      Wrong(
        from: "indicators:", to: "cycle:\n  - {key: registered, title: A, by: 02-29}\nindicators:",
        message: "standard.yaml:16: expected a month and a day that every year has, as in 06-30. Correct the catalogue."
      ),
      Wrong(
        from: "indicators:",
        to:
          "cycle:\n  - {key: registered, title: A, by: 06-30}\n  - {key: submitted, title: B, by: 05-31}\nindicators:",
        message: "standard.yaml:17: 'submitted' cannot come after 'registered' in the cycle. Correct the catalogue."),
      Wrong(
        from: "indicators:", to: "cycle:\n  - {key: registered, title: A, by: 06-30, nextyear: true}\nindicators:",
        message: "standard.yaml:16: unknown key 'nextyear'; is 'next_year' meant?. Correct the catalogue."),
    ])
  func wrong(_ it: Wrong) throws {
    do {
      _ = try Standard(yaml: Self.small.replacing(it.from, with: it.to), file: "standard.yaml")
      Issue.record("it was read")
    } catch { #expect("\(error)" == it.message) }
  }

  @Test("an unknown standard names those that there are")
  func unknown() {
    #expect(throws: UsageProblem.unknownStandard("sc-wers", known: ["nhs-wres", "sc-wres"])) {
      try Self.catalogue.source(of: "sc-wers")
    }
  }

  @Test("ranges of phases")
  func ranges() throws {
    let standard = try Self.catalogue.source(of: "sc-wres").standard()
    func keys(_ text: String) throws -> [String] { try standard.phases(in: text).map(\.key) }
    #expect(try keys("3") == ["3"])
    #expect(try keys("1,3") == ["1", "3"])
    #expect(try keys("3, pilot") == ["pilot", "3"])
    #expect(try keys("1..3") == ["1", "2", "3"])
    #expect(try keys("..1") == ["pilot", "1"])
    #expect(try keys("4..") == ["4", "5"])
    #expect(try keys("Phase 2..2025-26") == ["2", "3"])
    #expect(throws: UsageProblem.phaseRange("3..1")) { try keys("3..1") }
    #expect(throws: UsageProblem.self) { try keys("9") }
    #expect(throws: UsageProblem.self) { try keys("") }
  }
}
