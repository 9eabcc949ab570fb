import Crypto
import Foundation
import GRDB
import GRDBSQLite
import IndicatorStatistics

/// A plan as it is stored: one for each state of the workspace and each set of rules, made once and looked up by every
/// output, so that the order of asking never matters.
struct DisclosurePlan: Hashable, Sendable {
  /// Its number in the workspace.
  var id: Int64
  /// Key of the standard.
  var standard: String
  /// How many counts it hides, of how many.
  var hidden, counts: Int
  /// How many are hidden with all around them, since no proof was found in time that they keep their values.
  var unproven = 0
  /// How many are known better than the rules promise, from what was shared before.
  var narrowed = 0

  /// The plan of the workspace as it is; made, if there is none yet.
  static func current(_ rules: DisclosureRules, of workspace: Workspace) throws -> DisclosurePlan {
    let standard = workspace.standard
    if let known = try workspace.queue.read({ try stored(rules, standard.key, in: $0) }) { return known }
    return try workspace.queue.write { db in
      if let known = try stored(rules, standard.key, in: db) { return known }
      // What was shared decides what is hidden from now on: every row of it is looked at.
      let altered = try RegisterDamage.alteredPlans(in: db)
      guard altered.isEmpty else {
        throw DisclosureRefused(
          .damagedRegister(
            path: workspace.path, standard: standard.key,
            damage: altered.map { RegisterDamage.alteredRows(plan: $0).words }))
      }
      return try make(rules, standard, in: db)
    }
  }

  /// Of no use any more is one that nothing was shared of, while something was by other rules.
  private static func stored(_ rules: DisclosureRules, _ standard: String, in db: Database) throws -> DisclosurePlan? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT id, hidden, counts, unproven, narrowed FROM disclosure_plan
        WHERE standard = ? AND rules_hash = ? AND state = ?
          AND (after_share = ? OR id IN (SELECT plan FROM share))
        """,
      arguments: [standard, key(of: rules, standard, in: db), state(of: standard, in: db), lastShare(in: db)]
    ).map {
      DisclosurePlan(
        id: $0[0], standard: standard, hidden: $0[1], counts: $0[2], unproven: $0[3], narrowed: $0[4])
    }
  }

  /// What tells one state of the counts from another.
  private static func state(of standard: String, in db: Database) throws -> String {
    try DataVersion.current(of: standard, in: db).words
  }

  /// The rules, and the standard that says what adds up.
  private static func key(of rules: DisclosureRules, _ standard: String, in db: Database) throws -> String {
    let hash = try String.fetchOne(db, sql: "SELECT hash FROM standard WHERE key = ?", arguments: [standard]) ?? ""
    return SHA256.hash(data: Data((rules.hash + hash).utf8)).hex
  }

  private static func lastShare(in db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT max(id) FROM share") ?? 0
  }

  private static func make(_ rules: DisclosureRules, _ standard: Standard, in db: Database) throws -> DisclosurePlan {
    try db.execute(
      literal: """
        DELETE FROM disclosure_plan WHERE standard = \(standard.key) AND id NOT IN (SELECT plan FROM share)
          AND (state <> \(state(of: standard.key, in: db)) OR after_share <> \(lastShare(in: db)))
        """)
    let key = try key(of: rules, standard.key, in: db)
    let earlier = try sharedBefore(standard.key, in: db)
    let organisations = try Organisation.all(of: standard.key, in: db)
    try db.execute(
      literal: """
        INSERT INTO disclosure_plan
          (standard, rules, after_share, rules_hash, is_rounding, definition, register, state, at, hidden, counts)
        VALUES (\(standard.key), \(rules.key), \(lastShare(in: db)), \(key), \(rules.isRounding), \(json(rules)),
          \(json(organisations)), \(state(of: standard.key, in: db)), strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 0, 0)
        """)
    var plan = DisclosurePlan(id: db.lastInsertedRowID, standard: standard.key, hidden: 0, counts: 0)
    let writer = try PlanWriter(plan.id, in: db)
    for phase in standard.phases {
      func lattice(_ tables: CountTables, _ organisations: [Organisation]) throws -> PhaseLattice {
        try PhaseLattice(standard.indicators, organisations: organisations, rules: rules) { indicator, take in
          try StoredCell.forEach(
            TotalsKey(phase: phase.key, indicator: indicator.key), of: standard.key, from: tables, in: db, take)
        }
      }
      var seen = Set<String>()
      let before = try earlier.compactMap { earlier -> EarlierPhase? in
        let content = try earlier.plan.content(of: phase.key, db) + earlier.register + earlier.hash
        guard seen.insert(content).inserted else { return nil }
        let told = try earlier.plan.told(in: phase.key, meaning: earlier.meaning, db)
        let then = try JSONDecoder().decode([Organisation].self, from: Data(earlier.register.utf8))
        return EarlierPhase(
          try lattice(.received(by: earlier.plan.id, of: standard.key), then), isSame: earlier.hash == key,
          rules: earlier.rules
        ) { told[$0] }
      }
      let phasePlan = PhasePlan(try lattice(.received, organisations), rules, earlier: before)
      try writer.write(phasePlan, phase: phase.key)
      plan.hidden += phasePlan.hidden
      plan.counts += phasePlan.cells
      plan.unproven += phasePlan.unproven
      plan.narrowed += phasePlan.narrowed
    }
    try db.execute(
      literal: """
        UPDATE disclosure_plan SET hidden = \(plan.hidden), counts = \(plan.counts), unproven = \(plan.unproven),
          narrowed = \(plan.narrowed)
        WHERE id = \(plan.id)
        """)
    try RegisterSeals.close(plan: plan.id, in: db)
    return plan
  }

  private static func json(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }

  /// A plan of which something was shared.
  private struct Earlier {
    var plan: DisclosurePlan
    /// SHA-256 of its rules and of its standard.
    var hash: String
    /// Its rules; none where it is from before version 0.6.
    var rules: DisclosureRules?
    /// The register of that state, as JSON.
    var register: String
    /// What a count may be that it shows.
    var meaning: (Int) -> CountRange
  }

  /// The plans of which something was shared, by whatever rules.
  private static func sharedBefore(_ standard: String, in db: Database) throws -> [Earlier] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT id, hidden, counts, rules_hash, register, is_rounding, definition FROM disclosure_plan
        WHERE standard = ? AND id IN (SELECT plan FROM share) ORDER BY id DESC
        """, arguments: [standard]
    ).map { row in
      let plan = DisclosurePlan(id: row[0], standard: standard, hidden: row[1], counts: row[2])
      let rules = try (row[6] as String?).map { try JSONDecoder().decode(DisclosureRules.self, from: Data($0.utf8)) }
      return Earlier(
        plan: plan, hash: row[3], rules: rules, register: row[4], meaning: Self.meaning(rules, isRounding: row[5]))
    }
  }

  /// Of plans from before version 0.6, which do not hold their rules, those that round do it to the nearest 5, as the
  /// presets did.
  private static func meaning(_ rules: DisclosureRules?, isRounding: Bool) -> (Int) -> CountRange {
    guard isRounding else { return { CountRange($0) } }
    return { shown in
      let (low, high) = rules?.meaning(ofShown: shown) ?? (max(0, shown - 2), shown + 2)
      return CountRange(low: low, high: high)
    }
  }

  /// What tells one phase as it was shown from another.
  private func content(of phase: String, _ db: Database) throws -> String {
    var hash = SHA256()
    for table in ["protected_count", "protected_total"] {
      let rows = try Row.fetchCursor(
        db, sql: "SELECT * FROM \(table) WHERE plan = ? AND phase = ?", arguments: [id, phase])
      while let row = try rows.next() {
        hash.update(data: Data(row.databaseValues.dropFirst().map(\.description).joined(separator: "|").utf8))
      }
    }
    return hash.finalize().hex
  }

  /// What it says of the rows of a phase.
  /// - Parameter meaning: What a count may be that it shows.
  private func told(
    in phase: String, meaning: (Int) -> CountRange, _ db: Database
  ) throws -> [PhaseLattice.RowKey: EarlierPhase.Told] {
    let counts = "category, service, ethnicity, numerator_low, numerator_high, denominator_low, denominator_high"
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT indicator, organisation, \(counts) FROM protected_count WHERE plan = ?1 AND phase = ?2
        UNION ALL SELECT indicator, area, \(counts) FROM protected_total WHERE plan = ?1 AND phase = ?2
        """, arguments: [id, phase])
    func range(_ low: Int, _ high: Int) -> CountRange { low == high ? meaning(low) : CountRange(low: low, high: high) }
    return Dictionary(
      rows.map { row in
        let counts = CountPair(numerator: range(row[5], row[6]), denominator: range(row[7], row[8]))
        return (
          PhaseLattice.RowKey(
            indicator: row[0], category: row[2], place: row[1], service: Service(rawValue: row[3]) ?? .all,
            ethnicity: Ethnicity(rawValue: row[4]) ?? .unknown),
          EarlierPhase.Told(
            counts: counts, isNumeratorHidden: row[5] as Int != row[6], isDenominatorHidden: row[7] as Int != row[8])
        )
      }, uniquingKeysWith: { $1 })
  }
}

/// Writes what a plan shows.
private final class PlanWriter {
  private let counts, totals: RawStatement
  private let plan: Int64
  private let db: Database

  init(_ plan: Int64, in db: Database) throws {
    (self.plan, self.db) = (plan, db)
    func insert(_ table: String, _ values: Int) throws -> RawStatement {
      try RawStatement("INSERT INTO \(table) VALUES (\(databaseQuestionMarks(count: values)))", in: db)
    }
    (counts, totals) = (try insert("protected_count", 15), try insert("protected_total", 12))
  }

  func write(_ phasePlan: PhasePlan, phase: String) throws {
    for it in phasePlan.rows {
      bind(it, phase, to: counts)
      for (index, number) in it.received.bounds.enumerated() { counts.bind(number, at: Int32(12 + index)) }
      try step(counts)
    }
    for it in phasePlan.totals {
      bind(it, phase, to: totals)
      totals.bind(it.row.organisations, at: 12)
      try step(totals)
    }
  }

  private func bind(_ it: PhasePlan.Shown, _ phase: String, to statement: RawStatement) {
    let key = it.row.key
    statement.bind(Int(plan), at: 1)
    let texts = [
      phase, key.indicator, key.place, key.category, key.service.rawValue, key.ethnicity.rawValue,
    ]
    for (index, text) in texts.enumerated() { statement.bind(text, at: Int32(2 + index)) }
    for (index, number) in it.shown.bounds.enumerated() { statement.bind(number, at: Int32(8 + index)) }
  }

  private func step(_ statement: RawStatement) throws {
    let code = statement.step()
    statement.reset()
    guard code == SQLITE_DONE else { throw db.error(code) }
  }
}

extension CountPair {
  /// The least and the most of the numerator, then of the denominator.
  fileprivate var bounds: [Int] { [numerator.low, numerator.high, denominator.low, denominator.high] }
}
