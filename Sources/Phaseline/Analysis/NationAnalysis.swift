import IndicatorStatistics

/// Makes of every authority's counts what is known of the nation.
struct NationAnalysis {
  let cells: NationCells
  let tables: CountTables
  let service: Service
  let choices: StatisticsChoices
  /// Ordinals of the phases before which the series breaks.
  let breaks: [Int]

  /// - Parameter phases: Those with counts, in order of time.
  func finding(_ phases: [Phase]) -> NationFinding {
    let unbroken = phases.filter { $0.ordinal >= breaks.filter { $0 <= phases.last?.ordinal ?? 0 }.max() ?? 0 }
    return NationFinding(
      phases: phases.map(figures), changes: zip(unbroken, unbroken.dropFirst()).map(change), panel: panel(unbroken))
  }

  private func figures(_ phase: Phase) -> NationFinding.Figures {
    let all = cells.counts(in: phase.key)
    let exact = all.sorted { $0.key.code < $1.key.code }.compactMap(\.value.exact)
    let hidden = all.count - exact.count + cells.hiddenBases(in: phase.key).count
    let isTold = areEnough(exact.count, without: hidden)
    let average = isTold ? RandomEffects(exact, level: choices.level) : nil
    return NationFinding.Figures(
      phase: phase.key, organisations: exact.count, hidden: hidden,
      areTooFew: !isTold, ofOneService: all.keys.count { $0.service != service },
      mantelHaenszel: isTold ? MantelHaenszel(exact, level: choices.level) : nil, randomEffects: average,
      isAverageDrawnUp: average != nil && RandomEffects.isDrawnUp(exact))
  }

  /// Whether figures of those whose counts an audience knows may stand for the nation: of one or two they would be theirs, and
  /// where a count of most is hidden the others, those with many cases, would mislead.
  private func areEnough(_ exact: Int, without hidden: Int) -> Bool {
    tables.plan == nil || exact >= tables.fewest && hidden <= exact
  }

  /// An authority with a hidden count in either phase is in neither; one whose services differ left as one and joined as
  /// another.
  private func change(_ from: Phase, _ to: Phase) -> NationFinding.Change {
    let (first, second) = (cells.counts(in: from.key), cells.counts(in: to.key))
    let all = [first, second].joined()
    let hidden = Set(all.filter { $0.value.exact == nil }.map(\.key.code))
      .union(cells.hiddenBases(in: from.key)).union(cells.hiddenBases(in: to.key))
    let exact = [first, second].map { counts in
      counts.filter { !hidden.contains($0.key.code) }.compactMapValues(\.exact)
    }
    let codes = exact.map { Set($0.keys.map(\.code)) }
    let same = Set(exact[0].keys).intersection(exact[1].keys).count
    let areEnough = areEnough(same, without: hidden.count)
    let effect = areEnough ? PanelEffect(first: exact[0], second: exact[1]) : nil
    return NationFinding.Change(
      from: from.key, to: to.key, effect: effect, rounded: effect?.ratioParts(decimals: 2), inBoth: same,
      changedServices: codes[0].intersection(codes[1]).count - same, hidden: hidden.count, areTooFew: !areEnough)
  }

  private func panel(_ phases: [Phase]) -> NationFinding.Panel? {
    guard phases.count > 1, let found = cells.panel(in: phases.map(\.key)), found.organisations >= tables.fewest else {
      return nil
    }
    return NationFinding.Panel(
      organisations: found.organisations, phases: phases.map(\.key),
      ratios: found.sums.map {
        RatioFinding($0, choices, rounded: tables.rules?.rounding?.ofSum(over: found.organisations))
      },
      counts: found.sums.map { sum in
        PooledCounts(
          service: service, organisations: found.organisations,
          bame: GroupFinding(sum.bame, of: sum.bameTotal, choices.level),
          white: GroupFinding(sum.white, of: sum.whiteTotal, choices.level))
      })
  }
}
