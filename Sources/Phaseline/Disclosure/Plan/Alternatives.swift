/// Cells that hang together by sums, as a linear programme: what else one of them could be, and which shown ones would have to
/// be hidden for that, at the least cost.
///
/// Each cell can change within what is said of it (at next to no cost), and further, were it hidden (at the cost of hiding
/// it). A least change by which one cell is another number is a path through the sums; what it crosses that is shown is what
/// has to be hidden. So did Kelly, Golden & Assad (1992) Networks 22: 397–417, for tables of two dimensions by flows.
final class Alternatives {
  /// How far a cell may change: as it is, and if it were hidden.
  struct Leeway: Hashable {
    var free: ClosedRange<Int>
    var open: ClosedRange<Int>
    /// Of hiding it.
    var cost: Double

    /// It stays what it is.
    static let none = Leeway(free: 0...0, open: 0...0, cost: 0)
  }
  private static let columnsOfCell = 4
  /// The columns of a cell, in their order: up and down within what is said of it, up and down beyond.
  private struct Columns {
    var up, down, farUp, farDown: Int

    var terms: [(column: Int, factor: Double)] { [(up, 1), (down, -1), (farUp, 1), (farDown, -1)] }
  }

  let cells: [Int]
  private let columns: [Int: Columns]
  private let program = LinearProgram()
  private var leeways: [Int: Leeway] = [:]

  /// A numerator, which is at most its denominator.
  struct Cap {
    var numerator, denominator: Int
    /// By how much it is less.
    var slack: Int
  }

  /// - Parameters:
  ///   - cells: The cells.
  ///   - relations: What adds up among them.
  ///   - caps: Numerators and denominators among them of which both may change.
  init(_ cells: [Int], relations: [Lattice.Relation], caps: [Cap] = []) {
    self.cells = cells
    let program = program
    columns = Dictionary(
      uniqueKeysWithValues: cells.map { cell in
        func column() -> Int { program.addColumn(0, 0, cost: 0) }
        return (cell, Columns(up: column(), down: column(), farUp: column(), farDown: column()))
      })
    for relation in relations {
      let parts = relation.parts.flatMap { columns[$0]?.terms ?? [] }
      let total = (columns[relation.total]?.terms ?? []).map { (column: $0.column, factor: -$0.factor) }
      program.addRow(parts + total, 0, 0)
    }
    for cap in caps {
      let numerator = columns[cap.numerator]?.terms ?? []
      let denominator = (columns[cap.denominator]?.terms ?? []).map { (column: $0.column, factor: -$0.factor) }
      program.addRow(numerator + denominator, -.infinity, Double(cap.slack))
    }
  }

  /// Of a change within what is said, beside hiding.
  private static let small = 0.001

  /// Says how far a cell may change from now on.
  func set(_ cell: Int, _ leeway: Leeway) {
    guard let columns = columns[cell], leeways[cell] != leeway else { return }
    leeways[cell] = leeway
    let (free, open) = (leeway.free, leeway.open)
    for (column, most) in [(columns.up, free.upperBound), (columns.down, -free.lowerBound)] {
      program.bound(column, 0, Double(most))
      program.cost(column, Self.small)
    }
    let far = [
      (columns.farUp, open.upperBound - free.upperBound), (columns.farDown, free.lowerBound - open.lowerBound),
    ]
    for (column, most) in far {
      program.bound(column, 0, Double(max(0, most)))
      program.cost(column, leeway.cost + Self.small)
    }
  }

  /// What came of looking for a change.
  enum Found {
    case move(Move, cost: Double)
    case none
    /// It could not be told within the limits.
    case unfinished
  }

  /// The cheapest way in which a cell could be so much more, or less, than it is.
  func cheapest(_ cell: Int, by change: Int) -> Found {
    guard let target = columns[cell], let leeway = leeways[cell], leeway.free.contains(change) else { return .none }
    let (used, other) = change > 0 ? (target.up, target.down) : (target.down, target.up)
    program.bound(used, Double(abs(change)), Double(abs(change)))
    for column in [other, target.farUp, target.farDown] { program.bound(column, 0, 0) }
    defer {
      leeways[cell] = nil
      set(cell, leeway)
    }
    program.restart()
    switch program.solve(isDual: true) {
    case .infeasible: return .none
    case .unbounded, .unfinished: return .unfinished
    case .optimal: break
    }
    let cost = program.objective
    if let move = move(program.nonzero) { return .move(move, cost: cost) }
    let (outcome, values) = program.solveInWholeNumbers()
    if !values.isEmpty, let move = move(values.enumerated().map { ($0, $1) }) { return .move(move, cost: cost) }
    return outcome == .infeasible ? .none : .unfinished
  }

  /// `nil` where a change is no whole number.
  private func move(_ found: [(column: Int, value: Double)]) -> Move? {
    var sums: [Int: Double] = [:]
    for (column, value) in found {
      let sign = column % 2 == 0 ? 1.0 : -1.0
      sums[cells[column / Self.columnsOfCell], default: 0] += sign * value
    }
    var changes: [Int: Int] = [:]
    for (cell, change) in sums {
      let whole = change.rounded()
      guard abs(change - whole) < 1e-6 else { return nil }
      if whole != 0 { changes[cell] = Int(whole) }
    }
    return Move(changes: changes)
  }
}
