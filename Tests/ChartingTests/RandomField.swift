import Foundation

@testable import Charting
@testable import Phaseline

/// A workspace whose every phase and indicator is another nation: from one authority to sixty, with many cases, few or none,
/// ratios up to 40, and hidden counts.
final class RandomField: Sendable {
  static let shared = try? RandomField()
  /// The folder that is shipped.
  static let data = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Data", isDirectory: true)
  static let catalogue = Catalogue(folder: data)
  /// The authorities' names, none of which may stand on a chart about another.
  static let names = (0..<60).map { "Wold\("aeiou".map(String.init)[$0 % 5])ster \($0)" }
  static let indicators = [
    "shortlisting", "disciplinary", "fitness-to-practise", "training", "harassment-public", "leaving",
    "senior-management",
  ]
  let workspace: Workspace
  private let folder: URL

  private init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("phaseline-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let register = Self.names.enumerated().map { "X\(1000 + $0),\($1),North,illustrative authority,illustrative" }
    try Data(("code,name,region,type,kind\n" + register.joined(separator: "\n") + "\n").utf8).write(
      to: folder.appendingPathComponent("register.csv"))
    try Data(Self.counts().utf8).write(to: folder.appendingPathComponent("counts.csv"))
    let path = folder.appendingPathComponent("w.sqlite").path
    _ = try Loader(path: path, standardKey: Standard.defaultKey, catalogue: Self.catalogue).load(
      [folder.appendingPathComponent("register.csv").path, folder.appendingPathComponent("counts.csv").path],
      command: "load")
    workspace = try Workspace.open(path, standard: Standard.defaultKey, catalogue: Self.catalogue)
    try FileManager.default.removeItem(at: folder)  // SQLite keeps what it has open
  }

  private static func counts() -> String {
    var state: UInt64 = 42
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var rows = ["phase,authority,service,indicator,category,ethnicity,numerator,denominator"]
    for (place, indicator) in indicators.enumerated() {
      for phase in 1...5 {
        let count = [1, 2, 7, 25, 60][(phase + place) % 5]
        let (rarity, isAlike) = ([3, 30, 2_000][next(3)], next(6) == 0)
        for authority in 0..<count {
          for ethnicity in ["bame", "white"] {
            let total = isAlike ? 100 : 5 + next([40, 400, 4_000][next(3)])
            let cases = isAlike ? 20 : min(total, next(max(1, total / rarity) + 1) + (next(4) == 0 ? next(5) : 0))
            let shown = !isAlike && cases < 5 && next(12) == 0 && total > 5 ? "<5" : "\(cases)"
            rows.append("\(phase),X\(1000 + authority),all,\(indicator),all,\(ethnicity),\(shown),\(total)")
          }
        }
      }
    }
    return rows.joined(separator: "\n") + "\n"
  }
}
