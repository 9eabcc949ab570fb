import Foundation

extension WorkspaceView {
  /// The workbook in which an organisation gives its counts of a phase, with what it gave last beside them.
  /// - Parameters:
  ///   - organisation: Whose.
  ///   - phase: Of which phase.
  ///   - service: The only one to have a sheet; else those that it gave last, or adults and children.
  /// - Returns: The bytes of an `.xlsx` file.
  /// - Throws: `DisclosureRefused` for a shared audience; `WorkbookWritingFailed`; `DatabaseError`.
  public func template(of organisation: Organisation, _ phase: Phase, service: Service?) throws -> Disclosed<Data> {
    try everything("`template`") { db in
      try SubmissionTemplate(organisation, phase, service: service, of: standard, in: db).data()
    }
  }
}
