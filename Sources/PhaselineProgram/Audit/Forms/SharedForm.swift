/// A form of file that results come in, and how it is read.
protocol SharedForm: Sendable {
  /// What people call it: "CSV".
  static var name: String { get }
  /// Whether a file is of this form, by its ending and its first bytes.
  static func fits(_ file: SharedFile) -> Bool
  /// Reads what a file tells.
  /// - Throws: `SharedFileProblem`.
  static func read(_ file: SharedFile, _ vocabulary: AuditVocabulary) async throws -> SharedReading
}

/// The forms that are read; of two that fit, the first.
enum SharedForms {
  static let all: [any SharedForm.Type] = [
    CSVForm.self, JSONForm.self, PictureForm.self, PDFForm.self, HTMLForm.self, NotebookForm.self, MarkdownForm.self,
    WorkbookForm.self, DocumentForm.self, TextForm.self,
  ]
}
