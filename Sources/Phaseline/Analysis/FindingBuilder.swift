import IndicatorStatistics

/// Makes one finding: of one indicator's category, for an organisation or, without one, for the nation.
struct FindingBuilder {
  let standard: Standard
  let indicator: Indicator
  let category: String
  let organisation: Organisation?
  let phases: [Phase]
  let service: Service
  let comparator: ComparisonRequest.Comparator
  let choices: StatisticsChoices
  let line: LineRequest
  let data: ComparisonData
  /// The counts of every authority, where they are asked for.
  let nation: any NationCounts
  let disclosure: Disclosure

  /// The finding; `nil` if there is no figure at all.
  /// - Throws: `UsageProblem` where a phase has no place on the scale of time asked for; `DatabaseError`.
  func finding() throws -> Finding? {
    let known = phases.compactMap(phaseFinding)
    guard let first = known.first, let last = known.last else { return nil }
    let found = phases.compactMap { phase -> PhaseFinding? in
      if let finding = known.first(where: { $0.phase == phase.key }) { return finding }
      let isBetween = phase.ordinal > first.ordinal && phase.ordinal < last.ordinal
      return isBetween || isGivenInParts(phase) ? empty(phase) : nil
    }
    let line = try line(found)
    let verdict = line?.verdict ?? LineVerdict(notTested: found.contains { $0.comparator?.pooled != nil })
    var finding = Finding(
      standard: standard.key, subject: subject, indicator: Finding.Topic(indicator, category: category),
      organisationNoun: standard.organisationNoun,
      groups: Finding.GroupLabels(standard), service: service,
      phases: found,
      line: line?.finding, verdict: verdict,
      verdictWords: verdictWords(verdict, line?.finding, found), headline: "",
      sentence: "", measure: "", notes: notes(found, line?.finding),
      sources: sources(found), isIllustrative: data.isIllustrative,
      comparedWith: organisation == nil ? nil : comparator.kind, level: choices.level,
      ratioMethod: choices.method, nation: try nation(found), events: data.events?[indicator] ?? [],
      disclosure: disclosure)
    let sentences = Sentences(
      finding, indicator: indicator, standard: standard, isZeroRounded: rounding.map { !$0.isZeroExact } ?? false)
    finding.headline = sentences.headline
    finding.sentence = sentences.sentence
    finding.measure = sentences.measure
    finding.notes +=
      finding.nation?.leftOut.map { ["In \(standard.phase($0.phase)?.words ?? $0.phase) \($0.words)."] } ?? []
    if organisation == nil, !data.participants.isEmpty {
      finding.participants = found.compactMap { data.participants[$0.phase] }
    }
    finding.methods = finding.methodsByPlace
    let outlook = Outlook(finding, indicator: indicator, standard: standard)
    let noPace = finding.line.flatMap(outlook.whyNoWay)
    finding.line?.projection?.noPace = noPace
    (finding.outlook, finding.background) = (outlook.sentences, outlook.background)
    finding.notes += finding.line.flatMap(outlook.crossCheck).map { [$0] } ?? []
    return finding
  }

  /// The line through the organisation's phases; none for the nation.
  private func line(_ found: [PhaseFinding]) throws -> LineAnalysis? {
    guard let organisation else { return nil }
    var analysis = try LineAnalysis(
      found, breaks: indicator.breaks, phases: standard.phases, request: line, level: choices.level,
      isBrief: data.tables.plan != nil, rounded: rounding)
    guard line.looksAhead, let finding = analysis.finding else { return analysis }
    let ahead = LookAhead(
      standard: standard, indicator: indicator, category: category, organisation: organisation, request: line,
      fewest: data.tables.fewest, nation: nation)
    let covered = found.last { finding.phases.contains($0.phase) }?.service ?? .all
    analysis.lookAhead(
      try ahead.gap(finding, analysis.exact, of: covered), try ahead.projection(finding, analysis.exact))
    return analysis
  }

  /// What is known of the nation besides its published and pooled figures; none for an organisation.
  private func nation(_ found: [PhaseFinding]) throws -> NationFinding? {
    guard organisation == nil, found.contains(where: { $0.comparator?.pooled != nil }) else { return nil }
    let known = phases.filter { phase in found.contains { $0.phase == phase.key && $0.comparator?.pooled != nil } }
    let cells = try nation.cells(indicator, category: category, phases: known, of: service)
    return NationAnalysis(
      cells: cells, tables: data.tables, service: service, choices: choices,
      breaks: indicator.breaks.compactMap { standard.phase($0.before)?.ordinal }
    ).finding(known)
  }

  private var words: PublishedWords { PublishedWords(standard: standard, indicator: indicator) }

  private var subject: Finding.Subject {
    Finding.Subject(code: organisation?.code, name: organisation?.name ?? data.nation, nation: data.nation)
  }

  private func verdictWords(_ verdict: LineVerdict, _ line: LineFinding?, _ found: [PhaseFinding]) -> String {
    if line?.phases.count == 1, let alone = found.last(where: { $0.comparison != nil })?.comparison {
      return "\(VerdictWords.name(alone.verdict)) (one phase, no trend)"
    }
    let rests = line?.fit?.isShown == true && line?.leaveOneOut?.signSurvives == false
    return VerdictWords(verdict, event: indicator.event, group: standard.group(.bame)).brief
      + (rests ? ", resting on few phases" : "")
  }

  // MARK: - One phase

  private func phaseFinding(_ phase: Phase) -> PhaseFinding? {
    let counts = organisation == nil ? nil : data.counts(phase, indicator, category, service)
    let own = data.published(data.own, phase, indicator, category).filter(isOfService)
    var compared = comparatorFinding(phase, counts)
    if comparator == .national || comparator == .region, let interval = counts.flatMap({ ratio($0)?.interval }),
      let known = compared?.published?.ratioRange,
      counts?.service == .all
    {
      compared?.differsFromPublished = interval.upper < known.lower || interval.lower > known.upper
    }
    guard counts != nil || !own.isEmpty || (organisation == nil && compared != nil) else { return nil }
    return PhaseFinding(
      phase: phase.key, ordinal: phase.ordinal, label: phase.label, period: phase.period, service: counts?.service,
      bame: counts.flatMap { group(.bame, of: $0) }, white: counts.flatMap { group(.white, of: $0) },
      unknown: counts.flatMap { group(.unknown, of: $0) }, comparison: counts.flatMap { ratio($0) }, published: own,
      publishedWords: words.phrases(own.filter { $0.relativeLikelihood == nil }),
      comparator: compared, position: counts.flatMap { position($0, phase) },
      countSources: counts?.origins ?? [], seriesBreak: breakReason(before: phase))
  }

  /// Why what came before a phase is not comparable with it: a break at it, or at one that was left out before it.
  private func breakReason(before phase: Phase) -> String? {
    let previous = phases.last { $0.ordinal < phase.ordinal }?.ordinal ?? phase.ordinal - 1
    return indicator.breaks.first { gap in
      standard.phase(gap.before).map { $0.ordinal > previous && $0.ordinal <= phase.ordinal } ?? false
    }?.reason
  }

  /// A phase without a figure: a gap, to be seen as one.
  private func empty(_ phase: Phase) -> PhaseFinding {
    PhaseFinding(
      phase: phase.key, ordinal: phase.ordinal, label: phase.label, period: phase.period, service: nil, bame: nil,
      white: nil, unknown: nil, comparison: nil, published: [], publishedWords: [], comparator: nil, position: nil,
      seriesBreak: breakReason(before: phase))
  }

  private func isGivenInParts(_ phase: Phase) -> Bool {
    category == Category.all && !data.parts(of: indicator, in: phase).isEmpty
  }

  /// A figure of the service asked for; for all of them where none is of the whole.
  private func isOfService(_ figure: PublishedFigure) -> Bool {
    guard service == .all else { return figure.service == service }
    let siblings = data.own.filter {
      $0.phase == figure.phase && $0.indicator == figure.indicator && $0.category == figure.category
    }
    return figure.service == .all || !siblings.contains { $0.service == .all }
  }

  private func group(_ ethnicity: Ethnicity, of counts: ServiceCounts) -> GroupFinding? {
    guard let pair = counts.groups[ethnicity] else { return nil }
    let exact =
      pair.numerator.isExact && pair.denominator.isExact
      ? Proportion(pair.numerator.low, of: pair.denominator.low) : nil
    let all = counts.groups.values
    return GroupFinding(
      numerator: pair.numerator, denominator: pair.denominator, rate: exact?.value,
      rateInterval: exact?.wilsonInterval(choices.level),
      shareOfNumerator: share(pair.numerator, of: all.map(\.numerator)),
      shareOfDenominator: share(pair.denominator, of: all.map(\.denominator)))
  }

  private func share(_ part: CountRange, of parts: [CountRange]) -> Double? {
    let whole = parts.reduce(0) { $0 + $1.low }
    guard parts.allSatisfy(\.isExact), whole > 0 else { return nil }
    return Double(part.low) / Double(whole)
  }

  /// - Parameter difference: Whether the counts are those of some less those of others, of which both are rounded.
  private func ratio(_ counts: ServiceCounts, difference: Bool = false) -> RatioFinding? {
    counts.ranged.map { RatioFinding($0, choices, rounded: difference ? rounding?.ofDifference : rounding) }
  }

  private var rounding: Rounding? { data.tables.rules?.rounding }

  // MARK: - The nation

  private func comparatorFinding(_ phase: Phase, _ counts: ServiceCounts?) -> ComparatorFinding? {
    let isRest = comparator.kind == .rest
    let figures = data.published(data.others, phase, indicator, category).filter { $0.service == .all }
    let published = figures.toShow
    let pooled = pooledCounts(phase, counts?.service ?? service, without: isRest ? counts : nil).flatMap {
      isAlone(in: $0.organisations, counts) ? nil : $0
    }
    guard pooled != nil || (!isRest && published != nil) else { return nil }
    return ComparatorFinding(
      figures: isRest ? [] : figures,
      publishedWords: isRest || published?.relativeLikelihood != nil ? [] : words.phrases(figures),
      pooled: pooled.flatMap { ratio($0.counts, difference: isRest || !comparator.isOfTheNation) },
      pooledCounts: pooled.flatMap { pooled in
        guard let bame = group(.bame, of: pooled.counts), let white = group(.white, of: pooled.counts) else {
          return nil
        }
        return PooledCounts(
          service: pooled.counts.service, organisations: pooled.organisations, bame: bame, white: white)
      }, kind: comparator.kind, name: name(of: pooled?.organisations ?? 0, published: published != nil),
      differsFromPublished: nil)
  }

  /// Whose figure is shown: an area's where it printed one, else a sum's.
  private func name(of organisations: Int, published: Bool) -> String {
    if published, comparator == .national { return data.nation }
    if published, comparator == .region, let region = organisation?.region { return region }
    return ComparatorFinding.name(
      of: organisations, comparator, organisation: organisation, organisationNoun: standard.organisationNoun)
  }

  /// Whether the organisation would be compared with nobody but itself.
  private func isAlone(in panel: Int, _ own: ServiceCounts?) -> Bool {
    comparator == .national && panel == 1 && organisation?.isPartOfTheNation == true && own?.isPooled == true
  }

  private func pooledCounts(
    _ phase: Phase, _ service: Service, without own: ServiceCounts?
  ) -> (counts: ServiceCounts, organisations: Int)? {
    guard var total = data.total(phase, indicator, category, service) else { return nil }
    // A plan has a region's or a type's sum with the organisation in it.
    let isOfAPlan = data.tables.plan != nil && (comparator == .region || comparator == .type)
    let own = isOfAPlan ? data.counts(phase, indicator, category, service) : comparator.isOfTheNation ? own : nil
    guard let own, organisation?.isPartOfTheNation == true else {
      return comparator.kind == .organisation || total.organisations >= data.tables.fewest ? total : nil
    }
    guard [own.groups[.bame], own.groups[.white]].allSatisfy({ $0?.isComparable ?? true }) else { return nil }
    guard own.isPooled else { return total }
    total.organisations -= 1
    for ethnicity in Ethnicity.allCases {
      if let pair = own.groups[ethnicity] {
        total.counts.groups[ethnicity]?.subtract(pair, isOfAPlan: data.tables.plan != nil)
      }
    }
    return total.organisations >= data.tables.fewest ? total : nil
  }

  /// Against the rest, never against a nation that contains oneself.
  private func position(_ counts: ServiceCounts, _ phase: Phase) -> Position? {
    guard let own = counts.ranged, let rest = pooledCounts(phase, counts.service, without: counts)?.counts.ranged else {
      return nil
    }
    return own.position(against: rest, choices.level, isBrief: data.tables.plan != nil, rounded: rounding)
  }

  // MARK: - What else to say

  private func notes(_ found: [PhaseFinding], _ line: LineFinding?) -> [String] {
    var notes: [String] = []
    if let step = data.tables.rules?.roundedTo, step > 1 {
      notes.append(
        "Counts are rounded to the nearest \(step), and ratios, their ranges and intervals are those of the rounded counts: "
          + "rough where counts are small. A verdict on a phase, a position or a trend is given only where it holds whatever was rounded."
      )
    }
    for phase in found {
      if let reason = phase.seriesBreak { notes.append("Series break before \(phase.words): \(reason).") }
      if let covered = phase.service, covered != service {
        notes.append("\(phase.label): \(covered.words) only.")
      }
      notes += phase.hiddenNotes(indicator, standard)
    }
    notes += phases.flatMap { data.withheldNotes($0, indicator, category, standard) }
    if organisation != nil, let narrow = found.first(where: { $0.isNarrowerThanPublished }) {
      notes.append(
        "\(narrow.comparator?.name ?? data.nation)'s published figures cover all services, not \(narrow.service?.words ?? "") alone."
      )
    }
    if organisation != nil, comparator != .national, !found.contains(where: { $0.comparator != nil }) {
      let services = Set(found.compactMap(\.service)).map(\.words).sorted()
      let withheld = disclosure.audience == .shared ? ", or too few of them have to be shared" : ""
      notes.append(
        "Those it is to be compared with have no figures of \(Wordings.list(services, "or")) in these phases\(withheld)."
      )
    }
    if let p = line?.fit?.pDeviance, p < 0.05 {
      notes.append(
        "The phases scatter more around a straight line than chance explains (p \(Wordings.probability(p))): read them "
          + "one by one.")
    }
    for phase in phases where isGivenInParts(phase) {
      guard !found.contains(where: { $0.phase == phase.key && $0.hasFigure }) else { continue }
      let parts = data.parts(of: indicator, in: phase).map { indicator.title(ofCategory: $0) }
      notes.append("\(phase.label) was given in parts only: \(Wordings.list(parts)).")
    }
    notes += participants(found)
    let gaps = found.filter { phase in
      !phase.hasFigure && phases.contains { $0.key == phase.phase && !isGivenInParts($0) }
    }
    if !gaps.isEmpty { notes.append("No figures for \(Wordings.list(gaps.map(\.words))).") }
    return notes
  }

  /// "Phase 1: 23 took part (published). Phase 2: …", of the phases whose national figure is shown; beside an organisation's
  /// own figures "England, phase 1: …".
  private func participants(_ found: [PhaseFinding]) -> [String] {
    guard comparator == .national else { return [] }
    let clauses = phases.compactMap { phase -> String? in
      guard let shown = found.first(where: { $0.phase == phase.key })?.comparator,
        let numbers = data.participants[phase.key], shown.published != nil || numbers.isRecorded
      else { return nil }
      let place = organisation == nil ? phase.label : "\(data.nation), \(phase.words)"
      return numbers.words.map { "\(place): \($0)." }
    }
    return clauses.isEmpty ? [] : [clauses.joined(separator: " ")]
  }

  private func sources(_ found: [PhaseFinding]) -> [String] {
    var sources: [String] = []
    for phase in phases {
      sources += organisation == nil ? [] : data.counts(phase, indicator, category, service)?.sources ?? []
    }
    sources += found.flatMap { $0.published.map(\.source) + ($0.comparator?.published.map { [$0.source] } ?? []) }
    return sources.unique
  }
}

extension ServiceCounts {
  /// The two groups as ranges; `nil` without both, or with a hidden denominator.
  var ranged: RangedCounts? {
    guard let bame = groups[.bame], let white = groups[.white], bame.isComparable, white.isComparable else {
      return nil
    }
    return RangedCounts(
      bame: bame.numerator, of: bame.denominator.low, white: white.numerator, of: white.denominator.low)
  }

  /// Whether these counts are part of sums over organisations: both groups are given, with head-counts that are known. One
  /// without anybody in a group is part of them too: that it were not would tell who has nobody, wherever a sum is told.
  var isPooled: Bool { ranged != nil }

  /// Whether both groups have people, without whom there is no ratio.
  var hasBothGroups: Bool { ranged.map { $0.bameTotal > 0 && $0.whiteTotal > 0 } ?? false }
}

extension CountPair {
  /// Takes away counts that these contain. The ends of a sum of hidden counts move with theirs; a plan knows a sum better
  /// than its parts, and all that they may be is taken.
  mutating func subtract(_ other: CountPair, isOfAPlan: Bool) {
    numerator = numerator.less(other.numerator, isOfAPlan: isOfAPlan)
    denominator = denominator.less(other.denominator, isOfAPlan: isOfAPlan)
  }
}

extension RatioFinding {
  /// Compares two groups, whatever of their counts is hidden, with a verdict that holds whatever was rounded.
  public init(
    _ counts: RangedCounts, _ choices: StatisticsChoices = StatisticsChoices(), rounded: Rounding? = nil
  ) {
    let exact = counts.exact
    let range = counts.relativeLikelihood
    let interval = counts.ratioInterval(choices.method, choices.level)
    let estimate = exact?.relativeLikelihood
    self.init(
      relativeLikelihood: estimate?.isFinite == true ? estimate : nil, range: range, interval: interval,
      intervalMethod: interval == nil ? nil : exact == nil ? .hiddenHull : choices.method.method,
      verdict: counts.phaseVerdict(choices.level, method: choices.method, rounded: rounded),
      isWithinFourFifths: interval.map { $0.lower >= 0.8 && $0.upper <= 1.25 } ?? false,
      peopleToParity: exact?.peopleToParity(choices.level), riskDifference: exact?.riskDifference,
      riskDifferenceInterval: exact?.riskDifferenceInterval(choices.level))
  }
}

extension CountRange {
  fileprivate func less(_ part: CountRange, isOfAPlan: Bool) -> CountRange {
    isOfAPlan
      ? CountRange(low: max(0, low - part.high), high: max(0, high - part.low))
      : CountRange(low: low - part.low, high: high - part.high)
  }
}
