import IndicatorStatistics

/// Which unknowns a system of sums determines, by elimination over a prime field: one whose value in a random solution of
/// the homogeneous system is 0 has the same value in all of them (but for a chance of one in the prime).
struct Elimination {
  /// The largest prime below 2³¹.
  private static let prime: UInt64 = 2_147_483_647

  private struct Row {
    var pivot: Int
    /// Columns besides the pivot, with minus their coefficients over the pivot's.
    var rest: [(column: Int, factor: UInt64)]
  }
  private var rows: [Row] = []
  /// For each column the row that it is the pivot of.
  private var rowOf: [Int]
  private let degree: [Int]
  private var sum: [UInt64]

  /// - Parameters:
  ///   - columns: How many unknowns there are.
  ///   - equations: Each as its unknowns with 1 or −1; what is known is left out.
  init(columns: Int, equations: [[(column: Int, sign: Int)]]) {
    rowOf = Array(repeating: -1, count: columns)
    sum = Array(repeating: 0, count: columns)
    var degree = [Int](repeating: 0, count: columns)
    for equation in equations { for term in equation { degree[term.column] += 1 } }
    self.degree = degree
    for equation in equations.sorted(by: { $0.count < $1.count }) { take(equation) }
  }

  /// The unknowns that have one value only.
  func determined(seed: UInt64) -> [Int] {
    var random = SplitMix(seed: seed)
    var value = [UInt64](repeating: 0, count: rowOf.count)
    for column in rowOf.indices where rowOf[column] < 0 {
      value[column] = 1 + random.next() % (Self.prime - 1)
    }
    for row in rows.reversed() {
      value[row.pivot] = row.rest.reduce(0) { ($0 + $1.factor * value[$1.column]) % Self.prime }
    }
    return value.indices.filter { value[$0] == 0 }
  }

  /// Puts an equation into terms of columns that are no pivots yet, in the order of the rows, each of which may bring
  /// pivots of later ones only.
  private mutating func take(_ equation: [(column: Int, sign: Int)]) {
    var touched: [Int] = []
    var pending = MinimumHeap()
    for term in equation {
      add(term.sign > 0 ? 1 : Self.prime - 1, to: term.column, &touched, &pending)
    }
    while let index = pending.pop() {
      let row = rows[index]
      let factor = sum[row.pivot]
      guard factor != 0 else { continue }
      sum[row.pivot] = 0
      for term in row.rest { add(factor * term.factor % Self.prime, to: term.column, &touched, &pending) }
    }
    let left = touched.filter { sum[$0] != 0 }
    if let pivot = left.min(by: { (degree[$0], $0) < (degree[$1], $1) }) {
      let over = Self.prime - Self.inverse(sum[pivot])
      let rest = Set(left).subtracting([pivot]).sorted().map { ($0, sum[$0] * over % Self.prime) }
      rowOf[pivot] = rows.count
      rows.append(Row(pivot: pivot, rest: rest))
    }
    for column in touched { sum[column] = 0 }
  }

  private mutating func add(_ number: UInt64, to column: Int, _ touched: inout [Int], _ pending: inout MinimumHeap) {
    if sum[column] == 0 {
      touched.append(column)
      if rowOf[column] >= 0 { pending.push(rowOf[column]) }
    }
    sum[column] = (sum[column] + number) % Self.prime
  }

  /// By Fermat's little theorem.
  private static func inverse(_ number: UInt64) -> UInt64 {
    var (result, base, exponent): (UInt64, UInt64, UInt64) = (1, number, prime - 2)
    while exponent > 0 {
      if exponent & 1 == 1 { result = result * base % prime }
      base = base * base % prime
      exponent >>= 1
    }
    return result
  }
}

/// Hands out the smallest first.
private struct MinimumHeap {
  private var items: [Int] = []

  mutating func push(_ item: Int) {
    items.append(item)
    var at = items.count - 1
    while at > 0, items[(at - 1) / 2] > items[at] {
      items.swapAt(at, (at - 1) / 2)
      at = (at - 1) / 2
    }
  }

  mutating func pop() -> Int? {
    guard let first = items.first, let last = items.popLast() else { return nil }
    guard !items.isEmpty else { return first }
    items[0] = last
    var at = 0
    while true {
      let children = [2 * at + 1, 2 * at + 2].filter { $0 < items.count }
      guard let least = children.min(by: { items[$0] < items[$1] }), items[least] < items[at] else { return first }
      items.swapAt(at, least)
      at = least
    }
  }
}
