/// What the indicators mean, as the catalogue has it.
struct DefinitionSheet {
  private typealias Style = WorkbookWriter.Style
  private let standard: Standard

  init(_ standard: Standard) { self.standard = standard }

  func write(to sheet: SheetWriter) {
    sheet.text(
      "\(standard.title): the indicators", 1, 1, Style(isBold: true, size: 16, fontColour: 0x1F3A5F))
    let head = Style(isBold: true, fontColour: 0xFFFFFF, fill: 0x1F3A5F, hasBorder: true, wraps: true)
    for (index, title) in ["Number", "Indicator", "Definition", "How many", "Out of how many", "Remarks"].enumerated() {
      sheet.text(title, 3, index + 1, head)
    }
    for (index, indicator) in standard.indicators.enumerated() { write(indicator, 4 + index, sheet) }
    for (column, width) in [9.0, 26, 52, 36, 26, 44].enumerated() {
      sheet.width(width, ofColumns: (column + 1)...(column + 1))
    }
    sheet.freeze(above: 4, leftOf: 1)
  }

  private func write(_ indicator: Indicator, _ row: Int, _ sheet: SheetWriter) {
    let texts = [
      indicator.number.map(String.init) ?? "", indicator.title, indicator.definition, indicator.numerator,
      indicator.denominator, indicator.note ?? "",
    ]
    for (index, text) in texts.enumerated() {
      sheet.text(
        text, row, index + 1, Style(isBold: index == 1, fill: index < 2 ? 0xF2F2F2 : nil, hasBorder: true, wraps: true))
    }
    sheet.height(16 * Double(max(2, (texts[2].count + 49) / 50, (texts[5].count + 41) / 42)), ofRow: row)
  }
}
