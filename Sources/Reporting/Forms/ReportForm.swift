import Foundation

/// What a report is written as.
public enum ReportForm: String, Sendable, CaseIterable {
  /// One file for a browser, with its charts in it.
  case html
  /// For print and for sending.
  case pdf
  /// For people who go on writing in it.
  case docx

  /// How many seconds the program of a form may take where nobody says: a hundred times what it needs.
  public static let usualSeconds = 120.0

  /// The program that makes it.
  private var converter: Converter? {
    switch self {
    case .html: nil
    case .pdf: .chromium
    case .docx: .pandoc
    }
  }

  /// What people call the program that makes it, and the package of Debian that has it; none is needed for HTML.
  public var program: (name: String, package: String)? { converter.map { ($0.program, $0.package) } }

  /// Looks for the program that makes it, before anything is drawn for it.
  /// - Parameter environment: Where it is sought.
  /// - Returns: Its path; none for HTML.
  /// - Throws: `ConverterProblem` where it is not there.
  @discardableResult public func requireConverter(
    in environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(ConverterProblem) -> String? {
    try converter?.find(in: environment)
  }
}
