import Foundation
import GRDB
import IndicatorStatistics

/// Writes a plan that shows what files tell, and hides the rest of the workspace's counts.
///
/// The counts behind it are those that the files print, else those of the workspace as it is, where the files allow them. Its
/// sums are made of them; where a sum was printed that they do not make, whatever it is of that was not printed is unknown.
struct RebuiltPlanWriter {
  /// What could not be kept, each in a sentence.
  private(set) var remarks: [String] = []
  private let plan: RebuiltPlan
  private let standard: Standard
  private let db: Database
  private var received: [RebuiltFile.Key: CountPair] = [:]

  init(_ plan: RebuiltPlan, _ standard: Standard, _ db: Database) {
    (self.plan, self.standard, self.db) = (plan, standard, db)
  }

  /// - Parameter number: Tells it from others that are taken in at the same time.
  /// - Returns: The plan's number.
  mutating func write(number: Int) throws -> Int64 {
    let organisations = try Organisation.all(of: standard.key, in: db)
    let json = JSONEncoder()
    let (definition, register) = (try json.encode(plan.rules), try json.encode(organisations))
    try db.execute(
      literal: """
        INSERT INTO disclosure_plan
          (standard, rules, after_share, rules_hash, is_rounding, definition, register, state, at, hidden, counts)
        VALUES (\(standard.key), \(plan.rules.key), 0, \("taken in \(number)"), \(plan.rules.isRounding),
          \(String(decoding: definition, as: UTF8.self)), \(String(decoding: register, as: UTF8.self)),
          'unknown', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 0, 0)
        """)
    let id = db.lastInsertedRowID
    for phase in standard.phases where plan.counts.keys.contains(where: { $0.phase == phase.key }) {
      try write(phase, organisations, id)
    }
    try RegisterSeals.close(plan: id, in: db)
    return id
  }

  private mutating func write(_ phase: Phase, _ organisations: [Organisation], _ id: Int64) throws {
    let present = try PhaseLattice(standard.indicators, organisations: organisations, rules: plan.rules) {
      indicator, take in
      try StoredCell.forEach(TotalsKey(phase: phase.key, indicator: indicator.key), of: standard.key, in: db, take)
    }
    let told = plan.counts.filter { $0.key.phase == phase.key }
    let areas = Dictionary(organisations.map { ($0.code, PhaseLattice.areas(of: $0)) }, uniquingKeysWith: { $1 })
    var rows = Set(told.keys.map(\.row).filter { areas[$0.place] != nil })
    let given = Dictionary(
      present.rows.map { row in
        (
          row.key,
          CountPair(
            numerator: present.lattice.cells[row.numerator].received ?? .unknown,
            denominator: present.lattice.cells[row.denominator].received ?? .unknown)
        )
      }, uniquingKeysWith: { $1 })
    let left = absent(told, given, rows, areas)
    rows.formUnion(given.keys.filter { !left.contains($0) })
    for row in rows {
      let it = told[RebuiltFile.Key(phase: phase.key, row: row)]
      received[RebuiltFile.Key(phase: phase.key, row: row)] = CountPair(
        numerator: behind(it?.numerator, given[row]?.numerator),
        denominator: behind(it?.denominator, given[row]?.denominator))
    }
    try insert(rows, phase, id)
    try reconcile(told, phase, organisations, id)
  }

  /// Rows that nobody told and that a sum was not of: as many as it is over were told.
  private func absent(
    _ told: [RebuiltFile.Key: RebuiltFile.Told], _ given: [PhaseLattice.RowKey: CountPair],
    _ rows: Set<PhaseLattice.RowKey>, _ areas: [String: [String]]
  ) -> Set<PhaseLattice.RowKey> {
    var left = Set<PhaseLattice.RowKey>()
    for (key, it) in told where areas[key.row.place] == nil {
      func isPart(_ row: PhaseLattice.RowKey) -> Bool {
        row.indicator == key.row.indicator && row.category == key.row.category
          && areas[row.place]?.contains(key.row.place) == true
      }
      let members = Set(rows.filter(isPart).map(\.place))
      guard let organisations = it.organisations, members.count == organisations else { continue }
      left.formUnion(given.keys.filter { isPart($0) && !members.contains($0.place) })
    }
    return left
  }

  /// The count behind what was told: the present one where it may be that.
  private func behind(_ told: CountRange?, _ present: CountRange?) -> CountRange {
    let meaning = plan.rules.meaning(of: told)
    if let present, meaning.contains(present.low), meaning.contains(present.high) { return present }
    return CountRange(low: meaning.lowerBound, high: meaning.upperBound)
  }

  private func insert(_ rows: Set<PhaseLattice.RowKey>, _ phase: Phase, _ id: Int64) throws {
    for row in rows {
      let key = RebuiltFile.Key(phase: phase.key, row: row)
      guard let received = received[key] else { continue }
      let told = plan.counts[key]
      let (numerator, denominator) = (told?.numerator ?? .unknown, told?.denominator ?? .unknown)
      try db.execute(
        literal: """
          INSERT INTO protected_count VALUES (\(id), \(phase.key), \(row.indicator), \(row.place), \(row.category),
            \(row.service.rawValue), \(row.ethnicity.rawValue), \(numerator.low), \(numerator.high), \(denominator.low),
            \(denominator.high), \(received.numerator.low), \(received.numerator.high), \(received.denominator.low),
            \(received.denominator.high))
          """)
    }
  }

  // MARK: - Sums

  /// Enters the sums that were told; of what they are of and was not printed, nothing is known where they say otherwise.
  private mutating func reconcile(
    _ told: [RebuiltFile.Key: RebuiltFile.Told], _ phase: Phase, _ organisations: [Organisation], _ id: Int64
  ) throws {
    let lattice = try PhaseLattice(standard.indicators, organisations: organisations, rules: plan.rules) {
      indicator, take in
      try StoredCell.forEach(
        TotalsKey(phase: phase.key, indicator: indicator.key), of: standard.key,
        from: .received(by: id, of: standard.key), in: db, take)
    }
    var rowsOf: [Int: [(key: PhaseLattice.RowKey, part: WritableKeyPath<CountPair, CountRange>)]] = [:]
    for row in lattice.rows {
      rowsOf[row.numerator, default: []].append((row.key, \.numerator))
      rowsOf[row.denominator, default: []].append((row.key, \.denominator))
    }
    let partsOf = Dictionary(grouping: lattice.lattice.relations, by: \.total)
    let sums = Dictionary(lattice.sumRows.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    let codes = Set(organisations.map(\.code))
    for (key, it) in told.sorted(by: {
      $0.value.whereabouts.words.localizedStandardCompare($1.value.whereabouts.words) == .orderedAscending
    })
    where !codes.contains(key.row.place) {
      guard let sum = sums[key.row], it.organisations.map({ $0 == sum.organisations }) ?? true else {
        remarks.append(
          "\(it.whereabouts.words): this sum is over other \(Wordings.plural(standard.organisationNoun)), and nobody can tell which; it is "
            + "not kept.")
        continue
      }
      for (cell, range) in [(sum.numerator, it.numerator), (sum.denominator, it.denominator)] {
        guard let count = lattice.lattice.cells[cell].count, !plan.rules.meaning(of: range).contains(count) else {
          continue
        }
        let parts = (partsOf[cell] ?? []).flatMap(\.parts).flatMap { rowsOf[$0] ?? [] }
        for part in parts { try forget(part.key, part.part, phase, id) }
      }
      try insert(it, key.row, sum.organisations, phase, id)
    }
  }

  /// Keeps of a count that was not printed only what was said of it.
  private func forget(
    _ row: PhaseLattice.RowKey, _ part: WritableKeyPath<CountPair, CountRange>, _ phase: Phase, _ id: Int64
  ) throws {
    let told = plan.counts[RebuiltFile.Key(phase: phase.key, row: row)]
    let range = part == \CountPair.numerator ? told?.numerator : told?.denominator
    guard range?.isExact != true || plan.rules.isRounding else { return }
    let (name, meaning) = (part == \CountPair.numerator ? "numerator" : "denominator", plan.rules.meaning(of: range))
    try db.execute(
      literal: """
        UPDATE protected_count SET \(sql: "received_\(name)_low") = \(meaning.lowerBound),
          \(sql: "received_\(name)_high") = \(meaning.upperBound)
        WHERE plan = \(id) AND phase = \(phase.key) AND indicator = \(row.indicator) AND organisation = \(row.place)
          AND category = \(row.category) AND service = \(row.service.rawValue) AND ethnicity = \(row.ethnicity.rawValue)
        """)
  }

  private func insert(
    _ told: RebuiltFile.Told, _ row: PhaseLattice.RowKey, _ organisations: Int, _ phase: Phase, _ id: Int64
  ) throws {
    let (numerator, denominator) = (told.numerator ?? .unknown, told.denominator ?? .unknown)
    try db.execute(
      literal: """
        INSERT INTO protected_total VALUES (\(id), \(phase.key), \(row.indicator), \(row.place), \(row.category),
          \(row.service.rawValue), \(row.ethnicity.rawValue), \(numerator.low), \(numerator.high), \(denominator.low),
          \(denominator.high), \(organisations))
        """)
  }
}

extension CountRange {
  /// Of a count of which nothing is said.
  fileprivate static var unknown: CountRange { CountRange(low: 0, high: Bounds.most) }
}
