/// What may be wrong with a workbook, a sheet of it, or one of its cells.
public enum WorkbookFault: Error, Hashable, Sendable {
  // Of the file.
  /// It comes by standard input, where a workbook cannot be read.
  case byStandardInput
  /// Named as a workbook, and none.
  case text
  /// Of the old kind, `.xls`.
  case old
  /// A password protects it.
  case locked
  /// An OpenDocument spreadsheet.
  case openDocument
  /// It has macros, or may have.
  case macros
  /// An archive of something else.
  case otherArchive
  case damaged(reason: String)
  case tooLarge(what: String, limit: String)
  /// It says what no workbook says that people fill in.
  case unsafe(reason: String)
  /// A workbook, but none that `template` made.
  case notATemplate(sheets: [String])
  /// A part of the marker on the first sheet is missing or makes no sense.
  case marker(label: String, found: String)
  /// Of a later version of the layout.
  case laterVersion(found: String)
  /// Another organisation's or phase's than was asked for.
  case otherSubmission(found: String, expected: String)
  /// Nothing is filled in.
  case empty
  /// The name on the first sheet is another's than the code's.
  case otherName(found: String, expected: String, code: String)
  /// Two workbooks with counts of one organisation, phase and service.
  case twice(sheet: String, first: String)
  /// A file that is no workbook, where one authority's or phase's are asked for.
  case onlyWorkbooks
  // Of a sheet.
  /// A sheet of counts that is not there; `renamed` carries its marker.
  case missingSheet(name: String, renamed: String?)
  /// A sheet of another workbook.
  case otherSheet(found: String, expected: String)
  /// A line, or a column, that is not there.
  case missing(what: String, name: String)
  /// A line, or a column, that is there twice.
  case doubled(what: String, name: String, first: String)
  /// Cells that are merged over counts.
  case merged(area: String)
  /// A count in a hidden row or column.
  case hidden
  /// A count outside of all lines.
  case outside(found: String)
  // Of a cell.
  /// One of a pair is blank.
  case blank(heading: String, other: String)
  /// A head-count that is no count.
  case notACount(found: String, heading: String)
  /// A head-count of fewer people than something happened to.
  case headCountBelow(found: String, line: String, number: String, cell: String)
  /// A date where a count belongs.
  case date
  /// A number that is shown as another one, as a percentage is.
  case disguised
  /// A formula of which no result is stored.
  case noResult(formula: String)
}

extension WorkbookFault {
  var sort: FaultSort {
    switch self {
    case .byStandardInput, .text, .old, .openDocument, .otherArchive, .damaged: .notText
    case .locked, .macros, .tooLarge, .unsafe: .unsafeWorkbook
    case .notATemplate, .marker, .laterVersion, .otherSubmission, .otherName, .twice, .onlyWorkbooks, .otherSheet:
      .otherWorkbook
    case .empty: .noRows
    case .missingSheet, .missing, .doubled, .merged, .hidden, .outside: .movedCells
    case .blank, .notACount, .date, .disguised, .noResult: .notACount
    case .headCountBelow: .numeratorAboveDenominator
    }
  }

  /// What it says: one switch, so that no fault can lack its remedy.
  var words: FaultWords {
    let workbook = "a workbook (.xlsx)"
    return switch self {
    case .byStandardInput:
      FaultWords(
        "a workbook comes by standard input", expected: "CSV, or the workbook's name",
        remedy: "Name the file: `load FILE.xlsx`")
    case .text:
      FaultWords(
        "the file is named as a workbook, but is text", expected: workbook,
        remedy: "If it is a CSV, call it .csv and load it again; else fetch the workbook again")
    case .old:
      FaultWords(
        "the file is a workbook of the old kind (.xls)", expected: workbook,
        remedy: "Open it in a spreadsheet and save it as 'Excel Workbook (.xlsx)'")
    case .locked:
      FaultWords(
        "the workbook is protected by a password, so nothing in it can be read",
        expected: "a workbook without a password",
        remedy: "Open it with its password, take the password off (File, Protect), and save it")
    case .openDocument:
      FaultWords(
        "the file is an OpenDocument spreadsheet (.ods)", expected: workbook,
        remedy: "Open it in a spreadsheet and save it as 'Excel 2007-365 (.xlsx)'")
    case .macros:
      FaultWords(
        "the workbook holds macros, which a submission has no use for", expected: "a workbook without macros",
        remedy: "Save it as 'Excel Workbook (.xlsx)', which leaves them out; ask who sent it why they are there")
    case .otherArchive:
      FaultWords(
        "the file is a zip archive, but no workbook", expected: workbook,
        remedy: "Check that it is the right file; of an archive of workbooks, unpack them and load the folder")
    case .damaged(let reason):
      FaultWords(
        "the workbook is damaged (\(FaultWords.shown(reason)))", expected: "a whole workbook",
        remedy: "Fetch it again; if it is as it was sent, open it in a spreadsheet, let that repair it, and save it")
    case .tooLarge(let what, let limit):
      FaultWords(
        "the workbook holds \(FaultWords.shown(what)): no submission is so large", expected: "at most \(limit)",
        remedy: "Delete what lies below and beside the lines of counts, or copy the counts into a fresh template")
    case .unsafe(let reason):
      FaultWords(
        "the workbook is not one that a spreadsheet saved: \(FaultWords.shown(reason))", expected: workbook,
        remedy: "Do not open it; ask who sent it")
    case .notATemplate(let sheets):
      FaultWords(
        "the workbook was not made by `template`: it has no sheet '\(WorkbookLayout.instructions)' with a marker",
        found: sheets.joined(separator: ", "), expected: "a sheet '\(WorkbookLayout.instructions)'",
        remedy: "Copy the counts into the workbook that `template` makes, or save the sheet with the counts as CSV")
    case .marker(let label, let found):
      FaultWords(
        "beside '\(label)' stands "
          + (found.isEmpty ? "nothing" : "'\(FaultWords.shown(found))', which is none that this workspace knows"),
        found: found, expected: "what `template` wrote there",
        remedy: "Copy the counts into a fresh template; what it says of itself is not to be changed")
    case .laterVersion(let found):
      FaultWords(
        "the workbook is of version \(FaultWords.shown(found)), this Phaseline reads version "
          + "\(WorkbookMarker.currentVersion)", found: found, expected: "\(WorkbookMarker.currentVersion)",
        remedy: "Load it with the Phaseline that made it, or a later one")
    case .otherSubmission(let found, let expected):
      FaultWords(
        "this is the workbook of \(FaultWords.shown(found)), not of \(FaultWords.shown(expected))", found: found,
        expected: expected, remedy: "Name the right file, or leave out --authority and --phase")
    case .otherName(let found, let expected, let code):
      FaultWords(
        "the workbook says '\(FaultWords.shown(found))', but its code \(code) is that of \(FaultWords.shown(expected))",
        found: found, expected: expected,
        remedy:
          "If the counts are those of \(expected), write that name; else copy them into the right authority's template")
    case .empty:
      FaultWords(
        "no count is filled in", expected: "counts in the template's lines",
        remedy: "Fill it in and save it, or leave the file out")
    case .twice(let sheet, let first):
      FaultWords(
        "the sheet '\(sheet)' of the same authority and phase is in \(FaultWords.shown(first)) too",
        expected: "one of each",
        remedy: "Load the one that holds")
    case .onlyWorkbooks:
      FaultWords(
        "--authority and --phase are about workbooks, and this is none", expected: "a workbook (.xlsx)",
        remedy: "Leave them out; a CSV says in each row whose it is")
    case .missingSheet(let name, let renamed):
      FaultWords(
        "there is no sheet '\(name)'" + (renamed.map { "; '\(FaultWords.shown($0))' seems to be it" } ?? ""),
        found: renamed, expected: name,
        remedy: renamed == nil
          ? "Copy the counts into a fresh template (`template` with another file name)" : "Call it '\(name)' again")
    case .otherSheet(let found, let expected):
      FaultWords(
        found.isEmpty
          ? "the sheet has lost its marker"
          : "the sheet is of another workbook: its marker is '\(FaultWords.shown(found))'",
        found: found, expected: expected,
        remedy: found.isEmpty
          ? "Write '\(expected)' into the first column above the headings, if it is this authority's and this phase's"
          : "Take the sheet of this workbook's own template, which has '\(expected)'")
    case .missing(let what, let name):
      FaultWords(
        "the \(what) '\(name)' is missing", expected: name,
        remedy: "Copy the counts into a fresh template: its lines and headings are not to be changed")
    case .doubled(let what, let name, let first):
      FaultWords(
        "the \(what) '\(name)' is there twice, first in \(first)", found: name, expected: "each once",
        remedy: "Remove one of the two")
    case .merged(let area):
      FaultWords(
        "the cells \(area) are merged, so it cannot be told whose count it is", found: area, expected: "a count a cell",
        remedy: "Take the merging off, and write each count into its own cell")
    case .hidden:
      FaultWords(
        "a count stands in a hidden row, column or sheet", expected: "counts that can be seen",
        remedy: "Show it, check what it says, and save")
    case .outside(let found):
      FaultWords(
        "'\(FaultWords.shown(found))' stands under the headings of counts, but in no line of the template",
        found: found,
        expected: "counts in the template's own lines",
        remedy: "Move it to its line; notes belong to the right of the table")
    case .blank(let heading, let other):
      FaultWords(
        "'\(heading)' is blank, though '\(other)' is filled in", expected: MistakenCount.expected,
        remedy: "Write the count, 0 for none, or * for one that is hidden; clear the other one if it was not collected")
    case .notACount(let found, let heading):
      FaultWords(
        "'\(heading)' is '\(FaultWords.shown(found))', which is not a count", found: found,
        expected: MistakenCount.expected, remedy: MistakenCount.remedy(for: found))
    case .disguised:
      FaultWords(
        "the cell shows another number than it holds, as a percentage does", expected: MistakenCount.expected,
        remedy: "Format it as a plain number and look what it says; of a percentage give the two counts behind it")
    case .headCountBelow(let found, let line, let number, let cell):
      FaultWords(
        "the head-count \(FaultWords.shown(found)) is below the \(FaultWords.shown(number)) of line '\(line)' (\(cell))",
        found: found, expected: "at least \(number)", remedy: "Check both: is a digit missing, or a column swapped?")
    case .date:
      FaultWords(
        "a date stands where a count belongs", expected: MistakenCount.expected,
        remedy: "The spreadsheet has made a date of a range: format the cell as text, write the range again, and save")
    case .noResult(let formula):
      FaultWords(
        "the cell holds the formula '\(FaultWords.shown("=" + formula))' and no result", found: "=" + formula,
        expected: MistakenCount.expected,
        remedy: "Write the count itself; or open the workbook in a spreadsheet, let it calculate, and save it")
    }
  }
}
