import GRDB

/// What an organisation has done about each indicator, in order of time.
struct ProgrammeEvents: Sendable {
  private var byIndicator: [String: [ProgrammeEvent]] = [:]

  /// Those of some organisations, by code, as an audience may know them: who attended a session is not told to everybody.
  static func each(
    of organisations: [Organisation], seenBy audience: Audience, _ standard: Standard, in db: Database
  ) throws -> [String: ProgrammeEvents] {
    var each = Dictionary(organisations.map { ($0.code, ProgrammeEvents()) }, uniquingKeysWith: { $1 })
    guard !each.isEmpty else { return each }
    let one = organisations.count == 1 ? organisations.first?.code : nil
    for action in try Action.all(of: standard.key, organisation: one, in: db) {
      let event = ProgrammeEvent(action.asSeen(by: audience), of: standard)
      for indicator in action.indicators {
        each[action.organisation]?.byIndicator[indicator, default: []].append(event)
      }
    }
    if audience == .internal {
      for session in try CommunitySession.all(of: standard.key, in: db) {
        let event = ProgrammeEvent(session, of: standard)
        for code in session.attendance {
          for indicator in session.indicators { each[code]?.byIndicator[indicator, default: []].append(event) }
        }
      }
    }
    return each.mapValues { events in
      ProgrammeEvents(byIndicator: events.byIndicator.mapValues { $0.sorted(by: isEarlier) })
    }
  }

  /// What has no place in time comes last.
  private static func isEarlier(_ left: ProgrammeEvent, _ right: ProgrammeEvent) -> Bool {
    (left.startTime ?? .infinity, left.kind.rawValue, left.number)
      < (right.startTime ?? .infinity, right.kind.rawValue, right.number)
  }

  subscript(_ indicator: Indicator) -> [ProgrammeEvent] { byIndicator[indicator.key] ?? [] }
}
