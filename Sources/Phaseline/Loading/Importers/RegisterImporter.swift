import GRDB

/// Reads a register: the organisations that may give figures.
struct RegisterImporter {
  private let load: LoadInProgress
  private let rows: RowReader
  /// Names and codes, folded, and whose they are: a file may mean an organisation by either.
  private var owners: [String: Owner] = [:]
  private struct Owner { var code: String, isCode: Bool }

  init(_ rows: RowReader) {
    (self.rows, load) = (rows, rows.load)
    for it in load.lookup.registered { note(it) }
  }

  private mutating func note(_ it: Organisation) {
    owners[Name.folded(it.name)] = Owner(code: it.code, isCode: false)
    owners[Name.folded(it.code)] = Owner(code: it.code, isCode: true)
  }

  /// What is wrong with a name or a code that means another organisation too.
  private func clash(_ it: Organisation) -> Fault? {
    for spelling in [it.name, it.code] {
      guard let owner = owners[Name.folded(spelling)], owner.code != it.code else { continue }
      return .nameTaken(name: spelling, by: owner.code, isCode: owner.isCode)
    }
    return nil
  }

  /// Reads all rows; what is wrong goes to the load's problems.
  /// - Returns: How many rows there were.
  mutating func run() throws -> Int {
    while try rows.next() {
      if let organisation = organisation() { try store(organisation) }
    }
    try load.registersChanged()
    return rows.count
  }

  private func organisation() -> Organisation? {
    guard rows.isSound() else { return nil }
    let blank = ["code", "name"].filter { rows[$0].isEmpty }
    for name in blank { load.add(.blankName(column: name), at: rows.place(name)) }
    guard blank.isEmpty else { return nil }
    let isFictional = Organisation.isFictional(code: rows["code"])
    let usual = isFictional ? Organisation.Kind.illustrative : .authority
    let kind = rows["kind"].isEmpty ? usual.rawValue : rows["kind"].lowercased()
    guard let kind = Organisation.Kind(rawValue: kind) else {
      let known = Organisation.Kind.allCases.map(\.rawValue)
      load.add(.unknownName(what: "kind of organisation", name: kind, nearest: known), at: rows.place("kind"))
      return nil
    }
    guard isFictional == (kind == .illustrative) else {
      load.add(.fictionalCode(code: rows["code"], kind: kind.rawValue), at: rows.place("code"))
      return nil
    }
    return Organisation(
      code: rows["code"], name: rows["name"], kind: kind, region: rows["region"], type: rows["type"])
  }

  private mutating func store(_ it: Organisation) throws {
    // A large register is many rows: these statements are prepared once.
    let key: StatementArguments = [load.standard.key, it.code]
    let old = try Row.fetchOne(
      load.db.cachedStatement(sql: "SELECT * FROM organisation WHERE standard = ? AND code = ?"), arguments: key)
    let first = load.firstPlace(of: [it.code], here: rows.place("code"))
    if let old {
      let stored = try Organisation(row: old)
      if stored.name != it.name, first == nil || old["change"] != load.change {
        return load.add(.renamedCode(code: it.code, was: stored.name, now: it.name), at: rows.place("code"))
      }
      if let first { return report(it, given: stored, at: first) }
      if stored == it { return load.count(unchanged: 1) }
    }
    if let fault = clash(it) { return load.add(fault, at: rows.place("name")) }
    note(it)
    if old != nil {
      try JournaledTable.organisation.keep(
        "standard = \(load.standard.key) AND code = \(it.code)", replacedBy: load.change, in: load.db)
    }
    try load.db.cachedStatement(
      sql: """
        INSERT INTO organisation (\(JournaledTable.organisation.columns)) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (standard, code) DO UPDATE SET kind = excluded.kind, region = excluded.region, type = excluded.type,
          change = excluded.change
        """
    ).execute(arguments: key + [it.name, it.kind.rawValue, it.region, it.type, load.change])
    if let old { load.replaced(rowOf: old["change"]) } else { load.count(added: 1) }
  }

  /// Says that this load has had the organisation before: in another register, which may say the same; in this one, or
  /// otherwise, which is a problem.
  private func report(_ it: Organisation, given: Organisation, at first: Place) {
    let here = rows.place("code")
    let differences = [
      ("name", it.name, given.name), ("kind", it.kind.rawValue, given.kind.rawValue),
      ("region", it.region, given.region),
      ("type", it.type, given.type),
    ].filter { $0.1 != $0.2 }
    guard first.file != here.file else { return load.add(.duplicate(whose: it.code, first: first), at: here) }
    guard let (column, new, old) = differences.first else { return load.count(unchanged: 1) }
    load.add(
      .registersDisagree(code: it.code, column: column, here: new, there: old, first: first), at: rows.place(column))
  }
}
