/// What stands in the cells of one sheet, and what may mislead who reads them.
struct Sheet: Sendable {
  /// A cell that is not blank.
  struct Cell: Hashable, Sendable {
    /// What sort of value it is.
    enum Kind: Hashable, Sendable { case text, number, date, truth, failure }
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
  var merged: [CellArea] = []

  /// The text of a cell without blanks around it; empty where it is blank.
  func text(_ row: Int, _ column: Int) -> String {
    cells[CellAddress(row: row, column: column)]?.value?.trimmingBlanks ?? ""
  }

  /// Whether a cell lies in a row or a column that nobody sees.
  func isHidden(_ cell: CellAddress) -> Bool {
    isHidden || hiddenRows.contains(cell.row) || hiddenColumns.contains { $0.contains(cell.column) }
  }
}

/// Reads a sheet's part.
final class SheetReader: XMLPartReader {
  /// More cells than any submission has: what is filled to the last row is no submission.
  static let mostCells = 200_000

  private(set) var sheet: Sheet
  private let texts: [String]?
  private let dateStyles: Set<Int>
  private var row = 0
  private var column = 0
  private var cell: (address: CellAddress, type: String, style: Int)?
  private var value: String?
  private var formula: String?
  private var text = ""
  private var isInInlineText = false
  private var phonetic = 0

  /// - Parameters:
  ///   - name: As the workbook calls it.
  ///   - texts: The shared ones; none where the workbook has none.
  ///   - dateStyles: The cell styles by which numbers are shown as dates or times.
  init(named name: String, isHidden: Bool, texts: [String]?, dateStyles: Set<Int>) {
    (self.texts, self.dateStyles) = (texts, dateStyles)
    sheet = Sheet(name: name, isHidden: isHidden)
  }

  func begin(_ element: String, _ attributes: [String: String]) throws(WorkbookFault) {
    text = ""
    switch element {
    case "row": beginRow(attributes)
    case "c": try beginCell(attributes)
    case "is": (isInInlineText, value) = (true, "")
    case "rPh": phonetic += 1
    case "f": formula = ""
    case "col": addHiddenColumns(attributes)
    case "mergeCell": if let area = attributes["ref"].flatMap({ CellArea($0) }) { sheet.merged.append(area) }
    default: break
    }
  }

  func add(_ text: String) { self.text += text }

  func end(_ element: String) throws(WorkbookFault) {
    switch element {
    case "v": value = text
    case "f": formula = text
    case "t": if isInInlineText, phonetic == 0 { value = (value ?? "") + text }
    case "rPh": phonetic -= 1
    case "is": isInInlineText = false
    case "c": try endCell()
    default: break
    }
  }

  private func beginRow(_ attributes: [String: String]) {
    row = attributes["r"].flatMap { Int($0) } ?? row + 1
    column = 0
    if Self.isTrue(attributes["hidden"]) || attributes["ht"].flatMap({ Double($0) }) == 0 {
      sheet.hiddenRows.insert(row)
    }
  }

  private func beginCell(_ attributes: [String: String]) throws(WorkbookFault) {
    let place = attributes["r"] ?? CellAddress(row: row, column: column + 1).description
    guard let address = CellAddress(place) else { throw .damaged(reason: "it has a cell called '\(place)'") }
    column = address.column
    cell = (address, attributes["t"] ?? "n", attributes["s"].flatMap { Int($0) } ?? 0)
    (value, formula) = (nil, nil)
  }

  private func endCell() throws(WorkbookFault) {
    guard let cell else { return }
    self.cell = nil
    guard value != nil || formula != nil else { return }
    var found = Sheet.Cell(kind: .text, value: value, formula: formula)
    switch cell.type {
    case "s": found.value = try value.map { (index) throws(WorkbookFault) in try sharedText(index, of: cell.address) }
    case "str", "inlineStr": break
    case "b": (found.kind, found.value) = (.truth, value == "1" ? "TRUE" : "FALSE")
    case "e": found.kind = .failure
    case "d": found.kind = .date
    default: found.kind = dateStyles.contains(cell.style) ? .date : .number
    }
    if found.value?.isEmpty ?? true, found.formula == nil { return }
    guard sheet.cells.count < Self.mostCells else {
      throw .tooLarge(
        what: "more than \(Wordings.grouped(Self.mostCells)) cells on the sheet '\(sheet.name)'",
        limit: "\(Self.mostCells)")
    }
    sheet.cells[cell.address] = found
  }

  private func sharedText(_ index: String, of cell: CellAddress) throws(WorkbookFault) -> String {
    guard let texts else { throw .damaged(reason: "its list of texts is missing") }
    guard let index = Int(index), texts.indices.contains(index) else {
      throw .damaged(reason: "the text of \(sheet.name)!\(cell) is missing")
    }
    return texts[index]
  }

  private func addHiddenColumns(_ attributes: [String: String]) {
    guard Self.isTrue(attributes["hidden"]) || attributes["width"].flatMap({ Double($0) }) == 0,
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

/// Reads which cell styles show numbers as dates or times.
final class DateStyleReader: XMLPartReader {
  private(set) var styles: Set<Int> = []
  private var formats: [Int: String] = [:]
  private var isInCellStyles = false
  private var count = 0

  func begin(_ element: String, _ attributes: [String: String]) throws(WorkbookFault) {
    switch element {
    case "numFmt":
      if let id = attributes["numFmtId"].flatMap({ Int($0) }) { formats[id] = attributes["formatCode"] ?? "" }
    case "cellXfs": isInCellStyles = true
    case "xf" where isInCellStyles:
      let format = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      if formats[format].map(Self.showsDates) ?? Self.builtIn.contains(where: { $0.contains(format) }) {
        styles.insert(count)
      }
      count += 1
    default: break
    }
  }

  func add(_ text: String) {}

  func end(_ element: String) throws(WorkbookFault) { if element == "cellXfs" { isInCellStyles = false } }

  /// Formats that need no declaration (ECMA-376, part 1, 18.8.30), of dates and times, those of other languages too.
  private static let builtIn = [14...22, 27...36, 45...47, 50...58]

  /// Letters of days, months, years, hours and seconds, outside of quoted text, colours, conditions and escapes.
  private static func showsDates(_ code: String) -> Bool {
    let plain = code.replacing(/"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]/.ignoresCase(), with: "")
    return plain.lowercased() != "general" && plain.contains(/[dmyhs]/.ignoresCase())
  }
}
