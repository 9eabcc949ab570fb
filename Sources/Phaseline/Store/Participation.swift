import GRDB

/// What is recorded of an organisation's part in a phase, besides its counts.
struct Participation: FetchableRecord {
  var organisation, phase: String
  var isRegistered, tookPart, hasSubmitted: Bool
  /// The day on which it submitted, ISO 8601, where it is known.
  var submittedOn: String?

  init(row: Row) {
    (organisation, phase) = (row["organisation"], row["phase"])
    (isRegistered, tookPart, hasSubmitted) = (row["is_registered"], row["has_taken_part"], row["has_submitted"])
    submittedOn = row["submitted_on"]
  }

  /// Of every organisation of a standard, or of one, in every phase.
  static func all(of standard: String, organisation: String?, in db: Database) throws -> [Participation] {
    try fetchAll(
      db,
      sql: """
        SELECT organisation, phase, registered IS NOT NULL AS is_registered, took_part IS NOT NULL AS has_taken_part,
          submitted IS NOT NULL AS has_submitted, CASE typeof(submitted) WHEN 'text' THEN submitted END AS submitted_on
        FROM participation WHERE standard = ?1 AND organisation = ifnull(?2, organisation) ORDER BY organisation, phase
        """, arguments: [standard, organisation])
  }
}

extension CountTables {
  /// Where the phases with counts stand in a standard.
  func countedPhases(of standard: Standard, in db: Database) throws -> [Int] {
    try standard.phases.indices.filter { place in
      try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM \(observations) WHERE standard = ? AND phase = ?)",
        arguments: [standard.key, standard.phases[place].key]) ?? false
    }
  }
}
