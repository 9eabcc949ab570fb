import IndicatorStatistics

/// The counts of one phase that may be told, and how they add up. A count that several indicators give is one cell.
struct Lattice {
  /// One count.
  struct Cell {
    /// The count; where it came hidden, the least and the most that it was said to be; none of a sum over such counts.
    var received: CountRange?
    /// Of a numerator: the cell of its denominator.
    var denominator: Int?
    /// What hiding it would lose besides comparisons; of two that lose as much the smaller count goes.
    var cost: Double
    /// What is hidden with it.
    var companions: [Int] = []
    /// Whether it is a sum that no row tells, whatever its size.
    var isWithheld = false
    /// Whether it is a sum of which one organisation makes too much.
    var isDominated = false
    /// The least that it may be, whatever the rules say.
    var least = 0
    /// What was said of it in what was shared before, exactly or not: it lies within, whatever is said of it now.
    var known: CountRange?

    /// The count, where it is known.
    var count: Int? { received.flatMap { $0.isExact ? $0.low : nil } }
  }

  /// A count that is the sum of others.
  struct Relation {
    var total: Int
    var parts: [Int]
    /// Whether the parts are organisations', of which none may make too much of a sum that is shown.
    var isOverOrganisations = false

    /// The total first.
    var cells: [Int] { [total] + parts }
  }

  /// Two groups' counts side by side: lost as soon as one of them is hidden.
  struct Comparison {
    var cells: [Int]
    /// What it is worth beside others.
    var weight: Double
  }

  private(set) var cells: [Cell] = []
  private(set) var relations: [Relation] = []
  private(set) var comparisons: [Comparison] = []
  /// For each cell the comparisons that it is in.
  private(set) var comparisonsOf: [[Int]] = []

  /// Adds a count.
  /// - Returns: Its index.
  mutating func add(_ cell: Cell) -> Int {
    cells.append(cell)
    comparisonsOf.append([])
    return cells.count - 1
  }

  /// Adds that a count is the sum of others.
  mutating func relate(_ total: Int, _ parts: [Int], isOverOrganisations: Bool = false) {
    relations.append(Relation(total: total, parts: parts, isOverOrganisations: isOverOrganisations))
  }

  /// Adds that these cells are compared.
  mutating func compare(_ cells: [Int], weight: Double) {
    for cell in cells { comparisonsOf[cell].append(comparisons.count) }
    comparisons.append(Comparison(cells: cells, weight: weight))
  }

  /// Has one cell hidden wherever another is.
  mutating func hide(_ companion: Int, with cell: Int) { cells[cell].companions.append(companion) }

  /// For each cell the relations that it is in.
  var relationsOfCells: [[Int]] {
    var found = [[Int]](repeating: [], count: cells.count)
    for (index, relation) in relations.enumerated() {
      for cell in relation.cells { found[cell].append(index) }
    }
    return found
  }
}

extension Lattice {
  /// Has a sum not shown, whatever its size.
  mutating func withhold(_ cell: Int) { cells[cell].isWithheld = true }

  /// Forgets what a cell was said to be: it is the sum of counts that came hidden, and says no more than they do.
  mutating func open(_ cell: Int) { cells[cell].received = nil }

  /// Adds what was said of a cell before. Of what contradicts itself, as of a workspace altered by hand, the first stays.
  mutating func learn(_ range: CountRange, of cell: Int) {
    guard let known = cells[cell].known else {
      cells[cell].known = range
      return
    }
    let (low, high) = (max(known.low, range.low), min(known.high, range.high))
    if low <= high { cells[cell].known = CountRange(low: low, high: high) }
  }
}
