import Foundation
import IndicatorStatistics

/// A table of the article: designs, and what is measured of each.
protocol Chapter: SendableMetatype {
  associatedtype Row: Sendable
  associatedtype Found: Sendable
  static var title: String { get }
  static var introduction: String { get }
  static var header: [String] { get }
  static var rows: [Row] { get }
  /// The first cells of a row, which say which design it is.
  static func label(_ row: Row) -> [String]
  /// Measures one design; all chance comes from the numbers that are handed in.
  static func measure(_ row: Row, _ random: inout SplitMix) -> Found
  static func cells(_ found: Found) -> [String]
  /// What is to be said of the whole table: whether a bound is met, and why not.
  static func remarks(_ found: [(row: Row, found: Found)]) -> [String]
}

extension Chapter {
  static func remarks(_ found: [(row: Row, found: Found)]) -> [String] { [] }

  /// Measures all designs, as many at once as there are cores. Each has numbers of its own, so that the order in which
  /// they end changes nothing.
  static func run() async -> String {
    let started = ContinuousClock.now
    say("\(title): \(rows.count) designs")
    let found = await withTaskGroup(of: (Int, Found).self) { group in
      for (index, row) in rows.enumerated() {
        group.addTask {
          var random = SplitMix(seed: seed(index))
          return (index, measure(row, &random))
        }
      }
      var found = [Found?](repeating: nil, count: rows.count)
      for await (index, one) in group { found[index] = one }
      return zip(rows, found).compactMap { row, one in one.map { (row: row, found: $0) } }
    }
    say("  \((ContinuousClock.now - started).formatted(.units(allowed: [.seconds], fractionalPart: .show(length: 1))))")
    let table = Markdown.table(header, found.map { label($0.row) + cells($0.found) })
    return Markdown.section(title, introduction, table, remarks(found))
  }

  /// FNV-1a of the title and a number.
  private static func seed(_ index: Int) -> UInt64 {
    "\(title) \(index)".utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

/// Tells on standard error how far it is.
func say(_ words: String) { FileHandle.standardError.write(Data((words + "\n").utf8)) }
