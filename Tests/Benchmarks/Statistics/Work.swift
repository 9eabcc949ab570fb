import IndicatorStatistics

/// One authority's counts on one indicator, and those of all others, phase by phase.
struct Case {
  let own: [GroupCounts]
  let rest: [GroupCounts]
  let line: Line
  let fit: LineFit
  let restFit: LineFit

  init(_ own: [GroupCounts], of nation: [GroupCounts]) {
    self.own = own
    rest = zip(nation, own).compactMap { all, own in
      GroupCounts(
        x1: all.bame.count - own.bame.count, n1: all.bame.total - own.bame.total,
        x0: all.white.count - own.white.count, n0: all.white.total - own.white.total)
    }
    line = Self.line(own)
    fit = line.fit()
    restFit = Self.line(rest).fit()
  }

  private static func line(_ counts: [GroupCounts]) -> Line {
    Line(counts.enumerated().map { Stratum(t: Double($0.offset), counts: $0.element) })
  }

  /// The cases of a nation: their lines are fitted as they are made.
  static func all(_ nation: Nation) -> [Case] {
    nation.counts.flatMap { indicator in
      let sums = (0..<Nation.phases).map { phase in indicator.map { $0[phase] }.pooled }
      return indicator.map { Case($0, of: sums) }
    }
  }
}

/// What is computed of every line. Each returns a number that depends on all it computed, so that nothing is left out.
enum Work {
  static let all: [(name: String, compute: @Sendable ([Case]) -> Double)] = [
    ("intervals", intervals), ("positions", positions), ("gaps", gaps), ("verdicts", verdicts),
    ("detectable", detectable), ("leave-one-out", leaveOneOut), ("projections", projections),
    ("percentages", percentages),
  ]

  private static func sum(_ cases: [Case], _ value: (Case) -> Double) -> Double { cases.reduce(0) { $0 + value($1) } }

  private static func tables(_ cases: [Case], _ value: (GroupCounts) -> Double) -> Double {
    sum(cases) { $0.own.reduce(0) { $0 + value($1) } }
  }

  private static func lower(_ interval: Interval?) -> Double { interval?.lower ?? 0 }

  private static func intervals(_ cases: [Case]) -> Double {
    tables(cases) { counts in
      lower(counts.bame.wilsonInterval()) + lower(counts.white.wilsonInterval())
        + RatioMethod.allCases.reduce(0) { $0 + lower(counts.ratioInterval($1)) }
        + lower(counts.riskDifferenceInterval()) + lower(counts.peopleToParity?.interval)
    }
  }

  private static func positions(_ cases: [Case]) -> Double {
    sum(cases) { zip($0.own, $0.rest).reduce(0) { $0 + ($1.0.position(against: $1.1)?.ratio ?? 0) } }
  }

  private static func gaps(_ cases: [Case]) -> Double {
    sum(cases) { $0.line.gap(of: $0.fit, toFitted: $0.restFit)?.difference ?? 0 }
  }

  private static func verdicts(_ cases: [Case]) -> Double { sum(cases) { $0.fit.verdict.kind == .cannotTell ? 0 : 1 } }

  private static func detectable(_ cases: [Case]) -> Double {
    sum(cases) { $0.line.smallestDetectableChange()?.slope ?? 0 }
  }

  private static func leaveOneOut(_ cases: [Case]) -> Double {
    sum(cases) { $0.line.leaveOneOut?.signSurvives == true ? 1 : 0 }
  }

  private static func projections(_ cases: [Case]) -> Double {
    sum(cases) { $0.line.projection(of: $0.fit).parity ?? 0 }
  }

  private static func percentages(_ cases: [Case]) -> Double {
    sum(cases) { one in
      [\GroupCounts.bame, \.white].reduce(0) { sum, group in
        let trend = RateTrend(
          one.own.enumerated().map { (t: Double($0.offset), proportion: $0.element[keyPath: group]) })
        return sum + (trend.cochranArmitage()?.p ?? 0) + (trend.logisticSlope().slope ?? 0)
      }
    }
  }
}
