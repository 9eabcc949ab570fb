import GRDB
import IndicatorStatistics

/// What is known of the authorities of a nation besides their counts: who may be named, how large they are, what they did.
struct Peers {
  /// So many must be of a size for it to be told of one that is not named.
  private static let fewestOfASize = 3

  let standard: Standard
  /// Those of the nation, by code.
  let organisations: [String: Organisation]
  let sizes: StaffSizes
  /// No number of fewer is told.
  let fewest: Int
  private let named: Set<String>
  private let actions: [Action]
  private let practices: [Practice]

  /// - Parameters:
  ///   - db: The workspace.
  ///   - standard: Whose authorities.
  ///   - phases: Those with counts, in order of time.
  ///   - tables: Whether as they came, or as an audience may know them.
  /// - Throws: `DatabaseError`.
  init(_ db: Database, _ standard: Standard, phases: [Phase], from tables: CountTables) throws {
    self.standard = standard
    organisations = Dictionary(
      uniqueKeysWithValues: try Organisation.all(of: standard.key, in: db).filter(\.isPartOfTheNation).map {
        ($0.code, $0)
      })
    sizes = try StaffSizes(db, standard, of: Set(organisations.keys), phases: phases, from: tables)
    named = try Organisation.whoMayBeNamed(of: standard.key, in: nil, db)
    actions = try Action.all(of: standard.key, in: db)
    practices = try Practice.all(of: standard.key, in: db)
    fewest = tables.fewest
  }

  // MARK: - Who it is

  /// Whether it has agreed to be named.
  func isNamed(_ code: String) -> Bool { named.contains(code) }

  /// How its figures may be told.
  /// - Parameter isShared: Whether they are told to everybody.
  func figures(of code: String, isShared: Bool) -> ToldFigures { ToldFigures(isBare: isShared && !isNamed(code)) }

  /// An authority as it may be told of.
  /// - Parameters:
  ///   - code: Whose.
  ///   - among: Codes of all that it could be, as far as a reader knows.
  func identity(of code: String, among: Set<String>) -> PeerIdentity {
    if isNamed(code), let organisation = organisations[code] {
      return PeerIdentity(code: code, words: organisation.name)
    }
    let band = sizes.people[code].map(SizeBand.init)
    let alike = band.map { band in among.count { sizes.people[$0].map(SizeBand.init) == band } } ?? 0
    guard let band, alike >= max(Self.fewestOfASize, fewest) else {
      return PeerIdentity(words: "another \(standard.organisationNoun)")
    }
    return PeerIdentity(words: "\(Wordings.indefinite(standard.organisationNoun)) of \(band.words)")
  }

  // MARK: - What it did

  /// The actions and practices on an indicator that began while a line was drawn, in order of time.
  func records(of line: AuthorityLine, on indicator: Indicator) -> [PeerRecord] {
    records(of: line.code, on: indicator).filter { standard.time(of: $0.start).map(line.covers) ?? false }
  }

  /// The practices on an indicator that others may read, of everybody but one.
  func practices(on indicator: Indicator, without own: String? = nil) -> [PeerRecord] {
    practices.filter { $0.organisation != own && $0.indicators.contains(indicator.key) }.map(record).filter {
      $0.title != nil
    }
  }

  /// The actions of an authority on an indicator that are not closed.
  func openActions(of code: String, on indicator: Indicator) -> [Action] {
    actions.filter { $0.organisation == code && $0.indicators.contains(indicator.key) && !$0.status.isClosed }
  }

  private func records(of code: String, on indicator: Indicator) -> [PeerRecord] {
    let done = practices.filter { $0.organisation == code && $0.indicators.contains(indicator.key) }
    // A practice that was an action is told of once.
    let told = Set(done.compactMap(\.action))
    let others = actions.filter {
      $0.organisation == code && $0.indicators.contains(indicator.key) && !told.contains($0.number)
    }
    return (done.map(record) + others.map(record)).sorted {
      (standard.time(of: $0.start) ?? 0) < (standard.time(of: $1.start) ?? 0)
    }
  }

  private func record(_ practice: Practice) -> PeerRecord {
    let title = practice.mayBeShared ? withoutName(practice.title, of: practice.organisation) : nil
    return record(.practice, practice.number, title, practice.start)
  }

  private func record(_ action: Action) -> PeerRecord {
    let title = action.mayBeShared ? withoutName(action.title, of: action.organisation) : nil
    // Its number stands beside the name in that authority's own list.
    return record(.action, isNamed(action.organisation) ? action.number : nil, title, action.start)
  }

  /// Words that name who wrote them are not told where that one may not be named.
  func withoutName(_ words: String, of code: String) -> String? {
    guard !isNamed(code), let name = organisations[code]?.name else { return words }
    return words.lowercased().contains(name.lowercased()) ? nil : words
  }

  private func record(_ sort: PeerRecord.Sort, _ number: Int?, _ title: String?, _ start: PlannedTime) -> PeerRecord {
    let from = "from \(standard.words(of: start))"
    let name = number.map { "\(sort.rawValue) \($0)" } ?? sort.rawValue
    let unsaid = "\(Wordings.indefinite(sort.rawValue)) on this indicator, \(from)"
    return PeerRecord(
      sort: sort, number: title == nil ? nil : number, title: title, start: start,
      words: title.map { "\"\($0)\" (\(name), \(from))" } ?? unsaid)
  }
}
