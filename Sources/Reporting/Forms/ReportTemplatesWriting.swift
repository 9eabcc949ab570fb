import Foundation
import Phaseline

extension ReportTemplates {
  /// Writes a report.
  /// - Parameters:
  ///   - context: What it says.
  ///   - form: What it is written as.
  ///   - cancellation: Asks to stop.
  /// - Throws: `TemplateProblem`; `ConverterProblem`; `CancellationError`.
  public func write(
    _ context: ReportContext, as form: ReportForm, cancellation: Cancellation = Cancellation()
  ) async throws -> Data {
    let page = try render(context.report.isNational ? .national : .authority, context: context)
    return Data(page.utf8)
  }

  /// What is the same when the same is reported again, with every name that it tells.
  /// - Throws: `EncodingError`.
  public static func identity(of context: ReportContext) throws -> Data { try ContextCoding.json(context) }
}
