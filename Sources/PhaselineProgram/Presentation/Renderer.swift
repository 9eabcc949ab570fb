import Foundation
import IndicatorStatistics
import Phaseline

/// Bytes ready to be written, and whether a terminal can show them.
struct Rendered: Sendable {
  var data: Data
  var isText = true
  /// The file to write where none is named.
  var defaultName: String?
  /// What is written beside the file.
  var companions: [Picture.Companion] = []
  /// Whether to show the file once it is written.
  var isOpened = false
  /// For standard error.
  var notes: [String] = []
  /// Of what there is nothing, for standard error: told also to whoever wants no notes.
  var failures: [String] = []
  /// The same as text, where the bytes are another program's file: what it says, and what is the same when it is made again.
  var plain: Data?
}

/// Turns what the gate let pass into bytes. It takes nothing else.
struct Renderer: Sendable {
  let surroundings: Surroundings
  /// What the answer is about.
  var scope: Workbench.Scope?
  var progress = WorkProgress.silent
  var cancellation = Cancellation()

  func render(_ disclosed: Disclosed<Answer>, as format: OutputFormat) async throws -> Rendered {
    let reader = Reader(of: format, surroundings)
    let disclosed = disclosed.map { $0.laidOut(for: reader) }
    var rendered = format == .xlsx ? try workbook(disclosed.value) : nil
    if rendered == nil { rendered = try await text(of: disclosed, format) }
    guard var rendered else { return Rendered(data: Data()) }
    rendered.failures = disclosed.value.notes
    return rendered
  }

  /// A table as a workbook of one sheet; `nil` of what is a file.
  private func workbook(_ answer: Answer) throws -> Rendered? {
    guard let (name, table) = answer.sheet else { return nil }
    return Rendered(
      data: try TableWorkbook.data(table, sheet: name), isText: false, defaultName: "\(name).xlsx",
      plain: Data(CSVText.text(table).utf8))
  }

  private func text(of disclosed: Disclosed<Answer>, _ format: OutputFormat) async throws -> Rendered {
    switch disclosed.value {
    case .picture(let picture):
      return Rendered(
        data: picture.data, isText: picture.isText, defaultName: picture.defaultName, companions: picture.companions,
        isOpened: picture.isOpened, notes: picture.notes)
    case .file(let file): return Rendered(data: file.data, isText: file.isText, defaultName: file.defaultName)
    case .findings(let findings, let view):
      return text(try await self.findings(findings, view, format), disclosed, format)
    case .table(let table): return text(try self.table(table, format), disclosed, format)
    case .document(let document): return text(try self.document(document, format), disclosed, format)
    case .calendar(let calendar): return Rendered(data: Data(CalendarText.text(calendar).utf8))
    case .message(let message): return text(try self.message(message, format), disclosed, format)
    case .report(let report): return text(try self.report(report, format), disclosed, format)
    case .read: return Rendered(data: Data())  // laid out above
    }
  }

  /// Under figures people read for whom they are; for programs it is among the rows.
  private func text(_ string: String, _ disclosed: Disclosed<Answer>, _ format: OutputFormat) -> Rendered {
    guard disclosed.holdsFigures, !string.isEmpty, format == .table || format == .markdown else { return text(string) }
    let layout: any TextLayout = format == .markdown ? MarkdownLayout() : TerminalLayout(surroundings)
    let gap = string.hasSuffix("\n") ? "\n" : "\n\n"
    let about = scope.map { $0.isEverything ? "" : "Scope: \($0.words). " } ?? ""
    return text(string + gap + layout.paragraph(about + disclosed.disclosure.words))
  }

  private func text(_ string: String) -> Rendered {
    Rendered(data: Data((string.hasSuffix("\n") || string.isEmpty ? string : string + "\n").utf8))
  }

  private func findings(_ findings: [Finding], _ view: FindingView, _ format: OutputFormat) async throws -> String {
    switch format {
    case .json: try await JSONText.array(each(findings) { try JSONText.element($0) })
    case .jsonl: try await each(findings) { try JSONText.line($0) }.joined()
    case .csv: CSVText.text(FindingTable.flat(findings))
    case .markdown: FindingText(view: view, layout: MarkdownLayout()).text(findings)
    default: FindingText(view: view, layout: TerminalLayout(surroundings)).text(findings)
    }
  }

  /// Many findings are worth every core: writing them takes longer than finding them.
  private func each(
    _ findings: [Finding], _ write: @escaping @Sendable (Finding) throws -> String
  ) async throws -> [String] {
    try await findings.concurrentMap(
      jobs: ProcessInfo.processInfo.activeProcessorCount, as: "Writing", progress: progress, cancellation: cancellation,
      write)
  }

  private func table(_ table: Table, _ format: OutputFormat) throws -> String {
    switch format {
    case .json: try JSONText.array(table)
    case .jsonl: try JSONText.lines(table)
    case .csv: CSVText.text(table)
    case .markdown: MarkdownLayout().table(table)
    default: TerminalLayout(surroundings).table(table)
    }
  }

  private func document(_ document: Document, _ format: OutputFormat) throws -> String {
    switch format {
    case .json: try JSONText.object(document)
    case .jsonl: try JSONText.lines(document.table)
    case .csv: CSVText.text(document.table)
    case .markdown: MarkdownLayout().document(document)
    default: TerminalLayout(surroundings).document(document)
    }
  }

  private func report(_ report: Report, _ format: OutputFormat) throws -> String {
    switch format {
    case .json: try report.object.map { try JSONText.object($0) } ?? JSONText.array(report.rows)
    case .jsonl: try JSONText.lines(report.rows)
    case .csv: CSVText.text(report.rows)
    case .table where report.isProse && surroundings.hasWidth: wrapped(report.text)
    default: report.text
    }
  }

  /// Each line as wide as the terminal; what is set in behind its beginning stays so.
  private func wrapped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      DisplayWidth.of(line) <= surroundings.width
        ? String(line) : TerminalLayout.wrap(String(line), width: surroundings.width)
    }.joined(separator: "\n")
  }

  private func message(_ message: String, _ format: OutputFormat) throws -> String {
    switch format {
    case .json, .jsonl: try JSONText.message(message)
    case .csv: CSVText.text(Answer.table(of: message))
    case .table where surroundings.isTerminal: wrapped(message)
    default: message
    }
  }
}

/// How headings, paragraphs and tables look in one kind of text.
protocol TextLayout {
  func heading(_ text: String) -> String
  /// A heading that ends with a verdict.
  func heading(_ text: String, verdict: String, of kind: LineVerdict.Kind) -> String
  func paragraph(_ text: String) -> String
  /// Lines that keep their form.
  func typed(_ lines: [String]) -> String
  func table(_ table: Table) -> String
  func document(_ document: Document) -> String
}

extension TextLayout {
  func heading(_ text: String, verdict: String, of kind: LineVerdict.Kind) -> String { heading("\(text): \(verdict)") }
}
