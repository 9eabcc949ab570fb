import GRDB
import IndicatorStatistics

/// One phase's counts as a lattice, and which of its cells each row of the workspace shows.
struct PhaseLattice {
  /// What a row of counts is of.
  struct RowKey: Hashable {
    var indicator, category: String
    /// The code of an organisation; of a sum the area's name.
    var place: String
    var service: Service
    var ethnicity: Ethnicity
  }
  /// A row, and its cells.
  struct Row {
    var key: RowKey
    var numerator, denominator: Int
    /// Over how many organisations it is summed; 1 of an organisation's own.
    var organisations = 1
  }
  /// What a cell is of, so that it is found again in another state of the workspace.
  struct CellKey: Hashable {
    /// Of a numerator the indicator and its category; of a denominator what its people are.
    var measure: String
    var place: String
    var service: Service
    var ethnicity: Ethnicity
    var isDenominator: Bool
  }

  private(set) var lattice = Lattice()
  /// The organisations' rows.
  private(set) var rows: [Row] = []
  /// The sums of the nation (the area ""), of its regions and types.
  private(set) var totals: [Row] = []
  /// Those, and the sums that no row tells.
  private(set) var sumRows: [Row] = []
  /// For each cell what it is of.
  private(set) var keys: [CellKey] = []
  private let rules: DisclosureRules
  private let areas: [String: [String]]
  private var denominators: [CellKey: [Int]] = [:]
  private var sums: [[Int]: Int] = [:]
  private var parts: [SumKey: Parts] = [:]
  private var order: [SumKey] = []

  /// A sum over organisations.
  private struct SumKey: Hashable {
    var indicator, category, base, area: String
    var service: Service
  }
  private struct Parts {
    var organisations = 0
    var numerators = ByEthnicity<[Int]>()
    var denominators = ByEthnicity<[Int]>()

    mutating func add(_ pairs: ByEthnicity<Pair>) {
      organisations += 1
      for ethnicity in Ethnicity.allCases {
        guard let pair = pairs[ethnicity] else { continue }
        numerators[ethnicity] = (numerators[ethnicity] ?? []) + [pair.numerator]
        denominators[ethnicity] = (denominators[ethnicity] ?? []) + [pair.denominator]
      }
    }
  }

  /// Gathers a phase.
  /// - Parameters:
  ///   - cells: Given each indicator and what takes its cells.
  ///   - organisations: The standard's register.
  init(
    _ indicators: [Indicator], organisations: [Organisation], rules: DisclosureRules,
    cells: (Indicator, (StoredCell) -> Void) throws -> Void
  ) rethrows {
    self.rules = rules
    areas = Dictionary(
      organisations.filter(\.isPartOfTheNation).map { ($0.code, Self.areas(of: $0)) }, uniquingKeysWith: { $1 })
    for indicator in indicators {
      var gathered: [String: [String: [Row]]] = [:]
      try cells(indicator) { cell in
        let rows = add(cell, indicator)
        if indicator.kind == .distribution { gathered[cell.organisation, default: [:]][cell.category] = rows }
      }
      for (_, categories) in gathered.sorted(by: { $0.key < $1.key }) { relate(categories, of: indicator) }
    }
    for key in order { addSum(key) }
    relateSums(indicators)
    compare(rows)
    compare(totals)
  }

  /// The sums that an organisation's counts are part of: the nation's, its region's, its type's.
  static func areas(of organisation: Organisation) -> [String] {
    [""] + (organisation.region.isEmpty ? [] : [region(organisation.region)])
      + (organisation.type.isEmpty ? [] : [type(organisation.type)])
  }

  /// The name of the area that a region is.
  static func region(_ name: String) -> String { "region \(name)" }

  /// The name of the area that a type is.
  static func type(_ name: String) -> String { "type \(name)" }

  // MARK: - An organisation

  private mutating func add(_ cell: StoredCell, _ indicator: Indicator) -> [Row] {
    var given: [Service: ByEthnicity<Pair>] = [:]
    for service in [Service.adults, .children] {
      given[service] = cell.counts[service].map { cells(of: $0, cell, indicator, service) }
    }
    if let all = cell.counts.resolved(.all) {
      if all.service != .all {
        given[.all] = given[all.service]
      } else {
        let isGiven = cell.counts[.all] != nil
        let pairs = cells(of: all, cell, indicator, .all)
        given[.all] = pairs
        if let adults = given[.adults], let children = given[.children] {
          relate(pairs, adults, children, isGiven: isGiven)
        }
      }
    }
    var found: [Row] = []
    for service in Service.allCases {
      guard let pairs = given[service], let counts = cell.counts.resolved(service) else { continue }
      if counts.service == service {
        found += Ethnicity.allCases.compactMap { ethnicity in
          pairs[ethnicity].map { pair in
            Row(
              key: RowKey(
                indicator: indicator.key, category: cell.category, place: cell.organisation, service: service,
                ethnicity: ethnicity), numerator: pair.numerator, denominator: pair.denominator)
          }
        }
      }
      guard counts.isPooled, let areas = areas[cell.organisation] else { continue }
      for area in areas { gather(pairs, in: area, cell.category, indicator, service) }
    }
    rows += found
    return found
  }

  private struct Pair: Hashable, Codable {
    var numerator, denominator: Int
  }

  /// The cells of one service's groups.
  private mutating func cells(
    of counts: ServiceCounts, _ cell: StoredCell, _ indicator: Indicator, _ service: Service
  ) -> ByEthnicity<Pair> {
    let measure = "\(indicator.key) \(cell.category)"
    var found = ByEthnicity<Pair>()
    for ethnicity in Ethnicity.allCases {
      guard let pair = counts.groups[ethnicity] else { continue }
      let key = CellKey(
        measure: indicator.denominatorBase, place: cell.organisation, service: service, ethnicity: ethnicity,
        isDenominator: true)
      let denominator = denominatorCell(key, pair.denominator)
      let numerator = add(
        CellKey(
          measure: measure, place: cell.organisation, service: service, ethnicity: ethnicity, isDenominator: false),
        Lattice.Cell(
          received: pair.numerator, denominator: denominator,
          cost: Self.cost(pair.numerator.low)))
      found[ethnicity] = Pair(numerator: numerator, denominator: denominator)
    }
    accompany(found)
    return found
  }

  /// One head-count, whatever indicators give it; another cell where one gives another number.
  private mutating func denominatorCell(_ key: CellKey, _ received: CountRange) -> Int {
    if let same = denominators[key]?.first(where: { lattice.cells[$0].received == received }) { return same }
    let cell = add(key, Lattice.Cell(received: received, denominator: nil, cost: Self.cost(received.low)))
    denominators[key, default: []].append(cell)
    return cell
  }

  private mutating func add(_ key: CellKey, _ cell: Lattice.Cell) -> Int {
    keys.append(key)
    return lattice.add(cell)
  }

  /// The total over all ethnicities is never shown. Whoever knows it from elsewhere still has two counts to guess, since
  /// those of unknown ethnicity, which no comparison needs, are hidden wherever a group's are.
  private mutating func accompany(_ groups: ByEthnicity<Pair>) {
    guard let unknown = groups[.unknown] else { return }
    for group in [groups[.bame], groups[.white]] {
      guard let group else { continue }
      lattice.hide(unknown.numerator, with: group.numerator)
      lattice.hide(unknown.denominator, with: group.denominator)
    }
  }

  /// `nil` where any of them came hidden.
  private func sum(_ parts: [Int]) -> CountRange? {
    parts.reduce(CountRange(0)) { sum, part in
      guard let sum, let count = lattice.cells[part].count else { return nil }
      return sum + CountRange(count)
    }
  }

  /// Adults and children make all, unless the whole was given as something else.
  private mutating func relate(
    _ all: ByEthnicity<Pair>, _ adults: ByEthnicity<Pair>, _ children: ByEthnicity<Pair>, isGiven: Bool
  ) {
    for ethnicity in Ethnicity.allCases {
      guard let whole = all[ethnicity], let one = adults[ethnicity], let other = children[ethnicity] else { continue }
      for keyPath in [\Pair.numerator, \Pair.denominator] {
        let (total, parts) = (whole[keyPath: keyPath], [one[keyPath: keyPath], other[keyPath: keyPath]])
        let expected = sum(parts)
        guard sums[parts] == nil, expected == nil || expected == lattice.cells[total].received else { continue }
        if expected == nil, !isGiven { lattice.open(total) }
        sums[parts] = total
        lattice.relate(total, parts)
      }
    }
  }

  /// The categories of a distribution make all of the group, where they are all there.
  private mutating func relate(_ categories: [String: [Row]], of indicator: Indicator) {
    let rows = indicator.categories.compactMap { categories[$0.key] }
    guard rows.count == indicator.categories.count, let first = rows.first else { return }
    for row in first {
      let parts = rows.compactMap { category in
        category.first { $0.key.service == row.key.service && $0.key.ethnicity == row.key.ethnicity }?.numerator
      }
      guard parts.count == rows.count else { continue }
      let total = row.denominator
      let expected = sum(parts)
      guard expected == nil || expected == lattice.cells[total].received else { continue }
      lattice.relate(total, parts)
    }
  }

  // MARK: - Sums over organisations

  private mutating func gather(
    _ pairs: ByEthnicity<Pair>, in area: String, _ category: String, _ indicator: Indicator, _ service: Service
  ) {
    let key = SumKey(
      indicator: indicator.key, category: category, base: indicator.denominatorBase, area: area, service: service)
    if parts[key] == nil { order.append(key) }
    parts[key, default: Parts()].add(pairs)
  }

  /// A sum of too few, or that one organisation dominates, is a cell like others, but no row tells it.
  private mutating func addSum(_ key: SumKey) {
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

  private mutating func sumCell(_ parts: [Int], _ key: CellKey, denominator: Int?, isFew: Bool) -> Int {
    if let same = sums[parts] { return same }
    let total = sum(parts)
    let most = parts.compactMap { lattice.cells[$0].count }.max() ?? 0
    let isDominated = total.map { $0.low > 0 && Double(most) > rules.dominance / 100 * Double($0.low) } ?? false
    var sum = Lattice.Cell(received: total, denominator: denominator, cost: Self.cost(total?.low ?? 0))
    sum.isWithheld = isFew || isDominated
    let cell = add(key, sum)
    sums[parts] = cell
    lattice.relate(cell, parts)
    return cell
  }

  /// What adds up among the sums: the nation's of its regions' and of its types', all services of adults' and children's,
  /// a group of its categories.
  private mutating func relateSums(_ indicators: [Indicator]) {
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
        if parts.count == indicator.categories.count { relateSum(whole.denominator, parts) }
      }
    }
  }

  private mutating func relateSum(_ whole: Pair, _ parts: [Pair?]) {
    let present = parts.compactMap { $0 }
    for keyPath in [\Pair.numerator, \Pair.denominator] {
      relateSum(whole[keyPath: keyPath], present.map { $0[keyPath: keyPath] })
    }
  }

  /// Of counts that do not add up some are of other organisations.
  private mutating func relateSum(_ total: Int, _ parts: [Int]) {
    guard parts.count > 1, sums[parts] == nil, !parts.contains(total), let expected = sum(parts),
      expected == lattice.cells[total].received
    else { return }
    sums[parts] = total
    lattice.relate(total, parts)
  }

  // MARK: - Costs

  private static func cost(_ count: Int) -> Double {
    0.05 + Double(Int.bitWidth - max(count, 0).leadingZeroBitCount) / 1000
  }

  /// Each place's two groups; people ask of the nation first, and of small counts least is told.
  private mutating func compare(_ rows: [Row]) {
    let known = Dictionary(rows.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    for row in rows where row.key.ethnicity == .bame {
      var key = row.key
      key.ethnicity = .white
      guard let white = known[key] else { continue }
      let isSound = [row, white].allSatisfy { row in
        guard let count = lattice.cells[row.numerator].count, let all = lattice.cells[row.denominator].count else {
          return false
        }
        return count >= 20 && all - count >= 20
      }
      let worth = row.key.place.isEmpty ? 5.0 : 1
      lattice.compare(
        [row.numerator, row.denominator, white.numerator, white.denominator], weight: isSound ? worth : worth * 0.3)
    }
  }

  // MARK: - What was shared before

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
      if sums[parts] != total { lattice.relate(total, parts) }
    }
    return map
  }
}
