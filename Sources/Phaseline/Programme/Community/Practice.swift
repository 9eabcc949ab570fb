import GRDB

/// What an authority did that others may learn from.
public struct Practice: Hashable, Sendable, Codable {
  /// Its number in the workspace, from 1; never given twice.
  public var number: Int
  /// Code of the organisation that did it.
  public var organisation: String
  /// What was done, in a line.
  public var title: String
  /// Keys of the indicators that it was to change, one or more.
  public var indicators: [String]
  /// What was done, in full.
  public var text: String
  /// When it began.
  public var start: PlannedTime
  /// The action of the plan that it was; none where there is none.
  public var action: Int?
  /// Whether others may read what was done; who did it they read only where that organisation agreed to be named.
  public var mayBeShared: Bool
  /// The change that made it what it is.
  public var change: Int
}

extension Practice {
  /// Reads a row of its table, or of the twin.
  init(_ row: Row) {
    self.init(
      number: row["number"], organisation: row["organisation"], title: row["title"],
      indicators: (row["indicators"] as String).split(separator: ",").map(String.init), text: row["text"],
      start: PlannedTime(stored: row["start"]), action: row["action"], mayBeShared: row["may_be_shared"],
      change: row["change"])
  }

  fileprivate var row: [String: (any DatabaseValueConvertible)?] {
    [
      "number": number, "organisation": organisation, "title": title, "indicators": indicators.joined(separator: ","),
      "text": text, "start": start.stored, "action": action, "may_be_shared": mayBeShared,
    ]
  }

  /// For the journal: "2: Structured interviews".
  var words: String { "\(number): \(title)" }

  /// All of a standard, by number.
  static func all(of standard: String, in db: Database) throws -> [Practice] {
    try Row.fetchAll(
      db, sql: "SELECT \(JournaledTable.practice.columns) FROM practice WHERE standard = ? ORDER BY number",
      arguments: [standard]
    ).map(Practice.init)
  }
}

extension Workspace {
  /// Adds a practice, as a change of its own.
  /// - Parameters:
  ///   - practice: Its number and change are given here.
  ///   - command: The words to keep in the journal.
  /// - Throws: `UsageProblem.refused` for what cannot be; the workspace is then as it was.
  public func addPractice(_ practice: Practice, command: String) throws -> Practice {
    var practice = practice
    practice.title = try FreeText.line(practice.title, "title")
    practice.text = try FreeText.text(practice.text, "description")
    practice.indicators = practice.indicators.unique
    guard !practice.indicators.isEmpty else {
      throw UsageProblem.refused("A practice is about an indicator. Name one or more; `indicators` lists them.")
    }
    return try queue.write { db in
      if let number = practice.action {
        let action = try Action.one(number, of: standard.key, in: db)
        guard action.organisation == practice.organisation else {
          throw UsageProblem.refused(
            "Action \(number) is another \(standard.organisationNoun)'s. Name one of its own; nothing was changed.")
        }
      }
      practice.number = try JournaledTable.practice.nextNumber(of: standard.key, in: db)
      practice.change = try JournaledTable.practice.put(
        [practice.row], inPlaceOf: "number = \(practice.number)", of: standard.key, command: command, in: db)
      return practice
    }
  }
}
