/// How cells that hang together by sums could change, as a linear programme.
///
/// Each cell can change within what is said of it, at next to no cost, and further, were it hidden, at the cost of hiding it.
final class Changes {
  /// How far a cell may change: as it is, and if it were hidden.
  struct Leeway: Hashable {
    var free: ClosedRange<Int>
    var open: ClosedRange<Int>
    /// Of hiding it.
    var cost: Double
  }

  /// A numerator, which is at most its denominator.
  struct Cap {
    var numerator, denominator: Int
  }

  /// What came of looking for some.
  enum Found {
    /// What changes by how much, cells by their place among all.
    case changes([Int: Int], cost: Double)
    case none
    /// It could not be told within the limits.
    case unfinished
  }

  private let program = LinearProgram()
  /// For each cell up and down within what is said of it and, if it may be hidden, up and down beyond.
  private let columnsOfCell: Int
  private let firstCap: Int

  /// - Parameters:
  ///   - places: The cells, and the place of each among them.
  ///   - relations: What adds up among them.
  ///   - caps: Numerators and denominators among them of which both may change.
  ///   - isHiding: Whether cells may be hidden for a change.
  init(_ places: [Int: Int], relations: [Lattice.Relation], caps: [Cap], isHiding: Bool) {
    columnsOfCell = isHiding ? 4 : 2
    firstCap = relations.count
    for _ in 0..<places.count * columnsOfCell { _ = program.addColumn(0, 0, cost: Self.small) }
    for relation in relations {
      program.addRow(relation.parts.flatMap { terms(places[$0], 1) } + terms(places[relation.total], -1), 0, 0)
    }
    for cap in caps {
      program.addRow(
        terms(places[cap.numerator], 1) + terms(places[cap.denominator], -1), -.infinity, .infinity)
    }
  }

  private func terms(_ place: Int?, _ factor: Double) -> [LinearProgram.Term] {
    guard let place else { return [] }
    return columns(of: place).map { ($0, Self.isUp($0) ? factor : -factor) }
  }

  private func columns(of place: Int) -> Range<Int> { place * columnsOfCell..<(place + 1) * columnsOfCell }

  private static func isUp(_ column: Int) -> Bool { column % 2 == 0 }

  /// Of a change within what is said, beside hiding.
  private static let small = 0.001

  /// Says how far a cell may change from now on.
  func set(_ place: Int, _ leeway: Leeway) {
    let (free, open) = (leeway.free, leeway.open)
    let most = [
      free.upperBound, -free.lowerBound, open.upperBound - free.upperBound, free.lowerBound - open.lowerBound,
    ]
    for (column, most) in zip(columns(of: place), most) { program.bound(column, 0, Double(max(0, most))) }
    for column in columns(of: place).dropFirst(2) { program.cost(column, leeway.cost + Self.small) }
  }

  /// Says by how much a numerator is less than its denominator from now on; where it is not, nothing holds it.
  func set(cap: Int, slack: Int) {
    program.boundRow(firstCap + cap, -.infinity, slack < 0 ? .infinity : Double(slack))
  }

  /// Has a cell change by exactly so much.
  func fix(_ place: Int, _ change: Int) {
    for column in columns(of: place) { program.bound(column, 0, 0) }
    let column = columns(of: place).lowerBound + (change > 0 ? 0 : 1)
    program.bound(column, Double(abs(change)), Double(abs(change)))
  }

  /// The cheapest that is possible.
  func least() -> Found {
    program.restart()
    switch program.solve(isDual: true) {
    case .infeasible: return .none
    case .unbounded, .unfinished: return .unfinished
    case .optimal: break
    }
    if let changes = whole(program.nonzero) { return .changes(changes, cost: program.objective) }
    let (outcome, values) = program.solveInWholeNumbers()
    if !values.isEmpty, let changes = whole(values.enumerated().map { ($0, $1) }) {
      return .changes(changes, cost: program.objectiveInWholeNumbers)
    }
    return outcome == .infeasible ? .none : .unfinished
  }

  /// `nil` where a change is no whole number.
  private func whole(_ found: [(column: Int, value: Double)]) -> [Int: Int]? {
    var sums: [Int: Double] = [:]
    for (column, value) in found { sums[column / columnsOfCell, default: 0] += Self.isUp(column) ? value : -value }
    var changes: [Int: Int] = [:]
    for (place, change) in sums {
      let whole = change.rounded()
      guard abs(change - whole) < 1e-6 else { return nil }
      if whole != 0 { changes[place] = Int(whole) }
    }
    return changes
  }
}
