/// Cells that hang together by sums: what else one of them could be, and which shown ones would have to be hidden for that, at
/// the least cost.
///
/// A least change by which one cell is another number is a path through the sums; what it crosses that is shown is what has to
/// be hidden. So did Kelly, Golden & Assad (1992) Networks 22: 397–417, for tables of two dimensions by flows.
final class Alternatives {
  let cells: [Int]
  /// Numerators and denominators among them of which both may change.
  let caps: [Changes.Cap]
  private let places: [Int: Int]
  private var leeways: [Int: Changes.Leeway] = [:]
  private let relationsOf: [[Place]]
  /// For each relation by how much it could be off, were all its cells free of each other.
  private var reaches: [ClosedRange<Int>]
  /// Within what is said: the most are found there, in a fraction of the time.
  private let within: Changes
  /// Also with shown cells hidden.
  private let beyond: Changes

  /// Where a cell stands: as the total, or as a part.
  private struct Place {
    var relation: Int
    var isTotal: Bool

    func signed(_ range: ClosedRange<Int>) -> ClosedRange<Int> {
      isTotal ? -range.upperBound ... -range.lowerBound : range
    }
  }

  /// - Parameters:
  ///   - cells: The cells.
  ///   - relations: What adds up among them.
  ///   - caps: Numerators and denominators among them of which both may change.
  init(_ cells: [Int], relations: [Lattice.Relation], caps: [Changes.Cap] = []) {
    (self.cells, self.caps) = (cells, caps)
    places = Dictionary(uniqueKeysWithValues: cells.enumerated().map { ($1, $0) })
    var relationsOf = [[Place]](repeating: [], count: cells.count)
    for (index, relation) in relations.enumerated() {
      for cell in relation.cells {
        guard let place = places[cell] else { continue }
        relationsOf[place].append(Place(relation: index, isTotal: cell == relation.total))
      }
    }
    self.relationsOf = relationsOf
    reaches = Array(repeating: 0...0, count: relations.count)
    within = Changes(places, relations: relations, caps: caps, isHiding: false)
    beyond = Changes(places, relations: relations, caps: caps, isHiding: true)
  }

  /// Says how far a cell may change from now on.
  func set(_ cell: Int, _ leeway: Changes.Leeway) {
    guard let place = places[cell], leeways[cell] != leeway else { return }
    let before = leeways.updateValue(leeway, forKey: cell)?.free ?? 0...0
    for it in relationsOf[place] {
      reaches[it.relation] = reaches[it.relation].without(it.signed(before)).with(it.signed(leeway.free))
    }
    within.set(place, leeway)
    beyond.set(place, leeway)
  }

  /// Says by how much the numerator of a cap is less than its denominator from now on.
  func set(cap: Int, slack: Int) {
    within.set(cap: cap, slack: slack)
    beyond.set(cap: cap, slack: slack)
  }

  /// What came of looking for a move.
  enum Found {
    case move(Move, cost: Double)
    case none
    /// It could not be told within the limits.
    case unfinished
  }

  /// The cheapest way in which a cell could be so much more, or less, than it is.
  /// - Parameter isHiding: Whether shown cells may be hidden for it.
  func cheapest(_ cell: Int, by change: Int, isHiding: Bool) -> Found {
    guard let leeway = leeways[cell], leeway.free.contains(change) else { return .none }
    if isHiding { return cheapest(cell, leeway, by: change, among: beyond) }
    return canBeBalanced(cell, leeway, by: change) ? cheapest(cell, leeway, by: change, among: within) : .none
  }

  /// Whether in each relation the others can make up for it: where not, no programme has to be solved.
  private func canBeBalanced(_ cell: Int, _ leeway: Changes.Leeway, by change: Int) -> Bool {
    guard let place = places[cell] else { return false }
    return relationsOf[place].allSatisfy { it in
      reaches[it.relation].without(it.signed(leeway.free)).contains(it.isTotal ? change : -change)
    }
  }

  private func cheapest(_ cell: Int, _ leeway: Changes.Leeway, by change: Int, among changes: Changes) -> Found {
    guard let place = places[cell] else { return .none }
    changes.fix(place, change)
    defer { changes.set(place, leeway) }
    return switch changes.least() {
    case .changes(let found, let cost):
      .move(Move(changes: Dictionary(uniqueKeysWithValues: found.map { (cells[$0], $1) })), cost: cost)
    case .none: .none
    case .unfinished: .unfinished
    }
  }
}

extension ClosedRange<Int> {
  fileprivate func with(_ other: Self) -> Self { lowerBound + other.lowerBound...upperBound + other.upperBound }

  fileprivate func without(_ other: Self) -> Self { lowerBound - other.lowerBound...upperBound - other.upperBound }
}
