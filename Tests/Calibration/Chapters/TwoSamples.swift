import IndicatorStatistics
import RealModule

/// Intervals of one phase's two rates, exactly.
enum TwoSamples: Chapter {
  struct Found: Sendable {
    var ratios = RatioMethod.allCases.map { _ in Coverage() }
    var difference = Coverage()
    var people = Coverage()
  }
  static let title = "One phase: ratio, difference, people to parity"
  static let introduction = """
    By enumeration of every pair of outcomes; pairs that together have a probability of less than one in a million are
    left out. Coverage is that of the intervals that there are: without a case in either group there is no ratio, and
    Katz's interval is missing whenever one group has none. "None" is how often, in percent. Newcombe's interval is
    wider than need be where few cases are expected, and so is Koopman's at 95%, since whole numbers leave little
    choice; at 99.8% Koopman's is then a little short. Nothing is done about that. People to parity are the difference
    times a whole number, and cover as it does.
    """
  static let header =
    Design.header + RatioMethod.allCases.map(name) + ["none: score", "none: Katz", "Newcombe", "people to parity"]
  static let rows = Design.grid(ratios: [0.5, 1, 2])

  private static func name(_ method: RatioMethod) -> String {
    switch method {
    case .koopman: "Koopman"
    case .miettinenNurminen: "Miettinen–Nurminen"
    case .katz: "Katz"
    }
  }

  static func label(_ row: Design) -> [String] { row.label }

  static func measure(_ row: Design, _ random: inout SplitMix) -> Found {
    let groups = row.groups(least: 1e-9)
    let difference = row.rate * row.ratio - row.rate
    var found = Found()
    for bame in groups.bame.outcomes {
      for white in groups.white.outcomes {
        let counts = groups.counts(bame.count, white.count)
        let weight = bame.probability * white.probability
        for (index, method) in RatioMethod.allCases.enumerated() {
          found.ratios[index].add(row.ratio, weight: weight) { counts.ratioInterval(method, $0) }
        }
        found.difference.add(difference, weight: weight) { counts.riskDifferenceInterval($0) }
        found.people.add(difference * Double(row.bame), weight: weight) { counts.peopleToParity($0)?.interval }
      }
    }
    return found
  }

  static func cells(_ found: Found) -> [String] {
    let missing = { (method: RatioMethod) in
      RatioMethod.allCases.firstIndex(of: method).map { percent(found.ratios[$0].missing, 1) } ?? "–"
    }
    return found.ratios.map(\.words) + [missing(.koopman), missing(.katz), found.difference.words, found.people.words]
  }
}
