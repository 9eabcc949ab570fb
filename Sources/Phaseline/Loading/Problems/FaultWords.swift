/// A fault for people and for programs.
struct FaultWords {
  /// What is wrong, as a clause: "numerator 'many' is not a count".
  var what: String
  /// What stands there, as it may be shown; none where something is missing.
  var found: String?
  /// What should stand there.
  var expected: String
  /// The names that may be meant.
  var nearest: [String] = []
  /// What to do.
  var remedy: String

  init(_ what: String, found: String? = nil, expected: String, nearest: [String] = [], remedy: String) {
    (self.what, self.found, self.expected) = (what, found.map(Self.shown), expected)
    (self.nearest, self.remedy) = (nearest, remedy)
  }

  /// A text from a file as it may be shown: what a screen would obey is written as its code, what is long is cut.
  static func shown(_ text: String) -> String {
    let plain = spelledOut(text)
    return plain.count > 120 ? plain.prefix(119) + "…" : plain
  }

  static func spelledOut(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      [.control, .format].contains(scalar.properties.generalCategory)
        ? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" : String(scalar)
    }.joined()
  }
}

extension Fault {
  /// What it says: one switch, so that no fault can lack its remedy.
  var words: FaultWords {
    switch self {
    // Of the whole file.
    case .unreadable(let reason):
      return FaultWords(
        "the file cannot be read (\(reason))", expected: "a file that may be read",
        remedy: "Check the name and its permissions")
    case .nothingToLoad:
      return FaultWords(
        "there is no CSV file and no workbook in this folder", expected: "files that end in .csv or .xlsx",
        remedy: "Name a folder with CSV files or workbooks (folders within it are not searched), or a file")
    case .emptyFile:
      return FaultWords(
        "the file is empty", expected: FileKind.longForm,
        remedy: "It should begin with a header line such as \(FileKind.longForm)")
    case .noRows:
      return FaultWords(
        "the file has a header and no row", expected: "rows under the header",
        remedy: "Fill it in, or leave the file out")
    case .workbook(let fault): return fault.words
    case .binary(let offset):
      return FaultWords(
        "the file is not text: byte \(offset) is 0", expected: "CSV",
        remedy: "Check that it is the right file; a CSV that was damaged on its way must be fetched again")
    case .utf16:
      return FaultWords(
        "the file is UTF-16 or UTF-32 ('Unicode text'), not UTF-8", found: "UTF-16", expected: "UTF-8",
        remedy: "Save it as 'CSV UTF-8 (comma delimited)'")
    case .changed:
      return FaultWords(
        "the file changed while it was read", expected: "a file that stays as it is",
        remedy: "Wait until whoever writes it has done, and load again")
    case .mixed(let isIllustrative):
      return FaultWords(
        "these figures are \(isIllustrative ? "illustrative" : "real"), the workspace's, or others of this load, are "
          + (isIllustrative ? "real" : "illustrative"),
        found: isIllustrative ? "illustrative" : "real", expected: isIllustrative ? "real" : "illustrative",
        remedy: "Keep them apart: load into another workspace with `--workspace FILE`")
    // Of its header.
    case .unknownHeader(let found, let nearest):
      return FaultWords(
        "the header '\(FaultWords.shown(found))' is none that Phaseline knows", found: found,
        expected: nearest, remedy: "Expected: \(nearest); `help load` lists the kinds of file")
    case .titleAbove(let found, let header):
      return FaultWords(
        "'\(FaultWords.shown(found))' stands above the header, which is line \(header)", found: found,
        expected: "the header as the first line",
        remedy: header == 2 ? "Delete this line" : "Delete the lines above line \(header)")
    case .doubledColumn(let name):
      return FaultWords(
        "the column '\(FaultWords.shown(name))' is there twice", found: name,
        expected: "each column once",
        remedy: "Remove one of them")
    case .misspeltColumn(let found, let expected):
      return FaultWords(
        "'\(FaultWords.shown(found))' is no column; '\(expected)' seems to be meant",
        found: found, expected: expected, nearest: [expected], remedy: "Call it '\(expected)'")
    case .missingColumns(let names, let kind):
      return FaultWords(
        "the column\(names.count == 1 ? "" : "s") '\(names.joined(separator: "', '"))' of \(kind) "
          + (names.count == 1 ? "is" : "are") + " missing", expected: names.joined(separator: ","),
        remedy: "Add \(names.count == 1 ? "it" : "them"); `help load` says what belongs there")
    case .unknownColumn(let name, let kind, let columns):
      return FaultWords(
        "no column of \(kind) is called '\(FaultWords.shown(name))'", found: name,
        expected: columns.joined(separator: ","), remedy: "Take it out, or load with `--ignore-unknown-columns`")
    case .separator(let found):
      return FaultWords(
        "the columns are separated by \(found), not by commas", found: found, expected: "commas",
        remedy: "Save the file as 'CSV UTF-8 (comma delimited)'")
    // Of its text.
    case .wrongFieldCount(let found, let expected, let isLast):
      return FaultWords(
        "the row has \(found) field\(found == 1 ? "" : "s"), its header \(expected)",
        found: "\(found)", expected: "\(expected)", remedy: Self.fieldCountRemedy(found, expected, isLast))
    case .fieldWithoutHeader(let found):
      return FaultWords(
        "'\(FaultWords.shown(found))' stands in a column without a name", found: found, expected: "",
        remedy: "Name the column in the header, or clear it")
    case .unclosedQuote:
      return FaultWords(
        "a quotation mark opens here and is never closed", found: "\"", expected: "a closing \"",
        remedy: "Close it, or double it if it is part of the text")
    case .textBehindQuote:
      return FaultWords(
        "there is text behind a closing quotation mark", expected: "a comma",
        remedy: "Put all of the field within the quotation marks")
    case .lineTooLong:
      return FaultWords(
        "the line is longer than 1 MiB", expected: "at most 1 MiB a line",
        remedy: "Check that the file is a CSV with lines")
    case .notUTF8(let byte, let offset):
      return FaultWords(
        "byte \(offset) of the file (\(Self.hexadecimal(byte))\(Self.oldLetter(byte))) is not UTF-8",
        found: Self.hexadecimal(byte), expected: "UTF-8", remedy: "Save the file as 'CSV UTF-8 (comma delimited)'")
    case .controlCharacter(let text):
      return FaultWords(
        "the text '\(FaultWords.shown(text))' holds a control character", found: text,
        expected: "plain text", remedy: "Type it afresh")
    // Of a row.
    case .notACount(let found, let column):
      return FaultWords(
        "\(column) '\(FaultWords.shown(found))' is not a count", found: found,
        expected: MistakenCount.expected,
        remedy: MistakenCount.remedy(for: found))
    case .numeratorAboveDenominator(let numerator, let denominator, let whose):
      return FaultWords(
        "numerator \(numerator) goes beyond denominator \(denominator) (\(FaultWords.shown(whose)))", found: numerator,
        expected: "at most \(denominator)",
        remedy: "The numerator counts some of those whom the denominator counts: are the two columns swapped?")
    case .unknownName(let what, let name, let nearest):
      return FaultWords(
        "no \(what) is called '\(FaultWords.shown(name))'", found: name, expected: "a known \(what)",
        nearest: nearest,
        remedy: nearest.isEmpty
          ? "`authorities` lists the names: correct the name, or load a register (columns \(FileKind.register)) that has it"
          : "If '\(nearest.joined(separator: "' or '"))' is meant, write that"
            + (what == "ethnicity" ? "; the counts of finer groups are added up first" : "")
            + (what == "phase" ? "; `phases` lists them with their years" : ""))
    case .categoryUnsaid(let indicator, let known):
      return FaultWords(
        "\(indicator) is counted by category, and this row names none", found: Category.all,
        expected: known.joined(separator: ", "), nearest: known,
        remedy: "Give '\(known.joined(separator: "' or '"))' in the column `category`")
    case .blankName(let column):
      return FaultWords(
        "\(column) is blank", expected: "a name",
        remedy: "Fill it in on every row (merged cells keep their text on the first row only)")
    case .totals(let name):
      return FaultWords(
        "'\(FaultWords.shown(name))' is a row of totals", found: name, expected: "rows of counts",
        remedy: "Delete it: Phaseline sums by itself")
    case .note(let text):
      return FaultWords(
        "'\(FaultWords.shown(text))' is a note, not a row", found: text, expected: "rows of counts",
        remedy: "Delete it; where counts come from belongs into a column `source`")
    case .duplicate(let whose, let first):
      return FaultWords(
        "this row is given twice in this load (\(FaultWords.shown(whose)))" + (first.map { ", first at \($0)" } ?? ""),
        expected: "each row once", remedy: "Remove one of the two")
    case .wrongStandard(let found, let expected):
      return FaultWords(
        "the row is of the standard '\(FaultWords.shown(found))', this load of '\(expected)'",
        found: found, expected: expected, remedy: "Load each standard's files apart")
    case .standardUnsaid(let standard):
      return FaultWords(
        "the file does not say of which standard it is, and the others are of '\(standard)'",
        expected: standard, remedy: "Load it apart, with `--standard` and its standard")
    // Of a published figure.
    case .notAMeasure(let found, let known):
      return FaultWords(
        "no measure is called '\(FaultWords.shown(found))'", found: found,
        expected: known.joined(separator: ", "), nearest: Nearest.names(to: found, among: known),
        remedy: "Use one of \(known.joined(separator: ", "))")
    case .notAFigure(let found):
      return FaultWords(
        "value '\(FaultWords.shown(found))' is not a number, 0 or above, with a point", found: found,
        expected: "a number such as 0.56 or 14",
        remedy: "Write it as it is printed, without a sign, as in 0.56 or 14; what was printed belongs into printed_as")
    case .percentageForRatio(let found):
      return FaultWords(
        "a relative likelihood of \(found) looks like a percentage", found: found,
        expected: "below \(PublishedFigureImporter.largestRatio)",
        remedy: "Choose the measure that was printed (percent_bame, bame_share_of_numerator …), or write 0.56 for 56%")
    case .percentageAbove100(let found):
      return FaultWords(
        "\(found) is no percentage of people: it is above 100", found: found, expected: "0 to 100",
        remedy: "Check the value and its measure")
    case .otherWayUp(let found, let expected, let indicator):
      return FaultWords(
        "the standard prints \(indicator) as \(expected), here it is \(found)", found: found,
        expected: expected, remedy: "Check which way up it was printed, and write measure and value as printed")
    case .areaAndOrganisation:
      return FaultWords(
        "a published figure is of an area or of an organisation, exactly one",
        expected: "one of the two columns", remedy: "Fill in one of the two columns and leave the other blank")
    // Of a register.
    case .fictionalCode(let code, let kind):
      return FaultWords(
        "the code \(FaultWords.shown(code)) does not go with the kind '\(kind)'", found: code,
        expected: kind == Organisation.Kind.illustrative.rawValue ? "a code that begins with X" : "another code",
        remedy: "Codes of fictional organisations, and only they, begin with X and are of the kind 'illustrative'")
    case .nameTaken(let name, let code, let isCode):
      return FaultWords(
        "'\(FaultWords.shown(name))' is the \(isCode ? "code" : "name") of \(code) too", found: name,
        expected: "a name of its own",
        remedy: "Give each organisation a name and a code of its own; capitals and accents do not tell them apart")
    case .renamedCode(let code, let was, let now):
      return FaultWords(
        "the code \(code) belongs to '\(was)', here it is '\(FaultWords.shown(now))'", found: now,
        expected: was, remedy: "Correct the code; `undo` first if the register itself was wrong")
    case .registersDisagree(let code, let column, let here, let there, let first):
      return FaultWords(
        "the \(column) of \(code) is '\(FaultWords.shown(here))' here and '\(FaultWords.shown(there))' at \(first)",
        found: here, expected: there, remedy: "Correct one of the two registers, or leave one out")
    }
  }

  private static func fieldCountRemedy(_ found: Int, _ expected: Int, _ isLast: Bool) -> String {
    if isLast { return "The file ends in the middle of it: get the whole file again" }
    if found > expected {
      return "A comma within a name needs quotation marks around the name; a number is written without commas"
    }
    return "Give every column a field, blank or not"
  }

  private static func hexadecimal(_ byte: UInt8) -> String { "0x" + String(byte, radix: 16, uppercase: true) }

  /// What old Windows files mean by a byte; the letters stand where Unicode has them.
  private static func oldLetter(_ byte: UInt8) -> String {
    let character = Character(Unicode.Scalar(byte))
    return character.isLetter || character.isSymbol ? ", '\(character)' in old Windows files" : ""
  }
}
