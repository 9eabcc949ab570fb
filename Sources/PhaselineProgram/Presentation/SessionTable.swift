import Phaseline

/// Sessions of the Community of Practice as text and tables.
enum SessionTable {
  /// For people, a row a session.
  /// - Parameter day: From which it is reckoned what is to come.
  static func table(_ sessions: [CommunitySession], on day: Day, notes: [String]) -> Table {
    let columns = [
      ("number", "No."), ("day", "Day"), ("phase", "Phase"), ("title", "Session"), ("indicators", "On"),
      ("attended", "Came"),
    ].map { Table.Column(key: $0.0, title: $0.1, isNumeric: ["number", "attended"].contains($0.0)) }
    let rows = sessions.map { session -> [Table.Cell] in
      [
        .integer(session.number), .text(session.day.iso), .text(session.phase),
        .text(session.title.isEmpty ? "(not shared)" : session.title),
        .text(session.indicators.joined(separator: ", ")),
        session.day > day ? .text("to come") : session.attendance.isEmpty ? .none : .integer(session.attendance.count),
      ]
    }
    return Table(
      columns: columns, rows: rows, empty: "No sessions. `session add` adds one; `agenda` prepares it.", notes: notes)
  }

  /// For programs: everything.
  static func records(_ sessions: [CommunitySession], names: [String: String]) -> Table {
    let keys = ["number", "day", "phase", "title", "indicators", "speakers", "attendance", "may_be_shared", "change"]
    let rows = sessions.map { session -> [Table.Cell] in
      [
        .integer(session.number), .text(session.day.iso), .text(session.phase), .text(session.title),
        .text(session.indicators.joined(separator: " ")), .text(session.speakers.joined(separator: "; ")),
        .text(session.attendance.joined(separator: " ")), .text(session.mayBeShared ? "yes" : "no"),
        .integer(session.change == 0 ? nil : session.change),
      ]
    }
    return Table(columns: keys.map { Table.Column(key: $0, title: $0) }, rows: rows)
  }

  /// One in full.
  /// - Parameters:
  ///   - names: Of organisations, by code.
  ///   - isShared: Whether who came and who spoke is left out.
  static func report(
    _ session: CommunitySession, names: [String: String], of standard: Standard, isShared: Bool,
    _ layout: any TextLayout, notes: [String]
  ) -> Report {
    let came = session.attendance.map { names[$0] ?? $0 }.sorted()
    var entries = [
      ("day", session.day.words), ("phase", standard.phase(session.phase)?.words ?? session.phase),
      ("indicators", session.indicators.isEmpty ? "none" : session.indicators.joined(separator: ", ")),
    ]
    if !isShared {
      entries += [
        ("speakers", session.speakers.isEmpty ? "none" : session.speakers.joined(separator: ", ")),
        ("came", came.isEmpty ? "nobody is recorded" : "\(came.count): \(came.joined(separator: ", "))"),
        ("change", "\(session.change)"),
      ]
    }
    let parts =
      [Document.Part.heading("Session \(session.number)\(session.title.isEmpty ? "" : ": \(session.title)")")]
      + entries.map { .entry(term: $0.0, text: $0.1) }
    return Report(
      text: ([layout.document(Document(parts: parts))] + notes.map { layout.paragraph($0) }).joined(separator: "\n"),
      rows: records([session], names: names), object: session)
  }

  /// Who was recorded, or is not any more.
  /// - Parameters:
  ///   - what: "came".
  ///   - already: What to say where nothing changed: "recorded already".
  static func report(
    _ session: CommunitySession, _ organisations: [Organisation], change: Int?, what: String, already: String,
    notes: [String]
  ) -> Report {
    let text =
      change.map {
        "Session \(session.number) on \(session.day.words): \(Wordings.list(organisations.map(\.name))) \(what); "
          + "\(session.attendance.count) came in all (change \($0)). `undo` takes it back."
      } ?? "Session \(session.number): \(already); nothing changed."
    let keys = ["session", "code", "name", "change"]
    return Report(
      text: ([text] + notes).joined(separator: "\n"),
      rows: Table(
        columns: keys.map { Table.Column(key: $0, title: $0) },
        rows: organisations.map { [.integer(session.number), .text($0.code), .text($0.name), .integer(change)] }),
      isProse: true)
  }

  /// What came of a change of one.
  static func report(ofChange change: Int?, _ session: CommunitySession, notes: [String]) -> Report {
    let text =
      change.map {
        "Session \(session.number) on \(session.day.words): \(session.title). Change \($0); `undo` takes it back."
      }
      ?? "Session \(session.number) is so already; nothing changed."
    return Report(text: ([text] + notes).joined(separator: "\n"), rows: records([session], names: [:]), isProse: true)
  }
}
