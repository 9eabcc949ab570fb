/// What was done about an indicator, and when: an action of the organisation's plan, or a session of the Community of
/// Practice that it attended. It stands beside the figures; that one came before the other does not say why they changed.
public struct ProgrammeEvent: Hashable, Sendable, Codable {
  /// What it is.
  public enum Kind: String, Sendable, Codable, CaseIterable { case action, session }
  /// What it is.
  public var kind: Kind
  /// Its number in the workspace.
  public var number: Int
  /// What it is, in a line, as the audience may read it.
  public var title: String
  /// How soon it is to be done; none of a session.
  public var term: Action.Term?
  /// How far it is; none of a session.
  public var status: Action.Status?
  /// When it begins, or is: "phase 3", "1 May 2026".
  public var start: String
  /// When it was closed, else by when it is due; none where that is open, and of a session.
  public var end: String?
  /// Where its start stands on the scale of the phases' ordinals; none where it has no place there.
  public var startTime: Double?
  /// Where its end stands, likewise.
  public var endTime: Double?
}

extension ProgrammeEvent {
  /// When, for behind its title: "from phase 3", "planned from phase 6", "from phase 3, done 1 May 2026", "12 May 2026".
  public var when: String {
    switch status {
    case nil: start
    case .planned: "planned from \(start)"
    case .underWay: "from \(start)"
    case .done, .stopped: "from \(start), " + [status?.words, end].compactMap { $0 }.joined(separator: " ")
    }
  }

  /// The same without what became of it, where there is little room: "from phase 3".
  public var briefly: String { status?.isClosed == true ? "from \(start)" : when }

  /// With its kind, so that an action and a session of one name are told apart: "Session: Structured interviews".
  public var name: String { kind == .session ? "Session: \(title)" : title }

  /// "1 Structured interviews (short term, under way, from phase 3 to phase 4)".
  fileprivate var inFull: String {
    let span = end.map { "from \(start) to \($0)" } ?? "from \(start)"
    let parts = [term.map { "\($0.rawValue) term" }, status?.words, span].compactMap { $0 }
    return "\(number) \(title) (\(parts.joined(separator: ", ")))"
  }

  /// What an action is called where the audience may not read what it is.
  public static let untold = "an action on this indicator"
}

extension ProgrammeEvent {
  /// - Parameter action: As the audience may read it.
  init(_ action: Action, of standard: Standard) {
    self.init(
      kind: .action, number: action.number, title: action.title.isEmpty ? Self.untold : action.title,
      term: action.term, status: action.status, start: standard.words(of: action.start),
      end: action.end.map { standard.words(of: $0) }, startTime: standard.time(of: action.start),
      endTime: action.end.flatMap { standard.time(of: $0) })
  }

  init(_ session: CommunitySession, of standard: Standard) {
    self.init(
      kind: .session, number: session.number, title: session.title, start: session.day.words,
      startTime: standard.time(of: .day(session.day)))
  }
}

extension Finding {
  /// The actions that were begun and go on, or went on within the phases shown.
  public var actionsInForce: [ProgrammeEvent] {
    let (first, last) = (Double(phases.first?.ordinal ?? 0), Double(phases.last?.ordinal ?? 0))
    return events.filter { event in
      guard event.kind == .action, let status = event.status, status != .planned else { return false }
      // A phase is twelve months, from its counts to those of the next.
      let hasBegun = (event.startTime ?? first) < last + 1
      return hasBegun && (!status.isClosed || (event.endTime ?? first) >= first)
    }
  }

  /// Those actions in a sentence: "Actions: 1 Structured interviews (short term, under way, from phase 3 to phase 4). …"
  /// - Returns: `nil` where there are none.
  public var actionsSentence: String? {
    let actions = actionsInForce
    guard !actions.isEmpty else { return nil }
    let list = "\(actions.count == 1 ? "Action" : "Actions"): \(actions.map(\.inFull).joined(separator: "; "))."
    return disclosure.audience == .shared ? list : list + " Whether the figures followed: `action review`."
  }
}
