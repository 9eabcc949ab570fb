import Foundation
import GRDB

@testable import Charting
@testable import Phaseline

/// The illustrative nation, whose authorities have hostile names, written past all checks; and a folder for its charts.
struct HostileNation {
  /// That of a file that no name may bring to be.
  let canary: String
  let workspace: Workspace
  /// One for each name.
  let organisations: [Organisation]
  /// In which its charts go.
  let folder: URL
  private let root: URL

  init() throws {
    let canary = HostileNames.canary()
    self.canary = canary
    root = FileManager.default.temporaryDirectory.appendingPathComponent("phaseline-\(UUID().uuidString)")
    folder = root.appendingPathComponent("charts", isDirectory: true)
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    let path = root.appendingPathComponent("w.sqlite").path
    let catalogue = RandomField.catalogue
    _ = try Loader(path: path, standardKey: Standard.defaultKey, catalogue: catalogue).load(
      [RandomField.data.appendingPathComponent("illustrative").path], command: "load")
    let codes = try Self.rename(path, to: HostileNames.all.map { $0.replacing("CANARY", with: canary) })
    workspace = try Workspace.open(path, standard: Standard.defaultKey, catalogue: catalogue)
    organisations = try workspace.organisations().filter { codes.contains($0.code) }
  }

  /// - Returns: The codes of those that have a new name.
  private static func rename(_ path: String, to names: [String]) throws -> Set<String> {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.write { db in
      let codes = try String.fetchAll(
        db, sql: "SELECT DISTINCT organisation FROM observation WHERE phase = '4' ORDER BY organisation")
      for (code, name) in zip(codes, names) {
        try db.execute(sql: "UPDATE organisation SET name = ? WHERE code = ?", arguments: [name, code])
      }
      return Set(codes.prefix(names.count))
    }
  }

  /// Draws every chart of some of them, on an indicator that each chart can show.
  func draw(_ organisations: [Organisation], _ format: ChartFile.Format) async throws -> [ChartBatch.Result] {
    let items = try Gallery.charts.flatMap { chart in
      let key = chart.name == PayBandsChart.name ? "paybands" : "shortlisting"
      let request = ChartRequest(phases: workspace.standard.phases)
      return try BatchPlan(
        [chart], of: organisations, on: [workspace.standard.indicator(named: key)], request: request
      ).items(in: workspace, as: format) { chart, asked in "\(chart.name) \(asked.organisation?.name ?? "")" }
    }
    let batch = ChartBatch(
      of: try workspace.view, look: ChartBatch.Look(format, canvas: .social), into: folder)
    return try await batch.draw(items, jobs: 2).value.results
  }

  func remove() { try? FileManager.default.removeItem(at: root) }
}
