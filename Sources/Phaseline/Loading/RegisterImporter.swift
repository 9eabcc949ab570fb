import GRDB

/// Reads a register: the organisations that may give figures.
struct RegisterImporter {
  let load: LoadInProgress
  let reader: CSVReader
  let fields: RowFields

  init(_ reader: CSVReader, path: String, columns: [String: Int], into load: LoadInProgress) {
    (self.load, self.reader) = (load, reader)
    fields = RowFields(load: load, reader: reader, path: path, columns: columns)
  }

  /// Reads all rows; what is wrong goes to the load's problems.
  /// - Returns: How many rows there were.
  func run() throws -> Int {
    var rows = 0
    let expected = reader.count
    while try load.nextRow(of: reader, fields.path, columns: expected, count: &rows) {
      if let organisation = organisation() { try store(organisation) }
    }
    try load.registersChanged()
    return rows
  }

  private func organisation() -> Organisation? {
    guard fields.areSound() else { return nil }
    for name in ["code", "name"] where fields[name].isEmpty {
      load.add(.blankName(at: fields.place(name), column: name))
      return nil
    }
    let isFictional = Organisation.isFictional(code: fields["code"])
    let usual = isFictional ? Organisation.Kind.illustrative : .authority
    let kind = fields["kind"].isEmpty ? usual.rawValue : fields["kind"].lowercased()
    guard let kind = Organisation.Kind(rawValue: kind) else {
      let known = Organisation.Kind.allCases.map(\.rawValue)
      load.add(.unknownName(at: fields.place("kind"), what: "kind of organisation", name: kind, nearest: known))
      return nil
    }
    guard isFictional == (kind == .illustrative) else {
      load.add(.fictionalCode(at: fields.place("code"), code: fields["code"], kind: kind.rawValue))
      return nil
    }
    return Organisation(
      code: fields["code"], name: fields["name"], kind: kind, region: fields["region"], type: fields["type"])
  }

  private func store(_ it: Organisation) throws {
    // A large register is many rows: these statements are prepared once.
    let key: StatementArguments = [load.standard.key, it.code]
    let other = try String.fetchOne(
      load.db.cachedStatement(
        sql: "SELECT code FROM organisation WHERE standard = ? AND code <> ? AND name = ? COLLATE NOCASE"),
      arguments: key + [it.name])
    if let other { return load.add(.nameTaken(at: fields.place("name"), name: it.name, by: other)) }
    let old = try Row.fetchOne(
      load.db.cachedStatement(sql: "SELECT * FROM organisation WHERE standard = ? AND code = ?"), arguments: key)
    if let old {
      if old["name"] != it.name {
        return load.add(.renamedCode(at: fields.place("code"), code: it.code, was: old["name"], now: it.name))
      }
      if old["change"] == load.change { return load.add(.duplicate(at: fields.place("code"), of: it.code)) }
      guard load.isFirst([it.code]) else { return load.add(.duplicate(at: fields.place("code"), of: it.code)) }
      if try Organisation(row: old) == it { return load.count(unchanged: 1) }
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
    load.count(added: old == nil ? 1 : 0, replaced: old == nil ? 0 : 1)
  }
}
