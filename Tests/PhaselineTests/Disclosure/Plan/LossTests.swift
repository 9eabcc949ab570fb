import Foundation
import IndicatorStatistics
import Testing

@testable import Phaseline

/// What is lost by hiding, beside the greedy method, which promised less.
@Suite("What hiding loses") struct LossTests {
  @Test(
    "no more is hidden than by the greedy method, and hardly a comparison of size more is lost, though more is promised",
    arguments: ["under-10", "under-5"])
  func loss(rules key: String) throws {
    let fixture = try Fixture()
    try fixture.load(Fixture.data.appendingPathComponent("illustrative").path)
    let workspace = try fixture.workspace()
    let rules = try DisclosureRules(named: key, in: fixture.catalogue)
    let (standard, organisations) = (workspace.standard, try workspace.organisations())
    let lattice = try workspace.queue.read { db in
      try PhaseLattice(standard.indicators, organisations: organisations, rules: rules) { indicator, take in
        try StoredCell.forEach(
          TotalsKey(phase: "3", indicator: indicator.key), of: standard.key, from: .received, in: db, take)
      }
    }.lattice
    let now = Suppression(lattice, rules)
    let greedy = GreedySuppression(lattice, rules)
    #expect(now.unproven.isEmpty && now.pinned.isEmpty)
    let hidden = (now.reasons.count { $0 != nil }, greedy.reasons.count { $0 != nil })
    func lost(_ reasons: [Suppression.Reason?]) -> Double {
      lattice.comparisons.filter { $0.weight >= 1 && $0.cells.contains { reasons[$0] != nil } }.reduce(0) {
        $0 + $1.weight
      }
    }
    let losses = (lost(now.reasons), lost(greedy.reasons))
    print(
      "\(key), phase 3 of the illustrative nation: of \(lattice.cells.count) counts \(hidden.0) are hidden (greedy: "
        + "\(hidden.1)); comparisons of size lost, by weight: \(losses.0) (greedy: \(losses.1))")
    #expect(hidden.0 <= hidden.1)
    #expect(losses.0 <= 1.02 * losses.1)
  }
}
