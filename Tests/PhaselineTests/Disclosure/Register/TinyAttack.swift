import IndicatorStatistics

@testable import Phaseline

/// What several shares of a tiny nation leave of each count together, with all that adds up, by linear programming. It knows which counts have changed between two shares, which is more than anybody can.
struct TinyAttack {
  /// One thing that was shared, and what was true then.
  struct Share {
    var rules: DisclosureRules
    var rows, truth: [ExportedCount]
    /// Names of the members of "nation", "region North".
    var members: [String: [String]]
  }
  /// A count in the state that it was shared in.
  private struct Key: Hashable {
    var place: String
    var service: Service
    var ethnicity: Ethnicity
    var isDenominator: Bool
    /// Tells a corrected count from the one before.
    var version: Int
  }
  private struct Cell {
    var low = 0
    var high = Int(1) << 20
    var truth: Int?
    /// The least spread of the rules that did not print it exactly; none where one did.
    var spread: Int?
    var isPrinted = false
    var name: String
  }
  private var indices: [Key: Int] = [:]
  private var sumsOf: [[Int]: Int] = [:]
  private var cells: [Cell] = []
  private var sums: [(total: Int, parts: [Int])] = []
  private var pairs: [(numerator: Int, denominator: Int)] = []

  init(_ shares: [Share]) {
    for (number, share) in shares.enumerated() { take(share, number) }
  }

  private mutating func take(_ share: Share, _ number: Int) {
    let truth = Self.truth(share)
    func name(_ key: Key) -> String {
      "\(key.place) \(key.service) \(key.ethnicity)\(key.isDenominator ? " of" : "") in share \(number + 1)"
    }
    /// An organisation's own count: another one where it was corrected.
    func own(_ key: Key) -> Int {
      var own = key
      own.version = truth[key] ?? 0
      if let known = indices[own] { return known }
      indices[own] = cells.count
      cells.append(Cell(truth: truth[key], name: name(key)))
      return cells.count - 1
    }
    /// A sum is one with another over the same counts.
    func sum(_ key: Key, _ organisations: Int?) -> Int {
      // Whoever gave one service alone stands with it for all.
      let parts = (share.members[key.place] ?? []).compactMap { member -> Int? in
        let services = (key.service == .all ? [.all, .adults, .children] : [key.service]).map { service in
          var part = key
          (part.place, part.service) = (member, service)
          return part
        }
        return services.first { truth[$0] != nil }.map(own)
      }.sorted()
      if let known = sumsOf[parts] { return known }
      sumsOf[parts] = cells.count
      cells.append(Cell(truth: parts.reduce(0) { $0 + (cells[$1].truth ?? 0) }, name: name(key)))
      if parts.count == organisations { sums.append((cells.count - 1, parts)) }
      return cells.count - 1
    }
    for row in share.rows {
      let places = [false, true].map { isDenominator in
        let key = Self.key(row, isDenominator)
        return row.authority == nil ? sum(key, row.organisations) : own(key)
      }
      pairs.append((places[0], places[1]))
      print(row.counts.numerator, share.rules, places[0])
      print(row.counts.denominator, share.rules, places[1])
    }
    for key in truth.keys where key.service == .all {
      let parts = [Service.adults, .children].map { service in
        var part = key
        part.service = service
        return part
      }
      if parts.allSatisfy({ truth[$0] != nil }) { sums.append((own(key), parts.map(own))) }
    }
  }

  /// What is true, all services together where both were given.
  private static func truth(_ share: Share) -> [Key: Int] {
    var truth: [Key: Int] = [:]
    for row in share.truth where row.authority != nil {
      truth[key(row, false)] = row.counts.numerator.low
      truth[key(row, true)] = row.counts.denominator.low
    }
    for (key, count) in truth where key.service == .children {
      var (adults, all) = (key, key)
      (adults.service, all.service) = (.adults, .all)
      if let other = truth[adults] { truth[all] = count + other }
    }
    return truth
  }

  private static func key(_ row: ExportedCount, _ isDenominator: Bool) -> Key {
    Key(
      place: row.authority ?? row.area ?? "", service: row.service, ethnicity: row.ethnicity,
      isDenominator: isDenominator, version: 0)
  }

  private mutating func print(_ range: CountRange, _ rules: DisclosureRules, _ cell: Int) {
    let meaning = range.isExact ? rules.meaning(ofShown: range.low) : (range.low, range.high)
    cells[cell].low = max(cells[cell].low, meaning.0)
    cells[cell].high = min(cells[cell].high, meaning.1)
    if range.isExact, meaning.0 == meaning.1 { cells[cell].isPrinted = true }
    cells[cell].spread = min(cells[cell].spread ?? rules.spread, rules.spread)
  }

  /// What was printed and is not true.
  var lies: [String] {
    cells.filter { cell in cell.truth.map { $0 < cell.low || $0 > cell.high } ?? false }.map {
      "\($0.name): \($0.low)–\($0.high), truly \($0.truth ?? 0)"
    }
  }

  /// Counts that nobody printed exactly, of which fewer values are left than the rules promise.
  var leaks: [String] {
    var (low, high) = (cells.map(\.low), cells.map(\.high))
    for (numerator, denominator) in pairs {
      high[numerator] = min(high[numerator], high[denominator])
      low[denominator] = max(low[denominator], low[numerator])
    }
    return groups.flatMap { group -> [String] in
      let places = Dictionary(uniqueKeysWithValues: group.cells.enumerated().map { ($1, $0) })
      var program = TinyProgram(
        low: group.cells.map { low[$0] }, high: group.cells.map { high[$0] },
        sums: group.sums.map { sum in
          (places[sums[sum].total] ?? 0, sums[sum].parts.map { places[$0] ?? 0 })
        })
      guard program.isPossible else { return ["\(cells[group.cells[0]].name): not possible"] }
      return group.cells.compactMap { cell in
        guard !isPrinted(cell), let spread = cells[cell].spread, let place = places[cell] else { return nil }
        let left = program.range(of: place)
        guard left.high - left.low + 1 < spread, !isDominatedByPrinted(cell, atMost: left.high) else { return nil }
        return "\(cells[cell].name): \(left.low)–\(left.high), truly \(cells[cell].truth ?? 0)"
      }
    }
  }

  /// Whether somebody printed it exactly, or each count that it is the sum of.
  private func isPrinted(_ cell: Int) -> Bool {
    cells[cell].isPrinted
      || sums.contains { sum in sum.total == cell && sum.parts.allSatisfy { cells[$0].isPrinted } }
  }

  /// Whether it is a sum that is hidden since one count makes most of it, which was printed exactly.
  private func isDominatedByPrinted(_ cell: Int, atMost high: Int) -> Bool {
    sums.contains { sum in
      sum.total == cell && sum.parts.contains { cells[$0].isPrinted && cells[$0].low * 10 > high * 7 }
    }
  }

  /// What hangs together by sums.
  private var groups: [(cells: [Int], sums: [Int])] {
    var group = Array(cells.indices)
    for sum in sums {
      let joined = Set(([sum.total] + sum.parts).map { group[$0] })
      let first = joined.min() ?? 0
      for cell in group.indices where joined.contains(group[cell]) { group[cell] = first }
    }
    return Dictionary(grouping: cells.indices, by: { group[$0] }).sorted { $0.key < $1.key }.map { key, cells in
      (cells, sums.indices.filter { group[sums[$0].total] == key })
    }
  }
}
