import Foundation
import IndicatorStatistics
import Testing

@testable import Phaseline

/// The illustrative nation as everybody may know it: what an attacker with linear algebra, the register and the definitions
/// works out of the export.
@Suite("What is shared of a nation") struct SharedNationTests {
  /// The truth, and the export by the preset `under-10`.
  private struct Nation {
    let standard: Standard
    let organisations: [Organisation]
    let truth, shared: [ExportedCount]

    init(rules name: String = "under-10", seed: Int? = nil) throws {
      let fixture = try Fixture()
      try fixture.load(
        try seed.map { try Self.generate($0, fixture) } ?? Fixture.data.appendingPathComponent("illustrative").path)
      let workspace = try fixture.workspace()
      let rules = try DisclosureRules(named: name, in: fixture.catalogue)
      standard = workspace.standard
      organisations = try workspace.organisations()
      func export(_ audience: Audience) throws -> [ExportedCount] {
        let view = try Gate(audience: audience, rules: rules).view(of: workspace)
        return try view.observations(
          of: view.exported(nil).value, indicators: workspace.standard.indicators, phases: workspace.standard.phases,
          sums: true
        ).value
      }
      (truth, shared) = (try export(.internal), try export(.shared))
    }

    /// Attacks a phase: what is shown is true, and nothing hidden follows.
    @discardableResult
    func withstood(_ phase: String) -> Attack {
      let attack = Attack(
        phase, shared: shared, truth: truth, standard: standard, organisations: organisations)
      #expect(attack.lies.isEmpty, "phase \(phase): \(attack.lies.prefix(3))")
      let found = attack.determined()
      #expect(found.isEmpty, "phase \(phase): \(found.prefix(3)), \(found.count) in all")
      return attack
    }

    /// Counts that the rules hide and the export shows all the same.
    func smallShown(_ name: String) throws -> [String] {
      let rules = try DisclosureRules(named: name, in: Catalogue(folder: Fixture.data))
      return shared.filter { row in
        [row.counts.numerator, row.counts.denominator].contains { $0.isExact && rules.isSmall($0.low) }
      }.map { "\(Attack.key($0)): \($0.counts.words)" }
    }

    /// A small nation: 10 to 20 authorities in one to three phases.
    private static func generate(_ seed: Int, _ fixture: Fixture) throws -> String {
      let standard = try fixture.catalogue.source(of: fixture.standard).standard()
      let nation = try IllustrativeNation(
        standard: standard, nationalRatios: try fixture.catalogue.publishedRatios(of: standard), seed: UInt64(seed),
        authorities: 10 + seed % 11, phases: 1 + seed % 3)
      let folder = fixture.folder.path("nation")
      try nation.write(into: URL(fileURLWithPath: folder), truth: nil)
      return folder
    }
  }

  @Test("no hidden count follows from the others, shown ones are true, and most comparisons of size stay")
  func safe() throws {
    let nation = try Nation()
    #expect(try nation.smallShown("under-10") == [])
    #expect(try Nation(rules: "under-5").smallShown("under-5") == [])
    var (hidden, all, comparisons, visible) = (0, 0, 0, 0)
    for phase in nation.standard.phases.map(\.key) {
      let attack = nation.withstood(phase)
      hidden += attack.hidden.count
      all += attack.cells.count
      let kept = attack.comparisons
      (comparisons, visible) = (comparisons + kept.all, visible + kept.visible)
    }
    let withheld = 100 * hidden / all
    let share = 100 * Double(visible) / Double(comparisons)
    print(
      "under-10, illustrative nation: \(hidden) of \(all) counts withheld (\(withheld)%); of \(comparisons) comparisons "
        + "whose four cells are all 20 or more, \(visible) stay visible (\(String(format: "%.1f", share))%)")
    #expect(comparisons > 3000)
    #expect(share >= 80)
  }

  @Test(
    "of small nations too nothing hidden follows, and what is shown is true", arguments: 1...4, ["under-10", "under-5"])
  func small(seed: Int, rules: String) throws {
    let nation = try Nation(rules: rules, seed: seed)
    #expect(try nation.smallShown(rules) == [])
    for phase in Set(nation.truth.map(\.phase)).sorted() { nation.withstood(phase) }
  }

  @Test("rounded counts are near the truth, hidden ones hold it", arguments: ["nhs-england", "hesa"])
  func rounded(rules name: String) throws {
    let nation = try Nation(rules: name, seed: 5)
    let rules = try DisclosureRules(named: name, in: Catalogue(folder: Fixture.data))
    let truth = Dictionary(
      uniqueKeysWithValues: nation.truth.filter { $0.authority != nil }.map { (Attack.key($0), $0) })
    for row in nation.shared {
      guard let received = truth[Attack.key(row)] else { continue }
      for (shown, count) in [
        (row.counts.numerator, received.counts.numerator.low),
        (row.counts.denominator, received.counts.denominator.low),
      ] {
        let meaning = shown.isExact ? rules.meaning(ofShown: shown.low) : (shown.low, shown.high)
        #expect(meaning.0 <= count && count <= meaning.1, "\(Attack.key(row)): \(shown), truly \(count)")
      }
    }
  }

  @Test("the attack works: with the small counts hidden alone it finds hundreds")
  func attackWorks() throws {
    let nation = try Nation()
    // As a spreadsheet would do it: each count under 10 struck out, the sums as they are.
    let naive = nation.truth.map { row in
      var row = row
      func struck(_ range: CountRange) -> CountRange { range.low < 10 ? CountRange(low: 0, high: 9) : range }
      row.counts = CountPair(numerator: struck(row.counts.numerator), denominator: struck(row.counts.denominator))
      return row
    }
    let attack = Attack(
      "5", shared: naive, truth: nation.truth, standard: nation.standard, organisations: nation.organisations)
    #expect(attack.determined().count > 300)
  }
}

/// What can be worked out of an export: the counts as unknowns, what adds up as equations, and the projection of a random
/// change onto those changes that no equation notices. A hidden count that never changes is determined. (By conjugate
/// gradients on the normal equations, Hestenes & Stiefel 1952, where the plan eliminates over a prime field.)
private struct Attack {
  /// Of each count its index; counts that are one have one.
  private(set) var cells: [String: Int] = [:]
  private(set) var hidden = Set<Int>()
  /// Rows whose range does not hold the truth.
  private(set) var lies: [String] = []
  private var equations: [[(cell: Int, factor: Double)]] = []
  private(set) var comparisons = (all: 0, visible: 0)
  private var names: [String] = []
  /// The truth of the sums.
  private var sums: [String: CountPair] = [:]
  /// The truth.
  private var values: [Int: Int] = [:]
  /// Sums that are hidden since one member makes most of them, which is shown itself.
  private var dominated = Set<Int>()

  init(
    _ phase: String, shared: [ExportedCount], truth: [ExportedCount], standard: Standard, organisations: [Organisation]
  ) {
    let rows = shared.filter { $0.phase == phase }
    var original = Dictionary(
      truth.filter { $0.phase == phase }.map { (Self.key($0), $0) }, uniquingKeysWith: { $1 })
    for row in original.values where row.service == .adults && row.authority != nil {
      var (other, both) = (row, row)
      (other.service, both.service) = (.children, .all)
      guard let children = original[Self.key(other)] else { continue }
      both.counts.add(children.counts)
      original[Self.key(both)] = both
    }
    var shown = Set<Int>()
    var place: [String: (numerator: Int, denominator: Int)] = [:]
    let base = Dictionary(uniqueKeysWithValues: standard.indicators.map { ($0.key, $0.denominatorBase) })
    for row in rows {
      let whose = row.authority ?? row.area ?? ""
      let group = "\(whose)|\(row.service)|\(row.ethnicity)"
      // A sum's head-count is one with another's only where the same organisations gave both.
      let people = row.authority == nil ? "\(row.indicator) \(row.category)" : base[row.indicator] ?? ""
      let numerator = index("\(row.indicator) \(row.category)|\(group)")
      let denominator = index("of \(people)|\(group)")
      place[Self.key(row)] = (numerator, denominator)
      for (cell, range) in [(numerator, row.counts.numerator), (denominator, row.counts.denominator)] {
        if range.isExact { shown.insert(cell) } else { hidden.insert(cell) }
      }
      guard let received = original[Self.key(row)] else { continue }
      (values[numerator], values[denominator]) = (received.counts.numerator.low, received.counts.denominator.low)
      if !row.counts.numerator.holds(received.counts.numerator)
        || !row.counts.denominator.holds(received.counts.denominator)
      {
        lies.append("\(Self.key(row)): \(row.counts.words), truly \(received.counts.words)")
      }
    }
    hidden.subtract(shown)
    relate(rows, place, truth.filter { $0.phase == phase }, standard, organisations)
    tally(rows, original)
  }

  static func key(_ row: ExportedCount) -> String {
    "\(row.phase)|\(row.indicator)|\(row.category)|\(row.authority ?? row.area ?? "")|\(row.service)|\(row.ethnicity)"
  }

  /// Whether a sum over an area adds up: not where some gave counts of one service without anybody in a group.
  private func adds(_ cells: [Int]) -> Bool {
    values[cells[0]] == cells.dropFirst().compactMap { values[$0] }.reduce(0, +)
  }

  private mutating func index(_ name: String) -> Int {
    if let known = cells[name] { return known }
    cells[name] = names.count
    names.append(name)
    return names.count - 1
  }

  private mutating func relate(
    _ rows: [ExportedCount], _ place: [String: (numerator: Int, denominator: Int)], _ truth: [ExportedCount],
    _ standard: Standard, _ organisations: [Organisation]
  ) {
    func at(_ row: ExportedCount, _ change: (inout ExportedCount) -> Void) -> (numerator: Int, denominator: Int)? {
      var row = row
      change(&row)
      return place[Self.key(row)]
    }
    // Who is part of a sum: those that gave both groups, of the services that make it.
    var given: [String: Set<Service>] = [:]
    for row in truth where row.authority != nil && row.ethnicity != .unknown {
      given["\(row.indicator)|\(row.category)|\(row.authority ?? "")|\(row.ethnicity)", default: []].insert(row.service)
    }
    func services(_ indicator: String, _ category: String, _ name: String) -> Set<Service> {
      let each = [Ethnicity.bame, .white].map { given["\(indicator)|\(category)|\(name)|\($0)"] ?? [] }
      return each[0].intersection(each[1])
    }
    for row in rows.sorted(by: { $0.service == .all ? false : $1.service == .all }) {
      guard let own = place[Self.key(row)] else { continue }
      if let indicator = standard.indicator(row.indicator), indicator.kind == .distribution,
        row.category == indicator.categories.first?.key
      {
        let bands = indicator.categories.compactMap { band in at(row) { $0.category = band.key } }
        if bands.count == indicator.categories.count {
          equations.append([(own.denominator, -1)] + bands.map { ($0.numerator, 1) })
        }
      }
      if row.authority != nil {
        relateServices(row, own, place)
        continue
      }
      let members = organisations.filter { organisation in
        row.area == "nation" || row.area == "region \(organisation.region)" || row.area == "type \(organisation.type)"
      }.compactMap { organisation -> (numerator: Int, denominator: Int)? in
        let services = services(row.indicator, row.category, organisation.name)
        let service: Service? =
          row.service != .all
          ? (services.contains(row.service) ? row.service : nil)
          : services.contains(.all) || services.count == 2 ? .all : services.first
        return service.flatMap { service in
          at(row) {
            ($0.authority, $0.area, $0.service) = (organisation.name, nil, service)
          }
        }
      }
      if members.count == row.organisations {
        judge(row, own, members)
        equations.append([(own.numerator, -1)] + members.map { ($0.numerator, 1) })
        equations.append([(own.denominator, -1)] + members.map { ($0.denominator, 1) })
      }
      relateServices(row, own, place)
    }
  }

  private mutating func relateServices(
    _ row: ExportedCount, _ own: (numerator: Int, denominator: Int),
    _ place: [String: (numerator: Int, denominator: Int)]
  ) {
    func at(_ service: Service) -> (numerator: Int, denominator: Int)? {
      var row = row
      row.service = service
      return place[Self.key(row)]
    }
    guard row.service == .all, let adults = at(.adults), let children = at(.children) else { return }
    for parts in [
      [own.numerator, adults.numerator, children.numerator],
      [own.denominator, adults.denominator, children.denominator],
    ] where row.authority != nil || adds(parts) {
      equations.append([(parts[0], -1), (parts[1], 1), (parts[2], 1)])
    }
  }

  /// A sum's truth is that of its members.
  private mutating func judge(
    _ row: ExportedCount, _ own: (numerator: Int, denominator: Int), _ members: [(numerator: Int, denominator: Int)]
  ) {
    let numerators = members.compactMap { values[$0.numerator] }
    let denominators = members.compactMap { values[$0.denominator] }
    let sum = CountPair(
      numerator: CountRange(numerators.reduce(0, +)), denominator: CountRange(denominators.reduce(0, +)))
    (values[own.numerator], values[own.denominator]) = (sum.numerator.low, sum.denominator.low)
    for (total, parts) in [
      (own.numerator, members.map(\.numerator)), (own.denominator, members.map(\.denominator)),
    ] {
      let shown = parts.filter { !hidden.contains($0) }.compactMap { values[$0] }.max() ?? 0
      if shown * 10 > (values[total] ?? 0) * 7 { dominated.insert(total) }
    }
    sums[Self.key(row)] = sum
    if !row.counts.numerator.holds(sum.numerator) || !row.counts.denominator.holds(sum.denominator) {
      lies.append("\(Self.key(row)): \(row.counts.words), truly \(sum.words)")
    }
  }

  private mutating func tally(_ rows: [ExportedCount], _ original: [String: ExportedCount]) {
    let shared = Dictionary(rows.map { (Self.key($0), $0) }, uniquingKeysWith: { $1 })
    for row in rows where row.ethnicity == .bame {
      var other = row
      other.ethnicity = .white
      guard let white = shared[Self.key(other)] else { continue }
      let cells = [row, white].compactMap { sums[Self.key($0)] ?? original[Self.key($0)]?.counts }.flatMap {
        [$0.numerator.low, $0.denominator.low - $0.numerator.low]
      }
      guard cells.count == 4, cells.allSatisfy({ $0 >= 20 }) else { continue }
      comparisons.all += 1
      if [row, white].allSatisfy({ $0.counts.numerator.isExact && $0.counts.denominator.isExact }) {
        comparisons.visible += 1
      }
    }
  }

  /// The hidden counts that have one value only, and may not.
  func determined() -> [String] {
    let columns = Dictionary(uniqueKeysWithValues: hidden.sorted().enumerated().map { ($1, $0) })
    let matrix = equations.map { $0.compactMap { term in columns[term.cell].map { ($0, term.factor) } } }.filter {
      !$0.isEmpty
    }
    var random = SeededRandom(1, "attack")
    let change = (0..<columns.count).map { _ in random.uniform() * 2 - 1 }
    let kept = Projection(matrix, columns: columns.count).ontoNullSpace(change)
    return columns.filter { abs(kept[$0.value]) < 1e-7 && !dominated.contains($0.key) }.map { names[$0.key] }.sorted()
  }
}

/// The projection onto what a sparse matrix maps to 0.
private struct Projection {
  private let matrix: [[(column: Int, factor: Double)]]
  private let columns: Int

  init(_ matrix: [[(Int, Double)]], columns: Int) {
    (self.matrix, self.columns) = (matrix.map { $0.map { ($0.0, $0.1) } }, columns)
  }

  /// `z − Aᵀ(AAᵀ)⁺Az`, by conjugate gradients for `min |z − Aᵀy|`.
  func ontoNullSpace(_ z: [Double]) -> [Double] {
    var residual = z
    var gradient = times(residual)
    var direction = gradient
    var size = gradient.reduce(0) { $0 + $1 * $1 }
    let start = size
    for _ in 0..<4000 where size > start * 1e-24 {
      let step = transposed(direction)
      let scale = size / step.reduce(0) { $0 + $1 * $1 }
      for index in residual.indices { residual[index] -= scale * step[index] }
      gradient = times(residual)
      let next = gradient.reduce(0) { $0 + $1 * $1 }
      for index in direction.indices { direction[index] = gradient[index] + next / size * direction[index] }
      size = next
    }
    return residual
  }

  private func times(_ x: [Double]) -> [Double] {
    x.withUnsafeBufferPointer { x in matrix.map { row in row.reduce(0) { $0 + $1.factor * x[$1.column] } } }
  }

  private func transposed(_ y: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: columns)
    sum.withUnsafeMutableBufferPointer { sum in
      for (row, factor) in zip(matrix, y) where factor != 0 {
        for term in row { sum[term.column] += factor * term.factor }
      }
    }
    return sum
  }
}

extension CountRange {
  fileprivate func holds(_ other: CountRange) -> Bool { low <= other.low && other.high <= high }
}
