import Testing

@testable import IndicatorStatistics

extension ReferenceValues {
  @Suite("what is made of lines") struct LookAhead {
    static let rows = ReferenceRow.all(of: "lines.csv")

    @Test("when parity is met") func parity() throws {
      var agreement = Agreement("Times of parity", to: Agreement.iterated, least: 1)
      for row in Self.rows where try !row.text("parity_lower").isEmpty {
        let line = Line(try row.strata())
        let fit = line.fit()
        guard let slope = fit.slope, let last = fit.last else { continue }
        let times = line.parityTimes(slope: slope, parity: last.t - last.log / slope, fit.level)
        try agreement.compare(times, "parity_", row)
      }
      agreement.report(atLeast: 320)
    }

    @Test("lines without one of their strata") func leaveOneOut() throws {
      var agreement = Agreement("Slopes without one stratum", to: Agreement.iterated, least: 1)
      for row in Self.rows where try row.text("outcome") == "fitted" {
        guard let found = Line(try row.strata()).leaveOneOut else { continue }
        let expected = try row.numbers("leave_one_out")
        #expect(found.slopes.count == expected.count, "\(row.name)")
        for (pair, text) in zip(
          zip(found.slopes, expected), try row.text("leave_one_out").split(separator: ";"))
        {
          // "-": no line, as here; "?": one of many that are as likely.
          let number = text == "-" ? ReferenceRow.Number.none : pair.1
          agreement.compare(pair.0.slope, number, "leave_one_out at \(pair.0.t)", row)
        }
      }
      agreement.report(atLeast: 2000)
    }

    @Test("the gap to the rest") func gap() throws {
      var slopes = Agreement("Slopes of authority and rest", to: Agreement.iterated, least: 1)
      var gaps = Agreement("Difference of two slopes", to: Agreement.iterated, least: 1)
      for row in ReferenceRow.all(of: "gaps.csv") {
        let (own, rest) = (Line(try row.strata("authority")), Line(try row.strata("rest")))
        for (name, fit) in [("authority", own.fit()), ("rest", rest.fit())] where fit.outcome == .fitted {
          try slopes.compare(fit.slope, "\(name)_slope", row)
          try slopes.compare(fit.slopeInterval, "\(name)_", row)
        }
        let gap = own.gap(to: rest)
        try gaps.compare(gap?.difference, "difference", row)
        try gaps.compare(gap?.interval, "difference_", row)
      }
      slopes.report(atLeast: 900)
      gaps.report(atLeast: 450)
    }
  }
}
