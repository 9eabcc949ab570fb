import GRDB

/// What the names in a file may mean: the catalogue's and the registers' spellings, ready to be interned.
struct LoadLookup {
  let standard: Standard
  /// Every organisation of the registers.
  let registered: [Organisation]
  private let organisationIndex: NameIndex<Organisation>
  private let knownCategories: [String: Set<String>]

  init(_ standard: Standard, in db: Database) throws {
    self.standard = standard
    registered = try Organisation.fetchAll(
      db, sql: "SELECT code, name, kind, region, type FROM organisation WHERE standard = ? ORDER BY name",
      arguments: [standard.key])
    var index = NameIndex<Organisation>()
    for it in registered { index.add(it, name: it.name, spellings: [it.code]) }
    organisationIndex = index
    knownCategories = Dictionary(
      uniqueKeysWithValues: standard.indicators.map { ($0.key, Set([Category.all] + $0.categories.map(\.key))) })
  }

  /// The organisation of exactly this code or name.
  func organisation(_ text: String) -> Organisation? { organisationIndex.exactly(text) }

  /// The organisation meant by a code, a name or an unambiguous part of one.
  /// - Throws: `UsageProblem`.
  func requireOrganisation(_ text: String) throws -> Organisation {
    if let exact = organisation(text) { return exact }
    return try organisationIndex.require(text, what: standard.organisationNoun, list: "authorities")
  }

  func organisations() -> Interner {
    named(organisationIndex, what: standard.organisationNoun) { $0.code }
  }

  func phases() -> Interner {
    named(standard.phaseIndex, what: "phase") { $0.key }
  }

  func indicators() -> Interner {
    named(standard.indicatorIndex, what: "indicator") { $0.key }
  }

  func services() -> Interner { named(Self.serviceIndex, what: "service") { $0.rawValue } }

  func ethnicities() -> Interner { named(ethnicityIndex, what: "ethnicity") { $0.rawValue } }

  private static var serviceIndex: NameIndex<Service> {
    var index = NameIndex<Service>()
    for it in Service.allCases { index.add(it, name: it.rawValue, spellings: []) }
    return index
  }

  private var ethnicityIndex: NameIndex<Ethnicity> {
    var index = NameIndex<Ethnicity>()
    for it in Ethnicity.allCases { index.add(it, name: it.rawValue, spellings: standard.group(it).spellings) }
    return index
  }

  /// The names nearest to one that means nothing; all of them where none is near and they are few.
  func nearest(_ what: String, to name: String) -> [String] {
    func choose<Value: Sendable>(_ index: NameIndex<Value>, isShort: Bool = true) -> [String] {
      let nearest = index.nearest(to: name)
      return nearest.isEmpty && isShort ? index.names : nearest
    }
    return switch what {
    case standard.organisationNoun: choose(organisationIndex, isShort: false)
    case "phase": standard.phaseIndex.names
    case "indicator": choose(standard.indicatorIndex)
    case "service": choose(Self.serviceIndex)
    case "ethnicity": Name.folded(name).hasPrefix("non") ? ethnicityIndex.names : choose(ethnicityIndex)
    default: nearestCategory(what, to: name)
    }
  }

  private func nearestCategory(_ what: String, to name: String) -> [String] {
    guard what.hasPrefix(Self.categoryOf) else { return [] }
    let known = categories(of: String(what.dropFirst(Self.categoryOf.count)))
    let nearest = Nearest.names(to: name, among: known)
    return nearest.isEmpty ? known : nearest
  }

  /// Keys of categories as they stand: which are valid depends on the indicator.
  func categories() -> Interner {
    var titles: [String: String] = [:]
    for category in standard.indicators.flatMap(\.categories) { titles[Name.folded(category.title)] = category.key }
    return checked("category") { text in
      let folded = Name.folded(text)
      return .success(titles[folded] ?? folded)
    }
  }

  /// Free text, which may be blank.
  func texts(_ column: String) -> Interner {
    Interner { text in
      guard let text else { return .failure(.unreadableBytes) }
      return Name.isPlain(text, hasLines: true) ? .success(text) : .failure(.controlCharacter(text: text))
    }
  }

  func hasCategory(_ category: String, of indicator: String) -> Bool {
    knownCategories[indicator]?.contains(category) ?? false
  }

  /// Of a distribution every count is of one of its categories: all of them together are everybody.
  func hasCategory(_ category: String, ofCountsOf indicator: String) -> Bool {
    if category == Category.all, standard.indicator(indicator)?.kind == .distribution { return false }
    return hasCategory(category, of: indicator)
  }

  func unknownCategory(_ category: String, of indicator: String) -> Fault {
    if category == Category.all { return .categoryUnsaid(indicator: indicator, known: categories(of: indicator)) }
    return .unknownName(what: Self.categoryOf + indicator, name: category, nearest: [])
  }

  private func categories(of indicator: String) -> [String] {
    (knownCategories[indicator] ?? []).filter { hasCategory($0, ofCountsOf: indicator) }.sorted()
  }

  private static let categoryOf = "category of "

  /// Whose figure it is, in words: "Northbridge, phase 2, disciplinary, White".
  func words(for key: ObservationKey) -> String {
    let organisation = organisationIndex.exactly(key.organisation)?.name ?? key.organisation
    let phase = standard.phase(key.phase)?.label.lowercased() ?? key.phase
    let group = Ethnicity(rawValue: key.ethnicity).map { standard.group($0).short } ?? key.ethnicity
    let service = key.service == Service.all.rawValue ? [] : [key.service]
    let category = key.category == Category.all ? [] : [key.category]
    return ([organisation, phase, key.indicator] + category + service + [group]).filter { !$0.isEmpty }.joined(
      separator: ", ")
  }

  private func named<Value: Sendable>(
    _ index: NameIndex<Value>, what: String, text: @escaping (Value) -> String
  ) -> Interner {
    checked(what) { spelling in
      index.exactly(spelling).map { .success(text($0)) }
        ?? .failure(.unknownName(what: what, name: spelling, nearest: []))
    }
  }

  private func checked(_ what: String, _ resolve: @escaping (String) -> Result<String, Fault>) -> Interner {
    Interner { text in
      guard let text else { return .failure(.unreadableBytes) }
      return text.isEmpty ? .failure(.blankName(column: what)) : resolve(text)
    }
  }
}

extension Fault: Error {
  /// Bytes that are no UTF-8, before it is known where they stand.
  static let unreadableBytes = Fault.notUTF8(byte: 0, offset: 0)
}

extension EthnicGroup {
  /// Every spelling that a file may use.
  var spellings: [String] { [name, adjective, short] + aliases }
}
