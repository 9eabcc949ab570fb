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
  /// The change that made it what it is; 0 for a shared audience.
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

  /// The one of a number.
  /// - Throws: `UsageProblem.refused` where there is none.
  static func one(_ number: Int, of standard: String, in db: Database) throws -> Practice {
    guard let found = try all(of: standard, in: db).first(where: { $0.number == number }) else {
      throw UsageProblem.refused("There is no practice \(number). `practice list` lists them; nothing was changed.")
    }
    return found
  }
}

/// A practice before it has a number: what somebody says of it.
public struct PracticeDraft: Sendable {
  /// Whose it is.
  public var organisation: Organisation
  /// What was done, in a line.
  public var title: String
  /// Keys of the indicators; those of the action where none is named.
  public var indicators: [String]
  /// What was done, in full.
  public var text: String
  /// When it began; when the action begins where none is named.
  public var start: PlannedTime?
  /// The action of the plan that it was.
  public var action: Int?
  /// Whether others may read what was done.
  public var mayBeShared: Bool

  /// What somebody says of a practice.
  public init(
    organisation: Organisation, title: String, indicators: [String], text: String, start: PlannedTime?, action: Int?,
    mayBeShared: Bool
  ) {
    (self.organisation, self.title, self.indicators, self.text) = (organisation, title, indicators, text)
    (self.start, self.action, self.mayBeShared) = (start, action, mayBeShared)
  }
}

extension Workspace {
  /// Adds a practice, as a change of its own.
  /// - Parameters:
  ///   - draft: What is said of it.
  ///   - command: The words to keep in the journal.
  /// - Throws: `UsageProblem.refused` for what cannot be; the workspace is then as it was.
  public func addPractice(_ draft: PracticeDraft, command: String) throws -> Practice {
    let title = try FreeText.line(draft.title, "title")
    let text = try FreeText.text(draft.text, "description")
    return try queue.write { db in
      let action = try draft.action.map { try self.action($0, of: draft.organisation, db) }
      let indicators = draft.indicators.isEmpty ? action?.indicators ?? [] : draft.indicators.unique
      guard !indicators.isEmpty else {
        throw UsageProblem.refused(
          "A practice is about an indicator. Name one or more, or its action; `indicators` lists them. Nothing was changed."
        )
      }
      guard let start = draft.start ?? action?.start else {
        throw UsageProblem.refused("A practice has begun some time. Say when with --start; nothing was changed.")
      }
      var practice = Practice(
        number: try JournaledTable.practice.nextNumber(of: standard.key, in: db),
        organisation: draft.organisation.code, title: title, indicators: indicators, text: text, start: start,
        action: draft.action, mayBeShared: draft.mayBeShared, change: 0)
      practice.change = try JournaledTable.practice.put(
        [practice.row], inPlaceOf: "number = \(practice.number)", of: standard.key, command: command, in: db)
      return practice
    }
  }

  /// Says anew whether others may read what was done, as a change of its own.
  /// - Parameters:
  ///   - number: Which practice.
  ///   - mayBeShared: Whether they may.
  ///   - command: The words to keep in the journal.
  /// - Returns: The practice, and the number of the change; none where it was so already.
  /// - Throws: `UsageProblem.refused` where there is none of that number.
  public func sharePractice(
    _ number: Int, _ mayBeShared: Bool, command: String
  ) throws -> (practice: Practice, change: Int?) {
    try queue.write { db in
      var practice = try Practice.one(number, of: standard.key, in: db)
      guard practice.mayBeShared != mayBeShared else { return (practice, nil) }
      practice.mayBeShared = mayBeShared
      practice.change = try JournaledTable.practice.put(
        [practice.row], inPlaceOf: "number = \(number)", of: standard.key, command: command, in: db)
      return (practice, practice.change)
    }
  }

  /// Whose a practice is.
  /// - Throws: `UsageProblem.refused` where there is none of that number.
  public func organisation(ofPractice number: Int) throws -> Organisation {
    let code = try queue.read { try Practice.one(number, of: standard.key, in: $0).organisation }
    return try organisation(named: code)
  }

  /// - Throws: `UsageProblem.refused` for an action of somebody else.
  private func action(_ number: Int, of organisation: Organisation, _ db: Database) throws -> Action {
    let action = try Action.one(number, of: standard.key, in: db)
    guard action.organisation == organisation.code else {
      throw UsageProblem.refused(
        "Action \(number) is another \(standard.organisationNoun)'s. Name one of its own; nothing was changed.")
    }
    return action
  }
}
