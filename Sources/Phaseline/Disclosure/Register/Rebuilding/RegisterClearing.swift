import GRDB

/// Takes out of the register what it keeps of one standard. What it keeps of others is sealed again only where it was
/// whole: damage that nobody has looked into stays damage, or what others know would be forgotten without a word.
struct RegisterClearing {
  private let standard: String
  private let damage: [RegisterDamage]
  private let db: Database

  /// - Parameters:
  ///   - standard: Key of the one that is taken out.
  ///   - damage: What is wrong with the register.
  ///   - db: Where it is.
  init(of standard: String, damage: [RegisterDamage], in db: Database) {
    (self.standard, self.damage, self.db) = (standard, damage, db)
  }

  /// Takes the entries of the standard away; all, where not even the tables are whole.
  /// - Returns: Keys of the other standards whose entries may be damaged too, and stay so.
  /// - Throws: `RebuildProblem.others` where the tables are not whole, and keep something of other standards.
  func run() throws -> [String] {
    let others = try others()
    if damage.contains(where: \.isOfTables) {
      guard others.isEmpty else { throw RebuildProblem.others(others) }
      try Migrations.renewRegister(in: db)
      return []
    }
    let areWhole = try others.isEmpty || damage.allSatisfy(isOwn)
    try clear()
    try seal(areWhole: areWhole)
    if !areWhole { try note(standardsWithoutEntries: others) }
    return areWhole ? [] : others
  }

  /// The other standards of which something is kept, as far as the tables are there.
  private func others() throws -> [String] {
    let tables = try String.fetchAll(
      db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('share', 'disclosure_plan')")
    return try tables.flatMap {
      try String.fetchAll(db, sql: "SELECT DISTINCT standard FROM \($0) WHERE standard <> ?", arguments: [standard])
    }.unique.sorted()
  }

  /// Whether it is damage of the standard's own entries, and of no others: of what is gone nobody can tell.
  private func isOwn(_ damage: RegisterDamage) throws -> Bool {
    switch damage {
    case .altered(let entry), .noPlan(_, let entry):
      try String.fetchOne(db, sql: "SELECT standard FROM share WHERE id = ?", arguments: [entry]) == standard
    case .alteredRows(let plan):
      try String.fetchOne(db, sql: "SELECT standard FROM disclosure_plan WHERE id = ?", arguments: [plan]) == standard
    case .absent, .noSeal, .gone: false
    }
  }

  private func clear() throws {
    let orphans = "plan NOT IN (SELECT id FROM disclosure_plan) AND plan NOT IN (SELECT plan FROM share)"
    try db.execute(
      literal: """
        PRAGMA defer_foreign_keys = ON;
        DELETE FROM share WHERE standard = \(standard);
        DELETE FROM share_name WHERE share NOT IN (SELECT id FROM share);
        DELETE FROM disclosure_plan WHERE standard = \(standard);
        DELETE FROM protected_count WHERE \(sql: orphans);
        DELETE FROM protected_total WHERE \(sql: orphans);
        """)
  }

  /// Numbers the entries that are left anew, and seals them where they were whole.
  private func seal(areWhole: Bool) throws {
    let altered = try Int64.fetchOne(
      db, sql: "SELECT id FROM disclosure_plan WHERE id = (SELECT altered_plan FROM register_seal)")
    try db.execute(
      literal: """
        DELETE FROM register_seal;
        INSERT INTO register_seal (id, shares, seal, altered_plan) VALUES (1, 0, '', \(altered));
        """)
    for (number, old) in try Int.fetchAll(db, sql: "SELECT id FROM share ORDER BY id").enumerated() {
      try db.execute(
        literal: """
          UPDATE share SET id = \(number + 1) WHERE id = \(old);
          UPDATE share_name SET share = \(number + 1) WHERE share = \(old);
          """)
      if areWhole {
        try RegisterSeals.close(entry: number + 1, in: db)
      } else {
        try RegisterSeals.leaveOpen(entry: number + 1, in: db)
      }
    }
  }

  /// Where there is no entry to leave open, since all may be gone, a plan shows that the standard's part is not whole.
  private func note(standardsWithoutEntries others: [String]) throws {
    for standard in others {
      try db.execute(
        literal: """
          UPDATE register_seal SET altered_plan = (SELECT max(id) FROM disclosure_plan WHERE standard = \(standard))
          WHERE NOT EXISTS (SELECT 1 FROM share WHERE standard = \(standard))
          """)
    }
  }
}
