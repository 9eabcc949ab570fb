import IndicatorStatistics

/// Hides more, until each hidden count is shown to keep its spread, and then takes back what was hidden in vain.
struct Protection {
  private(set) var suppression: Suppression
  private let deadline: ContinuousClock.Instant
  /// Counts with which all sums hold: the true ones, where they are known.
  let point: [Int]
  /// The cells that hang together; of each cell which of them, none of one that no sum has.
  let blocks: [Alternatives]
  let blockOf: [Int?]
  /// Blocks with those of their denominators and numerators, as far as they were asked for.
  var blocksTogether: [[Int]: Alternatives] = [:]
  /// Those without such counts: what came hidden contradicts itself, or there was no time to find any.
  private let blocksWithoutPoint: Set<Int>
  private var moves: Moves
  /// For each cell those that it goes with.
  private var ownersOf: [Int: [Int]] = [:]
  /// For each cell the sums over organisations that it is, or is part of: as relations.
  private(set) var poolsOf: [Int: [Int]] = [:]

  var lattice: Lattice { suppression.lattice }

  /// - Parameters:
  ///   - suppression: What the rules name.
  ///   - deadline: Then it is given up: what is not shown safe by then is hidden with all around it.
  init(_ suppression: Suppression, until deadline: ContinuousClock.Instant) {
    (self.suppression, self.deadline) = (suppression, deadline)
    let lattice = suppression.lattice
    let groups = lattice.blocks()
    (point, blocksWithoutPoint) = lattice.consistentCounts(groups, until: deadline)
    moves = Moves(cells: lattice.cells.count)
    var blockOf = [Int?](repeating: nil, count: lattice.cells.count)
    for (index, group) in groups.enumerated() { for cell in group.cells { blockOf[cell] = index } }
    self.blockOf = blockOf
    blocks = groups.map { Alternatives($0.cells, relations: $0.relations) }
    for cell in lattice.cells.indices {
      for companion in suppression.companions(of: cell) { ownersOf[companion, default: []].append(cell) }
    }
    for (index, relation) in lattice.relations.enumerated() where relation.isOverOrganisations {
      for cell in relation.cells { poolsOf[cell, default: []].append(index) }
    }
  }

  /// Does it.
  mutating func run() {
    for cell in lattice.cells.indices { refresh(cell) }
    protectAll()
    takeBack()
    protectAll()
    showWhatFollows()
    protectAll()
  }

  /// What protects others protects nothing any more where it follows from what was shown before.
  private mutating func showWhatFollows() {
    guard !suppression.rules.isRounding else { return }
    let worked = suppression.bounds()
    for (cell, reason) in suppression.reasons.enumerated()
    where reason == .secondary || reason == .before {
      let follows = worked.width(cell) == 1 && worked.low[cell] == lattice.cells[cell].count
      guard follows || suppression.pinned.contains(cell), moves.width(cell) == 1 else { continue }
      suppression.reveal(cell)
      refreshAround(cell)
    }
  }

  // MARK: - Hiding more

  /// Until nothing is narrow: what was hidden for one cell may need protection itself, or bring it to a sum.
  private mutating func protectAll() {
    while true {
      _ = drop(moves.all.filter { needsHiding($0.move) })
      let narrow = lattice.cells.indices.filter(isNarrow)
      if narrow.isEmpty { return }
      protect(narrow)
    }
  }

  private mutating func protect(_ cells: [Int]) {
    var open = cells
    while !open.isEmpty {
      var next: [Int] = []
      for cell in open where isNarrow(cell) {
        let isInVain = deadline < .now || blockOf[cell].map(blocksWithoutPoint.contains) ?? false
        next += isInVain ? hideAll(around: cell) : protect(cell)
      }
      open = next
    }
  }

  /// Whether it is not shown yet to keep its spread.
  private func isNarrow(_ cell: Int) -> Bool {
    blockOf[cell] != nil && suppression.needsProtection(cell) && !suppression.isGivenUp(cell)
      && moves.width(cell) < wanted(cell)
  }

  /// How many values it has to keep; what the rules say of it by itself may be fewer.
  private func wanted(_ cell: Int) -> Int {
    let (low, high) = suppression.meaning(cell)
    return min(suppression.lowered[cell] ?? suppression.rules.spread, high - low + 1)
  }

  /// - Returns: What was hidden for it.
  private mutating func protect(_ cell: Int) -> [Int] {
    switch cheapest(cell) {
    case .found(let moves):
      let taken = moves.map { take($0) }
      let hidden = taken.flatMap(\.hidden)
      guard !taken.allSatisfy(\.isKept) else { return hidden }
      // With a denominator hidden, other things are said of its numerators: then other moves are looked for.
      return hidden.isEmpty ? hideAll(around: cell) : hidden + [cell]
    case .unfinished: return hideAll(around: cell)
    case .none:
      // Rounded, and known too well from what was shared before: hidden, it says less.
      if suppression.isOpen(cell) { return hide(cell) + [cell] }
      let near = suppression.relationsOf[cell].flatMap { lattice.relations[$0].cells }
      if untell(near) || untell(blockOf[cell].map { blocks[$0].cells } ?? []) { return [cell] }
      // A head-count that is all in a numerator changes only with it.
      let linked = together(with: cell)?.cells ?? []
      if untell(linked) { return [cell] }
      // That a numerator is shown says that nearly all are not in it.
      for telling in [near.flatMap { suppression.numeratorsOf[$0] ?? [] }, linked] {
        let hidden = telling.filter { margin($0) > 0 }.flatMap { hide($0, isKnown: suppression.known.contains($0)) }
        if !hidden.isEmpty { return hidden + [cell] }
      }
      // What was shared before leaves it fewer values: as many as can be are kept.
      let fewer = wanted(cell) - 1
      guard fewer > 1 else {
        suppression.pinned.insert(cell)
        return []
      }
      suppression.lowered[cell] = fewer
      return [cell]
    }
  }

  private enum Cheapest {
    case found([Move])
    case none
    case unfinished
  }

  /// The moves that show it to keep its spread for the least.
  private mutating func cheapest(_ cell: Int) -> Cheapest {
    guard let block = blockOf[cell].map({ blocks[$0] }) else { return .none }
    let found = cheapest(cell, in: block)
    guard case .none = found, let all = together(with: cell) else { return found }
    return cheapest(cell, in: all)
  }

  /// Nothing more is hidden where it can be shown without.
  private func cheapest(_ cell: Int, in block: Alternatives) -> Cheapest {
    let found = cheapest(cell, in: block, isHiding: false)
    if case .found = found { return found }
    return cheapest(cell, in: block, isHiding: true)
  }

  private func cheapest(_ cell: Int, in block: Alternatives, isHiding: Bool) -> Cheapest {
    let change = wanted(cell) - 1
    var isUnfinished = false
    var best: (moves: [Move], cost: Double)?
    for up in [change, 0] + Array(1..<max(1, change)) {
      guard deadline > .now else { return .unfinished }
      var (found, cost): ([Move], Double) = ([], 0)
      for part in [up, up - change] where part != 0 {
        switch block.cheapest(cell, by: part, isHiding: isHiding) {
        case .move(let move, let its):
          found.append(move)
          cost += its
        case .none: break
        case .unfinished: isUnfinished = true
        }
      }
      let isWhole = found.reduce(0) { $0 + abs($1.changes[cell] ?? 0) } >= change
      guard isWhole, cost < best?.cost ?? .infinity, !found.contains(where: isHiding ? isImpossible : needsHiding)
      else { continue }
      best = (found, cost)
      if !isHiding || !found.contains(where: needsHiding) { break }
    }
    return best.map { .found($0.moves) } ?? (isUnfinished ? .unfinished : .none)
  }

  /// Hides what a move takes, and keeps it, if it still is one then.
  private mutating func take(_ move: Move) -> (hidden: [Int], isKept: Bool) {
    var hidden: [Int] = []
    let changes = move.changes.sorted { $0.key < $1.key }
    for (cell, change) in changes where !isFree(cell, change) { hidden += hide(cell) }
    // A hidden numerator can be more than its denominator as shown where that is hidden too.
    for (cell, change) in changes where !isFree(cell, change) {
      if let base = lattice.cells[cell].denominator { hidden += hide(base) }
    }
    for sum in dominated(by: move) { hidden += hide(sum) }
    guard !needsHiding(move) else { return (hidden, false) }
    moves.add(move)
    return (hidden, true)
  }

  /// - Parameter isKnown: Whether what it is was told before, so that hiding it does not protect it, but what is told of others by
  ///   showing it by these rules too.
  private mutating func hide(_ cell: Int, isKnown: Bool = false) -> [Int] {
    guard suppression.isOpen(cell) || isKnown && suppression.reasons[cell] == nil else { return [] }
    let companions = suppression.companions(of: cell).filter(suppression.isOpen)
    suppression.hide(cell)
    for cell in [cell] + companions { refreshAround(cell) }
    return [cell] + companions
  }

  /// Where what the rules tell of hidden counts gives them away, as 1 to 4 each of a head-count whose parts make 4, it is not told.
  /// - Returns: Whether any was told until now.
  private mutating func untell(_ cells: [Int]) -> Bool {
    let some = cells.filter { !suppression.known.contains($0) && lattice.cells[$0].received != nil }
    let before = suppression.untold.count
    suppression.untell(some)
    for cell in some { refresh(cell) }
    return suppression.untold.count > before
  }

  /// There is no time left to find out what it takes: all that hangs together with it is hidden.
  private mutating func hideAll(around cell: Int) -> [Int] {
    guard let block = blockOf[cell].map({ blocks[$0] }) else { return [] }
    let hidden = block.cells.flatMap { hide($0) }
    suppression.unproven.formUnion(block.cells.filter(suppression.needsProtection))
    return hidden
  }

  // MARK: - Taking back

  /// Shows again what nothing needs hidden, the comparisons of most worth first.
  private mutating func takeBack() {
    let groups = lattice.comparisons.sorted { $0.weight > $1.weight }.map(\.cells) + lattice.cells.indices.map { [$0] }
    for group in groups where deadline > .now {
      let hidden = group.filter { suppression.reasons[$0] != nil }
      guard !hidden.isEmpty, hidden.allSatisfy({ canBeShown($0) }) else { continue }
      reveal(hidden)
    }
  }

  private func canBeShown(_ cell: Int) -> Bool {
    suppression.reasons[cell] == .secondary && !suppression.unproven.contains(cell)
      && (ownersOf[cell] ?? []).allSatisfy { suppression.reasons[$0] == nil }
      // Of a numerator that is known, and nearly all of it, it would tell the few others.
      && !(suppression.numeratorsOf[cell] ?? []).contains {
        suppression.known.contains($0) && suppression.reasons[$0] == .nearlyAll
      }
  }

  /// Shows cells if all that is hidden keeps its spread without.
  private mutating func reveal(_ cells: [Int]) {
    for cell in cells { suppression.reveal(cell) }
    for cell in cells { refreshAround(cell) }
    let dropped = moves.through(cells).filter { needsHiding($0.move) }
    let touched = drop(dropped)
    let added = moves.count
    let isSafe = (touched.sorted() + cells).allSatisfy { cell in
      guard isNarrow(cell) else { return true }
      guard let block = blockOf[cell], case .found(let found) = cheapest(cell, in: blocks[block], isHiding: false)
      else { return false }
      for move in found { moves.add(move) }
      return true
    }
    guard !isSafe else { return }
    _ = moves.remove(Array(added..<moves.count))
    for cell in cells { suppression.hide(cell) }
    for cell in cells { refreshAround(cell) }
    for (_, move) in dropped { moves.add(move) }
  }

  private mutating func drop(_ broken: [(index: Int, move: Move)]) -> Set<Int> { moves.remove(broken.map(\.index)) }
}
