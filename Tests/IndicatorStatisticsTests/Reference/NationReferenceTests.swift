import Testing

@testable import IndicatorStatistics

extension ReferenceValues {
  @Suite("nations") struct Nations {
    static let rows = ReferenceRow.all(of: "nations.csv")

    private static func tables(_ row: ReferenceRow) throws -> [GroupCounts] { try row.tables("strata").map(\.counts) }

    @Test("pooled and Mantel–Haenszel") func stratified() throws {
      var pooled = Agreement("Pooled ratio", to: Agreement.closed)
      var stratified = Agreement("Mantel–Haenszel", to: Agreement.closed)
      for row in Self.rows {
        let tables = try Self.tables(row)
        try pooled.compare(tables.pooled.relativeLikelihood, "pooled", row)
        let found = MantelHaenszel(tables)
        try stratified.compare(found?.ratio, "mh", row)
        try stratified.compare(found?.interval, "mh_", row)
      }
      pooled.report(atLeast: 270)
      stratified.report(atLeast: 800)
    }

    @Test("random effects") func randomEffects() throws {
      var mean = Agreement("Random effects, mean and limits", to: Agreement.iterated, least: 1)
      var between = Agreement("Random effects, τ²", to: Agreement.iterated, least: 0.01)
      var spread = Agreement("Random effects, I²", to: Agreement.iterated, least: 1)
      var homogeneity = Agreement("Cochran's Q", to: Agreement.closed, least: 1)
      for row in Self.rows {
        let found = try #require(RandomEffects(try Self.tables(row)))
        #expect(found.authorities == (try row.integer("informative")), "\(row.name)")
        #expect(found.leftOut == (try row.integer("left_out")), "\(row.name)")
        #expect(found.corrected == (try row.integer("adjusted")), "\(row.name)")
        guard let heterogeneity = found.heterogeneity else {
          #expect(try row.text("mu").isEmpty, "\(row.name)")
          continue
        }
        try mean.compare(found.meanLog, "mu", row)
        try mean.compare(found.standardError, "se", row)
        try mean.compare(found.normalInterval, "", row)
        try mean.compare(found.knappHartungInterval, "", row, suffix: "_knha")
        try mean.compare(found.predictionInterval, "prediction_", row)
        try between.compare(heterogeneity.variance, "tau2", row)
        try spread.compare(heterogeneity.inconsistency, "i2", row)
        try homogeneity.compare(heterogeneity.cochranQ, "q", row)
      }
      mean.report(atLeast: 2000)
      between.report(atLeast: 270)
      spread.report(atLeast: 270)
      homogeneity.report(atLeast: 270)
    }

    /// The ranks come from random draws, which a formula has no part in: as few of them as can be.
    @Test("shrunk ratios") func shrunk() throws {
      var agreement = Agreement("Shrunk log ratios", to: Agreement.iterated, least: 1)
      for row in Self.rows {
        let ranking = ShrunkRanking(try Self.tables(row), level: .ninetyFive, draws: 2)
        guard let ranking, ranking.outcome == .ranked else { continue }
        let entries = ranking.entries.sorted { $0.index < $1.index }
        for (entry, (log, error)) in zip(entries, zip(try row.numbers("shrunk"), try row.numbers("shrunk_se"))) {
          agreement.compare(entry.log, log, "shrunk", row)
          let half = (entry.interval.upper - entry.interval.lower) / 2
          agreement.compare(half / ConfidenceLevel.ninetyFive.z, error, "shrunk_se", row)
        }
      }
      agreement.report(atLeast: 900)
    }

    @Test("funnels") func funnels() throws {
      var points = Agreement("Funnel, z and standard errors", to: Agreement.closed, least: 1)
      var over = Agreement("Funnel, over-dispersion", to: Agreement.closed, least: 0.01)
      for row in Self.rows {
        let funnel = try #require(Funnel(try Self.tables(row)))
        for (point, (z, error)) in zip(funnel.points, zip(try row.numbers("funnel_z"), try row.numbers("funnel_se"))) {
          points.compare(point.z, z, "funnel_z", row)
          points.compare(point.standardError, error, "funnel_se", row)
        }
        guard let found = funnel.overDispersion else { continue }
        try over.compare(found.factor, "dispersion", row)
        try over.compare(found.variance, "funnel_tau2", row)
      }
      points.report(atLeast: 2500)
      over.report(atLeast: 540)
    }

    @Test("panels") func panels() throws {
      var logs = Agreement("Panel effect", to: Agreement.closed, least: 1)
      var ratios = Agreement("Panel effect of the ratio", to: Agreement.closed, least: 1)
      for row in ReferenceRow.all(of: "panels.csv") {
        let phase = { (name: String) in
          Dictionary(uniqueKeysWithValues: try row.tables(name).map { ($0.label, $0.counts) })
        }
        let found = PanelEffect(first: try phase("before"), second: try phase("after"))
        for (column, value) in [
          ("change", found?.parts.total), ("panel", found?.parts.panel), ("entrants", found?.parts.entrants),
          ("leavers", found?.parts.leavers), ("mix", found?.parts.mix),
        ] { try logs.compare(value, column, row) }
        for (column, value) in [
          ("panel_ratio", found?.ratioParts.panel), ("entrants_ratio", found?.ratioParts.entrants),
          ("leavers_ratio", found?.ratioParts.leavers),
        ] { try ratios.compare(value, column, row) }
      }
      logs.report(atLeast: 800)
      ratios.report(atLeast: 450)
    }

    @Test("q-values") func qValues() throws {
      var agreement = Agreement("Benjamini–Hochberg", to: Agreement.closed)
      for row in ReferenceRow.all(of: "bh.csv") {
        let p = try row.numbers("p").map { number -> Double in
          guard case .some(let p) = number else { throw NotANumber() }
          return p
        }
        for (q, expected) in zip(BenjaminiHochberg.qValues(p), try row.numbers("q")) {
          agreement.compare(q, expected, "q", row)
        }
      }
      agreement.report(atLeast: 2000)
    }

    struct NotANumber: Error {}
  }
}
