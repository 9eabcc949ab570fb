/// What follows from counts one relation at a time, and how: the least and the most that each may be, and each step that
/// narrowed one, so that it can be told.
struct RangePropagation {
  /// One end of a count's range.
  struct End: Hashable {
    var cell: Int
    var isLow: Bool
  }
  /// Why a range was narrowed.
  enum Cause: Hashable {
    /// A relation, given the ranges of its other counts.
    case relation(Int)
    /// Figures of one table: their group's number.
    case figures(Int)
    /// Several relations together.
    case together([Int])
  }
  struct Step {
    var end: End
    var value: Int
    var cause: Cause
  }

  private(set) var low, high: [Int]
  private let start: (low: [Int], high: [Int])
  fileprivate let relations: [CountSystem.Relation]
  private let relationsOf: [[Int32]]
  private(set) var steps: [Step] = []
  /// For each end the steps that moved it.
  private var stepsOf: [End: [Int]] = [:]
  /// Relations that cannot hold with the others.
  private(set) var conflicts: [Int] = []
  private var isConflict = Set<Int>()
  /// Those to be gone through, from the next one on.
  private var queue: [Int] = []
  private var next = 0
  private var isQueued: [Bool]
  private var visits: [Int32]
  /// So often is one relation gone through at most: what is found until then is true, though it may not be all.
  private static let mostVisits: Int32 = 400

  init(_ system: CountSystem) {
    (low, high) = (system.low, system.high)
    (start, relations) = ((system.low, system.high), system.relations)
    var of = [[Int32]](repeating: [], count: system.low.count)
    for (index, relation) in system.relations.enumerated() {
      for cell in relation.cells { of[cell].append(Int32(index)) }
    }
    relationsOf = of
    isQueued = Array(repeating: false, count: relations.count)
    visits = Array(repeating: 0, count: relations.count)
    for index in relations.indices { enqueue(index) }
    run()
  }

  /// How many values a count may have.
  func width(_ cell: Int) -> Int { high[cell] - low[cell] + 1 }

  /// Narrows a range for a reason of another kind, and goes on from there.
  /// - Returns: Whether it was narrowed.
  @discardableResult
  mutating func narrow(_ cell: Int, to range: ClosedRange<Int>, _ cause: Cause) -> Bool {
    guard range.lowerBound <= high[cell], low[cell] <= range.upperBound else { return false }
    let lower = raise(cell, range.lowerBound, cause)
    let upper = reduce(cell, range.upperBound, cause)
    if lower || upper { run() }
    return lower || upper
  }

  /// The value of an end before a step, and the step that made it; none where it was told.
  func end(_ end: End, before step: Int) -> (value: Int, step: Int?) {
    let moved = stepsOf[end] ?? []
    var (from, to) = (0, moved.count)
    while from < to {
      let middle = (from + to) / 2
      if moved[middle] < step { from = middle + 1 } else { to = middle }
    }
    guard from > 0 else { return (end.isLow ? start.low[end.cell] : start.high[end.cell], nil) }
    return (steps[moved[from - 1]].value, moved[from - 1])
  }

  // MARK: - Going through what holds

  private mutating func enqueue(_ relation: Int) {
    guard !isQueued[relation], visits[relation] < Self.mostVisits else { return }
    isQueued[relation] = true
    queue.append(relation)
  }

  private mutating func run() {
    defer { (queue, next) = ([], 0) }
    while next < queue.count {
      let relation = queue[next]
      next += 1
      isQueued[relation] = false
      visits[relation] += 1
      switch relations[relation] {
      case .sum(let total, let parts): tighten(total, parts, isWhole: true, relation)
      case .partialSum(let total, let parts): tighten(total, parts, isWhole: false, relation)
      case .atMost(let smaller, let larger, let by):
        _ = raise(larger, low[smaller] + by, .relation(relation))
        _ = reduce(smaller, high[larger] - by, .relation(relation))
      }
    }
  }

  private mutating func tighten(_ total: Int, _ parts: [Int], isWhole: Bool, _ relation: Int) {
    var (least, most) = (0, 0)
    for part in parts { (least, most) = (least + low[part], most + high[part]) }
    _ = raise(total, least, .relation(relation))
    if isWhole { _ = reduce(total, most, .relation(relation)) }
    for part in parts where low[part] < high[part] {
      let (partLow, partHigh) = (low[part], high[part])
      _ = reduce(part, high[total] - (least - partLow), .relation(relation))
      if isWhole { _ = raise(part, low[total] - (most - partHigh), .relation(relation)) }
      least += low[part] - partLow
      most += high[part] - partHigh
    }
  }

  private mutating func raise(_ cell: Int, _ value: Int, _ cause: Cause) -> Bool {
    guard value > low[cell] else { return false }
    guard value <= high[cell] else { return conflict(cause) }
    low[cell] = value
    note(End(cell: cell, isLow: true), value, cause)
    return true
  }

  private mutating func reduce(_ cell: Int, _ value: Int, _ cause: Cause) -> Bool {
    guard value < high[cell] else { return false }
    guard value >= low[cell] else { return conflict(cause) }
    high[cell] = value
    note(End(cell: cell, isLow: false), value, cause)
    return true
  }

  private mutating func conflict(_ cause: Cause) -> Bool {
    if case .relation(let relation) = cause, isConflict.insert(relation).inserted { conflicts.append(relation) }
    return false
  }

  private mutating func note(_ end: End, _ value: Int, _ cause: Cause) {
    stepsOf[end, default: []].append(steps.count)
    steps.append(Step(end: end, value: value, cause: cause))
    for relation in relationsOf[end.cell] { enqueue(Int(relation)) }
  }
}

extension CountSystem.Relation {
  /// The total or the larger count first.
  var cells: [Int] {
    switch self {
    case .sum(let total, let parts), .partialSum(let total, let parts): [total] + parts
    case .atMost(let smaller, let larger, _): [larger, smaller]
    }
  }
}

extension RangePropagation {
  /// The ends that a step was worked out of; of one that figures made, or several relations together, none.
  func inputs(of step: Int) -> [End] {
    guard case .relation(let relation) = steps[step].cause else { return [] }
    let end = steps[step].end
    switch relations[relation] {
    case .atMost(let smaller, let larger, _):
      return [End(cell: end.cell == smaller ? larger : smaller, isLow: end.isLow)]
    case .sum(let total, let parts), .partialSum(let total, let parts):
      guard end.cell != total else { return parts.map { End(cell: $0, isLow: end.isLow) } }
      return [End(cell: total, isLow: end.isLow)]
        + parts.filter { $0 != end.cell }.map { End(cell: $0, isLow: !end.isLow) }
    }
  }
}
