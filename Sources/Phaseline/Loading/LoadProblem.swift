/// A place in a file: its line, and the column of the table, both from 1.
public struct Place: Hashable, Sendable, CustomStringConvertible {
  /// As it was named.
  public var file: String
  /// From 1.
  public var line: Int
  /// From 1; none where the whole line is meant.
  public var column: Int?
  /// `file:line:column`.
  public var description: String { "\(file):\(line)" + (column.map { ":\($0)" } ?? "") }
}

/// What keeps a file from being loaded, and the remedy.
public enum LoadProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file is not there, or may not be read.
  case unreadable(file: String, reason: String)
  /// A folder without a CSV file.
  case nothingToLoad(path: String)
  /// Not even a header.
  case emptyFile(file: String)
  /// The header is of no kind of file that can be loaded; with the nearest one.
  case unknownHeader(at: Place, found: String, nearest: String)
  /// The header names a column twice.
  case doubledColumn(at: Place, name: String)
  /// The header has all columns of a kind of file, and one that it has not.
  case unknownColumn(at: Place, name: String, of: String, columns: String)
  /// Columns are parted by something else than commas.
  case separator(at: Place, found: String)
  /// A row has more or fewer fields than the header.
  case wrongFieldCount(at: Place, found: Int, expected: Int)
  /// A quoted field does not end.
  case unclosedQuote(at: Place)
  /// A quoted field goes on behind its end.
  case textBehindQuote(at: Place)
  /// More than 1 MiB without an end of line.
  case lineTooLong(at: Place)
  /// Bytes that are no UTF-8.
  case notUTF8(at: Place)
  /// Neither a whole number nor a hidden count.
  case notACount(at: Place, found: String, column: String)
  /// It happened to more people than were counted; `of` says whose row it is.
  case numeratorAboveDenominator(at: Place, numerator: Int, denominator: Int, of: String)
  /// A name that its list does not hold; `what` says which list.
  case unknownName(at: Place, what: String, name: String, nearest: [String], more: Int = 0)
  /// A field that must be filled in is blank.
  case blankName(at: Place, column: String)
  /// A name holds a character that a terminal would obey.
  case controlCharacter(at: Place, name: String)
  /// A row that this load has brought before; `of` says which.
  case duplicate(at: Place, of: String)
  /// A row of another standard than those above it.
  case wrongStandard(at: Place, found: String, expected: String)
  /// A published figure of no known measure.
  case notAMeasure(at: Place, found: String, known: [String])
  /// A published value that is no number, 0 or above.
  case notAFigure(at: Place, found: String)
  /// A published figure of both an area and an organisation, or of neither.
  case areaAndOrganisation(at: Place)
  /// A fictional code on a real organisation, or the reverse.
  case fictionalCode(at: Place, code: String, kind: String)
  /// Two organisations of one name; `by` is the code of the other.
  case nameTaken(at: Place, name: String, by: String)
  /// A code that belongs to an organisation of another name.
  case renamedCode(at: Place, code: String, was: String, now: String)
  /// Illustrative figures for a workspace of real ones, or the reverse.
  case mixed(file: String, isIllustrative: Bool)

  /// Where it is, what is wrong, what to do: one switch, so that no case can lack its remedy.
  var parts: (place: String, what: String, remedy: String) {
    switch self {
    case .unreadable(let file, let reason):
      (file, "the file cannot be read (\(reason))", "Check the name and its permissions")
    case .nothingToLoad(let path):
      (path, "there is no CSV file in this folder", "Name a folder with CSV files, or a file")
    case .emptyFile(let file):
      (file, "the file is empty", "It should begin with a header line such as \(FileKind.longForm)")
    case .unknownHeader(let place, let found, let nearest):
      ("\(place)", "the header '\(found)' is none that Phaseline knows", "Expected: \(nearest). Correct it")
    case .unknownColumn(let place, let name, let kind, let columns):
      ("\(place)", "no column of \(kind) is called '\(name)'", "Take it out (columns: \(columns))")
    case .separator(let place, let found):
      (
        "\(place)", "the columns are separated by \(found), not by commas",
        "Save the file as 'CSV UTF-8 (comma delimited)'"
      )
    case .doubledColumn(let place, let name):
      ("\(place)", "the column '\(name)' is there twice", "Remove one of them")
    case .wrongFieldCount(let place, let found, let expected):
      (
        "\(place)", "the row has \(found) fields, its header \(expected)",
        "Correct the row (a name with a comma needs quotes)"
      )
    case .unclosedQuote(let place):
      (
        "\(place)", "a quotation mark opens here and is never closed",
        "Close it, or double it if it is part of the text"
      )
    case .textBehindQuote(let place):
      ("\(place)", "there is text behind a closing quotation mark", "Put all of the field within the quotation marks")
    case .lineTooLong(let place):
      ("\(place)", "the line is longer than 1 MiB", "Check that the file is a CSV with lines")
    case .notUTF8(let place):
      ("\(place)", "the text is not UTF-8", "Save the file as 'CSV UTF-8'")
    case .notACount(let place, let found, let column):
      (
        "\(place)", "\(column) '\(found)' is not a count",
        "Give a whole number, 0 or above, or a hidden count such as <5, 76-79 or *"
      )
    case .numeratorAboveDenominator(let place, let numerator, let denominator, let whose):
      (
        "\(place)", "numerator \(numerator) is larger than denominator \(denominator) (\(whose))",
        "Correct the row and load again"
      )
    case .unknownName(let place, let what, let name, let nearest, let more):
      (
        "\(place)",
        "no \(what) is called '\(name)'" + (more > 0 ? " (here and in \(more) more row\(more == 1 ? "" : "s"))" : ""),
        nearest.isEmpty
          ? "Correct the name, or load a register (columns \(FileKind.register)) that has it"
          : "If '\(nearest.joined(separator: "' or '"))' is meant, correct the name and load again"
      )
    case .blankName(let place, let column):
      ("\(place)", "\(column) is blank", "Fill it in and load again")
    case .controlCharacter(let place, let name):
      ("\(place)", "the text '\(name.spelledOut)' holds a control character", "Type it afresh and load again")
    case .duplicate(let place, let whose):
      ("\(place)", "this row is given twice in this load (\(whose))", "Remove one of the two and load again")
    case .wrongStandard(let place, let found, let expected):
      (
        "\(place)", "the row is of the standard '\(found)', the rows above of '\(expected)'",
        "Keep one standard to a file"
      )
    case .notAMeasure(let place, let found, let known):
      ("\(place)", "no measure is called '\(found)'", "Use one of \(known.joined(separator: ", "))")
    case .notAFigure(let place, let found):
      (
        "\(place)", "value '\(found)' is not a number, 0 or above, with a point",
        "Write it as it is printed, without a sign, as in 0.56 or 14"
      )
    case .areaAndOrganisation(let place):
      (
        "\(place)", "a published figure is of an area or of an organisation, exactly one",
        "Fill in one of the two columns and leave the other blank"
      )
    case .fictionalCode(let place, let code, let kind):
      (
        "\(place)", "the code \(code) does not go with the kind '\(kind)'",
        "Codes of fictional organisations, and only they, begin with X and are of the kind 'illustrative'"
      )
    case .nameTaken(let place, let name, let code):
      ("\(place)", "'\(name)' is the name of \(code) too", "Give each organisation a name of its own")
    case .renamedCode(let place, let code, let was, let now):
      (
        "\(place)", "the code \(code) belongs to '\(was)', here it is '\(now)'",
        "Correct the code; `undo` first if the register itself was wrong"
      )
    case .mixed(let file, let isIllustrative):
      (
        file,
        "these figures are \(isIllustrative ? "illustrative" : "real"), the workspace's are \(isIllustrative ? "real" : "illustrative")",
        "Keep them apart: load into another workspace with `--workspace FILE`"
      )
    }
  }

  /// Where it is, what is wrong, what to do, as a sentence.
  public var description: String { "\(parts.place): \(parts.what). \(parts.remedy); nothing was loaded." }
}

extension String {
  /// With every character that a screen would obey written as its code.
  fileprivate var spelledOut: String {
    unicodeScalars.map { scalar in
      [.control, .format].contains(scalar.properties.generalCategory)
        ? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" : String(scalar)
    }.joined()
  }
}

/// A load that was refused, with everything that is wrong; nothing was loaded.
public struct LoadRefused: Error, Hashable, Sendable, CustomStringConvertible {
  /// How many problems are kept.
  public static let shown = 50
  /// The first of them, at most `shown`, in the order of the files.
  public var problems: [LoadProblem]
  /// How many there are in all.
  public var count: Int
  /// A line for each problem, and how many more there are.
  public var description: String {
    let lines = problems.map(\.description)
    return (count > problems.count ? lines + ["… and \(count - problems.count) problems more."] : lines)
      .joined(separator: "\n")
  }
}

/// Collects problems up to a limit, so that a file of a million wrong rows takes no more memory than a right one. A name that
/// is wrong in many rows is one problem.
struct ProblemList {
  private(set) var problems: [LoadProblem] = []
  private(set) var count = 0
  private var names: [Name: Int] = [:]
  private struct Name: Hashable { var file, what, name: String }

  mutating func add(_ problem: @autoclosure () -> LoadProblem) {
    guard problems.count < LoadRefused.shown else {
      count += 1
      return
    }
    let problem = problem()
    if case .unknownName(let place, let what, let name, let nearest, _) = problem {
      let key = Name(file: place.file, what: what, name: name)
      if let index = names[key] {
        guard case .unknownName(let first, _, _, _, let more) = problems[index] else { return }
        problems[index] = .unknownName(at: first, what: what, name: name, nearest: nearest, more: more + 1)
        return
      }
      names[key] = problems.count
    }
    count += 1
    problems.append(problem)
  }

  var refusal: LoadRefused? { count == 0 ? nil : LoadRefused(problems: problems, count: count) }
}
