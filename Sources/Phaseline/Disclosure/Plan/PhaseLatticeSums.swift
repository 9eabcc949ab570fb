import IndicatorStatistics

/// The sums over the organisations of a phase: of the nation, its regions, its types.
extension PhaseLattice {
  mutating func gather(
    _ pairs: ByEthnicity<Pair>, in area: String, _ category: String, _ indicator: Indicator, _ service: Service
  ) {
    let key = SumKey(
      indicator: indicator.key, category: category, base: indicator.denominatorBase, area: area, service: service)
    if parts[key] == nil { order.append(key) }
    parts[key, default: Parts()].add(pairs)
  }

  /// A sum of too few is a cell like others, but no row tells it. One that an organisation dominates is told as hidden, as
  /// others are for other reasons: that no row told it would tell how much that organisation makes of it at least.
  mutating func addSum(_ key: SumKey) {
    guard let parts = parts[key] else { return }
    var cells = ByEthnicity<Pair>()
    for ethnicity in Ethnicity.allCases {
      guard let numerators = parts.numerators[ethnicity], let denominators = parts.denominators[ethnicity] else {
        continue
      }
      let isFew = numerators.count < rules.fewestOrganisations
      let denominator = sumCell(
        denominators,
        CellKey(measure: key.base, place: key.area, service: key.service, ethnicity: ethnicity, isDenominator: true),
        denominator: nil, isFew: isFew)
      let numerator = sumCell(
        numerators,
        CellKey(
          measure: "\(key.indicator) \(key.category)", place: key.area, service: key.service, ethnicity: ethnicity,
          isDenominator: false), denominator: denominator, isFew: isFew)
      cells[ethnicity] = Pair(numerator: numerator, denominator: denominator)
      let row = Row(
        key: RowKey(
          indicator: key.indicator, category: key.category, place: key.area, service: key.service,
          ethnicity: ethnicity), numerator: numerator, denominator: denominator, organisations: parts.organisations)
      let isTold = !lattice.cells[numerator].isWithheld && !lattice.cells[denominator].isWithheld
      sumRows.append(row)
      if isTold { totals.append(row) }
    }
    accompany(cells)
  }

  /// A head-count that no row tells, since none of their numerators may be told.
  mutating func withholdUntold() {
    let told = Set(totals.flatMap { [$0.numerator, $0.denominator] })
    let own = Set(rows.flatMap { [$0.numerator, $0.denominator] })
    for row in sumRows {
      for cell in [row.numerator, row.denominator] where !told.contains(cell) && !own.contains(cell) {
        lattice.withhold(cell)
      }
    }
  }

  private mutating func sumCell(_ parts: [Int], _ key: CellKey, denominator: Int?, isFew: Bool) -> Int {
    if let same = sums[parts] { return same }
    let total = sum(parts)
    let most = parts.compactMap { lattice.cells[$0].count }.max() ?? 0
    var sum = Lattice.Cell(received: total, denominator: denominator, cost: Self.cost(total?.low ?? 0))
    sum.isWithheld = isFew
    sum.isDominated = total.map { rules.isDominated($0.low, by: most) } ?? false
    let cell = add(key, sum)
    sums[parts] = cell
    members[cell] = members(of: parts)
    lattice.relate(cell, parts, isOverOrganisations: true)
    return cell
  }

  /// What adds up among the sums: the nation's of its regions' and of its types', all services of adults' and children's,
  /// a group of its categories.
  mutating func relateSums(_ indicators: [Indicator]) {
    let cells = Dictionary(
      sumRows.map { ($0.key, Pair(numerator: $0.numerator, denominator: $0.denominator)) }, uniquingKeysWith: { $1 })
    let named = Set(areas.values.joined())
    let kinds = ["region ", "type "].map { kind in named.filter { $0.hasPrefix(kind) }.sorted() }
    for row in sumRows {
      func others(_ change: (inout RowKey) -> Void) -> Pair? {
        var key = row.key
        change(&key)
        return cells[key]
      }
      let whole = Pair(numerator: row.numerator, denominator: row.denominator)
      if row.key.place.isEmpty {
        for kind in kinds { relateSum(whole, kind.map { area in others { $0.place = area } }) }
      }
      if row.key.service == .all {
        relateSum(whole, [Service.adults, .children].map { service in others { $0.service = service } })
      }
      if let indicator = indicators.first(where: { $0.key == row.key.indicator }), indicator.kind == .distribution,
        row.key.category == indicator.categories.first?.key
      {
        let parts = indicator.categories.compactMap { category in others { $0.category = category.key }?.numerator }
        if parts.count == indicator.categories.count, parts.allSatisfy({ members[$0] == members[whole.denominator] }) {
          relate(whole.denominator, parts)
        }
      }
    }
  }

  private mutating func relateSum(_ whole: Pair, _ parts: [Pair?]) {
    let present = parts.compactMap { $0 }
    for keyPath in [\Pair.numerator, \Pair.denominator] {
      let (total, parts) = (whole[keyPath: keyPath], present.map { $0[keyPath: keyPath] })
      if members[total] == members(of: parts) { relate(total, parts) }
    }
  }

  func members(of cells: [Int]) -> Set<Member> {
    cells.reduce(into: []) { found, cell in
      found.formUnion(members[cell] ?? [Member(place: keys[cell].place, service: keys[cell].service)])
    }
  }

  /// The caller has made sure that they are of the same organisations: that others add up too may happen, and tells nothing.
  private mutating func relate(_ total: Int, _ parts: [Int]) {
    guard parts.count > 1, sums[parts] == nil, !parts.contains(total), let expected = sum(parts),
      expected == lattice.cells[total].received
    else { return }
    sums[parts] = total
    lattice.relate(total, parts)
  }
}
