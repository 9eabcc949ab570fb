import Foundation
import Phaseline

/// The page that shows all charts of a folder, by authority.
///
/// It remembers what it lists: a later batch of other charts into the same folder adds to it.
public struct BatchIndex: Hashable, Sendable {
  /// Its file.
  public static let fileName = "index.html"

  /// What became of it.
  public enum Outcome: Hashable, Sendable {
    /// It lists so many charts.
    case written(Int)
    /// Why it is not written.
    case failed(String)
  }

  /// One chart.
  struct Entry: Hashable, Sendable {
    var section: String
    /// From the folder on.
    var path: String
    var headline: String
    var altText: String
    var isIllustrative: Bool
    var width: Int
    var height: Int
  }

  var entries: [Entry]

  /// Writes the index of a folder.
  /// - Parameters:
  ///   - entries: The charts of a batch.
  ///   - paths: All that the batch was about: of these the old index knows nothing any more.
  ///   - indicators: Their keys, in the order in which they are listed.
  static func renew(in folder: URL, adding entries: [Entry], instead paths: Set<String>, indicators: [String])
    -> Outcome
  {
    let file = folder.appendingPathComponent(fileName)
    do {
      let kept = try earlier(file).filter { entry in
        !paths.contains(entry.path)
          && FileManager.default.fileExists(atPath: folder.appendingPathComponent(entry.path).path)
      }
      let index = BatchIndex(entries: kept + entries).sorted(indicators: indicators)
      try ChartFolder.write(Data(BatchPage(index).html.utf8), to: file)
      return .written(index.entries.count)
    } catch {
      return .failed("\(error)")
    }
  }

  /// What an index lists that is there already.
  /// - Throws: `ChartProblem.foreignFile` for a page that is somebody else's.
  private static func earlier(_ file: URL) throws -> [Entry] {
    guard access(file.path, F_OK) == 0 else { return [] }
    guard let data = try? Data(contentsOf: file),
      let entries = BatchPage.entries(of: String(decoding: data, as: UTF8.self))
    else { throw ChartProblem.foreignFile(file.path) }
    return entries
  }

  /// By authority, the nation first; each one's as the gallery has them.
  private func sorted(indicators: [String]) -> BatchIndex {
    let order = Gallery.charts.flatMap { chart in
      [chart.name] + indicators.map { "\(chart.name)-\(FileNames.plain($0))" }
    }
    let places = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
    let keyed = entries.map { entry -> (key: (Int, String, String, Int, String), entry: Entry) in
      let name = entry.path.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
      let isNation = entry.folder == BatchPlan.nation
      return (
        (isNation ? 0 : 1, entry.section.lowercased(), entry.folder, places[name] ?? order.count, entry.path), entry
      )
    }
    return BatchIndex(entries: keyed.sorted { $0.key < $1.key }.map(\.entry))
  }
}

extension BatchIndex.Entry {
  /// The folder of its authority.
  var folder: String { path.split(separator: "/").first.map(String.init) ?? "" }

  init(_ chart: ChartDescription, path: String, section: String) {
    self.init(
      section: section, path: path, headline: chart.headline, altText: chart.altText,
      isIllustrative: chart.footer.contains(Wordings.illustrative), width: Int(chart.canvas.width),
      height: Int(chart.canvas.height))
  }
}
