import GRDB

/// What an authority has decided to do about one indicator or several: one action of its plan, as it stands.
public struct Action: Hashable, Sendable, Codable {
  /// How soon it is to be done.
  public enum Term: String, Sendable, Codable, CaseIterable { case short, medium, long }

  /// How far it is.
  public enum Status: String, Sendable, Codable, CaseIterable {
    /// Decided, not begun.
    case planned
    /// Begun.
    case underWay = "under-way"
    /// Closed: done as it was meant.
    case done
    /// Closed: given up, or replaced by another.
    case stopped

    /// Within a sentence: "under way".
    public var words: String { rawValue.replacing("-", with: " ") }
    /// Whether nothing more is to come of it.
    public var isClosed: Bool { self == .done || self == .stopped }
  }

  /// By what its success is measured, of each of its indicators.
  public enum Aim: Hashable, Sendable, Codable {
    /// A relative likelihood as near to parity as this one, or nearer; above 0.
    case ratio(Double)
    /// So many people more or fewer than at parity, or fewer; 0 or more.
    case people(Double)
  }

  /// Its number in the workspace, from 1; never given twice.
  public var number: Int
  /// Code of the organisation whose it is.
  public var organisation: String
  /// What is done, in a line.
  public var title: String
  /// Keys of its indicators, one or more, in the order in which they were named.
  public var indicators: [String]
  /// How soon it is to be done.
  public var term: Term
  /// The role that answers for it, never a person's name; none where nobody does yet.
  public var owner: String?
  /// When it begins.
  public var start: PlannedTime
  /// By when it is to be done; none where that is open.
  public var due: PlannedTime?
  /// By what its success is measured; none where nobody has said.
  public var aim: Aim?
  /// How far it is.
  public var status: Status
  /// What shows how far it is, or what came of it.
  public var evidence: String?
  /// When it was closed.
  public var closed: Day?
  /// Whether others may read what it is; its owner and evidence they never do.
  public var mayBeShared: Bool
  /// The change that made it what it is: its revision; 0 for a shared audience.
  public var change: Int
}

extension Action {
  /// One that is planned, before it has a number; what else is known of it is set afterwards.
  /// - Parameters:
  ///   - organisation: Code of the organisation whose it is.
  ///   - title: What is done, in a line.
  ///   - indicators: Keys of its indicators, one or more.
  ///   - term: How soon it is to be done.
  ///   - start: When it begins.
  public init(of organisation: String, title: String, indicators: [String], term: Term, start: PlannedTime) {
    (number, self.organisation, self.title, self.indicators) = (0, organisation, title, indicators)
    (self.term, self.start, status, mayBeShared, change) = (term, start, .planned, false, 0)
  }

  /// Reads a row of its table, or of the twin.
  init(_ row: Row) {
    self.init(
      of: row["organisation"], title: row["title"],
      indicators: (row["indicators"] as String).split(separator: ",").map(String.init),
      term: Term(rawValue: row["term"]) ?? .medium, start: PlannedTime(stored: row["start"]))
    let target: Double? = row["target"]
    aim = target.map { row["aim"] == "people" ? .people($0) : .ratio($0) }
    due = (row["due"] as String?).map { PlannedTime(stored: $0) }
    closed = (row["closed"] as String?).flatMap { try? Day($0) }
    status = Status(rawValue: row["status"]) ?? .planned
    (owner, evidence) = (row["owner"], row["evidence"])
    (number, mayBeShared, change) = (row["number"], row["may_be_shared"], row["change"])
  }

  /// Its values by column, but for the standard and the change.
  var row: [String: (any DatabaseValueConvertible)?] {
    let (kind, target): (String?, Double?) =
      switch aim {
      case .ratio(let ratio): ("ratio", ratio)
      case .people(let people): ("people", people)
      case nil: (nil, nil)
      }
    return [
      "number": number, "organisation": organisation, "title": title, "indicators": indicators.joined(separator: ","),
      "term": term.rawValue, "owner": owner, "start": start.stored, "due": due?.stored, "aim": kind, "target": target,
      "status": status.rawValue, "evidence": evidence, "closed": closed?.iso, "may_be_shared": mayBeShared,
    ]
  }

  /// For the journal: "3: Structured interviews, short term, under way".
  var words: String { "\(number): \(title), \(term.rawValue) term, \(status.words)" }

  /// When it ends: when it was closed, else when it is due.
  public var end: PlannedTime? { closed.map { .day($0) } ?? due }

  /// What an audience may read of it: others than its owner's analysts neither role nor evidence; what it is, and its aim,
  /// only where it may be shared.
  public func asSeen(by audience: Audience) -> Action {
    guard audience == .shared else { return self }
    var seen = self
    (seen.owner, seen.evidence, seen.change) = (nil, nil, 0)
    if !mayBeShared { (seen.title, seen.aim) = ("", nil) }
    return seen
  }

  /// The command that sets a measure of success for it, on the side of parity where its first indicator is: "action update 3
  /// --ratio 1.2".
  /// - Parameters:
  ///   - standard: Whose its indicators are.
  ///   - ratio: The relative likelihood of the first; where none is known, an unwanted event is taken to lie above parity.
  public func measureHint(_ standard: Standard, now ratio: Double? = nil) -> String {
    let event: Indicator.Event? = indicators.first.flatMap { standard.indicator($0)?.event }
    let isAbove = ratio.map { $0 > 1 } ?? (event == .unwanted)
    return "action update \(number) --ratio \(isAbove ? "1.2" : "0.8")"
  }

  /// In what two revisions differ, a line each: "status: planned → under way".
  /// - Parameters:
  ///   - before: The earlier one.
  ///   - standard: For the words of times.
  public func differences(from before: Action, _ standard: Standard) -> [String] {
    func line<Value: Equatable>(_ name: String, _ path: KeyPath<Action, Value>, _ words: (Value) -> String) -> String? {
      let (old, new) = (before[keyPath: path], self[keyPath: path])
      return old == new ? nil : "\(name): \(words(old)) → \(words(new))"
    }
    func open(_ text: String?) -> String { text ?? "none" }
    return [
      line("title", \.title) { "\"\($0)\"" }, line("indicators", \.indicators) { $0.joined(separator: ", ") },
      line("term", \.term) { $0.rawValue }, line("owner", \.owner, open),
      line("start", \.start) { standard.words(of: $0) }, line("due", \.due) { open($0.map { standard.words(of: $0) }) },
      line("measure", \.aim) { open($0?.words) }, line("status", \.status) { $0.words },
      line("evidence", \.evidence, open), line("closed", \.closed) { open($0?.words) },
      line("may be shared", \.mayBeShared) { $0 ? "yes" : "no" },
    ].compactMap { $0 }
  }
}

extension Action.Aim {
  private enum CodingKeys: String, CodingKey { case ratio, people }

  /// Reads `{"ratio": 0.8}` or `{"people": 3}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let ratio = try container.decodeIfPresent(Double.self, forKey: .ratio) {
      self = .ratio(ratio)
    } else {
      self = .people(try container.decode(Double.self, forKey: .people))
    }
  }

  /// Writes `{"ratio": 0.8}` or `{"people": 3}`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .ratio(let ratio): try container.encode(ratio, forKey: .ratio)
    case .people(let people): try container.encode(people, forKey: .people)
    }
  }

  /// "a relative likelihood of 0.80 or nearer to parity"; "3 people or fewer from parity".
  public var words: String {
    switch self {
    case .ratio(let ratio): "a relative likelihood of \(Wordings.ratio(ratio)) or nearer to parity"
    case .people(let people):
      "\(Wordings.grouped(Int(people))) \(people == 1 ? "person" : "people")\(people == 0 ? "" : " or fewer") from parity"
    }
  }
}

extension Action {
  /// All that are recorded of a standard, by number.
  /// - Parameter organisation: Code of the only organisation wanted.
  static func all(of standard: String, organisation: String? = nil, in db: Database) throws -> [Action] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT \(JournaledTable.action.columns) FROM action WHERE standard = ?1 AND organisation = ifnull(?2, organisation)
        ORDER BY number
        """, arguments: [standard, organisation]
    ).map(Action.init)
  }

  /// The one of a number.
  /// - Throws: `UsageProblem.refused` where there is none.
  static func one(_ number: Int, of standard: String, in db: Database) throws -> Action {
    let row = try Row.fetchOne(
      db, sql: "SELECT \(JournaledTable.action.columns) FROM action WHERE standard = ? AND number = ?",
      arguments: [standard, number])
    guard let row else {
      throw UsageProblem.refused("There is no action \(number). `action list` lists them; nothing was changed.")
    }
    return Action(row)
  }
}
