import GRDB

/// Looks at the counts of some phases and indicators, beside what was there before, for what is often a slip.
///
/// It reads the indicators that are looked at, phase after phase, and those of the same head-counts.
struct CountChecks {
  let db: Database
  let standard: Standard
  /// The phases and indicators that are looked at.
  let looksAt: Set<TotalsKey>
  /// Which of their rows are.
  let marking: StoredCell.Marking
  /// Whose; `nil` is everybody's.
  let organisations: Set<String>?
  /// Where the counts are read.
  var tables = CountTables.received
  /// Where the national totals of what is looked at are summed afresh too, in the same reading: who is no part of them.
  var summingWithout: Set<String>?
  /// Told of each phase and indicator that is begun.
  var progress = WorkProgress.silent
  let cells: CellChecks

  /// - Parameter take: Given each cell that is read, of whatever phase; where it stands is known to `cells`.
  func run(_ take: (StoredCell) -> Void = { _ in }) throws {
    var done = 0
    for base in standard.denominatorBases {
      try check(standard.indicators.filter { $0.denominatorBase == base }, take) { key in
        if looksAt.contains(key) { done += 1 }
        progress("Summing and checking", done, of: looksAt.count)
      }
    }
  }

  /// Indicators of one base: their head-counts are of the same people.
  private func check(
    _ indicators: [Indicator], _ take: (StoredCell) -> Void, begun: (TotalsKey) -> Void
  ) throws {
    let keys = Set(indicators.map(\.key))
    let phases = Set(looksAt.filter { keys.contains($0.indicator) }.map(\.phase))
    guard let last = standard.phases.lastIndex(where: { phases.contains($0.key) }) else { return }
    cells.beginBase()
    for indicator in indicators {
      let isLookedAt = looksAt.contains { $0.indicator == indicator.key }
      var previous: [CellKey: PreviousCell] = [:]
      for phase in standard.phases[...last] where isLookedAt || phases.contains(phase.key) {
        cells.begin(indicator, phase)
        let key = TotalsKey(phase: phase.key, indicator: indicator.key)
        begun(key)
        var bands = BandSums()
        try forEachCell(of: key) { cell in
          if indicator.kind == .distribution { cells.check(bands.add(cell)) }
          let place = CellKey(organisation: cell.organisation, category: cell.category)
          let before = previous[place]
          if phases.contains(phase.key) { cells.checkHeadCounts(cell, after: before) }
          if cell.isMarked { cells.check(cell, after: before) }
          if isLookedAt { previous[place] = PreviousCell(phase: cells.phase, counts: cell.counts) }
          take(cell)
        }
        cells.check(bands.end())
      }
    }
  }

  /// The cells that are checked, of a phase and indicator that is looked at all, to be summed.
  private func forEachCell(of key: TotalsKey, _ check: (StoredCell) -> Void) throws {
    let isLookedAt = looksAt.contains(key)
    guard let summingWithout, isLookedAt else {
      return try StoredCell.forEach(
        key, of: standard.key, organisations: organisations, marking: isLookedAt ? marking : .none, from: tables,
        in: db, check)
    }
    var sums = NationalSums(key, of: standard.key, without: summingWithout)
    try StoredCell.forEach(key, of: standard.key, marking: marking, in: db) { cell in
      sums.add(cell)
      if organisations?.contains(cell.organisation) ?? true { check(cell) }
    }
    try sums.store(in: db)
  }

  private struct CellKey: Hashable { var organisation, category: String }
}
