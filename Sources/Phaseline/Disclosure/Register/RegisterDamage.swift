import GRDB

/// What is wrong with the register of what was shared.
enum RegisterDamage: Hashable, Sendable {
  /// A table or trigger is not there.
  case absent(String)
  /// The row is gone that keeps the last seal.
  case noSeal
  /// Entries are gone.
  case gone(ClosedRange<Int>)
  /// An entry, or its plan, is not what was written.
  case altered(entry: Int)
  /// An entry names a plan that is not there.
  case noPlan(Int64, entry: Int)
  /// Rows are not what was written, of a plan that something was shared of.
  case alteredRows(plan: Int64)

  /// Whether the tables themselves are not whole.
  var isOfTables: Bool {
    if case .absent = self { true } else { false }
  }

  /// Whether a table is not there.
  var isMissingTable: Bool { if case .absent(let name) = self { RegisterSeals.tables.contains(name) } else { false } }

  /// In words: "entry 2 is gone".
  var words: String {
    switch self {
    case .absent(let name): "\(name) is not there"
    case .noSeal: "the seal over its entries is gone"
    case .gone(let entries) where entries.count == 1: "entry \(entries.lowerBound) is gone"
    case .gone(let entries): "entries \(entries.lowerBound) to \(entries.upperBound) are gone"
    case .altered(let entry): "entry \(entry) is not what was written"
    case .noPlan(let plan, let entry): "entry \(entry) was shared of plan \(plan), which is gone"
    case .alteredRows(let plan): "the counts of plan \(plan), as they were shared, are not what was written"
    }
  }
}

extension RegisterDamage {
  /// What is wrong; nothing where the register is as it was written.
  /// - Parameter isDeep: Whether each row of the plans is looked at too, which takes long. The workspace notes by itself
  ///   where one of them is altered.
  static func all(in db: Database, isDeep: Bool = false) throws -> [RegisterDamage] {
    let there = try String.fetchSet(db, sql: "SELECT name FROM sqlite_schema WHERE type IN ('table', 'trigger')")
    let absent = (RegisterSeals.tables + RegisterSeals.triggers).filter { !there.contains($0) }
    guard absent.isEmpty else { return absent.map(RegisterDamage.absent) }
    guard let kept = try Row.fetchOne(db, sql: "SELECT shares, seal, altered_plan FROM register_seal") else {
      return [.noSeal]
    }
    // Of what somebody altered by hand any column may be blank.
    var found = try chain(shares: kept[0] as Int? ?? 0, seal: kept[1] as String? ?? "", in: db)
    var altered = Set<Int64>()
    if let plan = kept[2] as Int64? { altered.insert(plan) }
    if isDeep { altered.formUnion(try alteredPlans(in: db)) }
    found += altered.sorted().map { .alteredRows(plan: $0) }
    return found
  }

  /// Plans, of which something was shared, with other rows than were written.
  static func alteredPlans(in db: Database) throws -> [Int64] {
    try Row.fetchAll(db, sql: "SELECT id, digest FROM disclosure_plan WHERE id IN (SELECT plan FROM share)").filter {
      try RegisterSeals.digest(ofPlan: $0[0], in: db) != $0[1] as String?
    }.map { $0[0] }
  }

  private static func chain(shares: Int, seal: String, in db: Database) throws -> [RegisterDamage] {
    var found: [RegisterDamage] = []
    var plans: [Int64: String] = [:]
    var (last, before) = (0, "")
    let rows = try Row.fetchCursor(db, sql: RegisterSeals.entries + " ORDER BY id")
    while let row = try rows.next() {
      let (entry, plan) = (row[0] as Int, row[1] as Int64)
      if entry > last + 1 { found.append(.gone(last + 1...entry - 1)) }
      let kept = row[3] as String? ?? ""
      if let ofPlan = try plans[plan] ?? RegisterSeals.seal(ofPlan: plan, in: db) {
        plans[plan] = ofPlan
        // After a gap the seal before it is not known.
        if entry == last + 1, RegisterSeals.seal(row[2] as String? ?? "", plan: ofPlan, after: before) != kept {
          found.append(.altered(entry: entry))
        }
      } else {
        found.append(.noPlan(plan, entry: entry))
      }
      (last, before) = (entry, kept)
    }
    if last < shares {
      found.append(.gone(last + 1...shares))
    } else if found.isEmpty, last > shares || before != seal {
      found.append(last == 0 ? .noSeal : .altered(entry: last))
    }
    return found
  }
}

extension Workspace {
  /// What is wrong with the register of what was shared, in words; nothing where it is as it was written.
  public func registerDamage() throws -> [String] { try queue.read { try RegisterDamage.all(in: $0) }.map(\.words) }

  /// Refuses to share while nobody can tell what others know already. Looked at again only once another program has written.
  /// - Throws: `DisclosureRefused`; `DatabaseError`.
  func requireWholeRegister() throws {
    try queue.inDatabase { db in
      let state = try Int.fetchOne(db, sql: "PRAGMA data_version")
      guard register.wasWhole(at: state) == false else { return }
      let damage = try RegisterDamage.all(in: db)
      guard damage.isEmpty else { throw refusal(damage) }
      register.isWhole(at: state)
    }
  }

  func refusal(_ damage: [RegisterDamage]) -> DisclosureRefused {
    DisclosureRefused(.damagedRegister(path: path, standard: standard.key, damage: damage.map(\.words)))
  }
}
