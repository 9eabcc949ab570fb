import IndicatorStatistics

/// What several relations together say of a count.
struct NarrowestRange: Hashable, Sendable {
  /// The least and the most that it can be; nothing beyond is possible, in whole numbers or others.
  var low, high: Int
  /// The relations that it follows from: their places in the system.
  var relations: [Int]
}

extension CountSystem {
  /// Looks for counts of which all relations together leave fewer values than are promised, by linear programmes: first for
  /// solutions in which as many as possible take values far enough apart, then for each of the others the least and the most.
  /// - Parameters:
  ///   - promised: For each count that matters how many values it must keep. The ranges of the system should be narrowed by
  ///     adding and subtracting before.
  ///   - deadline: Then the rest is left.
  /// - Returns: The range of each that has fewer, and those that could not be decided.
  func narrower(
    than promised: [Int: Int], until deadline: ContinuousClock.Instant
  ) -> (found: [Int: NarrowestRange], undecided: Set<Int>) {
    var (found, undecided): ([Int: NarrowestRange], Set<Int>) = ([:], [])
    for block in openBlocks() {
      let wanted = promised.filter { block.places[$0.key] != nil && low[$0.key] < high[$0.key] }
      guard !wanted.isEmpty else { continue }
      guard deadline > .now else {
        undecided.formUnion(wanted.keys)
        continue
      }
      var search = BlockSearch(self, block, wanted, until: deadline)
      search.run()
      found.merge(search.found) { $1 }
      undecided.formUnion(search.undecided)
    }
    return (found, undecided)
  }

  /// Counts that are still open, and the relations that connect them.
  struct OpenBlock {
    var cells: [Int] = []
    var relations: [Int] = []
    /// Of each cell its place among the cells.
    var places: [Int: Int] = [:]
  }

  func openBlocks() -> [OpenBlock] {
    var partition = Partition(of: low.count)
    let open = relations.map { relation in isMet(relation) ? [] : relation.cells.filter { low[$0] < high[$0] } }
    for cells in open { for cell in cells.dropFirst() { partition.connect(cell, to: cells[0]) } }
    var blocks: [Int: OpenBlock] = [:]
    for (index, cells) in open.enumerated() {
      guard let root = cells.first.map({ partition.root(of: $0) }) else { continue }
      var block = blocks.removeValue(forKey: root) ?? OpenBlock()
      block.relations.append(index)
      for cell in cells where block.places[cell] == nil {
        block.places[cell] = block.cells.count
        block.cells.append(cell)
      }
      blocks[root] = block
    }
    return blocks.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Whether a relation holds whatever its counts are.
  private func isMet(_ relation: Relation) -> Bool {
    switch relation {
    case .sum: false
    case .partialSum(let total, let parts): parts.reduce(0) { $0 + high[$1] } <= low[total]
    case .atMost(let smaller, let larger, let by): high[smaller] + by <= low[larger]
    }
  }
}

/// The search in one block.
private struct BlockSearch {
  private let system: CountSystem
  private let block: CountSystem.OpenBlock
  private let wanted: [Int: Int]
  private let deadline: ContinuousClock.Instant
  private let program = LinearProgram()
  /// For each place the least and the most that solutions in whole numbers had.
  private var least, most: [Int]
  private(set) var found: [Int: NarrowestRange] = [:]
  private(set) var undecided = Set<Int>()

  init(
    _ system: CountSystem, _ block: CountSystem.OpenBlock, _ wanted: [Int: Int], until deadline: ContinuousClock.Instant
  ) {
    (self.system, self.block, self.wanted, self.deadline) = (system, block, wanted, deadline)
    least = Array(repeating: .max, count: block.cells.count)
    most = Array(repeating: .min, count: block.cells.count)
    for cell in block.cells {
      // Far from any limit that matters, great numbers would only make the solver imprecise.
      let high = system.high[cell] >= Bounds.most / 2 ? Double.infinity : Double(system.high[cell])
      _ = program.addColumn(Double(system.low[cell]), high, cost: 0)
    }
    for relation in block.relations { addRow(system.relations[relation]) }
  }

  private func addRow(_ relation: CountSystem.Relation) {
    func row(_ signed: [(cell: Int, sign: Double)], from: Double, to: Double) {
      var terms: [LinearProgram.Term] = []
      var fixed = 0.0
      for (cell, sign) in signed {
        if let place = block.places[cell] {
          terms.append((place, sign))
        } else {
          fixed += sign * Double(system.low[cell])
        }
      }
      program.addRow(terms, from - fixed, to - fixed)
    }
    switch relation {
    case .sum(let total, let parts): row(parts.map { ($0, 1) } + [(total, -1)], from: 0, to: 0)
    case .partialSum(let total, let parts): row(parts.map { ($0, 1) } + [(total, -1)], from: -.infinity, to: 0)
    case .atMost(let smaller, let larger, let by):
      row([(smaller, 1), (larger, -1)], from: -.infinity, to: -Double(by))
    }
  }

  /// So many times all that is open is pushed in random directions at once.
  private static let rounds = 12

  mutating func run() {
    var random = SplitMix(seed: UInt64(block.cells[0]))
    for _ in 0..<Self.rounds {
      let narrow = wanted.keys.filter(isNarrow).sorted()
      guard !narrow.isEmpty, deadline > .now else { break }
      let signs = narrow.map { cell in random.next() & 1 == 0 ? (cell, 1.0) : (cell, -1.0) }
      guard push(signs) == .optimal else { break }
    }
    for cell in wanted.keys.sorted() where isNarrow(cell) {
      guard deadline > .now else {
        undecided.insert(cell)
        continue
      }
      decide(cell)
    }
  }

  private func isNarrow(_ cell: Int) -> Bool {
    guard let place = block.places[cell], let wanted = wanted[cell] else { return false }
    return most[place] == .min || most[place] - least[place] + 1 < wanted
  }

  /// Makes a sum of counts as great as can be, and keeps the solution if it is in whole numbers.
  private mutating func push(_ counts: [(cell: Int, factor: Double)]) -> LinearProgram.Outcome {
    for (cell, factor) in counts { block.places[cell].map { program.cost($0, -factor) } }
    defer { for (cell, _) in counts { block.places[cell].map { program.cost($0, 0) } } }
    let outcome = program.solve(isDual: false)
    if outcome == .optimal { keep(program.values) }
    return outcome
  }

  private mutating func keep(_ values: [Double]) {
    let whole = values.map { $0.rounded() }
    guard zip(values, whole).allSatisfy({ abs($0 - $1) < 1e-6 }) else { return }
    for (place, value) in whole.enumerated() {
      (least[place], most[place]) = (min(least[place], Int(value)), max(most[place], Int(value)))
    }
  }

  /// The least and the most of one, and what they rest on.
  private mutating func decide(_ cell: Int) {
    guard let place = block.places[cell], let promised = wanted[cell] else { return }
    var ends = [system.low[cell], system.high[cell]]
    var rows = Set<Int>()
    for (end, factor) in [(0, -1.0), (1, 1.0)] where isNarrow(cell) {
      let outcome = push([(cell, factor)])
      // A count without a limit keeps more values than any rules promise.
      if outcome == .unbounded { return }
      guard outcome == .optimal else {
        undecided.insert(cell)
        return
      }
      let (value, multipliers) = (program.value(place), program.multipliers)
      ends[end] = end == 0 ? Int((value - 1e-6).rounded(.up)) : Int((value + 1e-6).rounded(.down))
      rows.formUnion(multipliers.indices.filter { abs(multipliers[$0]) > 1e-7 })
      if isNarrow(cell), ends[1] - ends[0] + 1 >= promised, let whole = wholeNumber(cell, factor) { ends[end] = whole }
    }
    guard isNarrow(cell) else { return }
    guard ends[1] - ends[0] + 1 < promised else {
      undecided.insert(cell)
      return
    }
    found[cell] = NarrowestRange(low: ends[0], high: ends[1], relations: rows.sorted().map { block.relations[$0] })
  }

  /// Where only fractions reach the end, the whole number that is nearest to it; `nil` where it is not found in time.
  private mutating func wholeNumber(_ cell: Int, _ factor: Double) -> Int? {
    guard let place = block.places[cell] else { return nil }
    program.cost(place, -factor)
    defer { program.cost(place, 0) }
    let (outcome, values) = program.solveInWholeNumbers()
    guard !values.isEmpty else { return nil }
    keep(values)
    return outcome == .optimal ? Int(values[place].rounded()) : nil
  }
}
