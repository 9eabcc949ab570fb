import Charting
import Crypto
import Foundation

/// What a folder of reports remembers of them: from what each was made, and what it then was, so that one that is made of the
/// same is not made again, and one that somebody else has written or changed is not written over.
struct ReportManifest: Codable, Sendable {
  static let fileName = "reports.json"

  /// One report.
  struct Entry: Codable, Sendable, Hashable {
    /// From what it was made.
    var madeFrom: String
    /// SHA-256 of the file, in hexadecimal.
    var sha256: String
  }
  /// By the name of the file.
  var reports: [String: Entry] = [:]

  /// What stands under a name.
  enum Standing: Hashable {
    /// Nothing; ours, made from this; somebody else's, or changed since.
    case absent
    case ours(madeFrom: String)
    case foreign
  }

  /// The one of a folder; empty where there is none.
  /// - Throws: `ChartProblem.foreignFile` where a file of this name is something else.
  init(of folder: URL) throws {
    let file = folder.appendingPathComponent(Self.fileName)
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    guard let data = FileManager.default.contents(atPath: file.path),
      let known = try? JSONDecoder().decode(ReportManifest.self, from: data)
    else { throw ChartProblem.foreignFile(file.path) }
    self = known
  }

  func standing(of name: String, in folder: URL) -> Standing {
    let file = folder.appendingPathComponent(name)
    guard FileManager.default.fileExists(atPath: file.path) else { return .absent }
    guard let entry = reports[name], let data = FileManager.default.contents(atPath: file.path),
      Self.digest(data) == entry.sha256
    else { return .foreign }
    return .ours(madeFrom: entry.madeFrom)
  }

  /// - Throws: `ChartProblem.unwritable`.
  func write(to folder: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try ChartFolder.write(try encoder.encode(self), to: folder.appendingPathComponent(Self.fileName))
  }

  static func digest(_ data: Data) -> String {
    SHA256.hash(data: data).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
