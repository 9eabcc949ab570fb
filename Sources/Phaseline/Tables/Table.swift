/// A table of values, before it is text.
public struct Table: Sendable {
  /// What stands in one place.
  public enum Cell: Sendable {
    /// As it is.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// With so many decimals where people read it.
    case number(Double, decimals: Int)
    /// Nothing, or nothing that is known.
    case none
  }
  /// What the cells under one heading are.
  public struct Column: Sendable {
    /// Name in CSV and JSON.
    public var key: String
    /// Heading for people.
    public var title: String
    /// Whether its numbers stand to the right.
    public var isNumeric: Bool

    /// - Parameters:
    ///   - key: Name in CSV and JSON.
    ///   - title: Heading for people.
    ///   - isNumeric: Whether its numbers stand to the right.
    public init(key: String, title: String, isNumeric: Bool = false) {
      (self.key, self.title, self.isNumeric) = (key, title, isNumeric)
    }
  }
  /// From left to right.
  public var columns: [Column]
  /// From top to bottom, a cell for each column.
  public var rows: [[Cell]]
  /// Whether people read 1,234 for 1234.
  public var groupsThousands: Bool
  /// What to say where there are no rows.
  public var empty: String
  /// Printed under the table, for people only.
  public var notes: [String]

  /// - Parameters:
  ///   - columns: From left to right.
  ///   - rows: From top to bottom, a cell for each column.
  ///   - groupsThousands: Whether people read 1,234 for 1234.
  ///   - empty: What to say where there are no rows.
  ///   - notes: Printed under the table, for people only.
  public init(
    columns: [Column], rows: [[Cell]], groupsThousands: Bool = true, empty: String = "Nothing to show.",
    notes: [String] = []
  ) {
    (self.columns, self.rows, self.groupsThousands, self.empty, self.notes) = (
      columns, rows, groupsThousands, empty, notes
    )
  }
}

extension Table.Cell {
  /// As people read it.
  /// - Parameter isGrouped: Whether they read 1,234 for 1234.
  public func words(grouped isGrouped: Bool = true) -> String {
    switch self {
    case .text(let text): text
    case .integer(let number): isGrouped ? Wordings.grouped(number) : String(number)
    case .number(let number, let decimals): Wordings.fixed(number, decimals)
    case .none: "–"
    }
  }

  /// The number; nothing where there is none.
  public static func integer(_ number: Int?) -> Table.Cell { number.map { .integer($0) } ?? .none }
  /// The number with two decimals; nothing where there is none.
  public static func number(_ number: Double?) -> Table.Cell { number.map { .number($0, decimals: 2) } ?? .none }
}
