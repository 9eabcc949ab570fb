/// The first sheet: whose workbook it is, and how to fill it in.
struct InstructionSheet {
  private typealias Style = WorkbookWriter.Style
  private let template: SubmissionTemplate

  init(_ template: SubmissionTemplate) { self.template = template }

  func write(to sheet: SheetWriter) {
    var row = 1
    func heading(_ text: String, _ size: Double) {
      sheet.text(text, row, 1, Style(isBold: true, size: size, fontColour: 0x1F3A5F))
      row += 1
    }
    func entry(_ name: String, _ text: String) {
      sheet.text(name, row, 1, Style(isBold: true, fill: 0xF2F2F2, hasBorder: true, wraps: true))
      sheet.text(text, row, 2, Style(hasBorder: true, wraps: true))
      sheet.height(15.5 * Double(max(1, (text.count + 94) / 95)), ofRow: row)
      row += 1
    }
    heading("\(template.standard.shortTitle) submission: \(template.title)", 16)
    if template.isIllustrative { heading("ILLUSTRATIVE: \(template.organisation.name) is a fictional authority.", 11) }
    row += 1
    heading("How to fill it in", 13)
    for (index, step) in steps.enumerated() { entry("Step \(index + 1)", step) }
    row += 1
    heading("How to write a count", 13)
    for (name, text) in Self.notations { entry(name, text) }
    row += 1
    heading("Whose workbook this is (leave it as it is)", 13)
    entry(WorkbookMarker.nameLabel, template.organisation.name)
    for label in WorkbookMarker.Label.allCases { entry(label.rawValue, template.marker.text(label)) }
    sheet.width(22, ofColumns: 1...1)
    sheet.width(96, ofColumns: 2...2)
    sheet.footer(template.title)
    sheet.showFirst()
  }

  private var steps: [String] {
    let groups = Ethnicity.allCases.map { template.standard.group($0).name }
    let sheets = template.services.map { "'\($0.rawValue)'" }
    let last = template.last.phase.map {
      " Beside it stands what you gave in \($0.words): look twice where the two are far apart."
    }
    return [
      "Fill in the sheet\(sheets.count == 1 ? "" : "s") \(Wordings.list(sheets)): a line for each thing that is counted, a "
        + "pair of columns for each group (\(Wordings.list(groups))). What the indicators mean stands on the sheet "
        + "'\(WorkbookLayout.definitions)'.",
      "Begin with the lines 'Head-count': everybody on the day on which you count, the same day for all lines. The blue cells below them repeat that number; type over one only where an "
        + "indicator was counted of other people.",
      "Count staff whom you employ directly, and what happened to them in the last 12 months. People of unknown ethnicity are "
        + "counted too, and never shared out between the groups.",
      "Read the column 'Check': 'Error' says what has to be mended before you send the workbook, 'Check' what is worth a second "
        + "look.\(last ?? "")",
      "Leave a line blank that you do not collect. Do not rename sheets, lines or headings.",
      "Save the workbook as .xlsx and send it back to the programme.\(lastDay)",
    ]
  }

  /// " The last day is 31 October 2026."
  private var lastDay: String {
    let standard = template.standard
    guard let step = standard.cycle.first(where: { $0.kind == .submitted }),
      let day = standard.due(step, in: template.phase)
    else { return "" }
    let isAssumed = standard.cycleYear(of: template.phase)?.isAssumed ?? false
    return " The last day is \(day.words)\(isAssumed ? ", unless the programme names another" : "")."
  }

  private static let notations = [
    ("26", "A count: a whole number, without decimals, percentages or formulas."),
    ("0", "Nobody. It is a count, and it is not the same as blank."),
    ("*", "A count that you hide because it is small: anything from 0 to its 'out of'."),
    ("<5", "A count below 5."),
    ("'3-6", "A count from 3 to 6. Type the apostrophe first, or the spreadsheet makes a date of it."),
  ]
}
