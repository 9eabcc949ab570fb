import GRDB

/// Reads a register: the organisations that may give figures.
struct RegisterImporter {
  let load: LoadInProgress
  let reader: CSVReader
  let path: String
  let columns: [String: Int]

  /// Reads all rows; what is wrong goes to the load's problems.
  /// - Returns: How many rows there were.
  func run() throws -> Int {
    var rows = 0
    let expected = reader.count
    while try load.nextRow(of: reader, path, columns: expected, count: &rows) {
      if let organisation = try organisation() { try store(organisation) }
    }
    try load.registersChanged()
    return rows
  }

  private func place(_ name: String?) -> Place {
    Place(file: path, line: reader.line, column: name.flatMap { columns[$0] }.map { $0 + 1 })
  }

  private func field(_ name: String) -> String { columns[name].map { reader.text($0) } ?? "" }

  private func organisation() throws -> Organisation? {
    if let column = columns["standard"], !load.isOfStandard(reader, column, in: path) { return nil }
    for name in ["code", "name"] {
      let text = field(name)
      if text.isEmpty {
        load.add(.blankName(at: place(name), column: name))
        return nil
      }
      if text.unicodeScalars.contains(where: { [.control, .format].contains($0.properties.generalCategory) }) {
        load.add(.controlCharacter(at: place(name), name: text))
        return nil
      }
    }
    let isFictional = Organisation.isFictional(code: field("code"))
    let usual = isFictional ? Organisation.Kind.illustrative : .authority
    let kind = field("kind").isEmpty ? usual.rawValue : field("kind").lowercased()
    guard let kind = Organisation.Kind(rawValue: kind) else {
      let known = Organisation.Kind.allCases.map(\.rawValue)
      load.add(.unknownName(at: place("kind"), what: "kind of organisation", name: kind, nearest: known))
      return nil
    }
    guard isFictional == (kind == .illustrative) else {
      load.add(.fictionalCode(at: place("code"), code: field("code"), kind: kind.rawValue))
      return nil
    }
    return Organisation(
      code: field("code"), name: field("name"), kind: kind, region: field("region"), type: field("type"))
  }

  private func store(_ it: Organisation) throws {
    // A large register is many rows: these statements are prepared once.
    let key: StatementArguments = [load.standard.key, it.code]
    let other = try String.fetchOne(
      load.db.cachedStatement(
        sql: "SELECT code FROM organisation WHERE standard = ? AND code <> ? AND name = ? COLLATE NOCASE"),
      arguments: key + [it.name])
    if let other { return load.add(.nameTaken(at: place("name"), name: it.name, by: other)) }
    let old = try Row.fetchOne(
      load.db.cachedStatement(sql: "SELECT * FROM organisation WHERE standard = ? AND code = ?"), arguments: key)
    if let old {
      if old["name"] != it.name {
        return load.add(.renamedCode(at: place("code"), code: it.code, was: old["name"], now: it.name))
      }
      if old["change"] == load.change { return load.add(.duplicate(at: place("code"), of: it.code)) }
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
