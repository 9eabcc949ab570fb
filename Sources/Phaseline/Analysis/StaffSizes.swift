import GRDB
import IndicatorStatistics

/// How many staff each authority has, as far as its counts tell.
struct StaffSizes {
  /// By code, in the last phase in which it is known.
  let people: [String: Int]

  /// Reads the head-counts of the indicators that count staff.
  /// - Parameters:
  ///   - db: The workspace.
  ///   - standard: Whose indicators.
  ///   - codes: Of whom.
  ///   - phases: In order of time.
  ///   - tables: Whether as they came, or as an audience may know them.
  /// - Throws: `DatabaseError`.
  init(_ db: Database, _ standard: Standard, of codes: Set<String>, phases: [Phase], from tables: CountTables) throws {
    var people: [String: Int] = [:]
    var missing = codes
    for phase in phases.reversed() {
      for indicator in standard.staffIndicators where !missing.isEmpty {
        let key = TotalsKey(phase: phase.key, indicator: indicator.key)
        try StoredCell.forEach(key, of: standard.key, organisations: missing, from: tables, in: db) { cell in
          guard cell.category == indicator.headlineCategory, let all = cell.counts.resolved(.all)?.people else {
            return
          }
          people[cell.organisation] = all
        }
        missing.subtract(people.keys)
      }
    }
    self.people = people
  }
}

extension Standard {
  /// Those whose people are an organisation's staff: of the base of the first.
  var staffIndicators: [Indicator] { indicators.filter { $0.denominatorBase == indicators.first?.denominatorBase } }
}
