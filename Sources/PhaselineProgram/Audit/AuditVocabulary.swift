import Phaseline

/// The names by which shared files call indicators, phases, groups and organisations.
struct AuditVocabulary: Sendable {
  /// A name of an indicator, or of one of its categories.
  struct Topic: Hashable, Sendable {
    var indicator: String
    var category: String?
  }
  private let standard: Standard
  private var topics: [String: Topic] = [:]
  private var phases: [String: String] = [:]
  private var places: [String: ToldSubject.Place] = [:]
  private var ethnicities: [String: Ethnicity] = [:]
  private let organisations: [String: Organisation]
  /// Every name of a topic or a place, by its first word, the longest first.
  private(set) var names = NamesByFirstWord()

  /// - Parameters:
  ///   - standard: Whose indicators and phases.
  ///   - organisations: Those of its registers.
  init(standard: Standard, organisations: [Organisation]) {
    self.standard = standard
    self.organisations = Dictionary(organisations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    addTopics()
    for phase in standard.phases {
      for name in [phase.key, phase.label, "phase \(phase.key)"] + phase.aliases {
        phases[Self.folded(name), default: phase.key] = phase.key
      }
    }
    for group in standard.groups {
      for name in [group.ethnicity.rawValue, group.name, group.adjective, group.short, group.label] + group.aliases {
        ethnicities[Self.folded(name)] = group.ethnicity
      }
    }
    for area in standard.areas {
      add(area.kind == .region ? .area("region \(area.key)") : .area("nation"), named: area.key)
    }
    for organisation in organisations { add(.organisation(organisation.name), named: organisation.name) }
    for organisation in organisations { places[Self.folded(organisation.code)] = .organisation(organisation.name) }
    names.sort()
  }

  private mutating func addTopics() {
    for indicator in standard.indicators {
      let (title, topic) = (indicator.title, indicator.wording.topic)
      for name in [indicator.key, title, topic] + indicator.aliases {
        add(Topic(indicator: indicator.key), named: name)
      }
      if let number = indicator.number { add(Topic(indicator: indicator.key), named: "\(number) \(title)") }
      for category in indicator.categories {
        let whole = Topic(indicator: indicator.key, category: category.key)
        for name in [
          "\(indicator.key) (\(category.key))", "\(title), \(category.title)", "\(topic), \(category.title)",
          "\(title) – \(category.title)", indicator.wording.verb.replacing("{category}", with: category.title),
        ] { add(whole, named: name) }
        if let number = indicator.number { add(whole, named: "\(number) \(title) – \(category.title)") }
      }
      add(
        Topic(indicator: indicator.key),
        named: indicator.wording.verb.replacing("{category}", with: indicator.wording.whole ?? ""))
    }
  }

  private mutating func add(_ topic: Topic, named name: String) {
    let folded = Self.folded(name)
    guard !folded.isEmpty, topics[folded] == nil else { return }
    topics[folded] = topic
    names.add(folded)
  }

  private mutating func add(_ place: ToldSubject.Place, named name: String) {
    let folded = Self.folded(name)
    guard places[folded] == nil else { return }
    places[folded] = place
    names.add(folded)
  }
}

extension AuditVocabulary {
  /// Small letters, white space of any kind as one blank.
  static func folded(_ text: some StringProtocol) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The indicator that goes by a name.
  func topic(_ text: some StringProtocol) -> Topic? { topics[Self.folded(text)] }

  /// The phase that goes by a name.
  func phase(_ text: some StringProtocol) -> String? { phases[Self.folded(text)] }

  /// The group that goes by a name.
  func ethnicity(_ text: some StringProtocol) -> Ethnicity? { ethnicities[Self.folded(text)] }

  /// Whose figures go by a name that a register or the standard knows.
  func knownPlace(_ text: some StringProtocol) -> ToldSubject.Place? { places[Self.folded(text)] }

  /// Whose figures go by a name; one that no register knows is kept as it is.
  func place(_ text: String) -> ToldSubject.Place { knownPlace(text) ?? .organisation(text) }

  /// Whether a name is what charts and tables call several together, or one that is not there: "All 82 authorities
  /// together", "The 23 authorities here together", "The other 25 counties", "Another authority's true ratio". Which
  /// they are nobody can tell, so it is no organisation, unless one is called so.
  func isOfNobody(_ name: String) -> Bool {
    guard knownPlace(name) == nil else { return false }
    let folded = Self.folded(name)
    let noun = standard.organisationNoun
    let starts = ["the one \(noun)", "the other ", "another \(noun)", "all together", "all counts together"]
    return starts.contains { folded.hasPrefix($0) }
      || folded.prefixMatch(of: /(?:(?:all|the) )?[0-9][0-9,]* (?:other )?\p{L}/) != nil
  }

  /// The area that goes by a name: "nation", "region North", "type county", the nation's own name.
  func area(_ text: String) -> ToldSubject.Place {
    if case .area(let area)? = knownPlace(text) { return .area(area) }
    return .area(text.wholeMatch(of: /(Region|Type): (.+)/).map { "\($0.1.lowercased()) \($0.2)" } ?? text)
  }

  /// The category of an indicator that goes by a key or a title.
  func category(_ text: String, of indicator: String) -> String? {
    let folded = Self.folded(text)
    if folded == Category.all { return Category.all }
    return standard.indicator(indicator)?.categories.first {
      Self.folded($0.key) == folded || Self.folded($0.title) == folded
    }?.key
  }

  /// The category that is meant where none is named; none of an indicator that is not the standard's.
  func usualCategory(of indicator: String) -> String? { standard.indicator(indicator)?.headlineCategory }

  /// Everybody but one organisation: in the nation, its region or its type.
  func rest(of place: ToldSubject.Place, within kind: String) -> ToldSubject.Place? {
    guard case .organisation(let name) = place else { return nil }
    switch kind {
    case "nation": return .area("nation")
    case "rest": return .area("rest of \(name)")
    case "region": return organisations[name].map { .area("rest of \(name) in region \($0.region)") }
    case "type": return organisations[name].map { .area("rest of \(name) in type \($0.type)") }
    default: return nil
    }
  }

  /// The service that words speak of: "adults' services".
  func service(_ text: String) -> Service? {
    let folded = Self.folded(text)
    if let service = Service(rawValue: folded) { return service }
    let isOf = (folded.hasPrefix("adult"), folded.hasPrefix("child"))
    return isOf.0 ? .adults : isOf.1 ? .children : folded.hasPrefix("all services") ? .all : nil
  }
}

/// Names by their first words, so that a text is searched for all of them at once.
struct NamesByFirstWord: Sendable {
  private var byFirstWord: [Substring: [String]] = [:]

  /// Adds a name in small letters.
  mutating func add(_ name: String) {
    if let first = Self.firstWord(of: name[...]) { byFirstWord[first, default: []].append(name) }
  }

  /// Puts the longest first, once all are there.
  mutating func sort() { for word in byFirstWord.keys { byFirstWord[word]?.sort { $0.count > $1.count } } }

  /// The longest name that a text in small letters begins with, with no letter or digit behind it.
  func name(at text: Substring) -> String? {
    guard let first = Self.firstWord(of: text), let names = byFirstWord[first] else { return nil }
    return names.first { name in
      guard text.hasPrefix(name) else { return false }
      return text.dropFirst(name.count).first.map { !$0.isLetter && !$0.isNumber } ?? true
    }
  }

  /// Whether a text in small letters is one of them and nothing else.
  func isName(_ text: String) -> Bool { name(at: text[...])?.count == text.count }

  private static func firstWord(of text: Substring) -> Substring? {
    let word = text.prefix { $0.isLetter || $0.isNumber }
    return word.isEmpty ? nil : word
  }
}
