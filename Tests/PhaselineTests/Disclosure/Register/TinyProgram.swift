/// What is the least and the most of each of a few numbers, each within limits, of which some are sums of others: the simplex
/// method on a dense tableau, with the rule of Bland (1977) against going in circles.
struct TinyProgram {
  /// A tableau whose last column is the value of the number in the basis, and whose last row is what a step would save.
  private var rows: [[Double]] = []
  private var basis: [Int] = []
  private let low, high: [Int]
  /// Of each number that is not known its column.
  private let columnOf: [Int: Int]
  /// Columns of the numbers, and of what is left to their limits.
  private let columns: Int
  /// Whether there are any numbers at all that hold.
  private(set) var isPossible = true

  /// - Parameters:
  ///   - low: The least that each may be.
  ///   - high: The most.
  ///   - sums: What adds up.
  init(low: [Int], high: [Int], sums: [(total: Int, parts: [Int])]) {
    (self.low, self.high) = (low, high)
    let open = low.indices.filter { low[$0] < high[$0] }
    columnOf = Dictionary(uniqueKeysWithValues: open.enumerated().map { ($1, $0) })
    columns = 2 * open.count
    let width = columns + sums.count + 1
    guard zip(low, high).allSatisfy({ $0 <= $1 }) else {
      isPossible = false
      return
    }
    for (column, index) in open.enumerated() {
      var row = [Double](repeating: 0, count: width)
      (row[column], row[open.count + column], row[width - 1]) = (1, 1, Double(high[index] - low[index]))
      rows.append(row)
      basis.append(open.count + column)
    }
    for (number, sum) in sums.enumerated() {
      var row = [Double](repeating: 0, count: width)
      if let column = columnOf[sum.total] { row[column] += 1 }
      for part in sum.parts { if let column = columnOf[part] { row[column] -= 1 } }
      row[width - 1] = Double(sum.parts.reduce(-low[sum.total]) { $0 + low[$1] })
      if row[width - 1] < 0 { row = row.map { -$0 } }
      row[columns + number] = 1
      rows.append(row)
      basis.append(columns + number)
    }
    rows.append([Double](repeating: 0, count: width))
    let artificial = columns..<(columns + sums.count)
    isPossible = minimise({ artificial.contains($0) ? 1 : 0 }, among: columns) < 1e-6
    // What stands for a sum, and is 0, must stay so.
    for index in basis.indices where basis[index] >= columns {
      if let column = (0..<columns).first(where: { abs(rows[index][$0]) > 1e-9 }) { pivot(index, column) }
    }
  }

  /// The least and the most of one of them.
  mutating func range(of index: Int) -> (low: Int, high: Int) {
    guard let column = columnOf[index] else { return (low[index], high[index]) }
    let least = minimise({ $0 == column ? 1 : 0 }, among: columns)
    let most = -minimise({ $0 == column ? -1 : 0 }, among: columns)
    return (low[index] + Int((least - 1e-6).rounded(.up)), low[index] + Int((most + 1e-6).rounded(.down)))
  }

  private mutating func minimise(_ cost: (Int) -> Double, among columns: Int) -> Double {
    let last = rows.count - 1
    rows[last] = rows[last].indices.map { $0 < rows[last].count - 1 ? cost($0) : 0 }
    for (index, column) in basis.enumerated() where cost(column) != 0 {
      subtract(index, times: cost(column), from: last)
    }
    while let entering = (0..<columns).first(where: { rows[last][$0] < -1e-9 }) {
      var (leaving, least): (Int?, Double) = (nil, .infinity)
      for index in basis.indices where rows[index][entering] > 1e-9 {
        let ratio = (rows[index].last ?? 0) / rows[index][entering]
        if ratio < least - 1e-12 || (ratio < least + 1e-12 && leaving.map { basis[index] < basis[$0] } ?? true) {
          (leaving, least) = (index, min(ratio, least))
        }
      }
      guard let leaving else { break }
      pivot(leaving, entering)
    }
    return -(rows[last].last ?? 0)
  }

  private mutating func pivot(_ row: Int, _ column: Int) {
    let factor = rows[row][column]
    for place in rows[row].indices { rows[row][place] /= factor }
    for index in rows.indices where index != row && rows[index][column] != 0 {
      subtract(row, times: rows[index][column], from: index)
    }
    basis[row] = column
  }

  private mutating func subtract(_ row: Int, times factor: Double, from other: Int) {
    let own = rows[row]
    for place in own.indices where own[place] != 0 { rows[other][place] -= factor * own[place] }
  }
}
