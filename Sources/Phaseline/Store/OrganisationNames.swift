import GRDB

/// Names of organisations that fit what somebody has typed so far.
public struct OrganisationNames: Hashable, Sendable {
  /// What the text is of a name.
  public enum Place: Hashable, Sendable {
    /// How it begins.
    case beginning
    /// Any part of it.
    case part
  }
  /// Those that fit, and perhaps others; by name, whatever the case. Where they are not all: the first, and the last.
  public var names: [String]
  /// Whether they are all.
  public var isWhole: Bool
}

extension Workspace {
  /// The names that fit a text; case is that of English letters, of others whoever asks looks again.
  /// - Parameters:
  ///   - text: What was typed; nothing fits everything.
  ///   - place: What it is of a name.
  ///   - onlyWithFigures: Whether those without figures are left out, where anybody has some.
  ///   - limit: How many are given, beside the last; a text with other than English letters may give more.
  public func organisationNames(
    _ text: String, as place: OrganisationNames.Place, onlyWithFigures: Bool, limit: Int
  ) throws -> OrganisationNames {
    let plain = text.utf8.allSatisfy { $0 < 128 } ? text : String(text.prefix { $0.isASCII })
    let isPlain = plain == text
    return try queue.read { db in
      var condition = "FROM organisation WHERE standard = ?1 AND "
      switch place {
      case .beginning: condition += "name >= ?2 COLLATE NOCASE AND name < ?3 COLLATE NOCASE"
      case .part: condition += "name LIKE ?2 ESCAPE '\\' AND name < ?3 COLLATE NOCASE"
      }
      if try onlyWithFigures && Self.hasFigures(of: standard.key, in: db) { condition += " AND \(Self.hasFigures)" }
      let last = "\u{10FFFF}"
      let arguments: StatementArguments =
        place == .beginning
        ? [standard.key, plain, plain + last] : [standard.key, isPlain ? Self.pattern(text) : "%", last]
      func names(_ direction: String, _ limit: Int) throws -> [String] {
        try String.fetchAll(
          db, sql: "SELECT name \(condition) ORDER BY name COLLATE NOCASE \(direction) LIMIT \(limit)",
          arguments: arguments)
      }
      let first = try names("", isPlain ? limit + 1 : -1)
      guard isPlain, first.count > limit else { return OrganisationNames(names: first, isWhole: true) }
      return OrganisationNames(names: first.dropLast() + (try names("DESC", 1)), isWhole: false)
    }
  }

  /// What LIKE finds a text by, anywhere.
  static func pattern(_ text: String) -> String {
    let literal = text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    return "%\(literal)%"
  }

  /// Whether a row of `organisation` has figures: sought by the key of the counts, phase by phase and indicator by indicator,
  /// which finds the first at once, where a list of all who gave counts reads them all.
  static let hasFigures = """
    (EXISTS (SELECT 1 FROM phase CROSS JOIN indicator CROSS JOIN observation
        ON observation.standard = ?1 AND observation.phase = phase.key AND observation.indicator = indicator.key
          AND observation.organisation = organisation.code
        WHERE phase.standard = ?1 AND indicator.standard = ?1)
      OR code IN (SELECT organisation FROM published_figure WHERE standard = ?1))
    """

  private static func hasFigures(of standard: String, in db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM observation WHERE standard = ?1)
          OR EXISTS (SELECT 1 FROM published_figure WHERE standard = ?1 AND organisation IS NOT NULL)
        """, arguments: [standard]) ?? false
  }
}
