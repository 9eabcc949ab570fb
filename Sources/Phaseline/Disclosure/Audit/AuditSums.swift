import IndicatorStatistics

/// What adds up among the counts of a phase: services, categories, the organisations of an area, the areas of the nation.
struct AuditSums {
  let setting: AuditSetting
  /// The nation first.
  let areas: [Area]
  let rests: [Rest]
  private var system: AuditSystem
  private var state = 0
  private(set) var rows: [AuditRowKey: AuditRow] = [:]
  private(set) var pairs: [AuditRowKey: AuditSystem.Pair] = [:]
  /// Rows, by the one of minoritised staff, beside which a file would tell people of unknown ethnicity: where it does not,
  /// there are none.
  private(set) var tellsUnknown = Set<AuditRowKey>()
  /// Sums that one file tells together with all that makes them: what other files tell besides is no part of them.
  var settled = Set<AuditRowKey>()
  /// The organisations of the nation's sum, where one file tells it with all of them.
  var membersOf: [Sort: Set<Int32>] = [:]

  /// The nation, a region or a type, and the places of its organisations.
  struct Area {
    var area: ToldSubject.Place
    var kind: AuditSystem.Relation.Kind
    var places: [Int32]
  }

  var names: AuditNames { setting.names }

  /// The system with all that holds among its counts.
  static func related(_ system: AuditSystem, _ setting: AuditSetting) -> AuditSystem {
    var sums = AuditSums(system, setting)
    for state in system.states.indices {
      sums.begin(state)
      sums.relateDenominators()
      sums.relateServices()
      sums.relateCategories()
      sums.relateAreas()
    }
    return sums.system
  }

  private init(_ system: AuditSystem, _ setting: AuditSetting) {
    (self.system, self.setting) = (system, setting)
    let (organisations, names) = (setting.organisations, setting.names)
    let parts = organisations.filter(\.isPartOfTheNation)
    func places(_ organisations: [Organisation]) -> [Int32] {
      organisations.compactMap { names.known(.organisation($0.name)) }.sorted()
    }
    func areas(_ kind: AuditSystem.Relation.Kind, _ area: (Organisation) -> String?) -> [Area] {
      let named = Dictionary(grouping: parts, by: area)
      return named.compactMap { name, parts in
        name.map { (name: $0, area: Area(area: .area($0), kind: kind, places: places(parts))) }
      }.sorted { $0.name < $1.name }.map(\.area)
    }
    rests = Rest.all(organisations, names)
    self.areas =
      [Area(area: .area("nation"), kind: .organisations, places: places(parts))]
      + areas(.regions) { $0.region.isEmpty ? nil : PhaseLattice.region($0.region) }
      + areas(.types) { $0.type.isEmpty ? nil : PhaseLattice.type($0.type) }
  }

  private mutating func begin(_ state: Int) {
    self.state = state
    rows = system.states[state].rows
    pairs = system.pairs[state]
    (settled, membersOf) = ([], [:])
    look(at: system.states[state].files)
  }

  private mutating func look(at files: [AuditFile]) {
    tellsUnknown = []
    for file in files where file.tellsUnknown {
      // A file that tells them of an area tells them of its organisations.
      let told = Set(
        file.rows.keys.filter { key in
          guard key.ethnicity == .unknown, case .area = names.places[Int(key.place)] else { return false }
          return true
        }.map { Sort(measure: $0.measure, service: $0.service) })
      guard !told.isEmpty else { continue }
      for key in file.rows.keys
      where key.ethnicity == .bame && told.contains(Sort(measure: key.measure, service: key.service)) {
        tellsUnknown.insert(key)
      }
    }
  }

  /// What a sum is of, besides its area and group.
  struct Sort: Hashable {
    var measure: Int32
    var service: Service
  }

  /// First file by file, then all of a state together.
  private mutating func relateAreas() {
    let files = system.states[state].files
    let sums = Set(areas.compactMap { names.known($0.area) })
    for file in files where files.count > 1 && file.rows.keys.contains(where: { sums.contains($0.place) }) {
      rows = file.rows
      look(at: [file])
      relateAreas(isOneFile: true)
    }
    rows = system.states[state].rows
    look(at: files)
    relateAreas(isOneFile: false)
  }

  private var sortedKeys: [AuditRowKey] { rows.keys.sorted() }

  mutating func add(_ total: Int, _ parts: [Int], isWhole: Bool, _ kind: AuditSystem.Relation.Kind) {
    guard !parts.isEmpty, !parts.contains(total), Set(parts).count == parts.count else { return }
    let parts = parts.sorted()
    system.add(isWhole ? .sum(total: total, parts: parts) : .partialSum(total: total, parts: parts), kind, state: state)
  }

  // MARK: - Within a place

  /// A numerator is some of its denominator; where nearly all is hidden too, a shown one leaves out more than a few.
  private mutating func relateDenominators() {
    for key in sortedKeys {
      guard let pair = pairs[key] else { continue }
      let (numerator, denominator) = (system.cells[pair.numerator].told, system.cells[pair.denominator].told)
      guard numerator.low < numerator.high || denominator.low < denominator.high else { continue }
      let least = numerator.mentions.map { setting.leftOut(ofMention: $0, all: denominator.low) }.max() ?? 0
      system.add(
        .atMost(smaller: pair.numerator, larger: pair.denominator, by: least), .denominator, state: state)
    }
  }

  private mutating func relateServices() {
    for key in sortedKeys where key.service == .all {
      guard let whole = rows[key], let all = pairs[key] else { continue }
      let parts = [Service.adults, .children].compactMap { service -> (AuditRow, AuditSystem.Pair)? in
        var part = key
        part.service = service
        return rows[part].flatMap { row in pairs[part].map { (row, $0) } }
      }
      let isOfArea = names.isArea(key.place)
      // Who tells people of unknown ethnicity of one service only is in that sum, and not in that of all services.
      guard !isOfArea || key.ethnicity != .unknown else { continue }
      let isWhole = parts.count == 2 && parts.allSatisfy { $0.0.organisations == whole.organisations }
      for isDenominator in [false, true] {
        add(
          all[isDenominator: isDenominator], parts.map { $0.1[isDenominator: isDenominator] }, isWhole: isWhole,
          .services)
      }
    }
  }

  private mutating func relateCategories() {
    for indicator in setting.standard.indicators where indicator.kind == .distribution {
      let measures = indicator.categories.compactMap {
        names.known(AuditNames.Measure(indicator: indicator.key, category: $0.key))
      }
      guard let first = measures.first else { continue }
      for key in sortedKeys where key.measure == first {
        let categories = measures.compactMap { measure -> AuditSystem.Pair? in
          var other = key
          other.measure = measure
          return pairs[other]
        }
        guard let total = categories.first?.denominator, categories.allSatisfy({ $0.denominator == total }) else {
          continue
        }
        add(
          total, categories.map(\.numerator), isWhole: categories.count == indicator.categories.count, .categories)
      }
    }
  }
}
