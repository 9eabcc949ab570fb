/// What stands in the cells of one sheet, and what may mislead who reads them.
struct Sheet: Sendable {
  /// A cell that is not blank.
  struct Cell: Hashable, Sendable {
    /// What sort of value it is.
    enum Kind: Hashable, Sendable { case text, number, date, disguised, truth, failure }
    var kind: Kind
    /// As it is stored: of a formula the value that was worked out last; none where there is none.
    var value: String?
    /// Without its equals sign; empty where another cell has it.
    var formula: String?
  }
  var name: String
  /// Whether the sheet itself is hidden.
  var isHidden = false
  var cells: [CellAddress: Cell] = [:]
  var hiddenRows: Set<Int> = []
  var hiddenColumns: [ClosedRange<Int>] = []
  /// Whether columns are hidden that nothing is said of.
  var hidesColumns = false
  var merged: [CellArea] = []

  /// The text of a cell without blanks around it; empty where it is blank.
  func text(_ row: Int, _ column: Int) -> String {
    cells[CellAddress(row: row, column: column)]?.value?.trimmingBlanks ?? ""
  }

  /// Whether a cell lies in a row or a column that nobody sees.
  func isHidden(_ cell: CellAddress) -> Bool {
    isHidden || hidesColumns || hiddenRows.contains(cell.row) || hiddenColumns.contains { $0.contains(cell.column) }
  }
}

/// Reads a sheet's part.
final class SheetReader: XMLPartReader {
  /// More cells than any submission has: what is filled to the last row is no submission.
  static let mostCells = 200_000
  /// More merged areas than any.
  static let mostMerged = 1_000
  private static let longestShared = 100

  private(set) var sheet: Sheet
  private let texts: [String]?
  private let styles: CellStyles
  private let mostCells: Int
  /// The formulas that other cells have too, by their numbers.
  private var shared: [String: (cell: CellAddress, formula: String)] = [:]
  private var sharedNumber: String?
  private var row = 0
  private var column = 0
  private var cell: (address: CellAddress, type: String, style: Int)?
  private var value: String?
  private var formula: String?
  private var text = ""
  private var isInInlineText = false
  private var isInValue = false
  private var hidesRows = false
  private var phonetic = 0

  /// - Parameters:
  ///   - name: As the workbook calls it.
  ///   - texts: The shared ones; none where the workbook has none.
  ///   - styles: How cells show numbers.
  ///   - mostCells: More are refused.
  init(
    named name: String, isHidden: Bool, texts: [String]?, styles: CellStyles, mostCells: Int = SheetReader.mostCells
  ) {
    (self.texts, self.styles, self.mostCells) = (texts, styles, mostCells)
    sheet = Sheet(name: name, isHidden: isHidden)
  }

  func begin(_ element: String, _ attributes: [String: String]) throws(WorkbookFault) {
    if isInValue { throw .damaged(reason: "a value on the sheet '\(sheet.name)' holds an element '\(element)'") }
    text = ""
    switch element {
    case "v": isInValue = true
    case "sheetFormatPr":
      hidesRows = Self.isTrue(attributes["zeroHeight"])
      if attributes["defaultColWidth"].flatMap({ Double($0) }) == 0 { sheet.hidesColumns = true }
    case "row": try beginRow(attributes)
    case "c": try beginCell(attributes)
    case "is":
      // Only of a cell that says so.
      isInInlineText = cell?.type == "inlineStr"
      if isInInlineText { value = "" }
    case "rPh": phonetic += 1
    case "f": (formula, sharedNumber) = ("", attributes["t"] == "shared" ? attributes["si"] : nil)
    case "col": addHiddenColumns(attributes)
    case "mergeCell": try addMerged(attributes)
    default: break
    }
  }

  func add(_ text: String) { self.text += text }

  func end(_ element: String) throws(WorkbookFault) {
    switch element {
    case "v":
      isInValue = false
      if cell?.type != "inlineStr" { value = text }
    case "f": formula = text
    case "t": if isInInlineText, phonetic == 0 { value = (value ?? "") + text }
    case "rPh": phonetic -= 1
    case "is": isInInlineText = false
    case "c": try endCell()
    default: break
    }
  }

  private func beginRow(_ attributes: [String: String]) throws(WorkbookFault) {
    row = attributes["r"].map { Int($0) ?? 0 } ?? row + 1
    guard (1...CellAddress.lastRow).contains(row) else {
      throw .damaged(reason: "it has a row '\(attributes["r"] ?? String(row))'")
    }
    column = 0
    let height = attributes["ht"].flatMap { Double($0) }
    if Self.isTrue(attributes["hidden"]) || height == 0 || hidesRows && height == nil { sheet.hiddenRows.insert(row) }
  }

  private func beginCell(_ attributes: [String: String]) throws(WorkbookFault) {
    let place = attributes["r"] ?? CellAddress(row: row, column: column + 1).description
    guard let address = CellAddress(place) else { throw .damaged(reason: "it has a cell called '\(place)'") }
    column = address.column
    cell = (address, attributes["t"] ?? "n", attributes["s"].flatMap { Int($0) } ?? 0)
    (value, formula, sharedNumber) = (nil, nil, nil)
  }

  private func endCell() throws(WorkbookFault) {
    guard let cell else { return }
    self.cell = nil
    guard value != nil || formula != nil else { return }
    var found = Sheet.Cell(kind: .text, value: value, formula: ownFormula(at: cell.address))
    switch cell.type {
    case "s": found.value = try value.map { (index) throws(WorkbookFault) in try sharedText(index, of: cell.address) }
    case "str", "inlineStr": break
    case "b": (found.kind, found.value) = (.truth, value == "1" ? "TRUE" : "FALSE")
    case "e": found.kind = .failure
    case "d": found.kind = .date
    default: found.kind = styles.kind(ofNumberWith: cell.style)
    }
    if found.value?.isEmpty ?? true, found.formula == nil { return }
    guard sheet.cells.count < mostCells else {
      throw .tooLarge(
        what: "more than \(Wordings.grouped(mostCells)) cells on the sheet '\(sheet.name)'", limit: "\(mostCells)")
    }
    guard sheet.cells.updateValue(found, forKey: cell.address) == nil else {
      throw .damaged(reason: "it has two cells \(cell.address) on the sheet '\(sheet.name)'")
    }
  }

  /// The formula of a cell; of one that shares another's, that one moved as far as the cell is away.
  private func ownFormula(at cell: CellAddress) -> String? {
    guard let formula, let sharedNumber else { return formula }
    guard formula.isEmpty else {
      // The template's own is short; of any other its last result counts, and not what it is.
      guard formula.utf8.count <= Self.longestShared else { return formula }
      shared[sharedNumber] = (cell, formula)
      return formula
    }
    guard let master = shared[sharedNumber] else { return formula }
    return master.formula.moved(rows: cell.row - master.cell.row, columns: cell.column - master.cell.column)
  }

  private func addMerged(_ attributes: [String: String]) throws(WorkbookFault) {
    guard let area = attributes["ref"].flatMap({ CellArea($0.uppercased()) }) else { return }
    guard sheet.merged.count < Self.mostMerged else {
      throw .tooLarge(what: "more than \(Self.mostMerged) merged areas on '\(sheet.name)'", limit: "\(Self.mostMerged)")
    }
    sheet.merged.append(area)
  }

  private func sharedText(_ index: String, of cell: CellAddress) throws(WorkbookFault) -> String {
    guard let texts else { throw .damaged(reason: "its list of texts is missing") }
    guard let index = Int(index), texts.indices.contains(index) else {
      throw .damaged(reason: "the text of \(sheet.name)!\(cell) is missing")
    }
    return texts[index]
  }

  private func addHiddenColumns(_ attributes: [String: String]) {
    guard Self.isTrue(attributes["hidden"]) || attributes["width"].flatMap({ Double($0) }).map({ $0 < 0.5 }) ?? false,
      let first = attributes["min"].flatMap({ Int($0) }), let last = attributes["max"].flatMap({ Int($0) }),
      first <= last
    else { return }
    sheet.hiddenColumns.append(first...last)
  }

  private static func isTrue(_ text: String?) -> Bool { text == "1" || text == "true" }
}

/// Reads the texts that a workbook's cells share.
final class SharedTextReader: XMLPartReader {
  private(set) var texts: [String] = []
  private var item = ""
  private var text = ""
  private var phonetic = 0

  func begin(_ element: String, _ attributes: [String: String]) throws(WorkbookFault) {
    text = ""
    if element == "si" { item = "" }
    if element == "rPh" { phonetic += 1 }
  }

  func add(_ text: String) { self.text += text }

  func end(_ element: String) throws(WorkbookFault) {
    switch element {
    case "t": if phonetic == 0 { item += text }
    case "rPh": phonetic -= 1
    case "si": texts.append(item)
    default: break
    }
  }
}

/// How cells show numbers, by the numbers of their styles.
struct CellStyles {
  /// As dates or times.
  var dates: Set<Int> = []
  /// As other numbers than they are: percentages, thousands, nothing at all.
  var disguises: Set<Int> = []

  func kind(ofNumberWith style: Int) -> Sheet.Cell.Kind {
    dates.contains(style) ? .date : disguises.contains(style) ? .disguised : .number
  }
}

/// Reads how cells show numbers.
final class CellStyleReader: XMLPartReader {
  private(set) var styles = CellStyles()
  private var formats: [Int: Sheet.Cell.Kind] = [:]
  private var isInCellStyles = false
  private var count = 0

  /// As many characters as a format may have (ECMA-376, part 1, 18.8.30, as Excel limits it).
  private static let longestFormat = 255

  func begin(_ element: String, _ attributes: [String: String]) throws(WorkbookFault) {
    switch element {
    case "numFmt": try addFormat(attributes)
    case "cellXfs": isInCellStyles = true
    case "xf" where isInCellStyles:
      let format = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      switch formats[format] ?? Self.builtIn(format) {
      case .date: styles.dates.insert(count)
      case .disguised: styles.disguises.insert(count)
      default: break
      }
      count += 1
    default: break
    }
  }

  func add(_ text: String) {}

  func end(_ element: String) throws(WorkbookFault) { if element == "cellXfs" { isInCellStyles = false } }

  private func addFormat(_ attributes: [String: String]) throws(WorkbookFault) {
    guard let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] else { return }
    guard code.utf8.count <= Self.longestFormat else {
      throw .tooLarge(what: "a number format of \(code.utf8.count) characters", limit: "\(Self.longestFormat)")
    }
    formats[id] = Self.kind(of: code.lowercased())
  }

  /// Formats that need no declaration (ECMA-376, part 1, 18.8.30): of dates and times, those of other languages too, and of
  /// percentages.
  private static func builtIn(_ format: Int) -> Sheet.Cell.Kind {
    if [14...22, 27...36, 45...47, 50...58].contains(where: { $0.contains(format) }) { return .date }
    return (9...10).contains(format) ? .disguised : .number
  }

  /// What a format makes of a number. Elapsed hours, minutes and seconds stand in brackets, as colours and conditions do.
  private static func kind(of code: String) -> Sheet.Cell.Kind {
    let plain = code.replacing(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/, with: "")
    if plain != "general", plain.contains(/[dmyhs]/) { return .date }
    let showsNothing = !code.isEmpty && plain.allSatisfy { $0 == ";" || $0 == " " }
    let scales = plain.contains(/[0#?],+(?![0#?,])/)
    let addsDigits = code.contains(/"[^"]*[0-9][^"]*"|\\[0-9]/)
    return code.contains("%") || showsNothing || scales || addsDigits ? .disguised : .number
  }
}
