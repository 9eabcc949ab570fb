import IndicatorStatistics

@testable import Phaseline

/// How counts were hidden before a solver did it, to measure what is lost now against it: those that the rules name, and as
/// many more as it takes that none of them follows from the others by adding and subtracting. Greedy: it hides the cheapest
/// that helps, and never takes back.
struct GreedySuppression {
  typealias Reason = Suppression.Reason

  let lattice: Lattice
  let rules: DisclosureRules
  /// For each cell why it is hidden; none where it is shown.
  private(set) var reasons: [Reason?]
  /// Cells that were shown before, as they are: hiding them now would protect nothing.
  private let known: Set<Int>
  private let relationsOf: [[Int]]
  /// Hidden cells of which not even the rules' range is told: with it they would follow.
  private var untold = Set<Int>()
  /// For each relation how many of its cells are hidden; likewise for each comparison.
  private var hiddenIn, hiddenInComparison: [Int]

  /// Decides.
  /// - Parameters:
  ///   - lattice: The counts, and how they add up.
  ///   - rules: Which of them may not be shown, and how the others are.
  ///   - hidden: Cells hidden in what was shared before, as they are.
  ///   - known: Cells shown in what was shared before, as they are.
  init(_ lattice: Lattice, _ rules: DisclosureRules, hidden: Set<Int> = [], known: Set<Int> = []) {
    (self.lattice, self.rules, self.known) = (lattice, rules, known)
    relationsOf = lattice.relationsOfCells
    reasons = Array(repeating: nil, count: lattice.cells.count)
    hiddenIn = Array(repeating: 0, count: lattice.relations.count)
    hiddenInComparison = Array(repeating: 0, count: lattice.comparisons.count)
    for cell in lattice.cells.indices {
      if let reason = primary(cell) ?? (hidden.contains(cell) ? .before : nil) { mark(cell, reason) }
    }
    for cell in lattice.cells.indices where reasons[cell] != nil { hideCompanions(of: cell) }
    // Nearly all of a count that is known already: it is the others that would follow from their head-count.
    for cell in known where reasons[cell] == .nearlyAll {
      if let base = lattice.cells[cell].denominator, isOpen(base) { hide(base) }
    }
    guard !rules.isRounding else { return }
    repeat { completeRelations() } while widen() || untangle()
  }

  // MARK: - What the rules name

  private func primary(_ index: Int) -> Reason? {
    let cell = lattice.cells[index]
    guard let count = cell.count else { return .received }
    if rules.isSmall(count) { return .small }
    if cell.isWithheld || cell.isDominated { return .withheld }
    guard let base = cell.denominator else { return Double(count) < rules.smallestBase ? .smallBase : nil }
    guard rules.hidesNearlyAll, let all = lattice.cells[base].count else { return nil }
    return rules.isSmall(all - count) ? .nearlyAll : nil
  }

  private mutating func mark(_ cell: Int, _ reason: Reason) {
    guard reasons[cell] == nil else { return }
    reasons[cell] = reason
    for relation in relationsOf[cell] { hiddenIn[relation] += 1 }
    for comparison in lattice.comparisonsOf[cell] { hiddenInComparison[comparison] += 1 }
  }

  private mutating func hideCompanions(of cell: Int) {
    for companion in lattice.cells[cell].companions where isOpen(companion) { mark(companion, .secondary) }
  }

  private mutating func hide(_ cell: Int) {
    mark(cell, .secondary)
    hideCompanions(of: cell)
  }

  // MARK: - What protects them

  /// A sum with one hidden count gives it away: another is hidden, until none has one.
  private mutating func completeRelations() {
    var open = Array(hiddenIn.indices.filter { hiddenIn[$0] == 1 })
    while let relation = open.popLast() {
      let cells = lattice.relations[relation].cells
      guard hiddenIn[relation] == 1, cells.contains(where: { needsProtection($0) }),
        let cheapest = cheapest(among: cells)
      else { continue }
      hide(cheapest)
      let hidden = [cheapest] + lattice.cells[cheapest].companions
      open += hidden.flatMap { relationsOf[$0] }.filter { hiddenIn[$0] == 1 }
    }
  }

  /// Whether it is hidden, and may not follow from others.
  private func needsProtection(_ cell: Int) -> Bool {
    reasons[cell] != nil && reasons[cell] != .withheld && !known.contains(cell)
  }

  /// The shown cell that costs least; `nil` where all are hidden or known.
  private func cheapest(among cells: [Int]) -> Int? {
    cells.lazy.filter(isOpen).map { (cost($0), $0) }.min { $0 < $1 }?.1
  }

  private func isOpen(_ cell: Int) -> Bool { reasons[cell] == nil && !known.contains(cell) }

  /// What hiding a cell loses: the comparisons that are still whole, and what it would drag along in the sums where it would
  /// be the only one.
  private func cost(_ cell: Int) -> Double {
    relationsOf[cell].reduce(loss(cell)) { cost, relation in
      guard hiddenIn[relation] == 0 else { return cost }
      let others = lattice.relations[relation].cells.lazy.filter { $0 != cell && isOpen($0) }.map(loss)
      return cost + (others.min() ?? 0)
    }
  }

  private func loss(_ cell: Int) -> Double {
    lattice.comparisonsOf[cell].reduce(lattice.cells[cell].cost) { loss, comparison in
      loss + (hiddenInComparison[comparison] == 0 ? lattice.comparisons[comparison].weight : 0)
    }
  }

  /// Hides more where arithmetic leaves a hidden count too few values.
  /// - Returns: Whether it hid any.
  private mutating func widen() -> Bool {
    let bounds = bounds()
    var touched = Set<Int>()
    for (cell, reason) in reasons.enumerated() {
      guard let reason, needsProtection(cell) else { continue }
      let start = start(cell, reason)
      let wanted = reason == .small || reason == .nearlyAll ? rules.spread : 2
      let least = min(wanted, start.high - start.low + 1)
      guard bounds.width(cell) < least, touched.isDisjoint(with: relationsOf[cell]) else { continue }
      let tight = relationsOf[cell].map { lattice.relations[$0] }.filter { bounds.width(cell, in: $0) < least }
      let cheapest = cheapest(among: tight.flatMap(\.cells))
      if let cheapest { hide(cheapest) }
      guard cheapest != nil || untell(around: cell) || protect(cell) != nil else { continue }
      touched.formUnion(relationsOf[cell])
    }
    return !touched.isEmpty
  }

  /// Where the ranges of small counts give each other away, as 1 to 4 of a head-count whose parts make 4, they are not told.
  /// - Returns: Whether any was told until now.
  private mutating func untell(around cell: Int) -> Bool {
    let hidden = relationsOf[cell].flatMap { lattice.relations[$0].cells }.filter {
      needsProtection($0) && lattice.cells[$0].received != nil
    }
    let before = untold.count
    untold.formUnion(hidden)
    return untold.count > before
  }

  /// Hides more where several sums together give a hidden count away.
  /// - Returns: Whether it hid any.
  private mutating func untangle() -> Bool {
    var touched = Set<Int>()
    for cell in determined where touched.isDisjoint(with: relationsOf[cell]) {
      guard let hidden = protect(cell) else { continue }
      touched.formUnion(relationsOf[cell])
      touched.formUnion(relationsOf[hidden])
      completeRelations()
    }
    return !touched.isEmpty
  }

  /// The hidden cells that the shown ones determine, as a system of equations.
  var determined: [Int] {
    var columns = [Int](repeating: -1, count: lattice.cells.count)
    let hidden = reasons.indices.filter { reasons[$0] != nil && !known.contains($0) && !relationsOf[$0].isEmpty }
    for (column, cell) in hidden.enumerated() { columns[cell] = column }
    let equations = lattice.relations.map { relation in
      (columns[relation.total] < 0 ? [] : [(column: columns[relation.total], sign: -1)])
        + relation.parts.compactMap { columns[$0] < 0 ? nil : (column: columns[$0], sign: 1) }
    }.filter { !$0.isEmpty }
    return Elimination(columns: hidden.count, equations: equations).determined(seed: 7).map { hidden[$0] }.filter {
      reasons[$0] != .withheld
    }
  }

  /// Hides the cheapest cell in a sum that the cell is part of, or in the nearest sum with any left to hide.
  /// - Returns: The one that it hid.
  private mutating func protect(_ cell: Int) -> Int? {
    var (seen, next): (Set<Int>, [Int]) = ([cell], [cell])
    while !next.isEmpty {
      let around = Set(next.flatMap { relationsOf[$0] }).flatMap { lattice.relations[$0].cells }.unique
      if let cheapest = cheapest(among: around) {
        hide(cheapest)
        return cheapest
      }
      next = around.filter { reasons[$0] != nil && seen.insert($0).inserted }
    }
    return nil
  }

  // MARK: - What remains to be known

  /// What can be worked out of each cell.
  /// - Parameter earlier: Also from what was shown before, though it is hidden now.
  func bounds(knowing earlier: Bool = true) -> Bounds {
    let meanings = lattice.cells.indices.map { meaning($0, knowing: earlier) }
    return Bounds(low: meanings.map(\.low), high: meanings.map(\.high), relations: lattice.relations)
  }

  /// What a cell says by itself.
  private func meaning(_ index: Int, knowing earlier: Bool) -> (low: Int, high: Int) {
    if earlier, known.contains(index), let count = lattice.cells[index].count, !rules.isRounding {
      return (count, count)
    }
    if let reason = reasons[index] { return start(index, reason) }
    return rules.meaning(ofShown: rules.rounded(lattice.cells[index].count ?? 0))
  }

  /// What the rules alone say of a hidden cell.
  private func start(_ index: Int, _ reason: Reason) -> (low: Int, high: Int) {
    let most = denominator(of: index)
    if untold.contains(index) { return (0, most) }
    let below = rules.hiddenBelow
    switch reason {
    case .small: return (rules.leastHidden, min(below - 1, most))
    case .smallBase: return (0, Int(rules.smallestBase.rounded(.up)) - 1)
    case .received:
      guard let received = lattice.cells[index].received else { return (lattice.cells[index].least, most) }
      // As it came; wider, where that would tell more than the rules allow.
      guard received.low < below else { return (received.low, received.high) }
      return (min(received.low, rules.leastHidden), max(received.high, min(below - 1, most)))
    case .nearlyAll:
      guard most < Bounds.most else { return (rules.hidesZero ? below : 0, Bounds.most) }
      return (max(0, most - below + 1), most - rules.leastHidden)
    case .withheld, .dominated: return (0, most)
    case .secondary, .before:
      // Anybody can tell that it is not hidden for being small.
      guard rules.hidesZero else { return (0, most) }
      let isCapped = rules.hidesNearlyAll && most < Bounds.most && lattice.cells[index].denominator != nil
      return (below, isCapped ? most - below : most)
    }
  }

  /// What a shown denominator says of a numerator.
  private func denominator(of index: Int) -> Int {
    guard let base = lattice.cells[index].denominator, reasons[base] == nil else { return Bounds.most }
    return lattice.cells[base].count.map { rules.meaning(ofShown: rules.rounded($0)).high } ?? Bounds.most
  }
}

extension Bounds {
  /// How many values one sum alone leaves a cell, given what all leave the others.
  fileprivate func width(_ cell: Int, in relation: Lattice.Relation) -> Int {
    relation.cells.reduce(1) { $0 + ($1 == cell ? 0 : high[$1] - low[$1]) }
  }
}

extension DisclosureRules {
  /// The least that a count hidden for being small may be.
  fileprivate var leastHidden: Int { hidesZero ? 0 : 1 }
}
