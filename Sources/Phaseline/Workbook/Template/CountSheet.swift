/// A sheet of counts: a line for everything that is counted, a pair of columns for every group.
struct CountSheet {
  private typealias Style = WorkbookWriter.Style
  private let template: SubmissionTemplate
  private let service: Service
  private let layout: WorkbookLayout

  /// Rows above the lines.
  private static let (titleRow, markerRow, stateRow, hintRow, headRow) = (1, 2, 3, 4, 5)
  private static let firstRow = headRow + 1
  /// Columns from the left.
  private static let (lineColumn, numberWords, outOfWords, firstCount) = (1, 2, 3, 4)
  private static let totals = firstCount + 2 * Ethnicity.allCases.count
  private static let check = totals + 2
  private static let firstLast = check + 1

  init(_ template: SubmissionTemplate, _ service: Service) {
    (self.template, self.service) = (template, service)
    layout = WorkbookLayout(template.standard)
  }

  private var lastRow: Int { Self.firstRow + layout.lines.count - 1 }

  private static func number(_ ethnicity: Ethnicity) -> Int { firstCount + 2 * Ethnicity.allCases.index(of: ethnicity) }

  private static func cell(_ row: Int, _ column: Int) -> String { "\(CellAddress(row: row, column: column))" }

  private static func area(_ first: Int, _ last: Int, _ columns: ClosedRange<Int>) -> CellArea {
    CellArea(
      first: CellAddress(row: first, column: columns.lowerBound),
      last: CellAddress(row: last, column: columns.upperBound))
  }

  func write(to sheet: SheetWriter) {
    writeTop(sheet)
    writeHeadings(sheet)
    for (index, line) in layout.lines.enumerated() {
      switch line.subject {
      case .headCount: writeHeadCount(line, Self.firstRow + index, sheet)
      case .indicator: writeIndicator(line, Self.firstRow + index, sheet)
      }
    }
    writeRules(sheet)
    sheet.width(31, ofColumns: Self.lineColumn...Self.lineColumn)
    sheet.width(42, ofColumns: Self.numberWords...Self.numberWords)
    sheet.width(21, ofColumns: Self.outOfWords...Self.outOfWords)
    sheet.width(11.5, ofColumns: Self.firstCount...(Self.check - 1))
    sheet.width(26, ofColumns: Self.check...Self.check)
    sheet.width(14, ofColumns: Self.firstLast...(Self.firstLast + 2))
    sheet.freeze(above: Self.firstRow, leftOf: Self.lineColumn + 1)
    sheet.footer("\(template.title), \(service.words)")
  }

  private func writeTop(_ sheet: SheetWriter) {
    sheet.text("\(template.title): \(service.words)", Self.titleRow, 1, Style(isBold: true, size: 16))
    sheet.text(template.marker.text(of: service), Self.markerRow, 1, Style(size: 8, fontColour: 0x5A5A5A))
    let checks = "\(Self.cell(Self.firstRow, Self.check)):\(Self.cell(lastRow, Self.check))"
    func count(_ word: String) -> String { "COUNTIF(\(checks),\"\(word)*\")" }
    sheet.formula(
      "\"Lines with an error: \"&\(count(CountFormulas.error))&\", to check: \"&\(count(CountFormulas.look))&\", not filled in: \"&"
        + count(CountFormulas.blank),
      result: "Lines with an error: 0, to check: 0, not filled in: \(layout.lines.count)", Self.stateRow, 1,
      Style(isBold: true))
    let hint =
      "Type into the white cells: how many, and out of how many. Blue cells repeat the head-count; type over one only where it "
      + "was of other people. 0 is none, * a hidden count, <5 one below 5; leave blank what was not collected."
    sheet.text(
      template.isIllustrative ? "ILLUSTRATIVE: a fictional authority. \(hint)" : hint, Self.hintRow, 1, Style())
  }

  private func writeHeadings(_ sheet: SheetWriter) {
    let style = Style(isBold: true, fontColour: 0xFFFFFF, fill: 0x1F3A5F, hasBorder: true, wraps: true)
    let groups = Ethnicity.allCases.flatMap { [layout.numberHeading($0), layout.outOfHeading($0)] }
    let last = template.last.phase.map { phase in
      Ethnicity.allCases.map { "\(layout.label($0)), \(phase.words)" }
    }
    let headings =
      [WorkbookLayout.lineHeading, "Number: how many", "Out of how many"] + groups
      + ["Total: number", "Total: out of", WorkbookLayout.checkHeading] + (last ?? [])
    for (index, heading) in headings.enumerated() { sheet.text(heading, Self.headRow, index + 1, style) }
    sheet.height(33, ofRow: Self.headRow)
  }

  private static let words = Style(fill: 0xF2F2F2, hasBorder: true, wraps: true, isIndented: true)
  private static let derived = Style(fontColour: 0x404040, fill: 0xF2F2F2, hasBorder: true, isNumber: true)
  private static let open = Style(fill: 0xFFFFFF, hasBorder: true, isNumber: true, isOpen: true)
  /// What follows a head-count may be typed over, where an indicator was counted of fewer people.
  private static let following = Style(
    fontColour: 0x404040, fill: 0xE8EEF7, hasBorder: true, isNumber: true, isOpen: true)

  private func writeWords(_ line: WorkbookLayout.Line, _ row: Int, _ sheet: SheetWriter) {
    sheet.text(
      line.name, row, Self.lineColumn,
      Style(isBold: true, fill: 0xF2F2F2, hasBorder: true, wraps: true, isIndented: true))
    sheet.text(line.number, row, Self.numberWords, Self.words)
    sheet.text(line.outOf, row, Self.outOfWords, Self.words)
    sheet.height(32, ofRow: row)
  }

  private func writeHeadCount(_ line: WorkbookLayout.Line, _ row: Int, _ sheet: SheetWriter) {
    writeWords(line, row, sheet)
    for ethnicity in Ethnicity.allCases {
      let column = Self.number(ethnicity)
      sheet.blank(row, column, Self.open)
      sheet.blank(row, column + 1, Self.derived)
    }
    let cells = Ethnicity.allCases.map { Self.cell(row, Self.number($0)) }
    writeTotal(cells, row, Self.totals, sheet)
    sheet.blank(row, Self.totals + 1, Self.derived)
    sheet.formula(CountFormulas.headCheck(cells), result: CountFormulas.blank, row, Self.check, Self.words)
    guard case .headCount(let base) = line.subject else { return }
    writeLast(row, sheet) { ethnicity in
      lastPeople(base, ethnicity).map { $0.denominator.words }
    }
  }

  private func writeIndicator(_ line: WorkbookLayout.Line, _ row: Int, _ sheet: SheetWriter) {
    writeWords(line, row, sheet)
    for ethnicity in Ethnicity.allCases {
      let column = Self.number(ethnicity)
      sheet.blank(row, column, Self.open)
      if let head = headCountRow(of: line) {
        sheet.formula(
          CountFormulas.following(Self.cell(head, column)), result: "", row, column + 1, Self.following)
      } else {
        sheet.blank(row, column + 1, Self.open)
      }
    }
    let pairs = pairs(of: line, row)
    writeTotal(pairs.map(\.number), row, Self.totals, sheet)
    writeTotal(pairs.map(\.people), row, Self.totals + 1, sheet)
    sheet.formula(
      CountFormulas.check(pairs, lastPhase: template.last.phase?.words ?? "", bands: bands(endingWith: line)),
      result: CountFormulas.blank, row,
      Self.check, Self.words)
    writeLast(row, sheet) { last(line, $0)?.words }
  }

  private func writeTotal(_ cells: [String], _ row: Int, _ column: Int, _ sheet: SheetWriter) {
    let list = cells.joined(separator: ",")
    let isHidden = cells.map { "AND(ISTEXT(\($0)),\($0)<>\"\")" }.joined(separator: ",")
    sheet.formula(
      "IF(OR(\(isHidden)),\"–\",IF(COUNT(\(list))=0,\"\",SUM(\(list))))", result: "", row, column, Self.derived)
  }

  /// What was given last, for comparison; nothing where there was no phase before.
  private func writeLast(_ row: Int, _ sheet: SheetWriter, _ words: (Ethnicity) -> String?) {
    guard template.last.phase != nil else { return }
    for (index, ethnicity) in Ethnicity.allCases.enumerated() {
      sheet.text(words(ethnicity) ?? "not given", row, Self.firstLast + index, Self.derived)
    }
  }

  private func headCountRow(of line: WorkbookLayout.Line) -> Int? {
    guard let base = line.follows else { return nil }
    return layout.lines.firstIndex { $0.subject == .headCount(base: base) }.map { Self.firstRow + $0 }
  }

  private func pairs(of line: WorkbookLayout.Line, _ row: Int) -> [CountFormulas.Pair] {
    Ethnicity.allCases.map { ethnicity in
      let column = Self.number(ethnicity)
      let before = last(line, ethnicity)?.numerator
      return CountFormulas.Pair(
        number: Self.cell(row, column), people: Self.cell(row, column + 1), isTyped: line.follows == nil,
        before: before.flatMap { $0.isExact ? $0.low : nil }, isCompared: ethnicity != .unknown)
    }
  }

  /// Of the last category of a distribution the cells of all of them, for each group, and of its people.
  private func bands(endingWith line: WorkbookLayout.Line) -> [(categories: [String], people: String)] {
    guard case .indicator(let key, let category) = line.subject, let indicator = template.standard.indicator(key),
      indicator.kind == .distribution, category == indicator.categories.last?.key,
      let people = headCountRow(of: line)
    else { return [] }
    let rows = layout.lines.indices.filter {
      if case .indicator(key, _) = layout.lines[$0].subject { true } else { false }
    }
    return Ethnicity.allCases.map { ethnicity in
      let column = Self.number(ethnicity)
      return (rows.map { Self.cell(Self.firstRow + $0, column) }, Self.cell(people, column))
    }
  }

  private func last(_ line: WorkbookLayout.Line, _ ethnicity: Ethnicity) -> CountPair? {
    guard case .indicator(let indicator, let category) = line.subject else { return nil }
    return template.last.counts[
      LastCounts.Key(indicator: indicator, category: category, service: service, ethnicity: ethnicity)]
  }

  /// The people of a base, as the first of its indicators had them.
  private func lastPeople(_ base: String, _ ethnicity: Ethnicity) -> CountPair? {
    layout.lines.lazy.filter { $0.follows == base }.compactMap { last($0, ethnicity) }.first
  }

  /// What is refused at the moment of typing, and what turns red.
  private func writeRules(_ sheet: SheetWriter) {
    let wrong = Style(isBold: true, fontColour: 0x9C0006, fill: 0xFFC7CE)
    let odd = Style(isBold: true, fontColour: 0x6B4A00, fill: 0xFFEB9C)
    let heads = layout.lines.count { if case .headCount = $0.subject { true } else { false } }
    for ethnicity in Ethnicity.allCases {
      let column = Self.number(ethnicity)
      if heads > 0 {
        let area = Self.area(Self.firstRow, Self.firstRow + heads - 1, column...column)
        refuse(area, CountFormulas.isCount(Self.cell(Self.firstRow, column)), sheet)
      }
      let first = Self.firstRow + heads
      let (number, people) = (Self.cell(first, column), Self.cell(first, column + 1))
      refuse(Self.area(first, lastRow, column...column), CountFormulas.isNumber(number, of: people), sheet)
      refuse(Self.area(first, lastRow, (column + 1)...(column + 1)), CountFormulas.isCount(people), sheet)
      sheet.mark(
        Self.area(first, lastRow, column...column),
        where: "AND(ISNUMBER(\(number)),ISNUMBER(\(people)),\(number)>\(people))", as: wrong)
    }
    let first = Self.cell(Self.firstRow, Self.firstCount)
    sheet.mark(
      Self.area(Self.firstRow, lastRow, Self.firstCount...(Self.totals - 1)),
      where: "AND(\(first)<>\"\",NOT(\(CountFormulas.isCount(first))))", as: wrong)
    let check = Self.cell(Self.firstRow, Self.check)
    let checks = Self.area(Self.firstRow, lastRow, Self.check...Self.check)
    sheet.mark(checks, where: "LEFT(\(check),5)=\"\(CountFormulas.error)\"", as: wrong)
    sheet.mark(checks, where: "LEFT(\(check),5)=\"\(CountFormulas.look)\"", as: odd)
  }

  private func refuse(_ area: CellArea, _ formula: String, _ sheet: SheetWriter) {
    sheet.validate(
      area, by: formula, title: "Not a count",
      message: "A whole number, 0 or above, and not above its 'out of'. Hidden counts: *, <5 or 3-6.")
  }
}

extension [Ethnicity] {
  fileprivate func index(of ethnicity: Ethnicity) -> Int { firstIndex(of: ethnicity) ?? 0 }
}
