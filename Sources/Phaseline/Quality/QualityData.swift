import GRDB
import IndicatorStatistics

/// All that the checks of quality look at, as the audience may know it.
struct QualityData {
  let standard: Standard
  /// Where the phases that are looked at stand in the standard.
  let phases: [Int]
  /// Where those with counts stand, of whomever.
  let counted: [Int]
  let organisations: [String: Organisation]
  /// What is recorded besides the counts; nothing for a shared audience, which does not learn from here who takes part.
  let participation: [Participation.Key: Participation]
  let given: GivenCounts
  /// Oddities of single counts, in the order in which they were met.
  let oddities: [Oddity]
  let isIllustrative: Bool
  /// The day to count from.
  let today: Day
  private let totals: ComparisonData
  let tables: CountTables

  /// - Throws: `UsageProblem` where nothing is known of the phases; `DatabaseError`.
  init(_ request: QualityRequest, of standard: Standard, from tables: CountTables, in db: Database) throws {
    let own = request.organisation?.code
    let participation = try tables.plan == nil ? Participation.all(of: standard.key, organisation: own, in: db) : [:]
    let counted = try tables.countedPhases(of: standard, in: db)
    let wanted = request.phases.map { $0.map(\.ordinal) } ?? Array(counted.suffix(1))
    let phases = wanted.filter { place in
      counted.contains(place) || participation.keys.contains { $0.phase == standard.phases[place].key }
    }
    guard let last = phases.last else {
      let words = wanted.map { standard.phases[$0].words }
      throw UsageProblem.refused(
        words.isEmpty
          ? "There are no counts yet. `load` brings them."
          : "There are no counts of \(Wordings.list(words)). `phases` shows what is there.")
    }
    let looksAt = phases.flatMap { place in
      standard.indicators.map { TotalsKey(phase: standard.phases[place].key, indicator: $0.key) }
    }
    var given = GivenCounts(standard, leavesOutSums: tables.plan != nil)
    let list = OddityList()
    let cells = CellChecks(standard) { list.add($0) }
    try CountChecks(
      db: db, standard: standard, looksAt: Set(looksAt), marking: .all, organisations: own.map { [$0] },
      tables: tables, cells: cells
    ).run { given.add($0, phase: cells.phase, indicator: cells.indicator) }
    totals = try ComparisonData(
      db, standard: standard, organisation: nil, indicators: standard.indicators,
      phases: Array(standard.phases[...last]), from: tables)
    organisations = Dictionary(
      try Organisation.all(of: standard.key, in: db).map { ($0.code, $0) }, uniquingKeysWith: { $1 })
    (self.standard, self.phases, self.counted, self.participation) = (standard, phases, counted, participation)
    (self.given, oddities, self.tables, isIllustrative) = (given, list.oddities, tables, totals.isIllustrative)
    today = request.today
  }

  /// What each organisation gave in each phase that is looked at: makes something of those with counts.
  func eachSubmission<Made>(_ make: (Organisation, Int) -> [Made]) -> [Made] {
    phases.flatMap { phase in
      given.organisations.sorted().flatMap { code -> [Made] in
        guard given.hasCounts(code, in: phase), let organisation = organisations[code] else { return [] }
        return make(organisation, phase)
      }
    }
  }

  /// The phase with counts before one.
  func phase(before place: Int) -> Int? { counted.last { $0 < place } }

  /// The sums of the nation on an indicator's headline, of exactly this service; none over too few to be told.
  func total(_ phase: Int, _ indicator: Int, _ service: Service) -> (counts: ServiceCounts, organisations: Int)? {
    let indicator = standard.indicators[indicator]
    guard let total = totals.total(standard.phases[phase], indicator, indicator.headlineCategory, service),
      total.organisations >= tables.fewest
    else { return nil }
    return total
  }

  /// The counts of the nation without one's own; none over too few to be told.
  func rest(_ phase: Int, _ indicator: Int, without own: ServiceCounts) -> RangedCounts? {
    guard var (counts, others) = total(phase, indicator, own.service), own.isPooled else { return nil }
    others -= 1
    for ethnicity in Ethnicity.allCases {
      if let pair = own.groups[ethnicity] { counts.groups[ethnicity]?.subtract(pair, isOfAPlan: tables.plan != nil) }
    }
    return others >= max(1, tables.fewest) ? counts.ranged : nil
  }

  /// What the national picture of a phase is without, where an organisation's people of another phase are missing in it.
  /// - Parameters:
  ///   - indicators: Of which the first with known head-counts is taken.
  ///   - phase: In which the people were counted.
  func loss(
    _ organisation: Organisation, _ indicators: [Int], _ service: Service, in phase: Int
  ) -> QualityFinding.Loss? {
    guard organisation.isPartOfTheNation else { return nil }
    for indicator in indicators {
      guard let people = given.people(organisation.code, phase, indicator, service), people > 0 else { continue }
      let nation = total(phase, indicator, service)?.counts
      let all = [Ethnicity.bame, .white].map { nation?.groups[$0]?.denominator }
      let known = all.compactMap { $0 }.filter(\.isExact).map(\.low)
      let whole = known.count == all.count ? known.reduce(0, +) : 0
      return QualityFinding.Loss(
        people: people, share: whole >= people ? Double(people) / Double(whole) : nil,
        phase: standard.phases[phase].key)
    }
    return nil
  }

  /// The indicators of a base, by their places.
  func indicators(ofBase base: String) -> [Int] {
    standard.indicators.indices.filter { standard.indicators[$0].denominatorBase == base }
  }

  /// The indicators of which the people are an organisation's staff: those of the base of the first.
  var staffIndicators: [Int] { indicators(ofBase: standard.staffIndicators.first?.denominatorBase ?? "") }
}

/// Gathers oddities.
private final class OddityList {
  private(set) var oddities: [Oddity] = []
  func add(_ oddity: Oddity) { oddities.append(oddity) }
}

/// A finding, and how large its effect is: in people where they can be told.
struct WeighedFinding {
  var finding: QualityFinding
  var effect: Double
}
