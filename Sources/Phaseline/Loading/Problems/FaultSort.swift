/// What sort of thing is wrong, in words for a count: "12 × not a count".
public enum FaultSort: String, Hashable, Sendable, Codable, CaseIterable {
  case unreadable = "file that cannot be read"
  case nothingToLoad = "folder with nothing to load"
  case emptyFile = "empty file"
  case noRows = "file without rows"
  case notText = "file that is not a CSV"
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
