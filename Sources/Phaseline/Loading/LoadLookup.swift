/// What the names in a file may mean: the catalogue's and the registers' spellings, ready to be interned.
struct LoadLookup {
  let standard: Standard
  private let organisationIndex: NameIndex<Organisation>
  private let knownCategories: [String: Set<String>]

  init(standard: Standard, organisations: [Organisation]) {
    self.standard = standard
    var index = NameIndex<Organisation>()
    for it in organisations { index.add(it, name: it.name, spellings: [it.code]) }
    organisationIndex = index
    knownCategories = Dictionary(
      uniqueKeysWithValues: standard.indicators.map { ($0.key, Set([Category.all] + $0.categories.map(\.key))) })
  }

  func organisations() -> Interner {
    named(organisationIndex, what: standard.organisationNoun, isShort: false) { $0.code }
  }

  func phases() -> Interner {
    named(standard.phaseIndex, what: "phase") { $0.key }
  }

  func indicators() -> Interner {
    named(standard.indicatorIndex, what: "indicator") { $0.key }
  }

  func services() -> Interner {
    var index = NameIndex<Service>()
    for it in Service.allCases { index.add(it, name: it.rawValue, spellings: []) }
    return named(index, what: "service") { $0.rawValue }
  }

  func ethnicities() -> Interner {
    var index = NameIndex<Ethnicity>()
    for it in Ethnicity.allCases { index.add(it, name: it.rawValue, spellings: standard.group(it).spellings) }
    return named(index, what: "ethnicity") { $0.rawValue }
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
      guard let text else { return .failure(Interner.Wrong { .notUTF8(at: $0) }) }
      guard Name.isPlain(text, hasLines: true) else {
        return .failure(Interner.Wrong { .controlCharacter(at: $0, name: text) })
      }
      return .success(text)
    }
  }

  func hasCategory(_ category: String, of indicator: String) -> Bool {
    knownCategories[indicator]?.contains(category) ?? false
  }

  func unknownCategory(_ category: String, of indicator: String, at place: Place) -> LoadProblem {
    let known = knownCategories[indicator]?.sorted() ?? []
    let nearest = Nearest.names(to: category, among: known)
    return .unknownName(
      at: place, what: "category of \(indicator)", name: category, nearest: nearest.isEmpty ? known : nearest)
  }

  /// Whose figure it is, in words: "Northbridge, phase 2, disciplinary, White".
  func words(for key: ObservationKey) -> String {
    let organisation = organisationIndex.exactly(key.organisation)?.name ?? key.organisation
    let phase = standard.phase(key.phase)?.label.lowercased() ?? key.phase
    let group = Ethnicity(rawValue: key.ethnicity).map { standard.group($0).short } ?? key.ethnicity
    let service = key.service == Service.all.rawValue ? [] : [key.service]
    let category = key.category == Category.all ? [] : [key.category]
    return ([organisation, phase, key.indicator] + category + service + [group]).joined(separator: ", ")
  }

  private func named<Value: Sendable>(
    _ index: NameIndex<Value>, what: String, isShort: Bool = true, text: @escaping (Value) -> String
  ) -> Interner {
    checked(what) { spelling in
      if let value = index.exactly(spelling) { return .success(text(value)) }
      // Looking for the nearest names is slow: only those are looked for that will be said.
      return .failure(
        Interner.Wrong {
          let nearest = index.nearest(to: spelling)
          let all = isShort ? index.names : []
          return .unknownName(at: $0, what: what, name: spelling, nearest: nearest.isEmpty ? all : nearest)
        })
    }
  }

  private func checked(
    _ what: String, _ resolve: @escaping (String) -> Result<String, Interner.Wrong>
  ) -> Interner {
    Interner { text in
      guard let text else { return .failure(Interner.Wrong { .notUTF8(at: $0) }) }
      guard !text.isEmpty else { return .failure(Interner.Wrong { .blankName(at: $0, column: what) }) }
      return resolve(text)
    }
  }
}

extension EthnicGroup {
  /// Every spelling that a file may use.
  var spellings: [String] { [name, adjective, short] + aliases }
}
