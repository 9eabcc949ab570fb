import IndicatorStatistics

/// What a load changed, or would change.
public struct LoadReport: Hashable, Sendable, Codable {
  /// One file that was read.
  public typealias File = Change.File
  /// Key of the standard that the files were of.
  public var standard: String
  /// The number of the change in the journal; none if the files held nothing new, or nothing was to be changed.
  public var change: Int?
  /// Whether it only says what would happen.
  public var isDryRun = false
  /// The files that were read, in the order of reading.
  public var files: [File]
  /// How many rows came, replaced others, or were there already.
  public var tally = LoadTally()
  /// By how much the counts that were replaced have moved.
  public var movement = LoadMovement()
  /// What the standard's own registers and published figures added, if this was the first load.
  public var background: LoadTally?
  /// Whether the workspace now holds illustrative organisations.
  public var isIllustrative = false
  /// Files that an earlier load brought already.
  public var repeated: [Repeated] = []
  /// Rows of the wide form in which no group has a count.
  public var rowsWithoutCounts = 0
  /// Groups of other rows that have none, of the two that are compared: what is stored of them stays.
  public var groupsWithoutCounts = 0
  /// Spreadsheets in the folders, which were passed over.
  public var leftOut: [String] = []
  /// Columns that were left out.
  public var ignoredColumns: [IgnoredColumns] = []
  /// What is odd about the rows that came, though nothing is wrong by itself.
  public var warnings = LoadWarnings()

  /// The submission workbooks among the files.
  public var workbooks: [Workbook] = []

  /// Whose counts a workbook brought.
  public struct Workbook: Hashable, Sendable, Codable {
    /// As the file is named.
    public var path: String
    /// Name of the organisation.
    public var organisation: String
    /// Key of the phase.
    public var phase: String
    /// Its sheets without any count.
    public var blankSheets: [String]
    /// Its lines without any count, on all sheets.
    public var linesWithoutCounts: Int
  }

  /// Columns of a file that its kind has not.
  public struct IgnoredColumns: Hashable, Sendable, Codable {
    /// As the file is named.
    public var path: String
    /// As the file names them.
    public var columns: [String]
  }

  /// A file that an earlier load brought already, byte for byte.
  public struct Repeated: Hashable, Sendable, Codable {
    /// As it is named now.
    public var path: String
    /// The change that brought it.
    public var change: Int
    /// When, UTC, ISO 8601.
    public var at: String
    /// The latest change of which it replaces rows now, if that came since: its corrections are undone.
    public var putsBack: Int?
  }
}

/// What happened to how many rows.
public struct LoadTally: Hashable, Sendable, Codable {
  /// Rows that are new, or returned.
  public var added = 0
  /// Rows that took the place of others.
  public var replaced = 0
  /// Rows that were there already.
  public var unchanged = 0
  /// Rows that went, by an undo.
  public var removed = 0

  /// Whether nothing changed.
  public var isNothing: Bool { added + replaced + removed == 0 }
}

/// By how much counts moved that a corrected file replaced.
public struct LoadMovement: Hashable, Sendable, Codable {
  /// Rows of which a count is another than before.
  public var rows = 0
  /// Those of which a count is or was hidden; they are in neither sum.
  public var hidden = 0
  /// By how much numerators moved, where both are known.
  public var numerators = Shift()
  /// By how much denominators moved, where both are known.
  public var denominators = Shift()

  /// Differences of counts, in people.
  public struct Shift: Hashable, Sendable, Codable {
    /// How many moved.
    public var rows = 0
    /// The least difference, new less old.
    public var least = 0
    /// The greatest.
    public var greatest = 0
    /// All of them together.
    public var sum = 0

    mutating func add(_ difference: Int) {
      guard difference != 0 else { return }
      (least, greatest) = rows == 0 ? (difference, difference) : (min(least, difference), max(greatest, difference))
      rows += 1
      sum += difference
    }
  }

  /// The counts of a row, before or after.
  struct Counts: Equatable {
    var numerator, denominator: CountRange
    /// Whether one of them was given as a hidden count.
    var isHidden: Bool
  }

  /// A hidden count of which it turned out that it may, or may not, be 0.
  mutating func addSettled() {
    rows += 1
    hidden += 1
  }

  /// Nothing moves where only the source is another, or how a hidden count is written.
  /// Whether a `<N` may be 0 is settled when the whole file is known.
  mutating func add(from old: Counts, to new: Counts, isSettledLater: Bool) {
    var new = new
    if isSettledLater, old.numerator.low <= new.numerator.high {
      new.numerator = CountRange(low: old.numerator.low, high: new.numerator.high)
    }
    guard old.numerator != new.numerator || old.denominator != new.denominator else { return }
    rows += 1
    guard !old.isHidden, !new.isHidden else {
      hidden += 1
      return
    }
    numerators.add(new.numerator.low - old.numerator.low)
    denominators.add(new.denominator.low - old.denominator.low)
  }
}
