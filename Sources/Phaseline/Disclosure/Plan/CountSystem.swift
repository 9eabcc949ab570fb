/// Counts of which each lies within a range, and what is known of how they add up: what an attacker has.
struct CountSystem: Sendable {
  /// Something that holds of the counts.
  enum Relation: Hashable, Sendable {
    /// The total is the sum of the parts.
    case sum(total: Int, parts: [Int])
    /// The parts are some of what makes the total.
    case partialSum(total: Int, parts: [Int])
    /// One is less than another by at least so much, or as large where that is 0.
    case atMost(smaller: Int, larger: Int, by: Int)
  }
  /// The least and the most that each count is known to be, before anything is worked out.
  var low, high: [Int]
  private(set) var relations: [Relation] = []

  /// - Parameters:
  ///   - low: The least that each count is known to be.
  ///   - high: The most.
  init(low: [Int] = [], high: [Int] = []) { (self.low, self.high) = (low, high) }

  /// Adds a count.
  /// - Returns: Its index.
  mutating func add(_ range: ClosedRange<Int>) -> Int {
    low.append(range.lowerBound)
    high.append(range.upperBound)
    return low.count - 1
  }

  /// Adds something that holds.
  mutating func add(_ relation: Relation) { relations.append(relation) }
}
