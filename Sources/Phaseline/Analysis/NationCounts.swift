import GRDB
import IndicatorStatistics

/// Gives the counts of every authority of the nation to a finding that needs them.
protocol NationCounts {
  /// Those on one indicator's category.
  /// - Parameters:
  ///   - indicator: On what.
  ///   - category: Of which category of it.
  ///   - phases: At least in these phases.
  ///   - service: Of which service.
  /// - Throws: `DatabaseError`.
  func cells(_ indicator: Indicator, category: String, phases: [Phase], of service: Service) throws -> NationCells
}

/// Reads them where they are asked for: for one finding, which may ask for none.
struct StoredNation: NationCounts {
  let db: Database
  let standard: Standard
  let tables: CountTables

  func cells(_ indicator: Indicator, category: String, phases: [Phase], of service: Service) throws -> NationCells {
    try NationCells(db, standard, indicator, category: category, phases: phases, of: service, from: tables)
  }
}

/// Has read them once for many findings.
struct ReadNation: NationCounts, Sendable {
  private struct Topic: Hashable, Sendable {
    var indicator, category: String
    var service: Service
  }
  private var cells: [Topic: NationCells] = [:]

  /// Nothing is read, since nobody will ask.
  init() {}

  init(
    _ db: Database, _ standard: Standard, indicators: [Indicator], phases: [Phase], from tables: CountTables
  ) throws {
    let employers = try NationalTotals.employers(of: standard.key, in: db)
    for indicator in indicators {
      for phase in phases {
        let key = TotalsKey(phase: phase.key, indicator: indicator.key)
        try StoredCell.forEach(key, of: standard.key, from: tables, in: db) { cell in
          guard !employers.contains(cell.organisation) else { return }
          for service in Service.allCases {
            let topic = Topic(indicator: indicator.key, category: cell.category, service: service)
            cells[topic, default: NationCells()].add(cell, in: phase, of: service)
          }
        }
      }
    }
  }

  func cells(_ indicator: Indicator, category: String, phases: [Phase], of service: Service) -> NationCells {
    cells[Topic(indicator: indicator.key, category: category, service: service)] ?? NationCells()
  }
}
