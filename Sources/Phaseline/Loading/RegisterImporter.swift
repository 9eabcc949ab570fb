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
    while try reader.next() {
      if reader.isBlank { continue }
      rows += 1
      guard reader.count == expected else {
        load.add(.wrongFieldCount(at: place(nil), found: reader.count, expected: expected))
        continue
      }
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
    let kind = field("kind").isEmpty ? Organisation.Kind.authority.rawValue : field("kind").lowercased()
    guard let kind = Organisation.Kind(rawValue: kind) else {
      let known = Organisation.Kind.allCases.map(\.rawValue)
      load.add(.unknownName(at: place("kind"), what: "kind of organisation", name: kind, nearest: known))
      return nil
    }
    return Organisation(
      code: field("code"), name: field("name"), kind: kind, region: field("region"), type: field("type"))
  }

  private func store(_ organisation: Organisation) throws {
    let key: StatementArguments = [load.standard.key, organisation.code]
    let old = try Row.fetchOne(
      load.db, sql: "SELECT * FROM organisation WHERE standard = ? AND code = ?", arguments: key)
    if let old {
      if old["name"] != organisation.name {
        return load.add(
          .renamedCode(at: place("code"), code: organisation.code, was: old["name"], now: organisation.name))
      }
      if old["change"] == load.change { return load.add(.duplicate(at: place("code"), of: organisation.code)) }
      if try Organisation(row: old) == organisation { return load.count(unchanged: 1) }
      try load.db.execute(
        sql: """
          INSERT INTO replaced_organisation SELECT *, \(load.change) FROM organisation WHERE standard = ? AND code = ?
          """, arguments: key)
    }
    try load.db.execute(
      literal: """
        INSERT INTO organisation (standard, code, name, kind, region, type, change)
        VALUES (\(load.standard.key), \(organisation.code), \(organisation.name), \(organisation.kind.rawValue),
          \(organisation.region), \(organisation.type), \(load.change))
        ON CONFLICT (standard, code) DO UPDATE SET kind = excluded.kind, region = excluded.region, type = excluded.type,
          change = excluded.change
        """)
    load.count(added: old == nil ? 1 : 0, replaced: old == nil ? 0 : 1)
  }
}
