import Foundation
import IndicatorStatistics

@testable import Phaseline

/// Shared tables written by hand, as the attack reads them.
struct SharedTable {
  var evidence = Evidence()
  var organisations: [Organisation] = []
  var rules = SharedTable.rules(below: 10, spread: 3)
  var known: [DisclosureRules] = []

  /// Rules that hide counts below a number.
  static func rules(_ key: String = "under-10", below: Int, zero: Bool = true, spread: Int) -> DisclosureRules {
    DisclosureRules(
      key: key, source: "a test", hiddenBelow: below, hidesZero: zero, hidesNearlyAll: false, roundedTo: 1,
      smallestBase: 0, fewestOrganisations: 2, dominance: 100, spread: spread, hash: key)
  }

  static let standard: Standard = {
    let catalogue = Catalogue(
      folder: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Data"))
    guard let standard = try? catalogue.source(of: "sc-wres").standard() else {
      preconditionFailure("the catalogue cannot be read")
    }
    return standard
  }()

  /// Adds an organisation to the register.
  mutating func register(_ name: String, region: String = "", type: String = "") {
    organisations.append(
      Organisation(
        code: "X\(organisations.count)", name: name, kind: .illustrative, region: region, type: type))
  }

  /// Adds rows of both groups: each "7 of 100", "0-9 of *".
  mutating func add(
    _ place: String, _ service: Service, _ bame: String, _ white: String, in file: String = "shared.csv",
    indicator: String = "disciplinary", category: String = "all", organisations: Int? = nil, rules: String? = "under-10"
  ) {
    for (ethnicity, text) in [(Ethnicity.bame, bame), (.white, white)] {
      let counts = text.split(separator: " of ").map(String.init)
      let isArea = place == "nation" || place.hasPrefix("region ") || place.hasPrefix("type ")
      evidence.counts.append(
        ToldCount(
          subject: subject(isArea ? .area(place) : .organisation(place), service, indicator, category),
          ethnicity: ethnicity, numerator: Self.range(counts[0]), denominator: Self.range(counts[1]),
          organisations: organisations, rules: rules,
          whereabouts: Whereabouts(file: file, place: "line \(evidence.counts.count + 2)")))
    }
  }

  /// Adds rows of all services.
  mutating func add(
    _ place: String, _ bame: String, _ white: String, in file: String = "shared.csv", organisations: Int? = nil,
    rules: String? = "under-10"
  ) {
    add(place, .all, bame, white, in: file, organisations: organisations, rules: rules)
  }

  /// Adds a figure of an organisation.
  mutating func add(
    _ place: String, _ measure: ToldFigure.Measure, _ range: ClosedRange<Double>, _ printed: String,
    in file: String = "chart.csv"
  ) {
    evidence.figures.append(
      ToldFigure(
        subject: subject(.organisation(place), .all, "disciplinary", "all"), measure: measure, low: range.lowerBound,
        high: range.upperBound, printed: printed, whereabouts: Whereabouts(file: file, place: "line 2")))
  }

  private func subject(
    _ place: ToldSubject.Place, _ service: Service, _ indicator: String, _ category: String
  ) -> ToldSubject {
    ToldSubject(phase: "1", indicator: indicator, category: category, place: place, service: service)
  }

  private static func range(_ text: String) -> CountRange? {
    let ends = text.split(separator: "-").compactMap { Int($0) }
    guard let low = ends.first, let high = ends.last else { return nil }
    return CountRange(low: low, high: high)
  }

  /// What the attack finds.
  func attacked(listsAll: Bool = false, isUncorrected: Bool = false) -> AuditReport {
    DisclosureAttack(
      evidence, standard: Self.standard, organisations: organisations,
      rulebook: AuditRulebook(usual: rules, known: known), isUncorrected: isUncorrected
    ).report(listsAll: listsAll)
  }
}

extension AuditReport {
  /// "Northbridge adults white numerator: 7" of each leak.
  var found: [String] {
    leaks.map { leak in
      let count = leak.proven.count
      return
        "\(count.place) \(count.service.rawValue) \(count.ethnicity.rawValue) \(count.part.rawValue): \(leak.proven.words)"
    }.sorted()
  }
}
