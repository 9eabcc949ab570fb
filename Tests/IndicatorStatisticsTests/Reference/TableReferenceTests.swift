import IndicatorStatistics
import Testing

extension ReferenceValues {
  @Suite("tables, counts and hidden numerators") struct Tables {
    static let rows = ReferenceRow.all(of: "tables.csv")

    @Test("Wilson") func wilson() throws {
      var agreement = Agreement("Wilson", to: Agreement.closed)
      for row in Self.rows {
        for (suffix, level) in levels {
          let counts = try row.counts
          try agreement.compare(counts.bame.wilsonInterval(level), "wilson1_", row, suffix: suffix)
          try agreement.compare(counts.white.wilsonInterval(level), "wilson0_", row, suffix: suffix)
        }
      }
      agreement.report(atLeast: 7200)
    }

    @Test("Koopman") func koopman() throws {
      var agreement = Agreement("Koopman", to: Agreement.iterated)
      for row in Self.rows {
        for (suffix, level) in levels {
          try agreement.compare(try row.counts.koopmanInterval(level), "koopman_", row, suffix: suffix)
        }
      }
      agreement.report(atLeast: 3600)
    }

    @Test("Miettinen–Nurminen") func miettinenNurminen() throws {
      var agreement = Agreement("Miettinen–Nurminen", to: Agreement.iterated)
      for row in Self.rows {
        for (suffix, level) in levels {
          try agreement.compare(try row.counts.ratioInterval(.miettinenNurminen, level), "mn_", row, suffix: suffix)
        }
      }
      agreement.report(atLeast: 3600)
    }

    /// With both groups full statsmodels gives 1 to 1, since the variance is 0; here there is no interval.
    @Test("Katz") func katz() throws {
      var agreement = Agreement("Katz", to: Agreement.closed)
      for row in Self.rows {
        let counts = try row.counts
        for (suffix, level) in levels {
          let found = counts.ratioInterval(.katz, level)
          if counts.bame.value == 1, counts.white.value == 1 {
            #expect(found == nil)
          } else {
            try agreement.compare(found, "katz_", row, suffix: suffix)
          }
        }
      }
      agreement.report(atLeast: 3500)
    }

    @Test("Newcombe") func newcombe() throws {
      // At a hundredth, since a difference may be 0.
      var agreement = Agreement("Newcombe's difference", to: Agreement.closed, least: 0.01)
      for row in Self.rows {
        try agreement.compare(try row.counts.riskDifferenceInterval(), "difference_", row)
      }
      agreement.report(atLeast: 1800)
    }

    @Test("Poisson, exact") func exactPoisson() throws {
      var agreement = Agreement("Poisson, exact", to: Agreement.iterated)
      for row in ReferenceRow.all(of: "counts.csv") {
        let count = try #require(PoissonCount(try row.integer("count")))
        for (suffix, level) in levels {
          try agreement.compare(count.exactInterval(level), "exact_", row, suffix: suffix)
        }
      }
      agreement.report(atLeast: 240)
    }

    @Test("Byar") func byar() throws {
      var agreement = Agreement("Byar", to: Agreement.closed)
      for row in ReferenceRow.all(of: "counts.csv") {
        let count = try #require(PoissonCount(try row.integer("count")))
        for (suffix, level) in levels where count.events >= PoissonCount.leastForByar {
          try agreement.compare(count.byarInterval(level), "byar_", row, suffix: suffix)
        }
      }
      agreement.report(atLeast: 200)
    }

    @Test("hidden numerators") func hidden() throws {
      var agreement = Agreement("Hidden numerators", to: Agreement.iterated)
      for row in ReferenceRow.all(of: "hidden.csv") {
        let range = { (stem: String) in
          CountRange(low: try row.integer(stem + "_low"), high: try row.integer(stem + "_high"))
        }
        let counts = try #require(
          RangedCounts(
            bame: try range("x1"), of: try row.integer("n1"), white: try range("x0"), of: try row.integer("n0")))
        try agreement.compare(counts.relativeLikelihood, "ratio_", row)
        for (suffix, level) in levels {
          try agreement.compare(counts.koopmanInterval(level), "", row, suffix: suffix)
        }
      }
      agreement.report(atLeast: 500)
    }

    @Test("trends of percentages") func trends() throws {
      var test = Agreement("Cochran–Armitage", to: Agreement.closed)
      var slope = Agreement("Logistic slope", to: Agreement.iterated, least: 1)
      for row in ReferenceRow.all(of: "trends.csv") {
        let trend = RateTrend(try row.proportions)
        try test.compare(trend.cochranArmitage()?.chiSquared, "chi_squared", row)
        try test.compare(trend.cochranArmitage()?.p, "p", row)
        try slope.compare(trend.logisticSlope().slope, "slope", row)
        try slope.compare(trend.logisticSlope().interval, "", row)
      }
      test.report(atLeast: 700)
      slope.report(atLeast: 1000)
    }
  }
}
