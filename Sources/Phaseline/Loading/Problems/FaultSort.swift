/// What sort of thing is wrong, in words for a count: "12 × not a count".
public enum FaultSort: String, Hashable, Sendable, Codable, CaseIterable {
  case unreadable = "file that cannot be read"
  case nothingToLoad = "folder with nothing to load"
  case emptyFile = "empty file"
  case noRows = "file without rows"
  case notText = "file that is neither CSV nor workbook"
  case unsafeWorkbook = "workbook that may not be read"
  case otherWorkbook = "workbook that is not the one expected"
  case movedCells = "sheet that is not as the template has it"
  case changed = "file that changed while it was read"
  case wrongHeader = "wrong header"
  case wrongColumn = "wrong column"
  case wrongSeparator = "wrong separator"
  case wrongFieldCount = "row with a field too many or too few"
  case wrongQuotes = "wrong quotation mark"
  case lineTooLong = "line that is too long"
  case wrongEncoding = "text that is not UTF-8"
  case notACount = "not a count"
  case numeratorAboveDenominator = "numerator above its denominator"
  case unknownName = "unknown name"
  case blankName = "blank name"
  case notARow = "line that is no row"
  case controlCharacter = "control character"
  case duplicate = "row given twice"
  case wrongStandard = "row of another standard"
  case notAMeasure = "unknown measure"
  case notAFigure = "not a figure"
  case contradiction = "figure that contradicts its measure"
  case areaAndOrganisation = "figure of an area and an organisation, or of neither"
  case wrongRegister = "register that contradicts"
  case mixed = "real and illustrative data together"

  /// Its name for programs: "not-a-count".
  public var code: String {
    String(describing: self).replacing(/[A-Z]+/) { "-" + $0.output.lowercased() }
  }
}

extension Fault {
  /// What sort of fault it is; told apart from its words, since a million wrong rows are counted and few are said.
  public var sort: FaultSort {
    switch self {
    case .unreadable: .unreadable
    case .nothingToLoad: .nothingToLoad
    case .emptyFile: .emptyFile
    case .noRows: .noRows
    case .workbook(let fault): fault.sort
    case .binary: .notText
    case .utf16, .notUTF8: .wrongEncoding
    case .changed: .changed
    case .mixed: .mixed
    case .unknownHeader, .titleAbove: .wrongHeader
    case .doubledColumn, .misspeltColumn, .missingColumns, .unknownColumn: .wrongColumn
    case .separator: .wrongSeparator
    case .wrongFieldCount, .fieldWithoutHeader: .wrongFieldCount
    case .unclosedQuote, .textBehindQuote: .wrongQuotes
    case .lineTooLong: .lineTooLong
    case .controlCharacter: .controlCharacter
    case .notACount: .notACount
    case .numeratorAboveDenominator: .numeratorAboveDenominator
    case .unknownName, .categoryUnsaid: .unknownName
    case .blankName: .blankName
    case .totals, .note: .notARow
    case .duplicate: .duplicate
    case .wrongStandard, .standardUnsaid: .wrongStandard
    case .notAMeasure: .notAMeasure
    case .notAFigure: .notAFigure
    case .percentageForRatio, .percentageAbove100, .otherWayUp: .contradiction
    case .areaAndOrganisation: .areaAndOrganisation
    case .fictionalCode, .nameTaken, .renamedCode, .registersDisagree: .wrongRegister
    }
  }
}
