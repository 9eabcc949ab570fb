import RealModule

/// One authority's log relative likelihood with its variance, as the random-effects model takes it.
struct LogRatio: Hashable, Sendable {
  /// Where its table stood among those given.
  let index: Int
  /// The natural logarithm of its relative likelihood.
  let log: Double
  /// The variance of `log`, above 0: `1/x1 − 1/n1 + 1/x0 − 1/n0`.
  let variance: Double
  /// Whether 0.5 was added to both numerators and 1 to both denominators.
  let isCorrected: Bool

  /// The log ratio of a table; 0.5 of 1 is added to both groups where one of them has no case, and where both are full.
  /// - Returns: `nil` without a denominator or without any case.
  init?(_ counts: GroupCounts, index: Int) {
    var table = counts.table
    guard table.isInformative else { return nil }
    isCorrected = table.x1 == 0 || table.x0 == 0 || table.isFull
    if isCorrected {
      table = Table(x1: table.x1 + 0.5, n1: table.n1 + 1, x0: table.x0 + 0.5, n0: table.n0 + 1)
    }
    self.index = index
    // Always of a quotient above 1, so that swapping the groups changes the sign and nothing else.
    let (a, b) = (table.x1 * table.n0, table.x0 * table.n1)
    log = a >= b ? .log(a / b) : -.log(b / a)
    variance = (table.n1 - table.x1) / (table.n1 * table.x1) + (table.n0 - table.x0) / (table.n0 * table.x0)
  }

  /// Those of the tables that have one.
  static func all(_ tables: [GroupCounts]) -> [LogRatio] {
    tables.enumerated().compactMap { LogRatio($0.element, index: $0.offset) }
  }
}
