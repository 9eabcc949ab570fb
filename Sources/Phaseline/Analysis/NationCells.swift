import GRDB
import IndicatorStatistics

/// The counts of every authority of the nation on one indicator's category, phase by phase.
struct NationCells {
  private var cells: [String: [String: CellBuilder]] = [:]

  /// Reads them; employers outside the nation are left out.
  init(_ db: Database, _ standard: Standard, _ indicator: Indicator, category: String, phases: [Phase]) throws {
    let employers = try NationalTotals.employers(of: standard.key, in: db)
    for phase in phases {
      let key = TotalsKey(phase: phase.key, indicator: indicator.key)
      var found: [String: CellBuilder] = [:]
      try StoredCell.forEach(key, of: standard.key, in: db) { cell in
        guard cell.category == category, !employers.contains(cell.organisation) else { return }
        found[cell.organisation] = cell.counts
      }
      cells[phase.key] = found
    }
  }

  /// The counts of both groups in a phase, by the authority's code; without those that are no part of a pooled figure.
  func counts(in phase: String, of service: Service) -> [String: RangedCounts] {
    (cells[phase] ?? [:]).compactMapValues { cell in
      cell.resolved(service).flatMap { $0.isPooled ? $0.ranged : nil }
    }
  }

  /// The sums over those that gave counts in every one of these phases: the same authorities throughout.
  /// - Parameter own: The code of one to leave out.
  /// - Returns: One sum a phase; `nil` if nobody did.
  func panel(in phases: [String], of service: Service, without own: String? = nil) -> (
    sums: [RangedCounts], organisations: Set<String>
  )? {
    let each = phases.map { counts(in: $0, of: service) }
    guard let first = each.first else { return nil }
    var codes = Set(first.keys)
    for others in each.dropFirst() { codes.formIntersection(others.keys) }
    if let own { codes.remove(own) }
    guard !codes.isEmpty else { return nil }
    let sums = each.compactMap { RangedCounts.sum($0.filter { codes.contains($0.key) }.map(\.value)) }
    return sums.count == phases.count ? (sums, codes) : nil
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
