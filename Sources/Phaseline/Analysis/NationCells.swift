import GRDB
import IndicatorStatistics

/// The counts of every authority of the nation on one indicator's category, phase by phase.
struct NationCells: Sendable {
  /// Who gave counts, and of which service: an authority that adds its children's services is not the same in both phases.
  struct Member: Hashable, Sendable {
    var code: String
    var service: Service
  }
  private var cells: [String: [Member: RangedCounts]] = [:]
  private var withoutBase: [String: Set<String>] = [:]

  /// Reads them; employers outside the nation are left out, and counts without people of both groups.
  init(
    _ db: Database, _ standard: Standard, _ indicator: Indicator, category: String, phases: [Phase],
    of service: Service, from tables: CountTables
  ) throws {
    let employers = try NationalTotals.employers(of: standard.key, in: db)
    for phase in phases {
      let key = TotalsKey(phase: phase.key, indicator: indicator.key)
      try StoredCell.forEach(key, of: standard.key, from: tables, in: db) { cell in
        if cell.category == category, !employers.contains(cell.organisation) { add(cell, in: phase, of: service) }
      }
    }
  }

  /// Nobody's, before they are added.
  init() {}

  /// Adds one authority's.
  mutating func add(_ cell: StoredCell, in phase: Phase, of service: Service) {
    guard let resolved = cell.counts.resolved(service) else { return }
    if resolved.isComplete, resolved.ranged == nil { withoutBase[phase.key, default: []].insert(cell.organisation) }
    guard resolved.hasBothGroups else { return }
    cells[phase.key, default: [:]][Member(code: cell.organisation, service: resolved.service)] = resolved.ranged
  }

  /// The counts of both groups in a phase.
  func counts(in phase: String) -> [Member: RangedCounts] { cells[phase] ?? [:] }

  /// Codes of those with counts of both groups in a phase, a head-count among them being hidden.
  func hiddenBases(in phase: String) -> Set<String> { withoutBase[phase] ?? [] }

  /// Those who gave counts of the same service in every one of some phases.
  struct Panel {
    /// Their sums, one a phase.
    var sums: [RangedCounts]
    /// How many they are.
    var organisations: Int
    /// How many more would be, had none of their counts been hidden.
    var hidden: Int
  }

  /// The sums over those that gave counts in every one of these phases: the same authorities throughout.
  /// - Parameters:
  ///   - left: The codes of those to leave out.
  ///   - isExact: Whether those with a hidden count are left out, and counted.
  /// - Returns: `nil` if nobody did.
  func panel(in phases: [String], without left: Set<String> = [], isExact: Bool = false) -> Panel? {
    let each = phases.map(counts)
    guard let first = each.first else { return nil }
    let all = first.keys.filter { member in !left.contains(member.code) && each.allSatisfy { $0[member] != nil } }
    let kept = isExact ? all.filter { member in each.allSatisfy { $0[member]?.exact != nil } } : all
    guard !kept.isEmpty else { return nil }
    let sums = each.compactMap { counts in RangedCounts.sum(kept.compactMap { counts[$0] }) }
    guard sums.count == phases.count else { return nil }
    return Panel(sums: sums, organisations: kept.count, hidden: all.count - kept.count)
  }
}

extension RangedCounts {
  /// The counts of several together; `nil` of none.
  static func sum(_ all: [RangedCounts]) -> RangedCounts? {
    guard !all.isEmpty else { return nil }
    func total(_ range: (RangedCounts) -> CountRange) -> CountRange { all.map(range).reduce(CountRange(0), +) }
    return RangedCounts(
      bame: total(\.bame), of: all.reduce(0) { $0 + $1.bameTotal }, white: total(\.white),
      of: all.reduce(0) { $0 + $1.whiteTotal })
  }
}
