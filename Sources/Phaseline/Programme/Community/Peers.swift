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
  /// Whoever has not agreed to be named, of the nation or not.
  private let unnamed: [Organisation]
  private let actions: [Action]
  private let practices: [Practice]
  /// By number, the titles of practices as others may read them.
  private var titles: [Int: String] = [:]
  /// What followed each practice in the figures, by its number.
  private(set) var followUps: [Int: [FollowUp]] = [:]

  /// - Parameters:
  ///   - db: The workspace.
  ///   - standard: Whose authorities.
  ///   - phases: Those with counts, in order of time.
  ///   - tables: Whether as they came, or as an audience may know them.
  /// - Throws: `DatabaseError`.
  init(_ db: Database, _ standard: Standard, phases: [Phase], from tables: CountTables) throws {
    self.standard = standard
    let all = try Organisation.all(of: standard.key, in: db)
    organisations = Dictionary(uniqueKeysWithValues: all.filter(\.isPartOfTheNation).map { ($0.code, $0) })
    sizes = try StaffSizes(db, standard, of: Set(organisations.keys), phases: phases, from: tables)
    let named = try Organisation.whoMayBeNamed(of: standard.key, in: nil, db)
    (self.named, unnamed) = (named, all.filter { !named.contains($0.code) })
    actions = try Action.all(of: standard.key, in: db)
    practices = try Practice.all(of: standard.key, in: db)
    fewest = tables.fewest
    let ofActions = Set(actions.filter { $0.mayBeShared && !named.contains($0.organisation) }.map(TitleKey.init))
    for practice in practices where !ofActions.contains(TitleKey(practice)) {
      titles[practice.number] = withoutNames(practice.title)
    }
    var reader = try FollowUpReader(db, standard, service: .all, level: .ninetyFive, from: tables)
    for practice in practices {
      guard let organisation = all.first(where: { $0.code == practice.organisation }) else { continue }
      followUps[practice.number] = try reader.followUps(of: practice.intervention(of: organisation))
    }
  }

  /// A number of authorities, if so few may be told.
  func told(_ count: Int) -> Int? { count == 0 || count >= fewest ? count : nil }

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
    practices.filter { $0.organisation != own && $0.indicators.contains(indicator.key) }.map { record($0, indicator) }
      .filter { $0.title != nil }
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
    return (done.map { record($0, indicator) } + others.map(record)).enumerated().sorted {
      (standard.time(of: $0.element.start) ?? 0, $0.offset) < (standard.time(of: $1.element.start) ?? 0, $1.offset)
    }.map(\.element)
  }

  private func record(_ practice: Practice, _ indicator: Indicator) -> PeerRecord {
    record(
      .practice, practice.number, practice.mayBeShared ? title(of: practice) : nil, practice.start,
      isNamed: isNamed(practice.organisation),
      followed: followUps[practice.number]?.first { $0.indicator.key == indicator.key }?.verdictWords)
  }

  private func record(_ action: Action) -> PeerRecord {
    // Beside the name of its authority its number and title stand in that authority's own list.
    let isTold = action.mayBeShared && isNamed(action.organisation)
    return record(
      .action, action.number, isTold ? withoutNames(action.title) : nil, action.start,
      isNamed: isNamed(action.organisation))
  }

  /// - Parameter followed: What followed in the figures, in few words; none where that is not told.
  private func record(
    _ sort: PeerRecord.Sort, _ number: Int, _ title: String?, _ start: PlannedTime, isNamed: Bool,
    followed: String? = nil
  ) -> PeerRecord {
    let start = isNamed ? start : withoutDay(start)
    let from = "from \(standard.words(of: start))" + (followed.map { "; since then: \($0)" } ?? "")
    let unsaid = "\(Wordings.indefinite(sort.rawValue)) on this indicator, \(from)"
    return PeerRecord(
      sort: sort, number: title == nil ? nil : number, title: title, start: start,
      words: title.map { "\"\($0)\" (\(sort.rawValue) \(number), \(from))" } ?? unsaid)
  }

  // MARK: - Words that may be told

  /// A start as it is told of whoever is not named: the last phase that was counted before it, else the first of all. A day
  /// would tell whose it is to whoever reads that one's own list.
  func withoutDay(_ start: PlannedTime) -> PlannedTime {
    guard case .day = start, let phase = standard.phase(before: start) ?? standard.phases.first else { return start }
    return .phase(phase.key)
  }

  /// The title of a practice; `nil` where it tells who may not be named: by a name in it, or as that of an action of whoever
  /// did it, which its own list has beside the name.
  func title(of practice: Practice) -> String? { titles[practice.number] }

  /// Words as others may read them; `nil` where they name anybody who has not agreed to it.
  func withoutNames(_ words: String) -> String? {
    NamesInText(words).among(unnamed).isEmpty ? words : nil
  }
}

/// Whose title it is, whatever its case.
private struct TitleKey: Hashable {
  let organisation: String
  let title: String

  init(_ action: Action) { (organisation, title) = (action.organisation, action.title.lowercased()) }
  init(_ practice: Practice) { (organisation, title) = (practice.organisation, practice.title.lowercased()) }
}
