import IndicatorStatistics

/// What was shared of the phase before.
extension PhaseLattice {
  /// Adds the relations of what was shared before: counts that have not changed since are the same cells. Of a hidden count
  /// that is another hidden one since, how much it changed must not follow either.
  /// - Parameter hidden: The earlier cells that were hidden.
  /// - Returns: For each cell of the earlier lattice its place in this one.
  mutating func add(_ earlier: PhaseLattice, hidden: Set<Int>) -> [Int] {
    var places: [CellKey: [Int]] = [:]
    for (index, key) in keys.enumerated() { places[key, default: []].append(index) }
    let partsOf = Dictionary(
      earlier.sums.filter { sum in sum.key.allSatisfy { $0 < sum.value } }.map { ($1, $0) },
      uniquingKeysWith: { one, other in
        (other.count, one.first ?? 0) < (one.count, other.first ?? 0) ? one : other
      })
    var map: [Int] = []
    for (index, key) in earlier.keys.enumerated() {
      let cell = earlier.lattice.cells[index]
      // A sum is the same if its parts are: over others it may only happen to be as large.
      let same =
        partsOf[index].map { parts in parts.allSatisfy { $0 < map.count } ? sums[parts.map { map[$0] }] : nil }
        ?? places[key]?.first { cell.received != nil && lattice.cells[$0].received == cell.received }
      if let same, lattice.cells[same].received == cell.received {
        map.append(same)
        continue
      }
      var old = cell
      (old.denominator, old.companions) = (nil, [])
      map.append(add(key, old))
      let new = places[key]?.first
      if hidden.contains(index), let new, lattice.cells[new].count.map(rules.isSmall) == true {
        let change = add(
          key, Lattice.Cell(received: nil, denominator: nil, cost: .infinity, least: -Bounds.most))
        lattice.relate(new, [map[index], change])
      }
    }
    for relation in earlier.lattice.relations {
      let (total, parts) = (map[relation.total], relation.parts.map { map[$0] })
      if sums[parts] != total {
        lattice.relate(total, parts, isOverOrganisations: relation.isOverOrganisations)
      }
    }
    return map
  }
}
