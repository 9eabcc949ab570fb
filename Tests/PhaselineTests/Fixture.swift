import Foundation
import Testing

@testable import Phaseline

/// A folder of its own for a test, gone when the test is.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("phaseline-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try write(Data(text.utf8), to: name)
  }

  @discardableResult
  func write(_ data: Data, to name: String) throws -> String {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
    return file.path
  }
}

/// A workspace in a temporary folder, with real SQLite and the shipped catalogues.
struct Fixture {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let data = root.appendingPathComponent("Data", isDirectory: true)
  static let header = "phase,authority,service,indicator,category,ethnicity,numerator,denominator\n"
  /// Two fictional authorities.
  static let register = """
    code,name,region,type,kind
    X0001,Northbridge,North,illustrative authority,illustrative
    X0002,Saint Aldermere,South,illustrative authority,illustrative

    """

  let folder: TemporaryFolder
  var catalogue = Catalogue(folder: Self.data)
  var standard = Standard.defaultKey
  var path: String { folder.path("w.sqlite") }

  init() throws { folder = try TemporaryFolder() }

  @discardableResult
  func load(
    _ paths: String..., options: LoadOptions = LoadOptions(), progress: WorkProgress = .silent
  ) throws -> LoadReport {
    try Loader(path: path, standardKey: standard, catalogue: catalogue, options: options, progress: progress).load(
      paths, command: "load")
  }

  /// Loads rows of counts, header and register not included; the register of `register` is loaded first.
  @discardableResult
  func loadCounts(_ rows: String, named name: String = "counts.csv") throws -> LoadReport {
    if access(path, F_OK) != 0 { try load(try folder.write(Self.register, to: "register.csv")) }
    return try load(try folder.write(Self.header + rows, to: name))
  }

  func workspace() throws -> Workspace { try Workspace.open(path, standard: standard, catalogue: catalogue) }

  func rows(_ sql: String) throws -> [[SQLTable.Value]] { try workspace().query(sql).rows }

  func integer(_ sql: String) throws -> Int {
    guard case .integer(let number) = try #require(rows(sql).first?.first) else { return -1 }
    return Int(number)
  }

  /// The whole content of the tables that loads write, without what only the journal adds.
  func content() throws -> [String] {
    try [
      "SELECT * EXCEPT_CHANGE FROM observation ORDER BY 1, 2, 3, 4, 5, 6, 7",
      "SELECT * EXCEPT_CHANGE FROM published_figure ORDER BY 1, 2, 3, 4, 5, 6, 7, 8",
      "SELECT * EXCEPT_CHANGE FROM organisation ORDER BY 1, 2",
      "SELECT * EXCEPT_CHANGE FROM national_total ORDER BY 1, 2, 3, 4, 5, 6",
    ].flatMap { sql in
      let table = try workspace().query(sql.replacing(" EXCEPT_CHANGE", with: ""))
      let change = table.columns.firstIndex(of: "change")
      return table.rows.map { row in
        "\(row.enumerated().filter { $0.offset != change }.map(\.element))"
      }
    }
  }
}

extension Workspace {
  /// Takes the last change back.
  func undo(command: String) throws -> (undone: Change, tally: LoadTally) {
    let reversals = try undo(last: 1, command: command)
    guard let reversal = reversals.first else { throw UsageProblem.nothingToUndo }
    return (reversal.change, reversal.tally)
  }
}
