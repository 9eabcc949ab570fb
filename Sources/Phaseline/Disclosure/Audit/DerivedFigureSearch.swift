import IndicatorStatistics

/// Which counts would print the same figures: all figures of one table are searched together, and every table within given
/// ranges is tried or ruled out.
///
/// All measures rise with one count and fall with another, so that those of the outermost tables of a box hold those of
/// every table within it: a box of tables that no figure allows is ruled out as a whole, every other one is halved until it
/// is a single table. What the effort does not reach is kept: a range is never narrower than the truth.
struct DerivedFigureSearch {
  /// Ranges of the four counts of a table: a numerator of a denominator in the minoritised and in the White group.
  struct Box: Hashable, Sendable {
    /// In the order `x1`, `n1`, `x0`, `n0`.
    var low, high: [Int]

    init(low: [Int], high: [Int]) { (self.low, self.high) = (low, high) }

    /// A table of ranges.
    init(x1: ClosedRange<Int>, n1: ClosedRange<Int>, x0: ClosedRange<Int>, n0: ClosedRange<Int>) {
      let ranges = [x1, n1, x0, n0]
      (low, high) = (ranges.map(\.lowerBound), ranges.map(\.upperBound))
    }

    fileprivate var isOneTable: Bool { low == high }
  }

  /// A figure as it was printed.
  struct Figure: Hashable, Sendable {
    var measure: ToldFigure.Measure
    /// The least and the most that it can have been before it was printed.
    var low, high: Double

    /// Whether it is what a table of printed counts gives: of ranges a limit is that of the outermost table.
    func follows(from printed: Box) -> Bool {
      let corners = Corners(printed)
      switch measure {
      case .relativeLikelihoodLower, .peopleToParityLower:
        return corners.range(of: measure).map { isPrinted($0.lower) } ?? false
      case .relativeLikelihoodUpper, .peopleToParityUpper:
        return corners.range(of: measure).map { isPrinted($0.upper) } ?? false
      default:
        return corners.range(of: measure).map { isPrinted($0.lower) && isPrinted($0.upper) } ?? false
      }
    }

    private func isPrinted(_ value: Double) -> Bool {
      let slack = slack
      return value <= high + slack && low - slack <= value
    }

    /// Worked out twice in binary fractions, a figure may differ in the last digits from the one that was rounded.
    var slack: Double { 1e-9 * max(1, [low, high].filter(\.isFinite).map(abs).max() ?? 1) }
  }

  /// What is left of the ranges.
  struct Outcome: Hashable, Sendable {
    /// The least and the most of each count among the tables that print the figures; none where no table does.
    var box: Box?
    /// Whether every table was tried or ruled out.
    var isExhaustive: Bool
  }

  private(set) var figures: [Figure]
  /// So many boxes are looked at for each end of each range, at most.
  var effort = 20_000

  init(_ figures: [Figure]) { self.figures = figures }

  /// Searches one more together with the others.
  mutating func add(_ figure: Figure) { if !figures.contains(figure) { figures.append(figure) } }

  /// Narrows ranges to the tables that print the figures.
  func narrowed(_ start: Box) -> Outcome {
    guard let box = Self.withinDenominators(start) else { return Outcome(box: nil, isExhaustive: true) }
    var found: Box?
    var (kept, isExhaustive) = (box, true)
    for count in 0..<4 where box.low[count] < box.high[count] || count == 0 {
      for side in [Side.low, .high] {
        let end = end(of: count, side, in: box, &found)
        isExhaustive = isExhaustive && end.isFound
        guard let value = end.value else { return Outcome(box: nil, isExhaustive: true) }
        if side == .low { kept.low[count] = value } else { kept.high[count] = value }
      }
    }
    return Outcome(box: kept, isExhaustive: isExhaustive)
  }

  /// Whether some table prints the figures in which a count has a value; `true` where the effort does not suffice to tell.
  /// - Parameter count: 0 for `x1`, 1 for `n1`, 2 for `x0`, 3 for `n0`.
  func isPossible(_ count: Int, is value: Int, in start: Box) -> Bool {
    var box = start
    (box.low[count], box.high[count]) = (value, value)
    guard let box = Self.withinDenominators(box) else { return false }
    var found: Box?
    return end(of: count, .low, in: box, &found).value != nil
  }

  private enum Side { case low, high }

  /// Searches one end of a count's range, depth first, the nearer half first.
  /// - Parameter found: The hull of the tables found so far, which this goes beyond, and adds to.
  /// - Returns: The end, none where there is no table at all; and whether it is that of a table, not of what was left untried.
  private func end(
    of count: Int, _ side: Side, in start: Box, _ found: inout Box?
  ) -> (value: Int?, isFound: Bool) {
    var stack = [start]
    var looked = 0
    while let box = stack.popLast() {
      if let found, !Self.isBeyond(box, count, side, found) { continue }
      looked += 1
      guard looked <= effort else {
        let untried = stack + [box]
        let reach = side == .low ? untried.map { $0.low[count] }.min() : untried.map { $0.high[count] }.max()
        let known = found.map { side == .low ? $0.low[count] : $0.high[count] }
        let values = [reach, known].compactMap { $0 }
        return (side == .low ? values.min() : values.max(), false)
      }
      guard allows(box) else { continue }
      if box.isOneTable {
        found = Self.hull(found, box)
        continue
      }
      let halves = Self.halves(box, preferring: count)
      let isNearerFirst = side == .low
      stack += isNearerFirst ? [halves.upper, halves.lower] : [halves.lower, halves.upper]
    }
    return (found.map { side == .low ? $0.low[count] : $0.high[count] }, true)
  }

  /// Whether a box may hold a table that goes beyond what is found.
  private static func isBeyond(_ box: Box, _ count: Int, _ side: Side, _ found: Box) -> Bool {
    side == .low ? box.low[count] < found.low[count] : box.high[count] > found.high[count]
  }

  private static func hull(_ found: Box?, _ table: Box) -> Box {
    guard let found else { return table }
    return Box(
      low: zip(found.low, table.low).map { min($0, $1) }, high: zip(found.high, table.high).map { max($0, $1) })
  }

  /// Halves the widest range, in proportion to its size: the ratios of two counts are what narrows them.
  private static func halves(_ box: Box, preferring count: Int) -> (lower: Box, upper: Box) {
    var (widest, width) = (count, -1.0)
    for index in 0..<4 where box.low[index] < box.high[index] {
      let size = Double(box.high[index] - box.low[index]) / Double(max(box.high[index], 1))
      if size > width || size == width && index == count { (widest, width) = (index, size) }
    }
    let middle = box.low[widest] + (box.high[widest] - box.low[widest]) / 2
    var (lower, upper) = (box, box)
    lower.high[widest] = middle
    upper.low[widest] = middle + 1
    return (lower, upper)
  }

  /// Nobody is counted who is not there.
  private static func withinDenominators(_ box: Box) -> Box? {
    var box = box
    for (x, n) in [(0, 1), (2, 3)] {
      box.high[x] = min(box.high[x], box.high[n])
      box.low[n] = max(box.low[n], box.low[x])
    }
    return zip(box.low, box.high).allSatisfy { $0 <= $1 } ? box : nil
  }

  // MARK: - What a box of tables would print

  /// Whether some table of the box may print every figure.
  private func allows(_ start: Box) -> Bool {
    guard let box = Self.withinDenominators(start) else { return false }
    let corners = Corners(box)
    return figures.allSatisfy { figure in
      // Of one table a figure that cannot be worked out was not printed.
      guard let range = corners.range(of: figure.measure) else { return !box.isOneTable }
      let slack = figure.slack
      return range.lower <= figure.high + slack && figure.low - slack <= range.upper
    }
  }
}

/// The outermost tables of a box.
private struct Corners {
  let box: DerivedFigureSearch.Box
  private let least, most: GroupCounts?

  init(_ box: DerivedFigureSearch.Box) {
    self.box = box
    guard box.low[1] == box.high[1], box.low[3] == box.high[3] else {
      (least, most) = (nil, nil)
      return
    }
    least = GroupCounts(x1: box.low[0], n1: box.low[1], x0: box.high[2], n0: box.low[3])
    most = GroupCounts(x1: box.high[0], n1: box.low[1], x0: box.low[2], n0: box.low[3])
  }

  /// The least and the most of a measure among the tables of the box; none where that is not known.
  func range(of measure: ToldFigure.Measure) -> Interval? {
    switch measure {
    case .rate(let ethnicity): ethnicity == .white ? rate(2, 3) : rate(0, 1)
    case .relativeLikelihood: relativeLikelihood
    case .relativeLikelihoodLower: limits { $0.koopmanInterval()?.lower }
    case .relativeLikelihoodUpper: limits { $0.koopmanInterval()?.upper }
    case .riskDifference:
      rate(0, 1).flatMap { one in
        rate(2, 3).map { Interval(lower: one.lower - $0.upper, upper: one.upper - $0.lower) }
      }
    case .peopleToParity: peopleToParity
    case .peopleToParityLower: limits { $0.peopleToParity?.interval.lower }
    case .peopleToParityUpper: limits { $0.peopleToParity?.interval.upper }
    }
  }

  /// Where both denominators are known: the limits of both methods rise with `x1` and fall with `x0`.
  private func limits(_ limit: (GroupCounts) -> Double?) -> Interval? {
    guard let least = least.flatMap(limit), let most = most.flatMap(limit), least <= most else { return nil }
    return Interval(lower: least, upper: most)
  }

  private func rate(_ x: Int, _ n: Int) -> Interval? {
    guard box.low[n] > 0 else { return nil }
    return Interval(
      lower: Double(box.low[x]) / Double(box.high[n]), upper: min(1, Double(box.high[x]) / Double(box.low[n])))
  }

  private var relativeLikelihood: Interval? {
    guard let one = rate(0, 1), let other = rate(2, 3), one.upper > 0 || other.upper > 0 else { return nil }
    // Without any case in both groups there is no ratio, and a corner of the box may be such a table.
    let lower = other.upper > 0 ? one.lower / other.upper : .infinity
    let upper = other.lower > 0 ? one.upper / other.lower : .infinity
    return Interval(lower: lower, upper: upper)
  }

  /// `x1 − n1·x0/n0`.
  private var peopleToParity: Interval? {
    guard let white = rate(2, 3) else { return nil }
    let lower = Double(box.low[0]) - Double(box.high[1]) * white.upper
    return Interval(lower: lower, upper: max(lower, Double(box.high[0]) - Double(box.low[1]) * white.lower))
  }
}
