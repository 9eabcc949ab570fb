import IndicatorStatistics
import Testing

extension ReferenceValues {
  @Suite("lines") struct Lines {
    static let rows = ReferenceRow.all(of: "lines.csv")

    @Test("whether there is a line") func outcomes() throws {
      for row in Self.rows {
        let outcome = Line(try row.strata()).fit(hasEnds: false).outcome
        switch try row.text("outcome") {
        case "fitted": #expect(outcome == .fitted, "\(row.name)")
        case "tooFew": #expect(outcome == .tooFewPhases, "\(row.name)")
        default: #expect({ if case .boundary = outcome { true } else { false } }(), "\(row.name)")
        }
      }
    }

    /// Slopes and ends are on a log scale, so that 1 is the least; the statistics are compared with a χ² of that size.
    @Test("fits") func fits() throws {
      var slope = Agreement("Slope of a line", to: Agreement.iterated, least: 1)
      var profile = Agreement("Profile limits of a slope", to: Agreement.iterated, least: 1)
      var ends = Agreement("Ends of a line", to: Agreement.iterated, least: 1)
      var tests = Agreement("Likelihood ratio and deviance", to: Agreement.iterated, least: 1)
      for row in Self.rows where try row.text("outcome") == "fitted" {
        let fit = Line(try row.strata()).fit()
        try slope.compare(fit.slope, "slope", row)
        try profile.compare(fit.slopeInterval, "", row)
        let wider = Line(try row.strata()).fit(.ninetyNineEight, hasEnds: false)
        try profile.compare(wider.slopeInterval, "", row, suffix: "_998")
        try ends.compare(fit.first?.log, "first", row)
        try ends.compare(fit.first?.interval, "first_", row)
        try ends.compare(fit.last?.log, "last", row)
        try ends.compare(fit.last?.interval, "last_", row)
        try tests.compare(fit.likelihoodRatio, "likelihood_ratio", row)
        if fit.strata > 2 { try tests.compare(fit.deviance, "deviance", row) }
      }
      slope.report(atLeast: 450)
      profile.report(atLeast: 1900)
      ends.report(atLeast: 2800)
      tests.report(atLeast: 900)
    }

    @Test("the finite limit at a boundary") func boundaries() throws {
      var agreement = Agreement("Finite limit at a boundary", to: Agreement.iterated, least: 1)
      for row in Self.rows where try row.text("outcome") == "boundary" {
        for (suffix, level) in levels {
          let fit = Line(try row.strata()).fit(level)
          if case .boundary(nil) = fit.outcome {
            #expect(try row.text("lower").isEmpty, "\(row.name)")
          } else {
            try agreement.compare(fit.slopeInterval, "", row, suffix: suffix)
            if suffix.isEmpty { try agreement.compare(fit.likelihoodRatio, "likelihood_ratio", row) }
          }
        }
      }
      agreement.report(atLeast: 120)
    }

    @Test("the adjusted score") func adjustedScore() throws {
      var agreement = Agreement("Adjusted score", to: Agreement.closed, least: 1)
      for row in Self.rows where try row.text("outcome") == "fitted" {
        try agreement.compare(Line(try row.strata()).fit(hasEnds: false).adjustedScore, "adjusted_score", row)
      }
      agreement.report(atLeast: 450)
    }

    @Test("the smallest detectable change") func detectable() throws {
      var agreement = Agreement("Smallest detectable change", to: Agreement.iterated, least: 1)
      for row in Self.rows where try row.text("outcome") == "fitted" {
        let change = Line(try row.strata()).smallestDetectableChange()
        if try row.text("detectable") == "undetectable" {
          #expect(change == .undetectable, "\(row.name)")
        } else {
          try agreement.compare(change?.slope, "detectable", row)
        }
      }
      agreement.report(atLeast: 250)
    }

    @Test("an authority beside the rest") func position() throws {
      var agreement = Agreement("Two strata: authority and rest", to: Agreement.iterated, least: 1)
      for row in ReferenceRow.all(of: "gaps.csv") {
        let (own, rest) = (try row.strata("authority"), try row.strata("rest"))
        guard let last = own.last?.counts, let others = rest.last?.counts else { continue }
        let line = Line([Stratum(t: 0, counts: others), Stratum(t: 1, counts: last)])
        let fit = line.fit()
        guard fit.outcome == .fitted else {
          #expect(try row.text("position").isEmpty, "\(row.name)")
          continue
        }
        try agreement.compare(fit.slope, "position", row)
        try agreement.compare(fit.slopeInterval, "position_", row)
        let wider = line.fit(.ninetyNineEight, hasEnds: false)
        try agreement.compare(wider.slopeInterval, "position_", row, suffix: "_998")
        try agreement.compare(fit.likelihoodRatio, "position_likelihood_ratio", row)
      }
      agreement.report(atLeast: 800)
    }
  }
}
