import Foundation
import GRDB

/// The workspace's own copy of a catalogue, brought up to date when the catalogue's hash has changed.
enum StandardRecord {
  /// The standard of this key, from the workspace's copy where that is current: reading YAML is the slower way.
  static func synchronised(_ key: String, catalogue: Catalogue?, in queue: DatabaseQueue) throws -> Standard {
    let copy = try queue.read { db in
      try Row.fetchOne(db, sql: "SELECT hash, definition FROM standard WHERE key = ?", arguments: [key])
    }
    let source: CatalogueSource?
    do { source = try catalogue?.source(of: key) } catch { if copy == nil { throw error } else { source = nil } }
    if let copy, source == nil || source?.hash == copy["hash"] {
      do { return try JSONDecoder().decode(Standard.self, from: Data((copy["definition"] as String).utf8)) } catch {
        if source == nil { throw error }  // an older version's copy; the catalogue has it too
      }
    }
    guard let source else { throw UsageProblem.unknownStandard(key, known: catalogue?.keys ?? []) }
    let standard = try source.standard()
    try queue.write { try store(standard, hash: source.hash, in: $0) }
    return standard
  }

  /// The workspace's own copy.
  static func copy(of key: String, in db: Database) throws -> Standard? {
    let text = try String.fetchOne(db, sql: "SELECT definition FROM standard WHERE key = ?", arguments: [key])
    return try text.map { try JSONDecoder().decode(Standard.self, from: Data($0.utf8)) }
  }

  private static func store(_ standard: Standard, hash: String, in db: Database) throws {
    let definition = String(decoding: try JSONEncoder().encode(standard), as: UTF8.self)
    try db.execute(
      sql: """
        INSERT INTO standard (key, title, hash, definition) VALUES (?, ?, ?, ?)
        ON CONFLICT (key) DO UPDATE SET title = excluded.title, hash = excluded.hash, definition = excluded.definition
        """, arguments: [standard.key, standard.title, hash, definition])
    for table in ["series_break", "indicator", "phase"] {
      try db.execute(literal: "DELETE FROM \(sql: table) WHERE standard = \(standard.key)")
    }
    for (ordinal, it) in standard.indicators.enumerated() {
      try db.execute(
        literal: """
          INSERT INTO indicator VALUES (\(standard.key), \(it.key), \(ordinal), \(it.number), \(it.title),
            \(it.definition), \(it.kind.rawValue), \(it.event.rawValue), \(it.numerator), \(it.denominator),
            \(it.denominatorBase))
          """)
      for gap in it.breaks {
        try db.execute(
          literal: "INSERT INTO series_break VALUES (\(standard.key), \(it.key), \(gap.before), \(gap.reason))")
      }
    }
    for it in standard.phases {
      try db.execute(
        literal: """
          INSERT INTO phase VALUES (\(standard.key), \(it.key), \(it.ordinal), \(it.label), \(it.period),
            \(it.firstDay), \(it.lastDay), \(it.registered), \(it.tookPart), \(it.submitted))
          """)
    }
  }
}
