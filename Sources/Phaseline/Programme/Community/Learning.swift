import IndicatorStatistics
import RealModule

/// Finds who moved towards parity on an indicator, among all or among those like one.
struct Learning {
  let lines: NationLines
  let peers: Peers
  /// In what they are to be like one of them; none where anybody is.
  let likeness: Likeness?
  /// Codes of those that were looked at.
  let lookedAt: Set<String>
  /// Codes of those of like size and type.
  let alike: Set<String>
  /// The lines of those that are comparable.
  let comparable: [AuthorityLine]
  /// Those of these that moved towards parity, as far as they may be told of.
  let moved: Movers
  private let q: [String: Double]
  private let farOut: Set<String>

  /// - Parameters:
  ///   - lines: On the indicator, of all.
  ///   - peers: What is known of them besides.
  ///   - like: Whom they are to be like; anybody if none.
  init(_ lines: NationLines, _ peers: Peers, like: Organisation?) {
    let likeness = like.map { Likeness($0, lines.lines[$0.code], peers) }
    let others = Set(lines.lines.keys.filter { $0 != like?.code })
    let alike = likeness.map { likeness in others.filter(likeness.isAlike) } ?? others
    (self.lines, self.peers, self.likeness, lookedAt, self.alike) = (lines, peers, likeness, others, alike)
    comparable = alike.sorted().compactMap { lines.lines[$0] }.filter { likeness?.isFromLikeStart($0) ?? true }
    moved = Movers(among: comparable, peers)
    q = Self.qValues(lines)
    farOut = Self.farOut(lines)
  }

  /// Of every line that was tested.
  private static func qValues(_ lines: NationLines) -> [String: Double] {
    let tested = lines.lines.values.compactMap { line in
      line.fit?.fit?.pLikelihoodRatio.map { (code: line.code, p: $0) }
    }.sorted { $0.code < $1.code }
    return Dictionary(
      uniqueKeysWithValues: zip(tested.map(\.code), BenjaminiHochberg.qValues(tested.map(\.p))))
  }

  /// Codes of the quarter that began furthest from parity.
  private static func farOut(_ lines: NationLines) -> Set<String> {
    let begun = lines.lines.values.compactMap { line in line.first.map { (code: line.code, distance: abs($0.log)) } }
    let order = begun.sorted { ($1.distance, $0.code) < ($0.distance, $1.code) }
    return Set(order.prefix(begun.count / 4).map(\.code))
  }

  /// Those that moved and may be told of, the largest change first: as far as can be told, by how much nearer they came.
  var movers: [AuthorityLine] {
    func gain(_ line: AuthorityLine) -> Double {
      guard let first = line.fit?.fit?.first, let last = line.fit?.fit?.last else { return 0 }
      return abs(first.log) - abs(last.log)
    }
    return moved.lines.sorted { (gain($1), $0.code) < (gain($0), $1.code) }
  }

  /// Who a comparable one is, as far as it may be told.
  func identity(_ line: AuthorityLine) -> PeerIdentity { peers.identity(of: line.code, among: alike) }

  /// One that moved, as it may be told of.
  /// - Parameters:
  ///   - line: Its own.
  ///   - isShared: Whether it is told to everybody: then without counts, and in rounded figures, unless it agreed to be
  ///     named.
  func row(_ line: AuthorityLine, isShared: Bool) -> LearnFinding.Row {
    let told = peers.figures(of: line.code, isShared: isShared)
    let (fit, standard) = (line.fit?.fit, lines.standard)
    var row = LearnFinding.Row(
      identity: identity(line), phases: line.run.map(\.phase.key), from: told.number(fit?.first?.ratio, 2),
      to: told.number(fit?.last?.ratio, 2), percentPerPhase: told.number(fit?.percentPerUnit, 0),
      interval: told.interval(line.fit?.percentPerUnitInterval, 0),
      p: told.number(fit?.pLikelihoodRatio, 3), q: told.number(q[line.code], 3),
      verdict: VerdictWords(line.verdict, event: lines.indicator.event, group: standard.group(.bame)).brief,
      counts: told.counts(LearnFinding.Counts(line)), beganFarOut: farOut.contains(line.code),
      records: peers.records(of: line, on: lines.indicator), why: "", sentence: "")
    let words = LearnWords(learning: self)
    row.why = words.why(line)
    row.sentence = words.sentence(row, line)
    return row
  }
}

extension LearnFinding.Counts {
  /// - Returns: `nil` without a line.
  init?(_ line: AuthorityLine) {
    guard let first = line.run.first?.counts, let last = line.run.last?.counts else { return nil }
    self.init(
      bameFirst: GroupFinding(first.bame, of: first.bameTotal, .ninetyFive),
      bameLast: GroupFinding(last.bame, of: last.bameTotal, .ninetyFive),
      whiteFirst: GroupFinding(first.white, of: first.whiteTotal, .ninetyFive),
      whiteLast: GroupFinding(last.white, of: last.whiteTotal, .ninetyFive))
  }
}

extension LearnFinding {
  init(
    _ learning: Learning, isShared: Bool, isIllustrative: Bool, disclosure: Disclosure
  ) {
    let (lines, peers) = (learning.lines, learning.peers)
    let (moved, words) = (learning.moved, LearnWords(learning: learning))
    let rows = learning.movers.map { learning.row($0, isShared: isShared) }
    self.init(
      standard: lines.standard.key, organisationNoun: lines.standard.organisationNoun,
      indicator: Finding.Topic(lines.indicator, category: lines.indicator.headlineCategory),
      groups: Finding.GroupLabels(lines.standard), like: learning.likeness?.own.name,
      likeness: learning.likeness?.words, lookedAt: peers.told(learning.lookedAt.count),
      comparable: learning.likeness == nil ? nil : peers.told(learning.comparable.count),
      others: moved.others, tested: moved.tested, expectedByChance: moved.expectedByChance, rows: rows,
      practices: peers.practices(on: lines.indicator).filter { practice in
        !rows.contains { $0.records.contains(practice) }
      }, sentence: "", notes: [],
      methods: [
        "rows.from": .profileLikelihood, "rows.to": .profileLikelihood, "rows.percent_per_phase": .profileLikelihood,
        "rows.interval": rows.contains { $0.from == nil } ? .hiddenHull : .profileLikelihood,
        "rows.p": .profileLikelihood, "rows.q": .benjaminiHochberg, "rows.counts": .division,
      ].filter { _ in !rows.isEmpty }, isIllustrative: isIllustrative, disclosure: disclosure)
    sentence = words.sentence(self)
    notes = words.notes(self)
  }
}
