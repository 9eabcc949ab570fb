import GRDB

/// An action after somebody added or changed it.
public struct ActionChange: Hashable, Sendable {
  /// As it is now.
  public var action: Action
  /// As it was; none of one that was added.
  public var before: Action?
  /// The number of the change; none where nothing differs.
  public var change: Int?
  /// The change of it before, where whoever made this one did not say which was seen.
  public var unseen: Change?
}

/// One state in which an action was, and whether it stands.
public struct ActionRevision: Hashable, Sendable {
  /// As it was then.
  public var action: Action
  /// The entry of the journal that made it so.
  public var change: Change
  /// Whether that entry was taken back.
  public var isTakenBack: Bool
}

/// Somebody else has changed an action since it was looked at.
public struct ActionConflict: PeopleReadable, Hashable {
  /// As it is now.
  public let current: Action
  let differences: [String]
  /// Which change it was: "change 4 (action update 1 …, 2026-…)", "change 4 (…) was taken back".
  let words: String

  /// It tells of an action, and of no count.
  public var isFreeOfCounts: Bool { false }

  /// What was changed, when, and what to do.
  public var description: String {
    let what =
      differences.isEmpty ? "" : "\n" + differences.map { "  " + $0 }.joined(separator: "\n") + "\n"
    return "Action \(current.number) has changed since you looked at it: \(words)" + (what.isEmpty ? ". " : ":" + what)
      + "Nothing was changed. If yours still holds, give it again (`--seen \(current.change)` says that you have seen this)."
  }
}

extension Workspace {
  /// Adds an action to an organisation's plan, as a change of its own.
  /// - Parameters:
  ///   - action: Its number and change are given here.
  ///   - command: The words to keep in the journal.
  /// - Throws: `UsageProblem.refused` for what cannot be; the workspace is then as it was.
  public func addAction(_ action: Action, command: String) throws -> ActionChange {
    try queue.write { db in
      var action = try action.checked(in: standard)
      action.number = try JournaledTable.action.nextNumber(of: standard.key, in: db)
      action.change = try action.store(of: standard.key, command: command, in: db)
      return ActionChange(action: action, before: nil, change: action.change)
    }
  }

  /// Changes an action, as a change of its own; what it was is kept.
  /// - Parameters:
  ///   - number: Which.
  ///   - seen: The change that made it what whoever changes it has seen; not checked where none is given.
  ///   - command: The words to keep in the journal.
  ///   - edit: Changes it.
  /// - Throws: `ActionConflict` where another change came since; `UsageProblem.refused` for one that is closed, or for what
  ///   cannot be. The workspace is then as it was.
  public func updateAction(
    _ number: Int, seen: Int? = nil, command: String, _ edit: (inout Action) throws -> Void
  ) throws -> ActionChange {
    try queue.write { db in
      let before = try Action.one(number, of: standard.key, in: db)
      if let seen, seen != before.change { throw try conflict(before, seen: seen, db) }
      var action = before
      try edit(&action)
      guard !before.status.isClosed || action.differsOnlyInSharing(from: before) else {
        throw UsageProblem.refused(
          "Action \(number) was closed\(before.closed.map { " on \($0.words)" } ?? "") (\(before.status.words)), and stays as it "
            + "was then. Add another action that goes on from it; `undo` takes the closing back only if it was the last change of all. "
            + "Nothing was changed."
        )
      }
      action = try action.checked(in: standard)
      guard action != before else { return ActionChange(action: before, before: before, change: nil) }
      action.change = try action.store(of: standard.key, command: command, in: db)
      // That it was added is known to whoever knows its number.
      let earlier = seen == nil ? try revisions(of: number, db).dropFirst() : []
      return ActionChange(
        action: action, before: before, change: action.change,
        unseen: earlier.first { $0.change.id == before.change }?.change)
    }
  }

  /// Closes an action, as a change of its own.
  /// - Parameters:
  ///   - number: Which.
  ///   - status: How it ends: done or stopped.
  ///   - day: When.
  ///   - evidence: What came of it; what is there stays where none is given.
  ///   - seen: As `updateAction`.
  ///   - today: The last day that it can have been.
  ///   - command: The words to keep in the journal.
  /// - Throws: As `updateAction`; `UsageProblem.refused` for a day that is still to come, or before the action began.
  public func closeAction(
    _ number: Int, as status: Action.Status, on day: Day, evidence: String? = nil, seen: Int? = nil,
    today: Day = .today(), command: String
  ) throws -> ActionChange {
    guard day <= today else {
      throw UsageProblem.refused(
        "\(day.words) is still to come: an action is closed when it has ended. Give the day on which it ended; nothing was "
          + "changed.")
    }
    return try updateAction(number, seen: seen, command: command) { action in
      // What was only planned may be dropped before it begins.
      let isDropped = action.status == .planned && status == .stopped
      if !isDropped, standard.ends(.day(day), before: action.start) {
        throw UsageProblem.refused(
          "\(day.words) is before the action begins (\(standard.words(ofStart: action.start))). Correct the day, or its start "
            + "(`action update \(number) --start …`); nothing was changed.")
      }
      (action.status, action.closed) = (status, day)
      if let evidence { action.evidence = evidence }
    }
  }

  /// Whose an action is.
  /// - Throws: `UsageProblem.refused` where there is none of that number.
  public func organisation(ofAction number: Int) throws -> Organisation {
    let code = try queue.read { try Action.one(number, of: standard.key, in: $0).organisation }
    return try organisation(named: code)
  }

  private func conflict(_ current: Action, seen: Int, _ db: Database) throws -> ActionConflict {
    let known = try revisions(of: current.number, db)
    let before = known.first { $0.change.id == seen }?.action
    // Where what was seen was taken back, it stands as an earlier change made it.
    let isTakenBack = known.contains { $0.change.id == seen && $0.isTakenBack }
    let last = known.first { $0.change.id == (isTakenBack ? seen : current.change) }?.change
    return ActionConflict(
      current: current, differences: before.map { current.differences(from: $0, standard) } ?? [],
      words: last.map { "change \($0.id) (\($0.command), \($0.at))\(isTakenBack ? " was taken back" : "")" } ?? "")
  }

  fileprivate func revisions(of number: Int, _ db: Database) throws -> [ActionRevision] {
    let journal = Journal(try Change.all(in: db))
    return try Row.fetchAll(
      db,
      sql: """
        SELECT \(JournaledTable.action.columns) FROM action WHERE standard = ?1 AND number = ?2
        UNION ALL SELECT \(JournaledTable.action.columns) FROM replaced_action WHERE standard = ?1 AND number = ?2
        ORDER BY change
        """, arguments: [standard.key, number]
    ).map { row in
      let action = Action(row)
      return ActionRevision(
        action: action, change: try journal.change(action.change),
        isTakenBack: journal.undo(of: action.change) != nil)
    }
  }
}

extension WorkspaceView {
  /// The actions of an organisation, or of all, by number, as the audience may read them.
  /// - Throws: `DisclosureRefused` where a shared audience asks for all: who has any tells who takes part.
  public func actions(of organisation: Organisation? = nil) throws -> Disclosed<[Action]> {
    guard organisation != nil || disclosure.audience == .internal else {
      throw DisclosureRefused(.participation(what: "`action list` of every \(standard.organisationNoun)"))
    }
    return try read { db, _ in
      try Action.all(of: standard.key, organisation: organisation?.code, in: db).map {
        $0.asSeen(by: disclosure.audience)
      }
    }
  }

  /// One action with the states that it was in, the oldest first.
  /// - Throws: `UsageProblem.refused` where there is none; `DisclosureRefused` for a shared audience.
  public func action(_ number: Int) throws -> Disclosed<(action: Action, revisions: [ActionRevision])> {
    try everything("`action show`") { db in
      (try Action.one(number, of: standard.key, in: db), try workspace.revisions(of: number, db))
    }
  }
}

extension Action {
  /// Whether nothing but who may read it is another: that can be withdrawn even when it is closed.
  fileprivate func differsOnlyInSharing(from other: Action) -> Bool {
    var same = self
    same.mayBeShared = other.mayBeShared
    return same == other
  }

  /// With its words checked and trimmed.
  /// - Throws: `UsageProblem.refused` for what cannot be.
  fileprivate func checked(in standard: Standard) throws -> Action {
    var action = self
    action.title = try FreeText.line(title, "title")
    action.owner = try owner.map { try FreeText.line($0, "owner") }
    action.evidence = try evidence.map { try FreeText.text($0, "evidence") }
    guard !indicators.isEmpty else {
      throw UsageProblem.refused(
        "An action is about an indicator. Name one or more; `indicators` lists them. Nothing was changed.")
    }
    action.indicators = indicators.unique
    switch aim {
    case .ratio(let ratio) where !(0.01...100).contains(ratio):
      throw UsageProblem.refused(
        "A relative likelihood of \(ratio) cannot be aimed at: give one from 0.01 to 100, as in 0.8; nothing was changed."
      )
    case .people(let people) where !(people >= 0 && people <= 1_000_000 && people == people.rounded()):
      throw UsageProblem.refused(
        "\(people) is no number of people to aim at: give a whole number from 0 to 1,000,000; nothing was changed.")
    default: break
    }
    if let due, standard.ends(due, before: start) {
      throw UsageProblem.refused(
        "It is due by \(standard.words(of: due)), before it begins (\(standard.words(ofStart: start))). Correct one of the "
          + "two; nothing was changed.")
    }
    return action
  }

  /// Puts it in the place of what is there of its number.
  fileprivate func store(of standard: String, command: String, in db: Database) throws -> Int {
    try JournaledTable.action.put(
      [row], inPlaceOf: "number = \(number)", of: standard, command: command, in: db)
  }
}
