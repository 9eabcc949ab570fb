import IndicatorStatistics
import Testing

@testable import Phaseline

@Suite("Elimination") struct EliminationTests {
  @Test("finds the unknowns that have one value, as exact elimination with fractions does", arguments: 0..<150)
  func random(seed: Int) {
    var random = SeededRandom(UInt64(seed), "elimination")
    func below(_ limit: Int) -> Int { Int(random.uniform() * Double(limit)) }
    let columns = 2 + below(8)
    let equations = (0..<(1 + below(9))).map { _ in
      (0..<columns).filter { _ in below(2) == 0 }.map { (column: $0, sign: below(2) == 0 ? 1 : -1) }
    }.filter { !$0.isEmpty }
    let found = Elimination(columns: columns, equations: equations).determined(seed: 1)
    #expect(found == Self.determined(columns, equations))
  }

  /// An unknown is determined if an equation for it alone follows: its unit vector adds nothing to the rank.
  private static func determined(_ columns: Int, _ equations: [[(column: Int, sign: Int)]]) -> [Int] {
    let rows = equations.map { equation in
      var row = [Int](repeating: 0, count: columns)
      for term in equation { row[term.column] += term.sign }
      return row
    }
    return (0..<columns).filter { column in
      var unit = [Int](repeating: 0, count: columns)
      unit[column] = 1
      return rank(rows + [unit]) == rank(rows)
    }
  }

  /// By fraction-free elimination (Bareiss 1968).
  private static func rank(_ rows: [[Int]]) -> Int {
    var (rows, rank, last) = (rows, 0, 1)
    for column in 0..<(rows.first?.count ?? 0) {
      guard let pivot = (rank..<rows.count).first(where: { rows[$0][column] != 0 }) else { continue }
      rows.swapAt(rank, pivot)
      for row in (rank + 1)..<max(rank + 1, rows.count) {
        let (factor, lead) = (rows[row][column], rows[rank][column])
        for index in rows[row].indices {
          rows[row][index] = (lead * rows[row][index] - factor * rows[rank][index]) / last
        }
      }
      last = rows[rank][column]
      rank += 1
      if rank == rows.count { break }
    }
    return rank
  }
}
