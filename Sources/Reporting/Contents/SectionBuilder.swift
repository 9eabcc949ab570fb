import IndicatorStatistics
import Phaseline

/// Makes the section of one indicator.
struct SectionBuilder {
  let standard: Standard
  let request: ReportRequest
  let charts: [ReportCharts.Place: ChartContents]

  /// Headings in the words of a page, by the key of the column that a terminal heads more briefly.
  private func titles(_ finding: Finding) -> [String: String] {
    let level = finding.level.rawValue
    return [
      "ratio": "Relative likelihood (\(level) interval)", "comparator": finding.subject.nation,
      "position": "Beside the rest", "verdict": "This phase alone", "published": "As published",
      "pooled": "All counts together (\(level))", "mantel_haenszel": "Each within itself (M–H)",
      "random_effects": "The average one (\(level))", "next": "Another one (\(level))", "panel": "The same throughout",
      "organisations": Wordings.plural(finding.organisationNoun).sentenceCased,
    ]
  }

  // MARK: - Of an authority

  /// - Parameters:
  ///   - finding: As `compare` has it.
  ///   - others: The same against the rest and against its region, where there is anybody.
  func section(_ finding: Finding, comparedWith others: [Finding]) throws -> SectionContents {
    var section = try section(finding, chart: "trajectory")
    section.verdict = VerdictContents(finding)
    if finding.phases.contains(where: { $0.bame != nil || $0.white != nil }) {
      section.table = TableContents(
        FindingTable.comparison(finding), caption: "\(finding.indicator.title): counts and rates by phase",
        titles: titles(finding))
    }
    section.comparisons = comparisons(finding, others)
    section.published = published(finding)?.ofOrganisation
    return section
  }

  /// Its own figure of the report's phase, the published one, and those of the others together.
  private func comparisons(_ finding: Finding, _ others: [Finding]) -> TableContents? {
    guard let own = phase(finding), own.comparison != nil else { return nil }
    var rows = [[finding.subject.name, FindingTable.ratio(own), ""]]
    if let published = own.comparator?.published?.ratioWords {
      let differs = FindingTable.ratio(own) == FindingTable.hidden ? nil : own.comparator?.differsFromPublished
      rows.append([
        "\(own.comparator?.name ?? finding.subject.nation), as published", published,
        differs.map { $0 ? "outside its interval" : "within its interval" } ?? "",
      ])
    }
    rows += others.compactMap { other in
      guard let phase = phase(other), let group = phase.comparator, let pooled = group.pooled else { return nil }
      let position = phase.position.map { PositionWords.phrase($0) }
      let name = pooledName(group, other)
      return [name, FindingTable.ratio(pooled), position ?? ""]
    }
    guard rows.count > 1 else { return nil }
    return TableContents(
      caption: "\(finding.indicator.title): beside others in \(request.phase.words)",
      columns: [
        "Whose", "Relative likelihood (\(finding.level.rawValue) interval)", "\(finding.subject.name) beside them",
      ],
      rows: rows)
  }

  /// Whose counts are added up, also where a region's name stands for its published figure.
  private func pooledName(_ group: ComparatorFinding, _ finding: Finding) -> String {
    guard group.published != nil, let pooled = group.pooledCounts else { return group.name }
    let noun = pooled.organisations == 1 ? finding.organisationNoun : Wordings.plural(finding.organisationNoun)
    return "The other \(Wordings.grouped(pooled.organisations)) \(noun) in \(request.organisation?.region ?? "")"
  }

  // MARK: - Of the nation

  /// - Parameters:
  ///   - finding: As `national` has it.
  ///   - learned: Who moved which way; none without counts.
  ///   - areas: Its regions and types.
  func section(_ finding: Finding, learned: LearnFinding?, areas: AreaFinding?) throws -> SectionContents {
    var section = try section(finding, chart: "national")
    section.published = published(finding)?.ofNation
    if finding.nation != nil {
      section.table = TableContents(
        FindingTable.nation(finding), caption: "\(finding.indicator.title): the national figure in four ways",
        titles: titles(finding))
      section.distribution = charts[ReportCharts.Place(kind: "forest", indicator: finding.indicator.key)]
      section.distributionWords = learned.map(\.spread)
      section.areas = areas.flatMap { AreaTable(finding, $0, request.phase).contents }
    }
    return section
  }

  // MARK: - Of both

  private func published(_ finding: Finding) -> PublishedTable? {
    standard.indicator(finding.indicator.key).map { PublishedTable(finding, $0, standard) }
  }

  private func phase(_ finding: Finding) -> PhaseFinding? {
    finding.phases.last { $0.phase == request.phase.key && $0.hasFigure }
  }

  private func section(_ finding: Finding, chart: String) throws -> SectionContents {
    let indicator = standard.indicator(finding.indicator.key)
    return SectionContents(
      key: finding.indicator.key, heading: finding.indicator.heading, anchor: finding.indicator.anchor,
      definition: indicator?.definition ?? "", numerator: indicator?.numerator ?? "",
      denominator: indicator?.denominator ?? "", direction: indicator?.directionWords.sentenceCased ?? "",
      remark: indicator?.note, sentence: finding.sentence, outlook: finding.outlook,
      chart: charts[ReportCharts.Place(kind: chart, indicator: finding.indicator.key)] ?? .none,
      notes: notes(finding, indicator), finding: finding)
  }
}

extension SectionBuilder {
  /// Without those on hidden counts, which the table of the counts shows.
  private func notes(_ finding: Finding, _ indicator: Indicator?) -> [String] {
    let hidden = indicator.map { indicator in finding.phases.flatMap { $0.hiddenNotes(indicator, standard) } } ?? []
    return finding.notes.filter { !hidden.contains($0) }
  }
}

extension Finding.Topic {
  /// "2 Appointment from shortlist".
  var heading: String { (number.map { "\($0) " } ?? "") + title }
  /// To link to.
  var anchor: String { "indicator-\(key)" }
}

extension ChartContents {
  /// A chart that was not asked for.
  static let none = ChartContents(title: "", description: "", missing: "It was not drawn.")
}

extension VerdictContents {
  init(_ finding: Finding) { self.init(finding.verdict.kind, words: finding.verdictWords) }

  /// With the sign that charts have for it.
  init(_ kind: LineVerdict.Kind, words: String) {
    let mark =
      switch kind {
      case .improving: "▶"
      case .worsening: "◀"
      case .crossedParity: "◆"
      case .noMaterialChange: "■"
      case .cannotTell: "○"
      case .notTested: "◇"
      }
    self.init(key: kind.rawValue, mark: mark, words: words)
  }
}

extension LearnFinding {
  /// How many moved which way, and how many would have by chance.
  fileprivate var spread: String {
    guard let expected = expectedByChance, !rows.isEmpty else { return sentence }
    return "\(sentence) By chance alone about \(Wordings.fixed(expected, 0)) would look improved."
  }
}
