import Foundation

/// What the counts of a fictional authority on one indicator are drawn from in one phase: people of each group, and the rate
/// among them, a fraction.
package struct DrawnRates: Sendable {
  /// Black, Asian and minoritised ethnic staff.
  package let bame: (people: Int, rate: Double)
  /// White staff.
  package let white: (people: Int, rate: Double)
  /// Whether its underlying line does not change.
  package let stays: Bool

  /// Log of the relative likelihood.
  package var log: Double { Foundation.log(bame.rate / white.rate) }
}

extension IllustrativeNation {
  /// What counts are drawn from: an authority's line, moved in each phase by as much as all authorities are for the pooled
  /// figure to come near the published one.
  /// - Returns: By phase in order of time, then by code and indicator, of those that take part.
  package func drawnRates() -> [[String: [String: DrawnRates]]] {
    phases.indices.map { step in
      let drawer = CellDrawer(nation: self, step: step)
      let rates = drawer.members.map { authority in
        (
          authority.code,
          Dictionary(uniqueKeysWithValues: standard.indicators.map { ($0.key, drawer.drawnRates(authority, $0)) })
        )
      }
      return Dictionary(uniqueKeysWithValues: rates)
    }
  }

  /// The log relative likelihoods that counts are drawn about.
  /// - Returns: By phase, then by code and indicator, of those that take part.
  package func drawnLogs() -> [String: [String: [String: Double]]] {
    let each = zip(phases, drawnRates()).map { phase, rates in
      (phase.key, rates.mapValues { $0.mapValues(\.log) })
    }
    return Dictionary(uniqueKeysWithValues: each)
  }
}
