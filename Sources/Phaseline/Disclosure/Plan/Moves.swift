/// A way in which counts could be others than they are, with everything that is shown as it is: hidden counts changed so
/// that all sums hold.
struct Move: Hashable {
  /// What changes, and by how much; nothing else does.
  var changes: [Int: Int]
}

/// What moves show of each cell: how far below and above its count it could be.
struct Moves {
  private var moves: [Move?] = []
  private var movesOf: [[Int]]
  private var least, most: [Int]

  /// None yet.
  init(cells: Int) {
    movesOf = Array(repeating: [], count: cells)
    least = Array(repeating: 0, count: cells)
    most = least
  }

  /// How many values it is shown to allow at least; between two that are possible others may not be.
  func width(_ cell: Int) -> Int { most[cell] - least[cell] + 1 }

  /// Keeps one more.
  mutating func add(_ move: Move) {
    for (cell, change) in move.changes {
      movesOf[cell].append(moves.count)
      (least[cell], most[cell]) = (min(least[cell], change), max(most[cell], change))
    }
    moves.append(move)
  }

  /// All that are kept.
  var all: [(index: Int, move: Move)] {
    moves.enumerated().compactMap { index, move in move.map { (index, $0) } }
  }

  /// Those that change one of some cells.
  func through(_ cells: [Int]) -> [(index: Int, move: Move)] {
    Set(cells.flatMap { movesOf[$0] }).sorted().compactMap { index in moves[index].map { (index, $0) } }
  }

  /// Forgets some.
  /// - Returns: The cells that they changed.
  mutating func remove(_ indices: [Int]) -> Set<Int> {
    var touched = Set<Int>()
    for index in indices {
      guard let move = moves[index] else { continue }
      moves[index] = nil
      touched.formUnion(move.changes.keys)
    }
    for cell in touched {
      movesOf[cell].removeAll { moves[$0] == nil }
      let changes = movesOf[cell].compactMap { moves[$0]?.changes[cell] }
      (least[cell], most[cell]) = (min(0, changes.min() ?? 0), max(0, changes.max() ?? 0))
    }
    return touched
  }
}
