/// So many of so many: a count that cannot exceed its total.
public struct Proportion: Hashable, Sendable {
  /// So many, from 0 to `total`.
  public let count: Int
  /// Of so many.
  public let total: Int

  /// So many of so many.
  /// - Returns: `nil` unless `0 <= count <= total`.
  public init?(_ count: Int, of total: Int) {
    guard count >= 0, count <= total else { return nil }
    (self.count, self.total) = (count, total)
  }

  /// The fraction in 0…1; `nil` at 0/0.
  public var value: Double? { total > 0 ? Double(count) / Double(total) : nil }
}
