import GRDB

/// A session of the Community of Practice, to which authorities come that take part in a phase.
public struct CommunitySession: Hashable, Sendable, Codable {
  /// Its number in the workspace, from 1; never given twice.
  public var number: Int
  /// Key of the phase whose twelve months it belongs to.
  public var phase: String
  /// When it is or was.
  public var day: Day
  /// What it is about, in a line.
  public var title: String
  /// Keys of the indicators that it is about; may be empty.
  public var indicators: [String]
  /// The roles of those who speak, never their names.
  public var speakers: [String]
  /// Whether others may read what it is about in words; its topics they always may.
  public var mayBeShared: Bool
  /// Codes of the organisations that came.
  public var attendance: [String]
  /// The change that made it what it is; 0 for a shared audience.
  public var change: Int
}

extension CommunitySession {
  /// One before it has a number.
  /// - Parameters:
  ///   - day: When it is.
  ///   - phase: The phase to which it belongs.
  ///   - title: What it is about, in a line.
  ///   - indicators: Keys of the indicators that it is about; may be empty.
  ///   - speakers: The roles of those who speak.
  ///   - mayBeShared: Whether others may read the title.
  public init(
    on day: Day, in phase: Phase, title: String, indicators: [String], speakers: [String], mayBeShared: Bool = false
  ) {
    (number, self.phase, self.day, self.title) = (0, phase.key, day, title)
    (self.indicators, self.speakers, attendance, change) = (indicators, speakers, [], 0)
    self.mayBeShared = mayBeShared
  }

  /// Reads a row of its table, or of the twin, without who came.
  init(_ row: Row) {
    self.init(
      number: row["number"], phase: row["phase"], day: (try? Day(row["day"])) ?? .existing(1, 1, 1),
      title: row["title"], indicators: (row["indicators"] as String).split(separator: ",").map(String.init),
      speakers: (row["speakers"] as String).split(separator: "\n").map(String.init),
      mayBeShared: row["may_be_shared"], attendance: [], change: row["change"])
  }

  fileprivate var row: [String: (any DatabaseValueConvertible)?] {
    [
      "number": number, "phase": phase, "day": day.iso, "title": title,
      "indicators": indicators.joined(separator: ","), "speakers": speakers.joined(separator: "\n"),
      "may_be_shared": mayBeShared,
    ]
  }

  /// For the journal: "2 on 2026-05-12: Structured interviews".
  var words: String { "\(number) on \(day.iso): \(title)" }

  /// All of a standard, by day.
  static func all(of standard: String, in db: Database) throws -> [CommunitySession] {
    var came: [Int: [String]] = [:]
    for row in try Row.fetchAll(
      db, sql: "SELECT session, organisation FROM attendance WHERE standard = ? AND came ORDER BY organisation",
      arguments: [standard])
    {
      came[row[0], default: []].append(row[1])
    }
    return try Row.fetchAll(
      db, sql: "SELECT \(JournaledTable.session.columns) FROM session WHERE standard = ? ORDER BY day, number",
      arguments: [standard]
    ).map { row in
      var session = CommunitySession(row)
      session.attendance = came[session.number] ?? []
      return session
    }
  }

  /// The one of a number.
  /// - Throws: `UsageProblem.refused` where there is none.
  static func one(_ number: Int, of standard: String, in db: Database) throws -> CommunitySession {
    guard let found = try all(of: standard, in: db).first(where: { $0.number == number }) else {
      throw UsageProblem.refused("There is no session \(number). `session list` lists them; nothing was changed.")
    }
    return found
  }
}

extension Workspace {
  /// Adds a session, as a change of its own.
  /// - Parameters:
  ///   - session: Its number and change are given here.
  ///   - command: The words to keep in the journal.
  /// - Throws: `UsageProblem.refused` for what cannot be; the workspace is then as it was.
  public func addSession(_ session: CommunitySession, command: String) throws -> CommunitySession {
    var session = try session.checked()
    return try queue.write { db in
      let same = try CommunitySession.all(of: standard.key, in: db).first {
        $0.day == session.day && $0.title == session.title
      }
      if let same {
        throw UsageProblem.refused(
          "Session \(same.number) of that day and title is there already. Give another, or change that one with `session update "
            + "\(same.number)`; nothing was changed.")
      }
      session.number = try JournaledTable.session.nextNumber(of: standard.key, in: db)
      session.change = try JournaledTable.session.put(
        [session.row], inPlaceOf: "number = \(session.number)", of: standard.key, command: command, in: db)
      return session
    }
  }

  /// Changes a session, as a change of its own.
  /// - Parameters:
  ///   - number: Which.
  ///   - command: The words to keep in the journal.
  ///   - edit: Changes it; who came is another record.
  /// - Returns: The session, and the number of the change; none where nothing differs.
  /// - Throws: `UsageProblem.refused` for what cannot be; the workspace is then as it was.
  public func updateSession(
    _ number: Int, command: String, _ edit: (inout CommunitySession) throws -> Void
  ) throws -> (session: CommunitySession, change: Int?) {
    try queue.write { db in
      let before = try CommunitySession.one(number, of: standard.key, in: db)
      var session = before
      try edit(&session)
      session = try session.checked()
      guard session != before else { return (before, nil) }
      session.change = try JournaledTable.session.put(
        [session.row], inPlaceOf: "number = \(number)", of: standard.key, command: command, in: db)
      return (session, session.change)
    }
  }

  /// Takes back that somebody came to a session, as one change.
  /// - Parameters:
  ///   - number: Which session.
  ///   - organisations: Who did not come after all.
  ///   - command: The words to keep in the journal.
  /// - Returns: The session with those who came, who of these is left out, and the number of the change.
  /// - Throws: `UsageProblem.refused` where there is no such session.
  public func withdrawAttendance(
    _ number: Int, _ organisations: [Organisation], command: String
  ) throws -> (session: CommunitySession, removed: [Organisation], change: Int?) {
    try queue.write { db in
      var session = try CommunitySession.one(number, of: standard.key, in: db)
      let removed = organisations.unique.filter { session.attendance.contains($0.code) }
      guard !removed.isEmpty else { return (session, [], nil) }
      let change = try record(removed, came: false, to: number, command: command, db)
      session.attendance.removeAll(where: removed.map(\.code).contains)
      return (session, removed, change)
    }
  }

  /// Records who came to a session, all of them or none, as one change.
  /// - Parameters:
  ///   - number: Which session.
  ///   - organisations: Who came.
  ///   - today: The last day that a session can have been.
  ///   - command: The words to keep in the journal.
  /// - Returns: The session with all who came, who of these are new, and the number of the change; none where all were known.
  /// - Throws: `UsageProblem.refused` where it is still to come, or one of them did not take part in its phase.
  public func attend(
    _ number: Int, _ organisations: [Organisation], today: Day = .today(), command: String
  ) throws -> (session: CommunitySession, added: [Organisation], change: Int?) {
    try queue.write { db in
      var session = try CommunitySession.one(number, of: standard.key, in: db)
      guard session.day <= today else {
        throw UsageProblem.refused(
          "Session \(number) is on \(session.day.words), which is still to come: nobody has attended it yet. Record it then; "
            + "nothing was changed.")
      }
      let outside = try organisations.filter { try !takesPart($0, in: session.phase, db) }
      guard outside.isEmpty else {
        let phase = standard.phase(session.phase)?.words ?? session.phase
        throw UsageProblem.refused(
          "\(Wordings.list(outside.map(\.name))) did not take part in \(phase), to which session \(number) belongs: neither "
            + "counts nor a step of the cycle \(outside.count == 1 ? "is" : "are") here. If \(outside.count == 1 ? "it" : "one of them") did, record that "
            + "(`cycle record \(ShellWords.quoted(outside[0].name)) --phase \(session.phase) took-part`); else correct the name. "
            + "Nothing was changed."
        )
      }
      let new = organisations.unique.filter { !session.attendance.contains($0.code) }
      guard !new.isEmpty else { return (session, [], nil) }
      let change = try record(new, came: true, to: number, command: command, db)
      session.attendance = (session.attendance + new.map(\.code)).sorted()
      return (session, new, change)
    }
  }

  /// Puts in the place of what is kept of each that it came, or that it did not after all: a row, so that `redo` knows it.
  private func record(
    _ organisations: [Organisation], came: Bool, to number: Int, command: String, _ db: Database
  ) throws -> Int {
    try JournaledTable.attendance.put(
      organisations.map { ["session": number, "organisation": $0.code, "came": came] },
      inPlaceOf: "session = \(number) AND organisation IN \(organisations.map(\.code))", of: standard.key,
      command: command, in: db)
  }

  /// Whether a step of the cycle is recorded of it in a phase, or its counts are here.
  private func takesPart(_ organisation: Organisation, in phase: String, _ db: Database) throws -> Bool {
    let recorded = try Participation.all(of: standard.key, phase: phase, organisation: organisation.code, in: db)
    if recorded.values.contains(where: { !$0.days.isEmpty }) { return true }
    return try CountsHere.organisations(in: phase, of: standard.key, in: db).contains(organisation.code)
  }
}

extension CommunitySession {
  /// With its words checked and trimmed.
  /// - Throws: `UsageProblem.refused` for what cannot be shown.
  fileprivate func checked() throws -> CommunitySession {
    var session = self
    session.title = try FreeText.line(title, "title")
    session.speakers = try speakers.map { try FreeText.line($0, "speaker's role") }
    session.indicators = indicators.unique
    return session
  }
}

extension Standard {
  /// The phase to which a session belongs that is on a day.
  /// - Parameters:
  ///   - day: When the session is.
  ///   - named: The one that was named; the one whose twelve months hold the day if none.
  /// - Throws: `UsageProblem.refused` where no phase's months hold the day, or the named one is far from it.
  public func phase(ofSessionOn day: Day, named: Phase? = nil) throws -> Phase {
    guard let named else {
      if let phase = phase(of: .day(day)) { return phase }
      throw UsageProblem.refused(
        "\(day.words) is in the twelve months of no phase of \(shortTitle). Correct the day, or name the phase with --phase; "
          + "nothing was changed.")
    }
    try requireNear(day, named)
    return named
  }

  /// - Throws: `UsageProblem.refused` for a day that is far from a phase.
  func requireNear(_ day: Day, _ phase: Phase) throws {
    guard let year = cycleYear(of: phase), !year.isNear(day) else { return }
    throw UsageProblem.refused(
      "\(day.words) is far from \(phase.words), which runs from \(year.words)\(year.isAssumed ? " (assumed)" : ""): a day "
        + "from \(year.near.first.words) to \(year.near.last.words) is expected. Correct the day or the phase; nothing was "
        + "changed.")
  }
}

extension CommunitySession {
  /// What an audience may know of it: others than the owner's analysts not who came, nor who spoke, and its title only where
  /// it may be shared.
  func asSeen(by audience: Audience) -> CommunitySession {
    guard audience == .shared else { return self }
    var seen = self
    (seen.attendance, seen.speakers, seen.change) = ([], [], 0)
    if !mayBeShared { seen.title = "" }
    return seen
  }
}

extension WorkspaceView {
  /// The sessions, by day, as the audience may know them.
  public func sessions() throws -> Disclosed<[CommunitySession]> {
    try read { db, _ in
      try CommunitySession.all(of: standard.key, in: db).map { $0.asSeen(by: disclosure.audience) }
    }
  }

  /// One session, likewise.
  /// - Throws: `UsageProblem.refused` where there is none of that number.
  public func session(_ number: Int) throws -> Disclosed<CommunitySession> {
    try read { db, _ in
      try CommunitySession.one(number, of: standard.key, in: db).asSeen(by: disclosure.audience)
    }
  }
}
