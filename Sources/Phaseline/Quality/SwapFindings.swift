import IndicatorStatistics

/// Groups that look exchanged: told, and never corrected.
struct SwapFindings {
  /// Whose head-counts they are, on which indicator, by its place in the standard.
  struct People: Hashable {
    var organisation: String
    var phase, indicator: Int
    var service: Service
  }

  /// The people of a base.
  private struct Base {
    var organisation: String
    var phase: Int
    var base: String
    var service: Service
  }
  let data: QualityData

  func all() -> (findings: [WeighedFinding], exchanged: Set<People>) {
    let bases = data.standard.denominatorBases
    let submissions = data.eachSubmission { organisation, phase in Service.allCases.map { (organisation, phase, $0) } }
    var (findings, exchanged): ([WeighedFinding], Set<People>) = ([], [])
    for (organisation, phase, service) in submissions {
      for base in bases {
        let found = headCounts(
          organisation, Base(organisation: organisation.code, phase: phase, base: base, service: service))
        findings += found.findings
        exchanged.formUnion(
          found.indicators.map {
            People(organisation: organisation.code, phase: phase, indicator: $0, service: service)
          })
      }
      findings += data.standard.indicators.indices.compactMap { against($0, organisation, phase, service) }
    }
    return (findings, exchanged)
  }

  private var words: QualityWords { QualityWords(standard: data.standard) }

  // MARK: - Head-counts

  private struct Heads: Hashable {
    var bame, white: Int
    var exchanged: Heads { Heads(bame: white, white: bame) }

    /// Whether each group differs by more than a factor of 2, and by less than 1.5 once they are exchanged.
    func isExchange(of before: Heads) -> Bool {
      func factor(_ one: Int, _ other: Int) -> Double { Double(max(one, other)) / Double(max(1, min(one, other))) }
      let turned = before.exchanged
      return factor(bame, before.bame) > 2 && factor(white, before.white) > 2
        && factor(bame, turned.bame) <= 1.5 && factor(white, turned.white) <= 1.5
    }
  }

  private func heads(_ code: String, _ phase: Int, _ indicator: Int, _ service: Service) -> Heads? {
    let slot = data.given.slot(code, phase, indicator, service)
    guard let bame = slot.bame, let white = slot.white else { return nil }
    return Heads(bame: bame, white: white)
  }

  /// Of indicators that give each other's groups, those that fewer agree with, the later one of two; else all of a base that
  /// fit the phase before only when they are exchanged.
  private func headCounts(_ organisation: Organisation, _ people: Base) -> (
    findings: [WeighedFinding], indicators: [Int]
  ) {
    let (code, phase, service) = (people.organisation, people.phase, people.service)
    let indicators = data.indicators(ofBase: people.base)
    let given = indicators.compactMap { index in heads(code, phase, index, service).map { (index, $0) } }
    let odd = given.compactMap { index, heads -> (finding: WeighedFinding, indicator: Int)? in
      guard heads.bame != heads.white, let other = given.first(where: { $0.1 == heads.exchanged }) else { return nil }
      let (same, opposite) = (given.count { $0.1 == heads }, given.count { $0.1 == heads.exchanged })
      guard same < opposite || same == opposite && index > other.0 else { return nil }
      let keys = (data.standard.indicators[index].key, data.standard.indicators[other.0].key)
      let found = finding(
        organisation, people, index, heads,
        "\(counts(organisation, people, index, heads)) on \(keys.0), which are those of \(keys.1) exchanged.")
      return (found, index)
    }
    if !odd.isEmpty { return (odd.map(\.finding), odd.map(\.indicator)) }
    guard let (index, now) = given.first,
      let last = data.counted.last(where: { $0 < phase && heads(code, $0, index, service) != nil }),
      let before = heads(code, last, index, service), now.isExchange(of: before)
    else { return ([], []) }
    let found = finding(
      organisation, people, index, now,
      "\(counts(organisation, people, index, now)), after \(Wordings.grouped(before.bame)) and "
        + "\(Wordings.grouped(before.white)) in \(data.standard.phases[last].words): they look exchanged.")
    // Those that say the same; another that contradicts them is told of for itself.
    return ([found], given.filter { $0.1 == now }.map(\.0))
  }

  private func counts(_ organisation: Organisation, _ people: Base, _ index: Int, _ heads: Heads) -> String {
    let indicator = data.standard.indicators[index]
    return "\(words.place(organisation, people.phase, people.service)) counts \(Wordings.grouped(heads.bame)) "
      + "\(words.people(.bame, indicator)) and \(Wordings.grouped(heads.white)) \(words.people(.white, indicator))"
  }

  private func finding(
    _ organisation: Organisation, _ people: Base, _ index: Int, _ heads: Heads, _ sentence: String
  ) -> WeighedFinding {
    WeighedFinding(
      finding: QualityFinding(
        sort: .swappedGroups, severity: .problem, code: organisation.code, authority: organisation.name,
        phase: data.standard.phases[people.phase].key, indicator: data.standard.indicators[index].key,
        service: people.service, sentence: sentence,
        remedy:
          "Ask which group is which; if they are exchanged, correct the rows, numerators too, and load them again."),
      effect: Double(heads.bame + heads.white))
  }

  // MARK: - Against every other source

  /// Its ratio is shown to lie on one side of parity, that of all others together on the other, where each of its own
  /// earlier phases lies too.
  private func against(
    _ index: Int, _ organisation: Organisation, _ phase: Int, _ service: Service
  ) -> WeighedFinding? {
    let indicator = data.standard.indicators[index]
    let slot = data.given.slot(organisation.code, phase, index, service)
    guard let counts = slot.headline, let own = counts.relativeLikelihood, let side = Side(own) else { return nil }
    let earlier = earlier(organisation.code, phase, index, service)
    guard !earlier.isEmpty, earlier.allSatisfy({ Side($0.ratio) == side.other }),
      counts.phaseVerdict() == side.verdict,
      let rest = data.rest(phase, index, without: ServiceCounts(counts, of: service)),
      let others = rest.relativeLikelihood, rest.phaseVerdict() == side.other.verdict
    else { return nil }
    let before = earlier.map { "\(Self.words($0.ratio)) in \(data.standard.phases[$0.phase].words)" }
    let nouns = Wordings.plural(data.standard.organisationNoun)
    return WeighedFinding(
      finding: QualityFinding(
        sort: .againstEverySource, severity: .check, code: organisation.code, authority: organisation.name,
        phase: data.standard.phases[phase].key, indicator: indicator.key, service: service,
        sentence: "\(words.place(organisation, phase, service)) has a relative likelihood of \(Self.words(own)) on "
          + "\(words.topic(indicator, indicator.headlineCategory)), shown to lie \(side.words) parity; the other \(nouns) "
          + "together have \(Self.words(others)), and it had \(Wordings.list(before)).",
        remedy: "Ask whether the groups, or numerator rows, were exchanged; if not, it is a change worth a closer look."
      ),
      effect: Double(counts.bameTotal + counts.whiteTotal))
  }

  /// What a ratio may be in each earlier phase with one, up to the last series break; where counts are hidden perhaps anything,
  /// so that a phase of which nothing is known is not passed over as if it agreed. One in which it happened to nobody of a
  /// group says nothing of a direction.
  private func earlier(
    _ code: String, _ phase: Int, _ index: Int, _ service: Service
  ) -> [(phase: Int, ratio: Interval)] {
    let breaks = data.standard.indicators[index].breaks.compactMap { data.standard.phase($0.before)?.ordinal }
    let first = breaks.filter { $0 <= phase }.max() ?? 0
    return data.counted.filter { $0 >= first && $0 < phase }.compactMap { place in
      let slot = data.given.slot(code, place, index, service)
      if let counts = slot.headline, counts.bame.high == 0 || counts.white.high == 0 { return nil }
      let anything = slot.state == .hidden ? Interval(lower: 0, upper: .infinity) : nil
      return (slot.headline?.relativeLikelihood ?? anything).map { (place, $0) }
    }
  }

  private static func words(_ ratio: Interval) -> String {
    ratio.lower == ratio.upper ? Wordings.ratio(ratio.lower) : Wordings.interval(ratio)
  }
}

/// On which side of parity a ratio lies.
private enum Side {
  case below, above

  /// None where it may lie on both.
  init?(_ ratio: Interval) {
    if ratio.upper < 1 { self = .below } else if ratio.lower > 1 { self = .above } else { return nil }
  }

  var other: Side { self == .below ? .above : .below }
  var verdict: PhaseVerdict { self == .below ? .lessLikely : .moreLikely }
  var words: String { self == .below ? "below" : "above" }
}

extension ServiceCounts {
  fileprivate init(_ counts: RangedCounts, of service: Service) {
    self.init(service: service)
    groups[.bame] = CountPair(numerator: counts.bame, denominator: CountRange(counts.bameTotal))
    groups[.white] = CountPair(numerator: counts.white, denominator: CountRange(counts.whiteTotal))
  }
}
