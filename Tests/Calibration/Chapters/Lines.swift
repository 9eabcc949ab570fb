import IndicatorStatistics
import Phaseline
import RealModule

/// Profile-likelihood intervals of a line.
enum Lines: Chapter {
  struct Found: Sendable {
    var slope = Coverage()
    var first = Coverage()
    var last = Coverage()
    var parity = Coverage()
    var misses = Misses()
  }
  static let title = "A line: slope and fitted ratios"
  static let turns = 20_000
  private static let slope = 0.1
  static let introduction = """
    The relative likelihood rises from 0.6 by 10.5% a phase (0.1 on the log scale). \(Wordings.grouped(turns)) lines of
    each design; the standard error of a coverage of 95% is 0.15. "No ends" is how often no finite line is likeliest, in
    percent: then the slope has one limit, which counts, and the ends have none. The time of parity, 5.1 phases after
    the first, has an interval only with three phases or more and where a change towards it is shown: "given" is how often, in percent.
    """
  static let header = [
    "staff", "White rate", "phases", "slope", "first ratio", "last ratio", "no ends", "time of parity", "given",
  ]
  static let rows = Design.grid(ratios: [0.6]).flatMap { design in [2, 5].map { (design: design, phases: $0) } }

  static func label(_ row: (design: Design, phases: Int)) -> [String] {
    Array(row.design.label.prefix(2)) + ["\(row.phases)"]
  }

  static func measure(_ row: (design: Design, phases: Int), _ random: inout SplitMix) -> Found {
    let drawn = DrawnLine(row.design, phases: row.phases, slope: slope)
    let start = Double.log(row.design.ratio)
    var found = Found()
    for _ in 0..<turns {
      let strata = drawn.strata(&random)
      let line = Line(strata)
      let fits = ConfidenceLevel.allCases.map { line.fit($0) }
      func fit(_ level: ConfidenceLevel) -> LineFit { fits[level == .ninetyFive ? 0 : 1] }
      found.slope.add(slope) { fit($0).slopeInterval }
      found.misses.add(slope, fits[0].slopeInterval, isEmpty: strata.contains { $0.counts.bame.count == 0 })
      found.parity.add(-start / slope) { line.projection(of: fit($0)).interval }
      // The ends are those of the phases with a case.
      found.first.add(0) { fit($0).first.map { end in end.interval.map { $0 - (start + slope * end.t) } } }
      found.last.add(0) { fit($0).last.map { end in end.interval.map { $0 - (start + slope * end.t) } } }
    }
    return found
  }

  static func cells(_ found: Found) -> [String] {
    [found.slope, found.first, found.last].map(\.words) + [
      percent(found.first.missing), found.parity.words, percent(1 - found.parity.missing),
    ]
  }

  static func remarks(_ found: [(row: (design: Design, phases: Int), found: Found)]) -> [String] {
    let slopes = found.map(\.found.slope)
    return [
      """
      The slope covers \(Coverage.range(slopes)). **Missed** with two phases in which the minoritised group expects
      about two cases. Without a case the profile likelihood allows at most 1.92 of them (half of 3.84), less than there
      often are: of the intervals that err in the rows so marked,
      \(Misses.words(found.map { ($0.found.slope, $0.found.misses) })) have such a phase. It is why a change is shown
      only if the adjusted score test agrees.
      """,
      """
      The time of parity is not given of two phases: it would be given only of lines that are by chance much steeper than
      the truth, and those meet parity too soon (an earlier run that did give it covered 49–89%). With five phases it
      covers \(Coverage.range(found.filter { $0.found.parity.missing < 0.99 }.map(\.found.parity))), of designs that are
      given one at least once in a hundred times.
      """,
    ]
  }
}

/// An authority against others: in one phase, and over several.
enum Comparisons: Chapter {
  struct Found: Sendable {
    var nation = Coverage()
    var other = Coverage()
    var gapToNation = Coverage()
    var gapToOther = Coverage()
    var misses = Misses()
  }
  static let title = "Against others: position and gap"
  static let turns = 20_000
  private static let (ratio, slope, othersRatio, othersSlope, phases) = (0.8, 0.1, 1.2, -0.05, 3)
  static let introduction = """
    An authority whose relative likelihood is 0.8, rising by 0.1 a phase on the log scale, against a nation of 30 times
    its size, and against one other of its own size, whose ratio is 1.2 and falls by 0.05. The position is the ratio of
    both in the first phase; the gap is the difference of both slopes over three phases (MOVER), missing where either
    slope is infinite. \(Wordings.grouped(turns)) draws of each design.
    """
  static let header = [
    "staff", "White rate", "position v nation", "position v one other", "gap v nation", "gap v one other",
    "no gap v one",
  ]
  static let rows = Design.grid(ratios: [ratio])

  static func label(_ row: Design) -> [String] { Array(row.label.prefix(2)) }

  static func measure(_ row: Design, _ random: inout SplitMix) -> Found {
    func others(_ times: Int) -> (Design, DrawnLine) {
      let design = Design(bame: times * row.bame, white: times * row.white, rate: row.rate, ratio: othersRatio)
      return (design, DrawnLine(design, phases: phases, slope: othersSlope))
    }
    let own = DrawnLine(row, phases: phases, slope: slope)
    let (ownGroups, nation, other) = (row.groups(), others(30), others(1))
    let (nationGroups, otherGroups) = (nation.0.groups(), other.0.groups())
    var found = Found()
    for _ in 0..<turns {
      let counts = ownGroups.draw(&random)
      let rest = nationGroups.draw(&random)
      add(counts, rest, to: &found.nation)
      found.misses.add(
        ratio / othersRatio, counts.position(against: rest)?.interval, isEmpty: counts.bame.count == 0)
      add(counts, otherGroups.draw(&random), to: &found.other)
      let line = own.draw(&random)
      let fits = ConfidenceLevel.allCases.map { line.fit($0) }
      add(fits, nation.1.draw(&random), to: &found.gapToNation)
      add(fits, other.1.draw(&random), to: &found.gapToOther)
    }
    return found
  }

  /// At 95% as the program says it; at 99.8% the same line.
  private static func add(_ own: GroupCounts, _ others: GroupCounts, to coverage: inout Coverage) {
    coverage.add(ratio / othersRatio) { level in
      guard level == .ninetyNineEight else { return own.position(against: others)?.interval }
      let line = Line([Stratum(t: 0, counts: others), Stratum(t: 1, counts: own)])
      return line.fit(level, hasEnds: false).slopeInterval?.exponential
    }
  }

  private static func add(_ own: [LineFit], _ others: Line, to coverage: inout Coverage) {
    coverage.add(slope - othersSlope) { level in
      GapToRest(own[level == .ninetyFive ? 0 : 1], others.fit(level), isSure: true)?.interval
    }
  }

  static func cells(_ found: Found) -> [String] {
    [found.nation, found.other, found.gapToNation, found.gapToOther].map(\.words) + [percent(found.gapToOther.missing)]
  }

  static func remarks(_ found: [(row: Design, found: Found)]) -> [String] {
    [
      """
      The position against a nation covers \(Coverage.range(found.map(\.found.nation))). **Missed** where the
      authority's own group expects two cases, for the same reason as the slope: of the intervals that err in the rows
      so marked, \(Misses.words(found.map { ($0.found.nation, $0.found.misses) })) are of no case at all. The gap to a
      nation covers \(Coverage.range(found.map(\.found.gapToNation))), that to one other
      \(Coverage.range(found.map(\.found.gapToOther))).
      """
    ]
  }
}
