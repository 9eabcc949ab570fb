import GRDB

/// What an organisation has done about each indicator, in order of time.
struct ProgrammeEvents {
  private var byIndicator: [String: [ProgrammeEvent]] = [:]

  /// Those of an organisation, as an audience may know them: who attended a session is not told to everybody.
  init(of organisation: Organisation, seenBy audience: Audience, _ standard: Standard, in db: Database) throws {
    for action in try Action.all(of: standard.key, organisation: organisation.code, in: db) {
      let event = ProgrammeEvent(action.asSeen(by: audience), of: standard)
      for indicator in action.indicators { byIndicator[indicator, default: []].append(event) }
    }
    if audience == .internal {
      for session in try CommunitySession.attended(by: organisation.code, of: standard.key, in: db) {
        let event = ProgrammeEvent(session, of: standard)
        for indicator in session.indicators { byIndicator[indicator, default: []].append(event) }
      }
    }
    byIndicator = byIndicator.mapValues { $0.sorted(by: Self.isEarlier) }
  }

  /// What has no place in time comes last.
  private static func isEarlier(_ left: ProgrammeEvent, _ right: ProgrammeEvent) -> Bool {
    (left.startTime ?? .infinity, left.kind.rawValue, left.number)
      < (right.startTime ?? .infinity, right.kind.rawValue, right.number)
  }

  subscript(_ indicator: Indicator) -> [ProgrammeEvent] { byIndicator[indicator.key] ?? [] }
}
