import Foundation
import IndicatorStatistics
import Phaseline

/// An action of an authority of the illustrative nation on an indicator whose underlying line stays as it is: what its counts
/// and those of the others are drawn from, so that what the action did is known.
struct SimulatedAction: Sendable {
  /// What happens to the relative likelihood.
  enum Truth: String, CaseIterable, Sendable {
    /// It stays as it is.
    case none = "nothing changes"
    /// It stays as it is, but the last phase before the start was among the worst fifth that chance gives.
    case chosen = "nothing changes; chosen after a bad phase"
    /// All authorities move towards parity, whatever they do.
    case drift = "all move by 10% a phase"
    /// From the start on the log ratio is half of what it was.
    case half = "the action halves the gap"
    /// From the start on it is 0.
    case whole = "the action closes the gap"
  }

  /// One phase of an authority.
  struct Place: Sendable {
    let isAfter: Bool
    let step: Int
    let rates: DrawnRates
  }

  let code: String
  let indicator: String
  /// Staff of known ethnicity in its first phase.
  let staff: Int
  let places: [Place]
  /// Of the others that take part in the same phases.
  let others: [[Place]]

  /// Log of the relative likelihood before the start.
  var log: Double { places[0].rates.log }

  /// Log of the relative likelihood of a phase.
  private func log(_ start: Double, _ place: Place, _ truth: Truth, acts: Bool) -> Double {
    switch truth {
    case .none, .chosen: start
    case .drift: start + (log < 0 ? 0.1 : -0.1) * Double(place.step - places[0].step)
    case .half: place.isAfter && acts ? start / 2 : start
    case .whole: place.isAfter && acts ? 0 : start
    }
  }

  private func groups(_ places: [Place], _ truth: Truth, acts: Bool) -> [DrawnGroups] {
    places.map { place in
      let (bame, white) = (place.rates.bame, place.rates.white)
      let rate = min(0.95, white.rate * exp(log(places[0].rates.log, place, truth, acts: acts)))
      return DrawnGroups(
        bame: Binomial(bame.people, rate, least: 1e-12), of: bame.people,
        white: Binomial(white.people, white.rate, least: 1e-12), of: white.people)
    }
  }

  /// What its counts are drawn from.
  func drawn(_ truth: Truth) -> Drawn {
    Drawn(
      isAfter: places.map(\.isAfter), groups: groups(places, truth, acts: true), worst: truth == .chosen ? worst : nil)
  }

  /// What those of the others are.
  func drawnOthers(_ truth: Truth) -> [[DrawnGroups]] { others.map { groups($0, truth, acts: false) } }

  /// From which log ratio on the last phase before the start is among the worst fifth, about.
  private var worst: (at: Int, beyond: Double)? {
    guard let at = places.lastIndex(where: { !$0.isAfter }) else { return nil }
    let (bame, white) = (places[at].rates.bame, places[at].rates.white)
    let rate = white.rate * exp(log)
    let error = ((1 - rate) / (Double(bame.people) * rate) + (1 - white.rate) / (Double(white.people) * white.rate))
      .squareRoot()
    return (at, log + (log < 0 ? -0.8416 : 0.8416) * error)
  }

  /// Counts of phases before and after a start, ready to be drawn.
  struct Drawn: Sendable {
    let isAfter: [Bool]
    let groups: [DrawnGroups]
    let worst: (at: Int, beyond: Double)?

    func draw(_ random: inout SplitMix) -> BeforeAfter {
      sides(
        groups.indices.map { index in
          var counts = groups[index].draw(&random)
          if let worst, worst.at == index {
            for _ in 0..<1000 where !isBad(counts, worst.beyond) { counts = groups[index].draw(&random) }
          }
          return counts
        })
    }

    private func isBad(_ counts: GroupCounts, _ beyond: Double) -> Bool {
      guard let ratio = counts.relativeLikelihood else { return false }
      return beyond < 0 ? Foundation.log(ratio) <= beyond : Foundation.log(ratio) >= beyond
    }

    /// The sums of others in the same phases.
    func draw(_ others: [[DrawnGroups]], _ random: inout SplitMix) -> BeforeAfter {
      sides(
        groups.indices.compactMap { index in
          let each = others.map { $0[index].draw(&random) }
          return GroupCounts(
            x1: each.reduce(0) { $0 + $1.bame.count }, n1: each.reduce(0) { $0 + $1.bame.total },
            x0: each.reduce(0) { $0 + $1.white.count }, n0: each.reduce(0) { $0 + $1.white.total })
        })
    }

    private func sides(_ counts: [GroupCounts]) -> BeforeAfter {
      let ranged = counts.map { RangedCounts($0) }
      return BeforeAfter(
        before: zip(ranged, isAfter).filter { !$0.1 }.map(\.0), after: zip(ranged, isAfter).filter(\.1).map(\.0))
    }
  }
}

extension SimulatedAction {
  /// So many there are.
  static let count = 200

  /// Actions from phases 2, 3 and 4 on in turn, of authorities of the illustrative nation on indicators on which they stay as
  /// they are; an authority takes part in the phases in which it does there.
  /// - Parameter data: The folder of the catalogues.
  static func all(of data: URL) throws -> [SimulatedAction] {
    let catalogue = Catalogue(folder: data)
    let standard = try catalogue.source(of: Standard.defaultKey).standard()
    let nation = try IllustrativeNation(
      standard: standard, nationalRatios: try catalogue.publishedRatios(of: standard), seed: 2026)
    let rates = nation.drawnRates()
    let codes = Set(rates.flatMap(\.keys)).sorted()
    var actions: [SimulatedAction] = []
    // Every third authority first, so that the first 200 are of all that joined, early and late.
    for code in (0..<3).flatMap({ first in stride(from: first, to: codes.count, by: 3).map { codes[$0] } }) {
      for indicator in standard.indicators where actions.count < count {
        let action = make(code, indicator, from: 2 + actions.count % 3, rates, standard)
        if let action { actions.append(action) }
      }
    }
    return actions
  }

  private static func make(
    _ code: String, _ indicator: Indicator, from start: Int, _ rates: [[String: [String: DrawnRates]]],
    _ standard: Standard
  ) -> SimulatedAction? {
    let isBroken = !indicator.breaks.isEmpty
    let steps = rates.indices.filter { rates[$0][code] != nil && !(isBroken && $0 == 0) }
    func places(_ code: String) -> [Place] {
      steps.compactMap { step in
        rates[step][code]?[indicator.key].map { Place(isAfter: step + 1 > start, step: step, rates: $0) }
      }
    }
    let own = places(code)
    guard let first = own.first, first.rates.stays, !first.isAfter, own.last?.isAfter == true,
      let staff = rates[first.step][code]?["leaving"]
    else { return nil }
    let others = Set(rates.flatMap(\.keys)).sorted().filter { $0 != code }.map(places).filter { $0.count == own.count }
    return SimulatedAction(
      code: code, indicator: indicator.key, staff: staff.bame.people + staff.white.people, places: own, others: others)
  }
}
