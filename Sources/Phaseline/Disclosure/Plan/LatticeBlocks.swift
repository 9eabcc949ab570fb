import IndicatorStatistics

/// The parts of a lattice that no sum connects.
extension Lattice {
  /// Cells that hang together by sums.
  struct Block {
    var cells: [Int] = []
    var relations: [Relation] = []
  }

  /// All that have a sum; those with head-counts first.
  func blocks() -> [Block] {
    var partition = Partition(of: cells.count)
    for relation in relations { for part in relation.parts { partition.connect(part, to: relation.total) } }
    var found: [Int: Block] = [:]
    for relation in relations { found[partition.root(of: relation.total), default: Block()].relations.append(relation) }
    for cell in cells.indices { found[partition.root(of: cell)]?.cells.append(cell) }
    func isOfPeople(_ block: Block) -> Bool { block.cells.contains { cells[$0].denominator == nil } }
    let ordered = found.sorted { $0.key < $1.key }.map(\.value)
    return ordered.filter(isOfPeople) + ordered.filter { !isOfPeople($0) }
  }

  /// Counts with which all sums hold: the true ones, and for those that came hidden some that are possible.
  /// - Parameters:
  ///   - blocks: All blocks.
  ///   - deadline: Then no more are looked for.
  /// - Returns: Them, and the blocks of which none were found: what came contradicts itself, or there was no time.
  func consistentCounts(
    _ blocks: [Block], until deadline: ContinuousClock.Instant
  ) -> (counts: [Int], without: Set<Int>) {
    var counts = cells.map { $0.count ?? $0.received?.low ?? max(0, $0.least) }
    var without = Set<Int>()
    for (index, block) in blocks.enumerated() {
      let unknown = block.cells.filter { cells[$0].count == nil }
      guard !unknown.isEmpty else { continue }
      guard deadline > .now, let found = solve(block, unknown, counts) else {
        without.insert(index)
        continue
      }
      for (cell, count) in zip(unknown, found) { counts[cell] = count }
    }
    return (counts, without)
  }

  private func solve(_ block: Block, _ unknown: [Int], _ counts: [Int]) -> [Int]? {
    let program = LinearProgram()
    let isUnknown = Set(unknown)
    var columns: [Int: Int] = [:]
    for cell in unknown {
      let received = cells[cell].received ?? CountRange(low: cells[cell].least, high: Bounds.most)
      let most = cells[cell].denominator.flatMap { isUnknown.contains($0) ? nil : counts[$0] } ?? Bounds.most
      let known = cells[cell].known ?? received
      let (low, high) = (max(received.low, known.low), min(received.high, known.high, most))
      guard low <= high else { return nil }
      columns[cell] = program.addColumn(Double(low), Double(high), cost: 1)
    }
    for relation in block.relations where relation.cells.contains(where: { columns[$0] != nil }) {
      let parts = relation.parts.map { ($0, 1.0) } + [(relation.total, -1.0)]
      let rest = parts.reduce(0) { $0 - (columns[$1.0] == nil ? $1.1 * Double(counts[$1.0]) : 0) }
      program.addRow(parts.compactMap { part in columns[part.0].map { ($0, part.1) } }, rest, rest)
    }
    for cell in unknown {
      guard let column = columns[cell], let base = cells[cell].denominator.flatMap({ columns[$0] }) else { continue }
      program.addRow([(column, 1), (base, -1)], -.infinity, 0)
    }
    // The changes of counts that may be less than nothing have no least cost: they are not bounded from below.
    guard program.solve(isDual: false) == .optimal else { return nil }
    let values = program.values
    if values.allSatisfy({ abs($0 - $0.rounded()) < 1e-6 }) { return values.map { Int($0.rounded()) } }
    let (_, whole) = program.solveInWholeNumbers()
    return whole.isEmpty ? nil : whole.map { Int($0.rounded()) }
  }
}
