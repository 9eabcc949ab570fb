import CXlsxWriter
import Foundation

/// A workbook being written, by libxlsxwriter. Texts are written as texts: whatever they begin with, no spreadsheet takes them
/// for a formula.
final class WorkbookWriter {
  /// How a cell looks, and whether it may be typed into.
  struct Style: Hashable {
    var isBold = false
    var size = 11.0
    var fontColour: UInt32 = 0x1A1A1A
    var fill: UInt32?
    var hasBorder = false
    var wraps = false
    var isNumber = false
    var isOpen = false
    var isIndented = false
  }

  private let book: UnsafeMutablePointer<lxw_workbook>
  private let path: String
  private var formats: [Style: UnsafeMutablePointer<lxw_format>] = [:]
  private(set) var failure: lxw_error?

  init() throws(WorkbookWritingFailed) {
    path = NSTemporaryDirectory() + "phaseline-\(UUID().uuidString).xlsx"
    guard let book = workbook_new(path) else { throw WorkbookWritingFailed(reason: "no memory") }
    self.book = book
  }

  /// Whose workbook it is, for those who look at its properties.
  func describe(title: String, subject: String, comments: String) {
    Self.withText(title) { title in
      Self.withText(subject) { subject in
        Self.withText(comments) { comments in
          var properties = lxw_doc_properties()
          (properties.title, properties.subject, properties.comments) = (title, subject, comments)
          check(workbook_set_properties(book, &properties))
        }
      }
    }
  }

  /// Adds a sheet, protected without a password: what is not open is not typed over by mistake.
  func sheet(_ name: String) throws(WorkbookWritingFailed) -> SheetWriter {
    guard let sheet = workbook_add_worksheet(book, name) else { throw WorkbookWritingFailed(reason: "no memory") }
    worksheet_protect(sheet, nil, nil)
    worksheet_gridlines(sheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, 8)  // A3: on A4 a sheet of counts is too small to be read
    worksheet_fit_to_pages(sheet, 1, 0)
    return SheetWriter(sheet, of: self)
  }

  /// Adds a sheet of rows, to be worked with by whoever opens it.
  func openSheet(_ name: String) throws(WorkbookWritingFailed) -> SheetWriter {
    guard let sheet = workbook_add_worksheet(book, name) else { throw WorkbookWritingFailed(reason: "no memory") }
    return SheetWriter(sheet, of: self)
  }

  /// Ends it.
  /// - Returns: The bytes of the file.
  func finish() throws -> Data {
    check(workbook_close(book))
    defer { unlink(path) }
    if let failure {
      throw WorkbookWritingFailed(
        reason: lxw_strerror(failure).map { String(cString: $0) } ?? "error \(failure.rawValue)")
    }
    return try Data(contentsOf: URL(fileURLWithPath: path))
  }

  func check(_ error: lxw_error) { if error != LXW_NO_ERROR { failure = failure ?? error } }

  func format(_ style: Style) -> UnsafeMutablePointer<lxw_format>? {
    if let known = formats[style] { return known }
    guard let format = workbook_add_format(book) else { return nil }
    format_set_font_name(format, "Arial")
    format_set_font_size(format, style.size)
    format_set_font_color(format, style.fontColour)
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    if style.isBold { format_set_bold(format) }
    if style.wraps { format_set_text_wrap(format) }
    if style.isNumber { format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
    if style.isIndented { format_set_indent(format, 1) }
    if style.isOpen { format_set_unlocked(format) }
    if let fill = style.fill {
      format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
      format_set_bg_color(format, fill)
    }
    if style.hasBorder {
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_border_color(format, 0x8C8C8C)
    }
    formats[style] = format
    return format
  }

  /// Gives the library a text of which it makes a copy.
  static func withText<Value>(_ text: String, _ body: (UnsafeMutablePointer<CChar>) -> Value) -> Value {
    var bytes = Array(text.utf8CString)
    return bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("a C string has at least its end") }
      return body(base)
    }
  }
}

/// A workbook that could not be written.
public struct WorkbookWritingFailed: PeopleReadable {
  /// Why.
  public var reason: String
  /// It is about the disk.
  public var isFreeOfCounts: Bool { true }
  /// Why, and what to do.
  public var description: String {
    "The workbook could not be written (\(reason)). Check that there is room on the disk for temporary files."
  }
}

/// A sheet being written. Rows and columns are from 1, as people count them.
final class SheetWriter {
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let book: WorkbookWriter

  init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, of book: WorkbookWriter) {
    (self.sheet, self.book) = (sheet, book)
  }

  private static func row(_ row: Int) -> lxw_row_t { lxw_row_t(row - 1) }
  private static func column(_ column: Int) -> lxw_col_t { lxw_col_t(column - 1) }

  func text(_ text: String, _ row: Int, _ column: Int, _ style: WorkbookWriter.Style) {
    book.check(worksheet_write_string(sheet, Self.row(row), Self.column(column), text, book.format(style)))
  }

  func number(_ number: Double, _ row: Int, _ column: Int, _ style: WorkbookWriter.Style) {
    book.check(worksheet_write_number(sheet, Self.row(row), Self.column(column), number, book.format(style)))
  }

  func blank(_ row: Int, _ column: Int, _ style: WorkbookWriter.Style) {
    book.check(worksheet_write_blank(sheet, Self.row(row), Self.column(column), book.format(style)))
  }

  /// - Parameter result: What it gives as long as nothing is filled in: programs that do not calculate show this.
  func formula(_ formula: String, result: String, _ row: Int, _ column: Int, _ style: WorkbookWriter.Style) {
    book.check(
      worksheet_write_formula_str(
        sheet, Self.row(row), Self.column(column), "=" + formula, book.format(style), result))
  }

  func width(_ width: Double, ofColumns columns: ClosedRange<Int>) {
    book.check(
      worksheet_set_column(sheet, Self.column(columns.lowerBound), Self.column(columns.upperBound), width, nil))
  }

  func height(_ height: Double, ofRow row: Int) { book.check(worksheet_set_row(sheet, Self.row(row), height, nil)) }

  /// Keeps the rows above and the columns left of a cell in sight, and repeats the row of headings on paper.
  func freeze(above row: Int, leftOf column: Int) {
    worksheet_freeze_panes(sheet, Self.row(row), Self.column(column))
    book.check(worksheet_repeat_rows(sheet, Self.row(row - 1), Self.row(row - 1)))
  }

  /// A line under each page: a text, and the page's number. In it `&` begins a command, and 255 characters are all that fit.
  func footer(_ text: String) {
    let plain = text.prefix(100).replacing("&", with: "&&")
    book.check(worksheet_set_footer(sheet, "&L\(plain)&RPage &P of &N"))
  }

  /// Opens the workbook with this sheet.
  func showFirst() { worksheet_activate(sheet) }

  /// Refuses what a formula does not allow, at the moment of typing.
  /// - Parameter formula: Of the first cell of the area; at most 255 characters.
  func validate(_ area: CellArea, by formula: String, title: String, message: String) {
    WorkbookWriter.withText("=" + formula) { formula in
      WorkbookWriter.withText(title) { title in
        WorkbookWriter.withText(message) { message in
          var validation = lxw_data_validation()
          validation.validate = UInt8(LXW_VALIDATION_TYPE_CUSTOM_FORMULA.rawValue)
          validation.value_formula = formula
          (validation.error_title, validation.error_message) = (title, message)
          book.check(
            worksheet_data_validation_range(
              sheet, Self.row(area.first.row), Self.column(area.first.column), Self.row(area.last.row),
              Self.column(area.last.column), &validation))
        }
      }
    }
  }

  /// Fills cells for which a formula, of the first of them, holds.
  func mark(_ area: CellArea, where formula: String, as style: WorkbookWriter.Style) {
    WorkbookWriter.withText("=" + formula) { formula in
      var condition = lxw_conditional_format()
      condition.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
      condition.value_string = formula
      condition.format = book.format(style)
      book.check(
        worksheet_conditional_format_range(
          sheet, Self.row(area.first.row), Self.column(area.first.column), Self.row(area.last.row),
          Self.column(area.last.column), &condition))
    }
  }
}
