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

  var lattice = Lattice()
  /// The organisations' rows.
  var rows: [Row] = []
  /// The sums of the nation (the area ""), of its regions and types.
  var totals: [Row] = []
  /// Those, and the sums that no row tells.
  var sumRows: [Row] = []
  /// For each cell what it is of.
  var keys: [CellKey] = []
  let rules: DisclosureRules
  let areas: [String: [String]]
  private var denominators: [CellKey: [Int]] = [:]
  var sums: [[Int]: Int] = [:]
  /// Of each sum whose counts make it, and of an organisation's all services, where both make it.
  var members: [Int: Set<Member>] = [:]
  var parts: [SumKey: Parts] = [:]
  var order: [SumKey] = []

  /// An organisation's service that is part of a sum.
  struct Member: Hashable {
    var place: String
    var service: Service
  }

  /// A sum over organisations.
  struct SumKey: Hashable {
    var indicator, category, base, area: String
    var service: Service
  }
  struct Parts {
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
    withholdUntold()
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

  mutating func add(_ cell: StoredCell, _ indicator: Indicator) -> [Row] {
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

  struct Pair: Hashable, Codable {
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

  mutating func add(_ key: CellKey, _ cell: Lattice.Cell) -> Int {
    keys.append(key)
    return lattice.add(cell)
  }

  /// The total over all ethnicities is never shown. Whoever knows it from elsewhere still has two counts to guess, since
  /// those of unknown ethnicity, which no comparison needs, are hidden wherever a group's are.
  mutating func accompany(_ groups: ByEthnicity<Pair>) {
    guard let unknown = groups[.unknown] else { return }
    for group in [groups[.bame], groups[.white]] {
      guard let group else { continue }
      lattice.hide(unknown.numerator, with: group.numerator)
      lattice.hide(unknown.denominator, with: group.denominator)
    }
  }

  /// `nil` where any of them came hidden.
  func sum(_ parts: [Int]) -> CountRange? {
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
        members[total] = members(of: parts)
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

  // MARK: - Costs

  /// What comparisons are worth beside an authority's of many cases, which is 1. Found by trial: what is hidden stays safe
  /// whatever they are; they decide what of it is lost.
  private enum Worth {
    /// With so many cases, and so many without, in both groups a comparison says something.
    static let sound = 20
    /// Of fewer cases.
    static let small = 0.3
    /// Of the nation, which everybody asks for.
    static let nation = 5.0
    /// Of a count that no comparison needs.
    static let count = 0.05
  }

  /// Of two alike the smaller goes.
  static func cost(_ count: Int) -> Double {
    Worth.count + Double(Int.bitWidth - max(count, 0).leadingZeroBitCount) / 1000
  }

  /// Each place's two groups; people ask of the nation first, and of small counts least is told.
  mutating func compare(_ rows: [Row]) {
    let known = Dictionary(rows.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    for row in rows where row.key.ethnicity == .bame {
      var key = row.key
      key.ethnicity = .white
      guard let white = known[key] else { continue }
      let isSound = [row, white].allSatisfy { row in
        guard let count = lattice.cells[row.numerator].count, let all = lattice.cells[row.denominator].count else {
          return false
        }
        return count >= Worth.sound && all - count >= Worth.sound
      }
      let worth = row.key.place.isEmpty ? Worth.nation : 1
      lattice.compare(
        [row.numerator, row.denominator, white.numerator, white.denominator],
        weight: isSound ? worth : worth * Worth.small)
    }
  }
}
