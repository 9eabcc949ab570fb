import Foundation
import Phaseline

/// A report as PDF: tagged, with a title and with bookmarks, as Chromium prints its page of HTML.
public enum PDFForm {
  /// Makes it.
  /// - Parameters:
  ///   - html: The page, with all its pictures in it: it is shown nothing else.
  ///   - cancellation: Asks to stop.
  ///   - environment: Where Chromium is sought: PATH, PHASELINE_CHROMIUM.
  /// - Throws: `ConverterProblem`; `CancellationError`.
  public static func make(
    html: String, cancellation: Cancellation = Cancellation(),
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws -> Data {
    let work = Converter.Work(
      files: ["report.html": Data(confined(html).utf8)], arguments: arguments(in:), result: "report.pdf")
    return try await Converter.chromium.run(work, cancellation: cancellation, environment: environment)
  }

  /// A page that runs nothing and loads nothing, whoever wrote it: what the machine's files hold would be in the PDF.
  static func confined(_ html: String) -> String {
    let policy = """
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
      img-src data:; font-src data:">
      """
    // A browser that finds the policy before <html> begins the head with it; before a doctype it would forget that one.
    let start = html.firstMatch(of: /^\s*<!doctype[^>]*>/.ignoresCase())?.range.upperBound ?? html.startIndex
    return html[..<start] + policy + html[start...]
  }

  private static func arguments(in folder: URL) -> [String] {
    let page = folder.appendingPathComponent("report.html").absoluteString
    let fixed = [
      "--headless", "--no-first-run", "--no-default-browser-check", "--disable-gpu", "--disable-dev-shm-usage",
      "--disable-breakpad", "--disable-extensions", "--disable-sync", "--disable-component-update",
      "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
      "--generate-pdf-document-outline",
    ]
    let files = ["--user-data-dir=\(folder.path)/profile", "--print-to-pdf=\(folder.path)/report.pdf"]
    // Chromium's own sandbox does not work for root, which is who runs in most containers.
    return fixed + files + (geteuid() == 0 ? ["--no-sandbox"] : []) + [page]
  }
}

extension Converter {
  static let chromium = Converter(
    program: "Chromium", commands: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    variable: "PHASELINE_CHROMIUM", package: "chromium", form: "PDF",
    isWhole: { $0.starts(with: Data("%PDF-".utf8)) && $0.suffix(1024).range(of: Data("%%EOF".utf8)) != nil })
}
