import Foundation
import Phaseline

/// Findings, rankings and tables as JSON or JSON Lines.
enum JSONForm: SharedForm {
  static let name = "JSON"

  static func fits(_ file: SharedFile) -> Bool { ["json", "jsonl", "ndjson"].contains(file.ending) }

  static func read(_ file: SharedFile, _ vocabulary: AuditVocabulary) throws -> SharedReading {
    let data = try file.data()
    var reader = JSONReader(vocabulary, file: file.path)
    if file.ending == "json" {
      do { reader.take(try JSONValue(data)) } catch { throw damaged(file) }
      return try reader.finished()
    }
    for (index, line) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
      do { reader.take(try JSONValue(line), at: "line \(index + 1)") } catch { throw damaged(file, line: index + 1) }
    }
    return try reader.finished()
  }

  private static func damaged(_ file: SharedFile, line: Int? = nil) -> SharedFileProblem {
    SharedFileProblem(
      .damaged(form: "JSON", what: "it is none, or ends too early"), of: file.path, line: line)
  }
}
