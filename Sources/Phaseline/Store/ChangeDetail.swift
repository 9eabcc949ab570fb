/// What one change changed.
public struct ChangeDetail: Hashable, Sendable, Codable {
  /// Which rows to tell one by one.
  public enum Rows: Hashable, Sendable {
    /// The first so many of those that took the place of others, or left it again.
    case replacements(first: Int)
    /// Every row.
    case all
  }
  /// Its entry in the journal.
  public var change: Change
  /// How it stands: "", "taken back", or "of 3".
  public var state: String
  /// The load that it took back or brought again; itself, if it is one.
  public var load: Change
  /// How many rows, by table, phase and indicator.
  public var parts: [ChangedPart]
  /// Those rows that were asked for.
  public var rows: [ChangedRow]
  /// How many rows took the place of others, or left it again.
  public var replacements: Int { parts.reduce(0) { $0 + $1.replaced + $1.restored } }
}

/// How many rows a change changed of one phase and indicator.
public struct ChangedPart: Hashable, Sendable, Codable {
  /// What the rows are.
  public var table: ChangedRow.Content
  /// Key of the phase; blank for organisations.
  public var phase: String
  /// Key of the indicator; blank for organisations and participation.
  public var indicator: String
  /// Rows that came where none was.
  public var added = 0
  /// Rows that took the place of others.
  public var replaced = 0
  /// Rows that an undo took away.
  public var removed = 0
  /// Rows in whose place an undo brought back what was there before.
  public var restored = 0

  mutating func count(_ what: ChangedRow.What) {
    switch what {
    case .added: added += 1
    case .replaced: replaced += 1
    case .removed: removed += 1
    case .restored: restored += 1
    }
  }
}

/// One row that a change changed.
public struct ChangedRow: Hashable, Sendable, Codable {
  /// What happened to it.
  public enum What: String, Sendable, Codable { case added, replaced, removed, restored }
  /// What it is.
  public enum Content: String, Sendable, Codable {
    case organisation
    case publishedFigure = "published figure"
    case participation
    case action
    case plan = "action plan"
    case session
    case attendance
    case practice
    case counts
  }
  /// What happened to it.
  public var what: What
  /// What it is.
  public var table: Content
  /// Key of the phase; blank for an organisation.
  public var phase = ""
  /// Key of the indicator, or of several; blank for an organisation and its participation, as are category and service.
  public var indicator = ""
  /// Name of the organisation; of a figure of an area, the area.
  public var authority = ""
  /// Key of the category; blank for an organisation.
  public var category = ""
  /// The service; blank for an organisation.
  public var service = ""
  /// The ethnicity, of counts.
  public var ethnicity = ""
  /// What was there: "26 of 250", hidden counts as received; none where nothing was.
  public var was: String?
  /// What is there since.
  public var now: String?

  /// Whether something was there both before and since.
  var isReplacement: Bool { what == .replaced || what == .restored }
}
