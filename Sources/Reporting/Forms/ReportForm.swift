/// What a report is written as.
public enum ReportForm: String, Sendable, CaseIterable {
  /// One file for a browser, with its charts in it.
  case html
  /// For print and for sending.
  case pdf
  /// For people who go on writing in it.
  case docx
}
