/// Finds the counts on a sheet by its lines and headings, wherever these have been moved.
struct SheetReading {
  private(set) var problems: [LoadProblem] = []
  private let sheet: Sheet
  private let service: Service
  private let marker: WorkbookMarker
  private let layout: WorkbookLayout
  private let file: String
  /// Where the headings stand, the names of lines, the columns of counts, and the lines.
  private var headRow = 0
  private var lineColumn = 0
  private var columns: [Heading: Int] = [:]
  private var rows: [String: Int] = [:]
  /// What the cells of head-counts say.
  private var heads: [CellAddress: Value] = [:]

  /// A column of counts.
  private struct Heading: Hashable {
    var ethnicity: Ethnicity
    var isNumber: Bool
  }

  /// A count as it stands, or as the cell that it follows has it.
  private enum Value {
    case blank
    /// `isTyped` where it does not come from the line of the head-count.
    case text(String, isTyped: Bool)
    case wrong
  }

  init(_ sheet: Sheet, of service: Service, marker: WorkbookMarker, layout: WorkbookLayout, file: String) {
    (self.sheet, self.service, self.marker) = (sheet, service, marker)
    (self.layout, self.file) = (layout, file)
  }

  /// Its counts; what is wrong is then among the problems.
  mutating func content() -> WorkbookRows.Content {
    var content = WorkbookRows.Content()
    guard isOfThisWorkbook(), findColumns(), findRows() else { return content }
    tellMisplaced()
    readHeadCounts()
    for line in layout.lines { read(line, into: &content) }
    if content.records.isEmpty, problems.isEmpty { content.blankSheets = [sheet.name] }
    return content
  }

  private mutating func tell(_ fault: WorkbookFault, _ cell: CellAddress? = nil) {
    let place = Place(file: file, sheet: sheet.name, line: cell?.row, column: cell?.column)
    problems.append(LoadProblem(.workbook(fault), at: place))
  }

  private func cell(_ row: Int, _ heading: Heading) -> CellAddress? {
    columns[heading].map { CellAddress(row: row, column: $0) }
  }

  private func name(_ heading: Heading) -> String {
    heading.isNumber ? layout.numberHeading(heading.ethnicity) : layout.outOfHeading(heading.ethnicity)
  }

  private static let headings = Ethnicity.allCases.flatMap {
    [Heading(ethnicity: $0, isNumber: true), Heading(ethnicity: $0, isNumber: false)]
  }

  private mutating func isOfThisWorkbook() -> Bool {
    let expected = marker.text(of: service)
    let found = sheet.cells.filter { $0.value.value?.hasPrefix(WorkbookMarker.sheetLabel) ?? false }.min {
      $0.key < $1.key
    }
    if found?.value.value == expected { return true }
    tell(.otherSheet(found: found?.value.value ?? "", expected: expected), found?.key)
    return false
  }

  /// Finds the line of headings, and in it the columns of counts.
  private mutating func findColumns() -> Bool {
    let head = sheet.cells.filter { $0.value.value?.trimmingBlanks == WorkbookLayout.lineHeading }.keys.min()
    guard let head else {
      tell(.missing(what: "heading", name: WorkbookLayout.lineHeading))
      return false
    }
    lineColumn = head.column
    headRow = head.row
    let headings = sheet.cells.filter { $0.key.row == head.row }.sorted { $0.key < $1.key }
    for heading in Self.headings {
      let name = name(heading)
      let found = headings.filter { Name.folded($0.value.value ?? "") == Name.folded(name) }.map(\.key)
      columns[heading] = found.first?.column
      if found.isEmpty { tell(.missing(what: "heading", name: name), head) }
      if found.count > 1 { tell(.doubled(what: "heading", name: name, first: "\(found[0])"), found[1]) }
    }
    return problems.isEmpty
  }

  private mutating func findRows() -> Bool {
    let known = Dictionary(
      layout.lines.map { (Name.folded($0.name), $0.name) }, uniquingKeysWith: { first, _ in first })
    for (address, cell) in sheet.cells.sorted(by: { $0.key < $1.key }) {
      guard address.column == lineColumn, address.row > headRow, let name = known[Name.folded(cell.value ?? "")] else {
        continue
      }
      if let first = rows[name] {
        tell(.doubled(what: "line", name: name, first: "\(CellAddress(row: first, column: lineColumn))"), address)
      } else {
        rows[name] = address.row
      }
    }
    for line in layout.lines where rows[line.name] == nil { tell(.missing(what: "line", name: line.name)) }
    return problems.isEmpty
  }

  /// Counts in no line, and cells merged over counts.
  private mutating func tellMisplaced() {
    let (used, places) = (Set(rows.values), Set(columns.values))
    let strays = sheet.cells.filter { address, cell in
      places.contains(address.column) && address.row > headRow && !used.contains(address.row)
        && cell.value?.contains(where: \.isNumber) ?? false
    }
    for (address, cell) in strays.sorted(by: { $0.key < $1.key }) { tell(.outside(found: cell.value ?? ""), address) }
    let counts = used.flatMap { row in places.map { CellAddress(row: row, column: $0) } }
    for area in sheet.merged {
      guard let first = counts.filter({ area.contains($0) }).min() else { continue }
      tell(.merged(area: "\(area)"), first)
    }
  }

  private mutating func read(_ line: WorkbookLayout.Line, into content: inout WorkbookRows.Content) {
    guard case .indicator(let indicator, let category) = line.subject, let row = rows[line.name] else { return }
    var blank: [Ethnicity] = []
    for ethnicity in Ethnicity.allCases {
      let (number, outOf) = (
        Heading(ethnicity: ethnicity, isNumber: true), Heading(ethnicity: ethnicity, isNumber: false)
      )
      guard let numberCell = cell(row, number), let outOfCell = cell(row, outOf) else { continue }
      switch (value(at: numberCell), people(line, at: outOfCell, ethnicity)) {
      case (.blank, .text(let people, isTyped: true)) where !people.isEmpty:
        tell(.blank(heading: name(number), other: name(outOf)), numberCell)
      case (.blank, _): blank.append(ethnicity)
      case (.text, .blank): tellBlank(line, outOf, outOfCell, besides: number)
      case (.text(let count, _), .text(let people, isTyped: false))
      where isBelow(people, count) && linesAbove(people, line, ethnicity) > 1:
        if let head = headCount(of: line, ethnicity) {
          tellOnce(.headCountBelow(found: people, line: line.name, number: count, cell: "\(numberCell)"), head)
        }
      case (.text(let count, _), .text(let people, _)):
        content.records.append(
          WorkbookRows.Content.Record(
            fields: [
              marker.phase, marker.organisation, service.rawValue, indicator, category, ethnicity.rawValue, count,
              people,
            ], numeratorHeading: name(number), denominatorHeading: name(outOf), sheet: sheet.name,
            numerator: numberCell, denominator: outOfCell))
      case (.wrong, _), (_, .wrong): break
      }
    }
    if blank.count == Ethnicity.allCases.count {
      content.linesWithoutCounts += 1
    } else {
      content.groupsWithoutCounts += blank.count { $0 != .unknown }
    }
  }

  /// The head-counts, each read once: what is wrong with one is said in its own cell, not in every cell that follows it.
  private mutating func readHeadCounts() {
    for base in layout.lines.compactMap(\.follows).unique {
      for ethnicity in Ethnicity.allCases {
        guard let cell = headCount(ofBase: base, ethnicity) else { continue }
        var found = value(at: cell)
        if case .text(let text, _) = found {
          if Self.isCount(text) {
            found = .text(text, isTyped: false)
          } else {
            tell(.notACount(found: text, heading: WorkbookLayout.headCountName(base)), cell)
            found = .wrong
          }
        }
        heads[cell] = found
      }
    }
  }

  private static func isCount(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { ReceivedCount($0) } != nil
  }

  /// How many of the lines that follow a head-count are above it: of one the line may be wrong, of several the head-count.
  private func linesAbove(_ people: String, _ line: WorkbookLayout.Line, _ ethnicity: Ethnicity) -> Int {
    layout.lines.count { other in
      guard other.follows == line.follows, let row = rows[other.name],
        let value = cell(row, Heading(ethnicity: ethnicity, isNumber: true)).flatMap({ sheet.cells[$0]?.value })
      else { return false }
      return isBelow(people, Self.whole(value))
    }
  }

  private func isBelow(_ people: String, _ count: String) -> Bool {
    guard let people = Int(people), let count = Int(count) else { return false }
    return people < count
  }

  /// The "out of" of a line: what stands there, or the head-count that it follows.
  private mutating func people(
    _ line: WorkbookLayout.Line, at cell: CellAddress, _ ethnicity: Ethnicity
  ) -> Value {
    let typed = value(at: cell)
    guard case .blank = typed, let head = headCount(of: line, ethnicity) else { return typed }
    return heads[head] ?? .blank
  }

  private func headCount(of line: WorkbookLayout.Line, _ ethnicity: Ethnicity) -> CellAddress? {
    line.follows.flatMap { headCount(ofBase: $0, ethnicity) }
  }

  private func headCount(ofBase base: String, _ ethnicity: Ethnicity) -> CellAddress? {
    rows[WorkbookLayout.headCountName(base)].flatMap { cell($0, Heading(ethnicity: ethnicity, isNumber: true)) }
  }

  /// Says where a missing "out of" is to be typed: in the line of the head-count, if there is one.
  private mutating func tellBlank(
    _ line: WorkbookLayout.Line, _ outOf: Heading, _ cell: CellAddress, besides number: Heading
  ) {
    guard let head = headCount(of: line, outOf.ethnicity), let base = line.follows else {
      return tell(.blank(heading: name(outOf), other: name(number)), cell)
    }
    tellOnce(
      .blank(
        heading: "\(WorkbookLayout.headCountName(base)), \(name(number))", other: "\(line.name), \(name(number))"), head
    )
  }

  /// Tells what is wrong with a cell that several lines follow.
  private mutating func tellOnce(_ fault: WorkbookFault, _ cell: CellAddress) {
    let isTold = problems.contains { $0.place.line == cell.row && $0.place.column == cell.column }
    if !isTold { tell(fault, cell) }
  }

  /// What a cell says; what is wrong with it is told.
  private mutating func value(at cell: CellAddress) -> Value {
    guard let found = sheet.cells[cell] else { return .blank }
    if let followed = Self.followed(by: found.formula) { return followedValue(at: followed) }
    guard let value = found.value else {
      tell(.noResult(formula: found.formula ?? ""), cell)
      return .wrong
    }
    if value.trimmingBlanks.isEmpty { return .blank }
    if sheet.isHidden(cell) {
      tell(.hidden, cell)
      return .wrong
    }
    if found.kind == .date || found.kind == .disguised {
      tell(found.kind == .date ? .date : .disguised, cell)
      return .wrong
    }
    if found.kind == .failure { return .text(value.hasPrefix("#") ? value : "#\(value)", isTyped: true) }
    return .text(found.kind == .number ? Self.whole(value) : value.trimmingBlanks, isTyped: true)
  }

  /// What stands where a formula of the template looks; whatever was last worked out for it may be out of date, or missing.
  private mutating func followedValue(at cell: CellAddress) -> Value {
    if let head = heads[cell] { return head }
    guard sheet.cells[cell].map({ Self.followed(by: $0.formula) == nil }) ?? true else { return .blank }
    if case .text(let text, _) = value(at: cell) { return .text(text, isTyped: false) }
    return .blank
  }

  /// The cell that the template's own formula shows: `IF(D6="","",D6)`, as spreadsheets may write it anew.
  static func followed(by formula: String?) -> CellAddress? {
    guard let formula, let match = formula.wholeMatch(of: /=?IF\((\$?[A-Z]+\$?[0-9]+)="","",(\$?[A-Z]+\$?[0-9]+)\)/),
      CellAddress(match.1) == CellAddress(match.2)
    else { return nil }
    return CellAddress(match.1)
  }

  /// 12 of 12.0 and of 1.2E1; another number as it stands.
  private static func whole(_ text: String) -> String {
    guard text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil, let number = Double(text),
      number == number.rounded(), abs(number) < 1e15
    else { return text }
    return String(Int(number))
  }
}
