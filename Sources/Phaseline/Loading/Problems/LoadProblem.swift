/// A place in a file: its line, and the column of the table, both from 1; of a workbook, a sheet's row and column.
public struct Place: Hashable, Sendable, CustomStringConvertible {
  /// As it was named.
  public var file: String
  /// Of a workbook; none where all of it is meant.
  public var sheet: String?
  /// From 1; none where the whole file is meant.
  public var line: Int?
  /// From 1; none where the whole line is meant.
  public var column: Int?
  /// The cell of a sheet: `D14`.
  public var cell: String? {
    guard sheet != nil, let line, let column else { return nil }
    return CellAddress(row: line, column: column).description
  }

  /// `file:line:column`; of a workbook `file:adults!D14`.
  public var description: String {
    if let sheet { return "\(file):\(sheet)" + (cell.map { "!\($0)" } ?? "") }
    return ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
  }
}

/// What keeps a file from being loaded: where, what is wrong, and the remedy.
public struct LoadProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where it is.
  public var place: Place
  /// What is wrong.
  public var fault: Fault
  /// In how many more rows of the file the same is wrong.
  public var more = 0

  init(_ fault: Fault, at place: Place) { (self.place, self.fault) = (place, fault) }

  /// - Parameter file: The file that is wrong as a whole.
  init(_ fault: Fault, of file: String) { self.init(fault, at: Place(file: file)) }

  /// Where it is, what is wrong, what to do, as two sentences.
  public var description: String {
    let words = fault.words
    let elsewhere = more > 0 ? " (here and in \(Wordings.grouped(more)) more row\(more == 1 ? "" : "s"))" : ""
    return "\(place): \(words.what)\(elsewhere). \(words.remedy)\(words.remedy.hasSuffix("?") ? "" : ".")"
  }
}

extension LoadProblem {
  /// A problem for programs.
  public struct Details: Hashable, Sendable {
    /// What sort it is: "not-a-count".
    public var kind: String
    /// What stands there; none where something is missing.
    public var found: String?
    /// What should stand there.
    public var expected: String
    /// The names that may be meant.
    public var nearest: [String]
    /// What to do, as a sentence without its full stop.
    public var remedy: String
  }

  /// What it says, in parts.
  public var details: Details {
    let words = fault.words
    return Details(
      kind: fault.sort.code, found: words.found, expected: words.expected, nearest: words.nearest,
      remedy: words.remedy)
  }
}

/// What may be wrong with a file, a row or a field.
public enum Fault: Hashable, Sendable {
  /// The file is not there, or may not be read.
  case unreadable(reason: String)
  /// A folder without a CSV file.
  case nothingToLoad
  /// Not even a header.
  case emptyFile
  /// A header and no row.
  case noRows
  /// Something of a workbook.
  case workbook(WorkbookFault)
  /// Bytes that no text has; `offset` from 0.
  case binary(offset: Int)
  /// Text of two bytes a character.
  case utf16
  /// Somebody wrote to the file while it was read.
  case changed
  /// The header is of no kind of file that can be loaded; with the nearest one.
  case unknownHeader(found: String, nearest: String)
  /// There is text above the header, which is line `header`.
  case titleAbove(found: String, header: Int)
  /// The header names a column twice.
  case doubledColumn(name: String)
  /// A column's name is nearly one that is missing.
  case misspeltColumn(found: String, expected: String)
  /// The header lacks columns of its kind of file.
  case missingColumns(names: [String], of: String)
  /// The header has all columns of a kind of file, and one that it has not.
  case unknownColumn(name: String, of: String, columns: [String])
  /// Columns are parted by something else than commas.
  case separator(found: String)
  /// A row has more or fewer fields than the header; `isLast` where the file ends in the middle of it.
  case wrongFieldCount(found: Int, expected: Int, isLast: Bool)
  /// A field under no header.
  case fieldWithoutHeader(found: String)
  /// A quoted field does not end.
  case unclosedQuote
  /// A quoted field goes on behind its end.
  case textBehindQuote
  /// More than 1 MiB without an end of line.
  case lineTooLong
  /// A byte that is no UTF-8; `offset` in the file, from 0.
  case notUTF8(byte: UInt8, offset: Int)
  /// Neither a whole number nor a hidden count.
  case notACount(found: String, column: String)
  /// It happened to more people than were counted; `whose` says whose row it is.
  case numeratorAboveDenominator(numerator: String, denominator: String, whose: String)
  /// A name that its list does not hold; `what` says which list.
  case unknownName(what: String, name: String, nearest: [String])
  /// A count of all categories together, of an indicator that is counted by category.
  case categoryUnsaid(indicator: String, known: [String])
  /// A field that must be filled in is blank.
  case blankName(column: String)
  /// A row of totals.
  case totals(name: String)
  /// A row with text in one field only.
  case note(text: String)
  /// A name holds a character that a terminal would obey.
  case controlCharacter(text: String)
  /// A row that this load has brought before; `whose` says which, `first` where.
  case duplicate(whose: String, first: Place?)
  /// A row of another standard than those above it.
  case wrongStandard(found: String, expected: String)
  /// A file that does not name its standard, loaded with files of another than the usual one.
  case standardUnsaid(of: String)
  /// A published figure of no known measure.
  case notAMeasure(found: String, known: [String])
  /// A published value that is no number, 0 or above.
  case notAFigure(found: String)
  /// A ratio that is too large to be one.
  case percentageForRatio(found: String)
  /// A percentage above 100.
  case percentageAbove100(found: String)
  /// A ratio the other way up than the standard prints it.
  case otherWayUp(found: String, expected: String, indicator: String)
  /// A published figure of both an area and an organisation, or of neither.
  case areaAndOrganisation
  /// A fictional code on a real organisation, or the reverse.
  case fictionalCode(code: String, kind: String)
  /// A name that another organisation has too, as its name or its code; `by` is its code.
  case nameTaken(name: String, by: String, isCode: Bool)
  /// A code that belongs to an organisation of another name.
  case renamedCode(code: String, was: String, now: String)
  /// Two registers of one load say different things of one organisation.
  case registersDisagree(code: String, column: String, here: String, there: String, first: Place)
  /// Illustrative figures for a workspace of real ones, or the reverse.
  case mixed(isIllustrative: Bool)
}

/// A load that was refused, with everything that is wrong; nothing was loaded.
public struct LoadRefused: Error, Hashable, Sendable, CustomStringConvertible {
  /// How many problems are kept and said, unless all are asked for.
  public static let shown = 50
  /// From how many problems on the count of each sort comes first.
  public static let many = 10

  /// The first of them, or all, in the order of the files.
  public var problems: [LoadProblem]
  /// How many there are in all.
  public var count: Int
  /// How many there are of each sort, the most frequent first.
  public var sorts: [SortCount]

  /// How many problems are of one sort.
  public struct SortCount: Hashable, Sendable, Codable {
    /// Which.
    public var sort: FaultSort
    /// How many.
    public var count: Int
  }

  /// A line for each problem, and how many more there are; where there are many, first how many of each sort.
  public var description: String {
    var lines = problems.map(\.description)
    if count >= Self.many {
      let counts = sorts.map { "\(Wordings.grouped($0.count)) × \($0.sort.rawValue)" }
      lines.insert("\(Wordings.grouped(count)) problems: \(counts.joined(separator: ", ")).", at: 0)
    }
    if count > problems.count {
      let more = count - problems.count
      lines.append(
        "… and \(Wordings.grouped(more)) more: `--all-problems` says all, `--format csv` makes a table of them.")
    }
    return (lines + ["Nothing was loaded."]).joined(separator: "\n")
  }
}
