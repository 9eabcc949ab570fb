import Foundation
import IndicatorStatistics
import TestSupport
import Testing

@testable import Phaseline

/// Every figure carries the name of its method.
@Suite("Methods of figures") struct FindingMethodsTests {
  /// The places of all numbers in JSON that are not whole, without the places of lists.
  private func places(_ value: Any, _ place: String = "") -> Set<String> {
    switch value {
    case let object as [String: Any]:
      object.reduce(into: []) { places, entry in
        if entry.key == "methods" { return }
        places.formUnion(self.places(entry.value, place.isEmpty ? entry.key : "\(place).\(entry.key)"))
      }
    case let list as [Any]: list.reduce(into: []) { $0.formUnion(places($1, place)) }
    case let number as NSNumber where number.doubleValue != number.doubleValue.rounded(): [place]
    default: []
    }
  }

  private func check(_ finding: some Encodable, _ methods: [String: Method]) throws {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let places = places(try JSONSerialization.jsonObject(with: encoder.encode(finding)))
    #expect(places.count > 5)
    for place in places.sorted() {
      let isNamed = methods.keys.contains { place == $0 || place.hasPrefix($0 + ".") }
      #expect(isNamed, "\(place) has no method")
    }
  }

  @Test("of an organisation, with all that can be asked")
  func organisation() throws {
    let finding = try LookAheadTests.finding()
    try check(finding, finding.methods)
    #expect(finding.methods["phases.comparison.interval"] == .koopman)
    #expect(finding.methods["line.gap"] == .mover)
  }

  @Test("of the nation, a ranking and a funnel")
  func nation() throws {
    let finding = try NationFindingTests.finding()
    try check(finding, finding.methods)
    let workspace = try NationFindingTests.fixture().workspace()
    let rank = try workspace.rank(NationFindingTests.request(workspace))
    try check(rank, rank.methods)
    let funnel = try workspace.funnel(NationFindingTests.request(workspace))
    try check(funnel, funnel.methods)
    let forest = try workspace.forest(NationFindingTests.request(workspace))
    try check(forest, forest.methods)
  }

  @Test("the method and the level that were asked for are named and used")
  func choices() throws {
    let fixture = try ComparatorTests.fixture()
    let workspace = try fixture.workspace()
    let counts = try #require(GroupCounts(x1: 24, n1: 120, x0: 90, n0: 600))
    for method in RatioMethod.allCases {
      for level in ConfidenceLevel.allCases {
        let finding = try #require(
          try workspace.compare(
            ComparisonRequest(
              organisation: try workspace.organisation(named: "Northbridge"),
              indicators: [try workspace.standard.indicator(named: "shortlisting")],
              phases: workspace.standard.phases, choices: StatisticsChoices(level: level, method: method))
          ).first)
        #expect(finding.phases.first?.comparison?.interval == counts.ratioInterval(method, level))
        #expect(finding.methods["phases.comparison.interval"]?.rawValue == method.method.rawValue)
        #expect(finding.level == level && finding.ratioMethod == method)
      }
    }
  }

  @Test("every method has a name of its own, and who published it unless it is a division")
  func names() {
    #expect(Set(Method.allCases.map(\.rawValue)).count == Method.allCases.count)
    #expect(Method.allCases.filter(\.source.isEmpty) == [.division, .hiddenHull, .requiredChange, .published, .pooled])
  }
}
