import Foundation
import Phaseline

/// A report as a document that people go on writing in: real headings, tables and pictures with alternative texts, as pandoc
/// makes them of its page of HTML.
public enum DOCXForm {
  /// Makes it.
  /// - Parameters:
  ///   - html: The page; its pictures are PNG, in `data:` addresses. Its first heading of the first level gives way to the
  ///     title, and the others move up by one.
  ///   - title: What the document is called: its first line, and the title among its properties.
  ///   - subject: What it is about, among its properties.
  ///   - reference: A document whose styles it takes; pandoc's own, if none.
  ///   - cancellation: Asks to stop.
  ///   - environment: Where pandoc is sought: PATH, PHASELINE_PANDOC.
  /// - Throws: `ConverterProblem`; `CancellationError`.
  public static func make(
    html: String, title: String, subject: String, reference: URL? = nil, cancellation: Cancellation = Cancellation(),
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws -> Data {
    let metadata = ["title=\(title)", "subject=\(subject)", "lang=en-GB"].flatMap { ["--metadata", $0] }
    let styles = reference.map { ["--reference-doc=\($0.path)"] } ?? []
    let work = Converter.Work(
      files: ["report.html": Data(html.utf8), "reader.lua": Data(DOCXReader.lua.utf8)],
      arguments: { _ in
        ["--from=reader.lua", "--to=docx", "--output=report.docx"] + metadata + styles + ["report.html"]
      }, result: "report.docx")
    return try await Converter.pandoc.run(work, cancellation: cancellation, environment: environment)
  }
}

extension Converter {
  static let pandoc = Converter(
    program: "pandoc", commands: ["pandoc"], variable: "PHASELINE_PANDOC", package: "pandoc", form: "DOCX",
    // A ZIP ends with the record of its central directory (APPNOTE 4.3.16), here without a comment.
    isWhole: { $0.starts(with: [0x50, 0x4B, 3, 4]) && $0.suffix(22).starts(with: [0x50, 0x4B, 5, 6]) },
    // Code 21: it knows no reader of this kind, which came with 2.16.2; what this one uses of it, with 2.17.
    tooOld: (code: 21, oldest: "2.17"))
}
