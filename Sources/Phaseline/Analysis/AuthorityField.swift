import GRDB
import IndicatorStatistics

/// The counts of every authority of the nation on one indicator in one phase.
struct AuthorityField: Sendable {
  /// One authority.
  struct Member: Sendable {
    var organisation: Organisation
    var counts: GroupCounts
  }
  let setting: FieldSetting
  let members: [Member]
  /// What is measured: a chart's subtitle.
  let measure: String
  private let ownCode: String?
  /// How the counts were rounded.
  let rounding: Rounding?
  /// Codes of those that agreed to be named to everybody.
  private let named: Set<String>

  /// - Throws: `UsageProblem` where no authority has counts.
  init(
    _ db: Database, _ standard: Standard, _ request: FieldRequest, through disclosure: Disclosure,
    from tables: CountTables
  ) throws {
    let (indicator, category) = (request.indicator, request.indicator.headlineCategory)
    let phase = try request.phase ?? Self.lastPhase(db, standard, indicator, category)
    let cells = try phase.map { phase in
      try NationCells(db, standard, indicator, category: category, phases: [phase], of: request.service, from: tables)
    }
    let found = phase.flatMap { cells?.counts(in: $0.key) }
    let bases = phase.flatMap { cells?.hiddenBases(in: $0.key) } ?? []
    guard let phase, let found, !found.isEmpty else {
      throw UsageProblem.noCounts(
        organisationNoun: standard.organisationNoun, indicator: indicator.key, phase: request.phase?.words)
    }
    let counts = Dictionary(found.map { ($0.key.code, $0.value) }, uniquingKeysWith: { first, _ in first })
    let organisations = try Organisation.all(of: standard.key, in: db)
    members = organisations.compactMap { organisation in
      counts[organisation.code]?.exact.map { Member(organisation: organisation, counts: $0) }
    }
    (ownCode, rounding) = (request.own?.code, tables.rules?.rounding)
    named =
      disclosure.audience == .shared ? try Organisation.whoMayBeNamed(of: standard.key, in: phase.key, db) : []
    measure = Sentences.measure(indicator, category: category, standard, scale: "1.0")
    let hidden = found.count - members.count + bases.count
    guard disclosure.audience == .internal || hidden <= members.count else {
      throw UsageProblem.refused(
        "On \(indicator.key) in \(phase.words) a count is hidden of most \(Wordings.plural(standard.organisationNoun)): "
          + "those that are left, the ones with many cases, would mislead. `national` has the sums of all.")
    }
    guard members.isEmpty || members.count >= tables.fewest else {
      throw UsageProblem.refused(
        "On \(indicator.key) in \(phase.words) fewer than \(tables.fewest) \(Wordings.plural(standard.organisationNoun)) "
          + "have counts that may be shown.")
    }
    guard !members.isEmpty else {
      throw UsageProblem.refused("Every count on \(indicator.key) in \(phase.words) is hidden.")
    }
    let isIllustrative = try Workspace.isIllustrative(db)
    setting = FieldSetting(
      standard: standard.key, nation: standard.nation(illustrative: isIllustrative),
      organisationNoun: standard.organisationNoun, indicator: Finding.Topic(indicator, category: category),
      groups: Finding.GroupLabels(standard), phase: phase.key, phaseWords: phase.words, service: request.service,
      level: request.level, own: request.own?.name,
      isOwnHidden: request.own.map {
        bases.contains($0.code) || counts[$0.code] != nil && counts[$0.code]?.exact == nil
      } ?? false,
      isAnonymous: request.isAnonymous,
      hidden: hidden,
      sources: tables.plan == nil ? try Self.sources(db, standard, indicator, phase, of: request) : [],
      isIllustrative: isIllustrative, disclosure: disclosure)
  }

  private static func lastPhase(
    _ db: Database, _ standard: Standard, _ indicator: Indicator, _ category: String
  ) throws -> Phase? {
    let keys = try String.fetchSet(
      db, sql: "SELECT DISTINCT phase FROM national_total WHERE standard = ? AND indicator = ? AND category = ?",
      arguments: [standard.key, indicator.key, category])
    return standard.phases.last { keys.contains($0.key) }
  }

  private static func sources(
    _ db: Database, _ standard: Standard, _ indicator: Indicator, _ phase: Phase, of request: FieldRequest
  ) throws -> [String] {
    // A source may name its authority: without names only one's own is given.
    let whose = request.isAnonymous ? request.own?.code ?? "" : nil
    return try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT source FROM observation
        WHERE standard = ? AND phase = ? AND indicator = ? AND source IS NOT NULL
          AND organisation = ifnull(?, organisation)
        ORDER BY source LIMIT 20
        """, arguments: [standard.key, phase.key, indicator.key, whose])
  }

  var tables: [GroupCounts] { members.map(\.counts) }

  /// Whether a member is the one that is looked for.
  func isOwn(_ member: Member) -> Bool { member.organisation.code == ownCode }

  /// Whether it goes without a name.
  func isBare(_ member: Member) -> Bool {
    setting.isAnonymous && !isOwn(member) && !named.contains(member.organisation.code)
  }

  /// A figure of one that goes without a name is given as people see it: from all its digits the counts could be had.
  func disclosed(_ number: Double, of member: Member, decimals: Int = 2) -> Double {
    isBare(member) ? Wordings.rounded(number, decimals) : number
  }

  /// The methods behind what an identity shows, by place in JSON.
  static let identityMethods: [String: Method] = [
    "rows.identity.bame": .division, "rows.identity.white": .division, "rows.identity.bame.rate_interval": .wilson,
    "rows.identity.white.rate_interval": .wilson, "rows.identity.ratio": .koopman,
    "rows.identity.ratio.people_to_parity": .newcombe, "rows.identity.ratio.risk_difference": .newcombe,
    "rows.identity.ratio.risk_difference_interval": .newcombe,
  ]

  /// Limits likewise.
  func disclosed(_ interval: Interval, of member: Member) -> Interval { interval.map { disclosed($0, of: member) } }

  /// Its own figure, by its counts alone.
  func ratio(_ member: Member) -> RatioFinding {
    RatioFinding(member.counts.ranged, StatisticsChoices(level: setting.level), rounded: rounding)
  }

  /// Its code and name; none of others where they go without names.
  func identity(_ member: Member, place: Int) -> FieldIdentity {
    let isOwn = isOwn(member)
    guard isBare(member) else {
      return FieldIdentity(
        code: member.organisation.code, name: member.organisation.name, isOwn: isOwn,
        bame: GroupFinding(CountRange(member.counts.bame.count), of: member.counts.bame.total, setting.level),
        white: GroupFinding(CountRange(member.counts.white.count), of: member.counts.white.total, setting.level),
        ratio: ratio(member))
    }
    return FieldIdentity(
      code: nil, name: "\(setting.organisationNoun.sentenceCased) \(place)", isOwn: false, bame: nil, white: nil,
      ratio: nil)
  }
}
