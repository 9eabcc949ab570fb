/// So many of so many: a count that cannot exceed its total.
public struct Proportion: Hashable, Sendable, Codable {
  public let count: Int
  public let total: Int

  /// - Returns: `nil` unless `0 <= count <= total`.
  public init?(_ count: Int, of total: Int) {
    guard count >= 0, count <= total else { return nil }
    (self.count, self.total) = (count, total)
  }

  /// The fraction in 0…1; `nil` at 0/0.
  public var value: Double? { total > 0 ? Double(count) / Double(total) : nil }
}
