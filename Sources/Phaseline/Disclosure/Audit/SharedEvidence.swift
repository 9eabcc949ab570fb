import Foundation
import GRDB
import IndicatorStatistics

extension Workspace {
  /// The rules by which something was shared of it, as they were then.
  public func sharedRules() throws -> [DisclosureRules] {
    try queue.read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT definition FROM disclosure_plan
          WHERE standard = ? AND definition IS NOT NULL AND id IN (SELECT plan FROM share)
          """, arguments: [standard.key])
    }.compactMap { try? JSONDecoder().decode(DisclosureRules.self, from: Data($0.utf8)) }
  }
}

extension WorkspaceView {
  /// What the register says was shared: all that the plans show of which something was shared, each plan as a file of its own.
  /// - Throws: `DisclosureRefused` for a shared audience; `DatabaseError`.
  public func sharedEvidence() throws -> Disclosed<Evidence> {
    let (path, standard) = (workspace.path, standard.key)
    return try everything("`audit`") { db in
      var evidence = Evidence()
      let plans = try Row.fetchAll(
        db,
        sql: """
          SELECT id, rules FROM disclosure_plan WHERE standard = ? AND id IN (SELECT plan FROM share) ORDER BY id
          """, arguments: [standard])
      for plan in plans {
        let whereabouts = Whereabouts(file: "\(path) (plan \(plan[0] as Int64))")
        evidence.counts += try Self.counts(of: plan[0], sharedBy: plan[1], standard, whereabouts, in: db)
      }
      return evidence
    }
  }

  private static func counts(
    of plan: Int64, sharedBy rules: String, _ standard: String, _ whereabouts: Whereabouts, in db: Database
  ) throws -> [ToldCount] {
    let columns = """
      phase, indicator, category, service, ethnicity, numerator_low, numerator_high, denominator_low, denominator_high
      """
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT \(columns), ifnull((
            SELECT name FROM organisation WHERE standard = ?2 AND code = protected_count.organisation
          ), organisation), NULL AS area, NULL FROM protected_count WHERE plan = ?1
        UNION ALL SELECT \(columns), NULL, area, organisations FROM protected_total WHERE plan = ?1
        """, arguments: [plan, standard])
    return rows.compactMap { row in
      guard let service = Service(rawValue: row[3]), let ethnicity = Ethnicity(rawValue: row[4]) else { return nil }
      let area = (row[10] as String?).map { $0.isEmpty ? "nation" : $0 }
      let place: ToldSubject.Place = area.map { .area($0) } ?? .organisation(row[9])
      return ToldCount(
        subject: ToldSubject(phase: row[0], indicator: row[1], category: row[2], place: place, service: service),
        ethnicity: ethnicity, numerator: CountRange(low: row[5], high: row[6]),
        denominator: CountRange(low: row[7], high: row[8]), organisations: row[11], rules: rules,
        whereabouts: whereabouts)
    }
  }
}
