import Foundation
import Phaseline

extension ReportTemplates {
  /// Writes a report.
  /// - Parameters:
  ///   - context: What it says.
  ///   - form: What it is written as.
  ///   - cancellation: Asks to stop.
  ///   - environment: Where the programs are sought that make PDF and DOCX.
  /// - Throws: `TemplateProblem`; `ConverterProblem`; `CancellationError`.
  public func write(
    _ context: ReportContext, as form: ReportForm, cancellation: Cancellation = Cancellation(),
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws -> Data {
    let (page, report) = (
      try render(context.report.isNational ? .national : .authority, context: context), context.report
    )
    switch form {
    case .html: return Data(page.utf8)
    case .pdf: return try await PDFForm.make(html: page, cancellation: cancellation, environment: environment)
    case .docx:
      return try await DOCXForm.make(
        html: page, title: "\(report.title), \(report.phase.words)", subject: report.subtitle, reference: reference,
        cancellation: cancellation, environment: environment)
    }
  }
}
