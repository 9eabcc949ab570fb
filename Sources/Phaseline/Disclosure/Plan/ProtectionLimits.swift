/// How far counts may change in a move without anything that is shown being otherwise.
extension Protection {
  /// So far no count has to change; of greater numbers the solver gets imprecise.
  private static let farthest = 1000

  /// - Parameter isAlone: Whether its denominator and its numerators stay as they are.
  private func leeway(_ cell: Int, isAlone: Bool = true) -> Changes.Leeway {
    let count = point[cell]
    func change(_ said: (low: Int, high: Int), margin: Int) -> ClosedRange<Int> {
      let (low, high) = isAlone ? within(said, cell, margin: margin) : said
      return max(-Self.farthest, min(low - count, 0))...min(Self.farthest, max(high - count, 0))
    }
    let free = change(suppression.meaning(cell), margin: margin(cell))
    let isOpen = suppression.isOpen(cell)
    let withDenominator = !isAlone && lattice.cells[cell].denominator.map(suppression.isOpen) ?? false
    guard isOpen || withDenominator && !suppression.known.contains(cell) else {
      return Changes.Leeway(free: free, open: free, cost: 0)
    }
    let hidden = change(suppression.meaningIfHidden(cell, withDenominator: withDenominator), margin: 0)
    let open = min(free.lowerBound, hidden.lowerBound)...max(free.upperBound, hidden.upperBound)
    return Changes.Leeway(free: free, open: open, cost: isOpen ? cost(cell) : 0)
  }

  private func cost(_ cell: Int) -> Double {
    suppression.companions(of: cell).filter(suppression.isOpen).reduce(suppression.loss(cell)) {
      $0 + suppression.loss($1)
    }
  }

  /// What is said of a cell, and what its denominator or its numerators say of it, as they are.
  /// - Parameter margin: By how much at least it is less than its denominator.
  private func within(_ said: (low: Int, high: Int), _ cell: Int, margin own: Int) -> (low: Int, high: Int) {
    var (low, high) = said
    if let base = lattice.cells[cell].denominator { high = min(high, point[base] - own) }
    for numerator in suppression.numeratorsOf[cell] ?? [] { low = max(low, point[numerator] + margin(numerator)) }
    return (low, high)
  }

  /// By how much at least a shown numerator is less than its denominator, as everybody knows who has the rules.
  func margin(_ numerator: Int) -> Int {
    guard suppression.reasons[numerator] == nil, let base = lattice.cells[numerator].denominator else { return 0 }
    let least = suppression.rules.leastLeftOut
    return point[base] - point[numerator] >= least ? least : 0
  }

  /// Whether a move changes what is shown.
  func needsHiding(_ move: Move) -> Bool {
    move.changes.contains { !isFree($0.key, $0.value) } || breaksCap(move) || !dominated(by: move).isEmpty
  }

  /// Whether a move changes what is shown, whatever is hidden.
  func isImpossible(_ move: Move) -> Bool {
    breaksCap(move) || dominated(by: move).contains { !suppression.isOpen($0) }
  }

  /// The sums that are shown, and of which one organisation would make too much: that they are shown says that none does.
  func dominated(by move: Move) -> [Int] {
    func after(_ cell: Int) -> Int { point[cell] + (move.changes[cell] ?? 0) }
    var found = Set<Int>()
    for (cell, change) in move.changes {
      for relation in (poolsOf[cell] ?? []).map({ lattice.relations[$0] }) where isShown(relation.total) {
        let (total, isTotal) = (relation.total, relation.total == cell)
        guard !lattice.cells[total].isDominated, isTotal ? change < 0 : change > 0 else { continue }
        let greatest = isTotal ? relation.parts.map(after).max() ?? 0 : after(cell)
        if suppression.rules.isDominated(after(total), by: greatest) { found.insert(total) }
      }
    }
    return found.sorted()
  }

  private func isShown(_ cell: Int) -> Bool { suppression.reasons[cell] == nil || suppression.known.contains(cell) }

  /// Whether a cell may change so much by what is said of it.
  func isFree(_ cell: Int, _ change: Int) -> Bool {
    let (low, high) = suppression.meaning(cell)
    return (low...max(low, high)).contains(point[cell] + change)
  }

  /// Whether a numerator would be more than its denominator.
  private func breaksCap(_ move: Move) -> Bool {
    func isBroken(_ numerator: Int, _ denominator: Int) -> Bool {
      let own = move.changes[numerator] ?? 0
      let change = (move.changes[denominator] ?? 0) - own
      // What the move has to hide is shown no more.
      let margin = isFree(numerator, own) ? margin(numerator) : 0
      return change < 0 && point[denominator] - point[numerator] - margin + change < 0
    }
    return move.changes.keys.contains { cell in
      if let base = lattice.cells[cell].denominator { return isBroken(cell, base) }
      return (suppression.numeratorsOf[cell] ?? []).contains { isBroken($0, cell) }
    }
  }

  func refresh(_ cell: Int) { blockOf[cell].map { blocks[$0].set(cell, leeway(cell)) } }

  /// Of a cell that was hidden or shown, and of those whose leeway hangs on it.
  func refreshAround(_ cell: Int) {
    let compared = lattice.comparisonsOf[cell].flatMap { lattice.comparisons[$0].cells }
    let base = lattice.cells[cell].denominator.map { [$0] } ?? []
    for other in Set([cell] + compared + base + (suppression.numeratorsOf[cell] ?? [])) { refresh(other) }
  }

  /// A cell's block with those of its denominators and numerators: where a count can change only together with the head-count
  /// that it is nearly all of.
  mutating func together(with cell: Int) -> Alternatives? {
    guard let own = blockOf[cell] else { return nil }
    let linked = blocksLinked(to: own)
    let all = blocksTogether[linked] ?? join(linked)
    blocksTogether[linked] = all
    for (index, cap) in all.caps.enumerated() {
      all.set(cap: index, slack: point[cap.denominator] - point[cap.numerator] - margin(cap.numerator))
    }
    for cell in all.cells { all.set(cell, leeway(cell, isAlone: false)) }
    return all
  }

  private func blocksLinked(to own: Int) -> [Int] {
    var found: Set<Int> = [own]
    for _ in 0..<2 {
      for cell in found.flatMap({ blocks[$0].cells }) {
        let linked = (lattice.cells[cell].denominator.map { [$0] } ?? []) + (suppression.numeratorsOf[cell] ?? [])
        found.formUnion(linked.compactMap { blockOf[$0] })
      }
    }
    return found.sorted()
  }

  private func join(_ linked: [Int]) -> Alternatives {
    let cells = linked.flatMap { blocks[$0].cells }
    let caps = cells.compactMap { cell in
      lattice.cells[cell].denominator.map { Changes.Cap(numerator: cell, denominator: $0) }
    }
    let relations = Set(cells.flatMap { suppression.relationsOf[$0] }).sorted().map { lattice.relations[$0] }
    return Alternatives(cells, relations: relations, caps: caps)
  }
}
