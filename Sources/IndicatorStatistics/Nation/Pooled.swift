extension Sequence where Element == GroupCounts {
  /// The counts of all together: each numerator and each denominator summed. Their `relativeLikelihood` and
  /// `koopmanInterval` are the pooled figure, in which a large authority counts for more, and which can point another way
  /// than each of its authorities (Simpson's paradox); `MantelHaenszel` is free of that.
  /// - Returns: 0 of 0 in both groups where there are no tables.
  /// - Precondition: No group adds up to more than `Int.max` people.
  public var pooled: GroupCounts {
    var (x1, n1, x0, n0) = (0, 0, 0, 0)
    for counts in self {
      x1 += counts.bame.count
      n1 += counts.bame.total
      x0 += counts.white.count
      n0 += counts.white.total
    }
    guard let sum = GroupCounts(x1: x1, n1: n1, x0: x0, n0: n0) else {
      preconditionFailure("a sum of counts above its sum of totals")  // no count is above its own total
    }
    return sum
  }
}
