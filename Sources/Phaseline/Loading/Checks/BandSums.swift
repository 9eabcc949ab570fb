import IndicatorStatistics

/// Adds up the categories of a distribution, an organisation after the other.
struct BandSums {
  /// A group of which more people are in the categories than there are.
  struct Excess {
    var cell: StoredCell
    var service: Service
    var ethnicity: Ethnicity
    var inCategories: Int
    var people: Int
  }

  private var cells: [StoredCell] = []

  /// Takes the next cell.
  /// - Returns: What is wrong with the organisation before, where this is another's.
  mutating func add(_ cell: StoredCell) -> [Excess] {
    let excess = cells.first.map { $0.organisation == cell.organisation } ?? true ? [] : end()
    cells.append(cell)
    return excess
  }

  /// What is wrong with the last organisation.
  mutating func end() -> [Excess] {
    defer { cells.removeAll(keepingCapacity: true) }
    return Service.allCases.flatMap { service in
      Ethnicity.allCases.compactMap { excess(service, $0) }
    }
  }

  /// Hidden counts are taken at their least, and a head-count at its most.
  private func excess(_ service: Service, _ ethnicity: Ethnicity) -> Excess? {
    let given = cells.filter { $0.counts[service]?.groups[ethnicity] != nil && $0.category != Category.all }
    let pairs = given.compactMap { $0.counts[service]?.groups[ethnicity] }
    guard let cell = given.first(where: { $0.isMarked(service, ethnicity) }),
      let people = pairs.map(\.denominator.high).max()
    else { return nil }
    let sum = pairs.reduce(0) { $0 + $1.numerator.low }
    return sum > people
      ? Excess(cell: cell, service: service, ethnicity: ethnicity, inCategories: sum, people: people) : nil
  }
}
