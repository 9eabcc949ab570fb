import GRDB
import GRDBSQLite

/// What a workspace holds on one organisation.
public struct OrganisationOverview: Hashable, Sendable, Codable, FetchableRecord {
  /// Its code in the register.
  public var code: String
  /// Its name.
  public var name: String
  /// How it stands to the nation.
  public var kind: Organisation.Kind
  /// The region it lies in; may be empty.
  public var region: String
  /// What sort of organisation, in the register's words.
  public var type: String
  /// Keys of the phases with counts, parted by blanks, in order of time; none without counts.
  public var phases: String?
  /// Keys of the phases with published figures of its own, likewise.
  public var published: String?
}

/// What a workspace holds of one phase.
public struct PhaseOverview: Hashable, Sendable, Codable {
  /// The phase.
  public var phase: Phase
  /// Organisations with counts.
  public var organisations: Int
  /// Rows of counts.
  public var observations: Int
  /// Published figures, of areas and of organisations.
  public var publishedFigures: Int
}

extension Workspace {
  /// Every organisation with what it has given, by name.
  static func overviewOfOrganisations(of standard: String, in db: Database) throws -> [OrganisationOverview] {
    try OrganisationOverview.fetchAll(
      db,
      sql: """
        WITH given AS (SELECT DISTINCT organisation, phase FROM observation WHERE standard = ?1),
          printed AS (SELECT DISTINCT organisation, phase FROM published_figure
            WHERE standard = ?1 AND organisation IS NOT NULL)
        SELECT code, name, kind, region, type,
          (SELECT group_concat(phase, ' ') FROM (SELECT g.phase FROM given g JOIN phase p
            ON p.standard = ?1 AND p.key = g.phase WHERE g.organisation = code ORDER BY p.ordinal)) AS phases,
          (SELECT group_concat(phase, ' ') FROM (SELECT g.phase FROM printed g JOIN phase p
            ON p.standard = ?1 AND p.key = g.phase WHERE g.organisation = code ORDER BY p.ordinal)) AS published
        FROM organisation WHERE standard = ?1 ORDER BY name, code
        """, arguments: [standard])
  }

  /// Those that gave counts, or have published figures of their own, by name.
  public func organisationsWithFigures() throws -> [Organisation] {
    try queue.read { try organisationsWithFigures(in: $0) }
  }

  func organisationsWithFigures(in db: Database) throws -> [Organisation] {
    try Organisation.fetchAll(
      db,
      sql: """
        SELECT code, name, kind, region, type FROM organisation WHERE standard = ?1 AND \(Self.hasFigures)
        ORDER BY name, code
        """, arguments: [standard.key])
  }

  /// Every phase of the standard with what is there of it, in order of time.
  public func overviewOfPhases() throws -> [PhaseOverview] {
    try queue.read { db in
      try standard.phases.map { phase in
        func count(_ what: String, _ table: String) throws -> Int {
          try Int.fetchOne(
            db, sql: "SELECT count(\(what)) FROM \(table) WHERE standard = ? AND phase = ?",
            arguments: [standard.key, phase.key]) ?? 0
        }
        return PhaseOverview(
          phase: phase, organisations: try count("DISTINCT organisation", "observation"),
          observations: try count("*", "observation"), publishedFigures: try count("*", "published_figure"))
      }
    }
  }

  /// The phases that have any figure, in order of time.
  public func phasesWithFigures() throws -> [Phase] {
    let keys = try queue.read { db in
      try String.fetchSet(
        db.cachedStatement(
          sql: """
            SELECT key FROM phase WHERE standard = ?1 AND (
              EXISTS (SELECT 1 FROM observation WHERE standard = ?1 AND phase = phase.key)
              OR EXISTS (SELECT 1 FROM published_figure WHERE standard = ?1 AND phase = phase.key))
            """), arguments: [standard.key])
    }
    return standard.phases.filter { keys.contains($0.key) }
  }
}

/// What `doctor` asks of a workspace.
public struct WorkspaceHealth: Hashable, Sendable, Codable {
  /// "ok", or SQLite's own words.
  public var integrity: String
  /// Rows that name something that is not there; 0 in a sound file.
  public var brokenReferences: Int
  /// Rows of counts, of all standards.
  public var observations: Int
  /// Entries of the journal.
  public var changes: Int
}

extension Workspace {
  /// The version of the SQLite library.
  public static var sqliteVersion: String { String(cString: sqlite3_libversion()) }

  /// SQLite's own checks of the file.
  public func health() throws -> WorkspaceHealth {
    try queue.read { db in
      WorkspaceHealth(
        integrity: try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "",
        brokenReferences: try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count,
        observations: try Int.fetchOne(db, sql: "SELECT count(*) FROM observation") ?? 0,
        changes: try Int.fetchOne(db, sql: "SELECT count(*) FROM change") ?? 0)
    }
  }
}
