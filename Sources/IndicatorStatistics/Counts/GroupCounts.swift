/// The counts of one indicator in one phase: Black, Asian and minoritised ethnic staff beside White staff.
public struct GroupCounts: Hashable, Sendable {
  /// Cases among Black, Asian and minoritised ethnic staff, of all who are counted: `x1` of `n1`.
  public let bame: Proportion
  /// Cases among White staff, of all who are counted: `x0` of `n0`.
  public let white: Proportion

  /// The counts of both groups.
  public init(bame: Proportion, white: Proportion) { (self.bame, self.white) = (bame, white) }

  /// The counts of both groups, as four numbers.
  /// - Returns: `nil` unless `0 <= x1 <= n1` and `0 <= x0 <= n0`.
  public init?(x1: Int, n1: Int, x0: Int, n0: Int) {
    guard let bame = Proportion(x1, of: n1), let white = Proportion(x0, of: n0) else { return nil }
    self.init(bame: bame, white: white)
  }

  /// Rate among minoritised staff over the rate among White staff.
  /// - Returns: 0 when only `x1` is 0, ∞ when only `x0` is 0; `nil` without a denominator or without any case.
  public var relativeLikelihood: Double? {
    guard let p1 = bame.value, let p0 = white.value, bame.count + white.count > 0 else { return nil }
    return white.count == 0 ? .infinity : p1 / p0
  }

  var table: Table { Table(x1: bame.count, n1: bame.total, x0: white.count, n0: white.total) }
}
