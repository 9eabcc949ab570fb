/// What can be worked out of counts by adding and subtracting: the least and the most that each may be.
struct Bounds {
  private(set) var low: [Int]
  private(set) var high: [Int]
  /// More than any count, for one of which nothing is known.
  static let most = 1 << 40
  /// So often is everything gone through at most: what is found until then is true, though it may not be all.
  private static let rounds = 40

  /// - Parameters:
  ///   - low: The least that each cell is known to be, before any arithmetic.
  ///   - high: The most.
  ///   - relations: What adds up.
  init(low: [Int], high: [Int], relations: [Lattice.Relation]) {
    (self.low, self.high) = (low, high)
    var open = relations.filter { relation in relation.cells.contains { low[$0] < high[$0] } }
    for _ in 0..<Self.rounds where !open.isEmpty {
      var hasChanged = false
      for relation in open where tighten(relation) { hasChanged = true }
      if !hasChanged { return }
      open.removeAll { relation in relation.cells.allSatisfy { self.low[$0] >= self.high[$0] } }
    }
  }

  /// How many values a cell may have.
  func width(_ cell: Int) -> Int { high[cell] - low[cell] + 1 }

  /// - Returns: Whether anything came of it.
  private mutating func tighten(_ relation: Lattice.Relation) -> Bool {
    var (least, most) = (0, 0)
    for part in relation.parts { (least, most) = (least + low[part], most + high[part]) }
    var hasChanged = narrow(relation.total, least, most)
    let (totalLow, totalHigh) = (low[relation.total], high[relation.total])
    for part in relation.parts where low[part] < high[part] {
      let (others, othersMost) = (least - low[part], most - high[part])
      let (before, beforeMost) = (low[part], high[part])
      if narrow(part, totalLow - othersMost, totalHigh - others) {
        hasChanged = true
        least += low[part] - before
        most += high[part] - beforeMost
      }
    }
    return hasChanged
  }

  /// Rounded counts need not add up: where they contradict each other nothing is narrowed.
  private mutating func narrow(_ cell: Int, _ least: Int, _ most: Int) -> Bool {
    let (newLow, newHigh) = (max(low[cell], least), min(high[cell], most))
    guard newLow <= newHigh, newLow > low[cell] || newHigh < high[cell] else { return false }
    (low[cell], high[cell]) = (newLow, newHigh)
    return true
  }
}
