import GRDB
import IndicatorStatistics

/// What one phase's counts are shown as.
struct PhasePlan {
  /// A row as it came, and as it is shown.
  struct Shown {
    var row: PhaseLattice.Row
    var received: CountPair
    var shown: CountPair
  }
  private(set) var rows: [Shown] = []
  private(set) var totals: [Shown] = []
  /// How many counts are hidden, of how many; a count that several rows give is one.
  private(set) var hidden = 0
  private(set) var cells = 0

  /// Decides.
  /// - Parameters:
  ///   - phase: The phase's counts.
  ///   - rules: By which it decides.
  ///   - earlier: What was shared of the phase before, in other states of the workspace.
  init(_ phase: PhaseLattice, _ rules: DisclosureRules, earlier: [EarlierPhase] = []) {
    var phase = phase
    var (before, known) = (Set<Int>(), Set<Int>())
    for it in earlier {
      let map = phase.add(it.lattice, hidden: it.hidden)
      if it.isSame { before.formUnion(it.hidden.map { map[$0] }) }
      known.formUnion(it.shown.map { map[$0] })
    }
    let suppression = Suppression(phase.lattice, rules, hidden: before.subtracting(known), known: known)
    let bounds = suppression.bounds(knowing: false)
    let cellsOfRows = Set((phase.rows + phase.totals).flatMap { [$0.numerator, $0.denominator] })
    cells = cellsOfRows.count
    hidden = cellsOfRows.count { suppression.reasons[$0] != nil }
    func shown(_ cell: Int, most: Int) -> CountRange {
      guard suppression.reasons[cell] != nil else {
        return CountRange(rules.rounded(phase.lattice.cells[cell].count ?? 0))
      }
      // What follows all the same is not printed for that.
      guard bounds.low[cell] < bounds.high[cell] || suppression.reasons[cell] == .received else {
        return CountRange(low: 0, high: most)
      }
      let low = min(bounds.low[cell], most)
      return CountRange(low: low, high: max(low, min(bounds.high[cell], most)))
    }
    func shown(_ row: PhaseLattice.Row) -> Shown {
      let denominator = shown(row.denominator, most: Bounds.most)
      let numerator = shown(row.numerator, most: denominator.high)
      func received(_ cell: Int) -> CountRange {
        phase.lattice.cells[cell].received ?? CountRange(low: 0, high: Bounds.most)
      }
      return Shown(
        row: row, received: CountPair(numerator: received(row.numerator), denominator: received(row.denominator)),
        // Rounded, a numerator may come out above its denominator.
        shown: CountPair(
          numerator: CountRange(low: min(numerator.low, denominator.high), high: min(numerator.high, denominator.high)),
          denominator: denominator))
    }
    rows = phase.rows.map(shown)
    totals = phase.totals.map(shown)
  }
}

/// What was shared of a phase in an earlier state of the workspace.
struct EarlierPhase {
  let lattice: PhaseLattice
  /// Its cells that were shown.
  let shown: Set<Int>
  /// Its cells that were hidden.
  let hidden: Set<Int>
  /// Whether it was shared by the same rules: then what was hidden stays so.
  let isSame: Bool

  /// - Parameter isShown: Whether a row's numerator and denominator were shown.
  init(
    _ lattice: PhaseLattice, isSame: Bool = true,
    isShown: (PhaseLattice.RowKey) -> (numerator: Bool, denominator: Bool)?
  ) {
    self.isSame = isSame
    var (shown, hidden) = (Set<Int>(), Set<Int>())
    for row in lattice.rows + lattice.sumRows {
      guard let told = isShown(row.key) else { continue }
      for (cell, isTold) in [(row.numerator, told.numerator), (row.denominator, told.denominator)] {
        if isTold { shown.insert(cell) } else { hidden.insert(cell) }
      }
    }
    (self.lattice, self.shown, self.hidden) = (lattice, shown, hidden.subtracting(shown))
  }
}
