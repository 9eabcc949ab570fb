import Phaseline

/// A table as a template sets it: words only, the first cell of each row its heading.
public struct TableContents: Codable, Sendable, Hashable {
  /// A heading.
  public struct Column: Codable, Sendable, Hashable {
    /// Its words.
    public var title: String
    /// Whether numbers stand under it, to the right.
    public var isNumber: Bool
  }
  /// A row.
  public struct Row: Codable, Sendable, Hashable {
    /// Of whom or what it is.
    public var head: String
    /// What stands under the other headings.
    public var cells: [Cell]
  }
  /// What stands in one place.
  public struct Cell: Codable, Sendable, Hashable {
    /// Its words.
    public var text: String
    /// Whether it is a number, to the right.
    public var isNumber: Bool
  }
  /// What the table shows.
  public var caption: String
  /// From left to right.
  public var columns: [Column]
  /// From top to bottom.
  public var rows: [Row]
  /// What stands below it, a sentence each.
  public var notes: [String]

  /// The table that a command prints.
  /// - Parameters:
  ///   - table: As the command has it.
  ///   - caption: What it shows.
  ///   - titles: Headings in other words, by the key of the column: a page has more room than a terminal.
  init(_ table: Table, caption: String, titles: [String: String] = [:]) {
    self.init(
      caption: caption,
      columns: table.columns.map { Column(title: titles[$0.key] ?? $0.title, isNumber: $0.isNumeric) },
      rows: table.rows.map { $0.map { $0.words(grouped: table.groupsThousands) } }, notes: table.notes)
  }

  /// - Parameters:
  ///   - caption: What it shows.
  ///   - columns: Headings.
  ///   - rows: The words of each row, its heading first.
  ///   - notes: What stands below it, a sentence each.
  init(caption: String, columns: [Column], rows: [[String]], notes: [String] = []) {
    (self.caption, self.columns, self.notes) = (caption, columns, notes)
    self.rows = rows.map { row in
      Row(
        head: row.first ?? "",
        cells: zip(row, columns).dropFirst().map { Cell(text: $0, isNumber: $1.isNumber) })
    }
  }
}

extension TableContents.Column: ExpressibleByStringInterpolation {
  /// A heading over words.
  public init(stringLiteral title: String) { self.init(title: title, isNumber: false) }

  /// A heading over numbers.
  static func number(_ title: String) -> Self { Self(title: title, isNumber: true) }
}
