import Phaseline

/// Actions as text and tables.
enum ActionText {
  /// What came of a change, in words and a row.
  /// - Parameter day: From which it is reckoned what was due.
  static func answer(
    _ done: Disclosed<ActionChange>, of organisation: Organisation, in workspace: Workspace, on day: Day = .today()
  ) throws -> Disclosed<Answer> {
    let (standard, notes) = (workspace.standard, try workspace.illustrativeNotes())
    return done.map { .report(report($0, of: organisation, standard, on: day, notes: notes)) }
  }

  private static func report(
    _ done: ActionChange, of organisation: Organisation, _ standard: Standard, on day: Day, notes: [String]
  ) -> Report {
    let action = done.action
    let name = "Action \(action.number) of \(organisation.name)"
    let text: [String]
    let differences = done.before.map { action.differences(from: $0, standard) } ?? []
    switch (done.before, done.change) {
    case (nil, _):
      text =
        ["\(name): \(action.title) (\(phrase(action, standard))). Change \(action.change); `undo` takes it back."]
        + (overdue(action, standard, on: day).map { [$0] } ?? [])
        + (action.aim == nil
          ? ["It has no measure of success: `\(action.measureHint(standard))` sets one."] : [])
        + (action.owner == nil
          ? ["Nobody answers for it yet: `action update \(action.number) --owner \"Head of HR\"`."] : [])
    case (_?, nil): text = ["\(name) is so already; nothing changed."]
    case (_?, let change?):
      text =
        ["\(name), change \(change); `undo` takes it back:"] + differences.map { "  " + $0 }
        + (done.unseen.map { ["It was last changed by change \($0.id) (\($0.command), \($0.at))."] } ?? [])
    }
    let keys = ["number", "code", "name", "title", "status", "changed", "change"]
    let row: [Table.Cell] = [
      .integer(action.number), .text(organisation.code), .text(organisation.name), .text(action.title),
      .text(action.status.rawValue), .text(differences.joined(separator: "; ")), .integer(done.change),
    ]
    return Report(
      text: (text + notes).joined(separator: "\n"),
      rows: Table(
        columns: keys.map { Table.Column(key: $0, title: $0, isNumeric: ["number", "change"].contains($0)) },
        rows: [row]), isProse: true)
  }

  /// Why an action that was just added is due already.
  private static func overdue(_ action: Action, _ standard: Standard, on day: Day) -> String? {
    guard standard.isOverdue(action, on: day), let due = action.due, let last = standard.lastDay(of: due) else {
      return nil
    }
    let why =
      if case .phase = due { ", the last day on which counts of \(standard.words(of: due)) are given" } else { "" }
    return "It was due by \(last.words)\(why), which is past: until it is closed it is shown as overdue."
  }

  /// "on disciplinary, short term, planned, from phase 3 to phase 4".
  private static func phrase(_ action: Action, _ standard: Standard) -> String {
    let due = action.due.map { " to \(standard.words(of: $0))" } ?? ""
    return "on \(Wordings.list(action.indicators)), \(action.term.rawValue) term, \(action.status.words), from "
      + "\(standard.words(of: action.start))\(due)"
  }

  /// A row an action.
  /// - Parameters:
  ///   - names: Of organisations, by code.
  ///   - day: From which it is reckoned what was due.
  ///   - hasNames: Whether whose they are is told too.
  static func table(
    _ actions: [Action], names: [String: String], of standard: Standard, on day: Day, isForPeople: Bool,
    hasNames: Bool, notes: [String]
  ) -> Table {
    guard isForPeople else { return records(actions, names: names) }
    let columns =
      [("number", "No.")] + (hasNames ? [("name", standard.organisationNoun.sentenceCased)] : [])
      + [
        ("title", "Action"), ("indicators", "On"), ("term", "Term"), ("start", "From"), ("due", "Due"),
        ("status", "Status"),
      ]
    let rows = actions.map { action -> [Table.Cell] in
      [.integer(action.number)] + (hasNames ? [.text(names[action.organisation] ?? action.organisation)] : [])
        + [
          .text(action.title.isEmpty ? "(not shared)" : shortened(action.title)),
          .text(action.indicators.joined(separator: ", ")), .text(action.term.rawValue), .text(action.start.stored),
          action.due.map { .text($0.stored) } ?? .none,
          .text(action.status.words + (standard.isOverdue(action, on: day) ? ", overdue" : "")),
        ]
    }
    return Table(
      columns: columns.map { Table.Column(key: $0.0, title: $0.1, isNumeric: $0.0 == "number") }, rows: rows,
      empty: "No actions. `action suggest` says where to begin; `action add` adds one.", notes: notes)
  }

  private static func shortened(_ title: String) -> String {
    title.count <= 44 ? title : title.prefix(43).trimmingCharacters(in: .whitespaces) + "…"
  }

  /// For programs: everything.
  private static func records(_ actions: [Action], names: [String: String]) -> Table {
    let keys = [
      "number", "code", "name", "title", "indicators", "term", "owner", "start", "due", "ratio", "people", "status",
      "evidence", "closed", "may_be_shared", "change",
    ]
    let rows = actions.map { action -> [Table.Cell] in
      [.integer(action.number), .text(action.organisation), .text(names[action.organisation] ?? "")]
        + cells(action)
    }
    return Table(columns: keys.map { Table.Column(key: $0, title: $0) }, rows: rows)
  }

  private static func cells(_ action: Action) -> [Table.Cell] {
    let (ratio, people): (Double?, Double?) =
      switch action.aim {
      case .ratio(let ratio): (ratio, nil)
      case .people(let people): (nil, people)
      case nil: (nil, nil)
      }
    let texts: [String?] = [
      action.title.isEmpty ? nil : action.title, action.indicators.joined(separator: " "), action.term.rawValue,
      action.owner, action.start.stored, action.due?.stored,
    ]
    return texts.map { $0.map { .text($0) } ?? .none } + [.number(ratio), .integer(people.map { Int($0) })]
      + [action.status.rawValue, action.evidence, action.closed?.iso, action.mayBeShared ? "yes" : "no"].map {
        $0.map { .text($0) } ?? .none
      } + [.integer(action.change == 0 ? nil : action.change)]
  }

  /// One in full, with the states that it was in.
  static func report(
    _ action: Action, _ revisions: [ActionRevision], of organisation: Organisation, in standard: Standard,
    _ layout: any TextLayout, notes: [String]
  ) -> Report {
    let entries: [(String, String?)] = [
      (standard.organisationNoun, organisation.name), ("indicators", action.indicators.joined(separator: ", ")),
      ("term", action.term.rawValue), ("owner", action.owner ?? "nobody yet"),
      ("from", standard.words(of: action.start)),
      ("due", action.due.map { standard.words(of: $0) } ?? "open"), ("measure", action.aim?.words ?? "none yet"),
      ("status", action.status.words + (action.closed.map { ", closed on \($0.words)" } ?? "")),
      ("evidence", action.evidence), ("shared", action.mayBeShared ? "what it is may be shared" : "not shared"),
      ("change", "\(action.change)"),
    ]
    var parts: [Document.Part] = [.heading("Action \(action.number): \(action.title)")]
    parts += entries.compactMap { term, text in text.map { .entry(term: term, text: $0) } }
    let history = zip(revisions, [ActionRevision?.none] + revisions.map { $0 }).map { revision, before in
      let what = before.map { revision.action.differences(from: $0.action, standard) } ?? ["added"]
      let state = revision.isTakenBack ? " (taken back)" : ""
      return "Change \(revision.change.id), \(revision.change.at)\(state): \(what.joined(separator: "; "))."
    }
    let text = ([layout.document(Document(parts: parts))] + (history + notes).map { layout.paragraph($0) })
    return Report(
      text: text.joined(separator: "\n"),
      rows: records(revisions.map(\.action), names: [organisation.code: organisation.name]),
      object: ActionObject(action: action, authority: organisation.name, revisions: revisions.map(\.action)))
  }

  private struct ActionObject: Encodable, Sendable {
    var action: Action
    var authority: String
    var revisions: [Action]
  }
}
