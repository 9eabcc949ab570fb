import Charting
import Foundation
import Phaseline

/// Charts, whose files hold their words and numbers; other pictures tell nothing.
enum PictureForm: SharedForm {
  static let name = "chart"

  static func fits(_ file: SharedFile) -> Bool {
    file.start.starts(with: [0x89, 0x50, 0x4E, 0x47]) || file.ending == "png" || file.ending == "svg"
  }

  static func read(_ file: SharedFile, _ vocabulary: AuditVocabulary) throws -> SharedReading {
    guard let record = try record(of: file) else { return SharedReading() }
    return Contents(vocabulary, file: file.path).read(record)
  }

  /// - Returns: `nil` for a picture without the words of a chart.
  static func record(of file: SharedFile) throws -> ChartRecord? {
    do { return try ChartRecord(file: file.path) } catch {
      switch error.damage {
      case .some(let what): throw SharedFileProblem(.damaged(form: "picture", what: what), of: file.path)
      case .none: return nil
      }
    }
  }
}

/// PDF: charts by the words and numbers in their files, all else by what its pages say.
enum PDFForm: SharedForm {
  static let name = "PDF"

  static func fits(_ file: SharedFile) -> Bool { file.begins(with: "%PDF-") || file.ending == "pdf" }

  static func read(_ file: SharedFile, _ vocabulary: AuditVocabulary) async throws -> SharedReading {
    let contents = Contents(vocabulary, file: file.path)
    if let record = try? ChartRecord(file: file.path) { return contents.read(record) }
    return contents.read(pages: try await PageText(file))
  }
}
