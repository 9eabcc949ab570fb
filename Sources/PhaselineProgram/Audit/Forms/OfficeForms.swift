import Foundation
import Phaseline

/// Workbooks: the cells of all sheets, hidden ones too.
enum WorkbookForm: SharedForm {
  static let name = "workbook"

  static func fits(_ file: SharedFile) -> Bool { file.ending == "xlsx" }

  static func read(_ file: SharedFile, _ vocabulary: AuditVocabulary) throws -> SharedReading {
    try Office.reading(file, "workbook") { data in
      var reading = SharedReading()
      for sheet in try WorkbookCells.sheets(of: data) {
        guard let (first, headings) = sheet.rows.first else { continue }
        var reader = TableReader(headings, vocabulary, in: ToldContext(), file: file.path)
        for (number, cells) in sheet.rows where number != first {
          do throws(TableReader.Fault) {
            try reader.take(cells, at: "sheet \(sheet.name), row \(number)")
          } catch {
            throw SharedFileProblem(
              .notACount(found: error.found, heading: error.heading), of: "\(file.path):\(sheet.name)", line: number,
              column: error.column + 1)
          }
        }
        reader.end()
        reading.add(reader.reading)
      }
      return reading
    }
  }
}

/// Documents of a word processor: text, tables, notes and comments, and the pictures in them.
enum DocumentForm: SharedForm {
  static let name = "document"

  static func fits(_ file: SharedFile) -> Bool { file.ending == "docx" }

  static func read(_ file: SharedFile, _ vocabulary: AuditVocabulary) throws -> SharedReading {
    try Office.reading(file, "document") { data in
      let archive = try ZipArchive(data)
      var document = TextDocument()
      for name in archive.names where name.hasPrefix("word/") {
        guard let part = try archive.part(name) else { continue }
        if name.hasPrefix("word/media/") {
          document.pictures.append(part)
        } else if name.hasSuffix(".xml") {
          guard let text = MarkupText.xml(part) else {
            throw SharedFileProblem(.damaged(form: "document", what: "its part '\(name)' is broken"), of: file.path)
          }
          document.blocks += text.blocks
        }
      }
      return Contents(vocabulary, file: file.path).read(document)
    }
  }
}

private enum Office {
  /// Reads an archive of parts.
  /// - Throws: `SharedFileProblem` where it is damaged, locked or too large.
  static func reading(
    _ file: SharedFile, _ form: String, _ read: (Data) throws -> SharedReading
  ) throws -> SharedReading {
    do { return try read(try file.data()) } catch let fault as WorkbookFault {
      throw SharedFileProblem(.office(clause: fault.clause.replacing("workbook", with: form)), of: file.path)
    }
  }
}
