import Phaseline

/// All indicators of an organisation, a region or the nation, those without a figure too: what charts of the scope
/// `organisation` are drawn from.
public struct Overview: Hashable, Sendable {
  /// One indicator of the standard.
  public struct Item: Hashable, Sendable {
    /// Its title.
    public var title: String
    /// What was found; none where it has no figure in the phases asked for.
    public var finding: Finding?

    /// Whether it has a relative likelihood, or a range of what that may be.
    var isDrawn: Bool { finding.map { !IndicatorLine($0).drawn.isEmpty } ?? false }

    /// One indicator of the standard.
    /// - Parameters:
    ///   - title: Its title.
    ///   - finding: What was found; none where it has no figure in the phases asked for.
    public init(title: String, finding: Finding?) { (self.title, self.finding) = (title, finding) }
  }

  /// In the standard's own order.
  public var items: [Item]

  /// All indicators of a standard.
  /// - Parameter items: In the standard's own order.
  public init(_ items: [Item]) { self.items = items }

  /// Those indicators that something was found on.
  /// - Parameter findings: In the standard's own order, all of one subject.
  public init(_ findings: [Finding]) {
    self.init(findings.map { Item(title: $0.indicator.title, finding: $0) })
  }

  /// One item for each indicator of the workspace's standard.
  /// - Throws: `ChartProblem.nothingToDraw` where none has a figure; what the workspace throws.
  static func asked(_ request: ChartRequest, in view: WorkspaceView) throws -> Disclosed<Overview> {
    try request.findings(in: view).map { found in
      guard !found.isEmpty else {
        let name = request.organisation?.name ?? request.area?.key ?? "the nation"
        throw ChartProblem.nothingToDraw("\(name) has no figures in these phases")
      }
      let findings = Dictionary(grouping: found, by: \.indicator.key)
      return Overview(view.standard.indicators.map { Item(title: $0.title, finding: findings[$0.key]?.first) })
    }
  }
}

extension Overview {
  var findings: [Finding] { items.compactMap(\.finding) }

  /// Whether a phase of any has a hidden head-count, so that its figure is not missing, but hidden.
  var hasHiddenBase: Bool { findings.hasHiddenBase }

  /// Whom it is about.
  var name: String { findings.first?.subject.name ?? "" }

  /// Whether it is about a region or the nation, whose changes no line tests.
  var isNation: Bool { findings.first?.subject.code == nil }

  var isIllustrative: Bool { findings.contains(where: \.isIllustrative) }

  /// Where the figures come from, each once.
  var sources: [String] { findings.flatMap(\.sources).unique }

  /// What the minoritised group is called within a sentence: "minoritised", "BME".
  var groupWords: String { findings.first?.groups.bame.lowercasedUnlessAcronym ?? "" }

  /// "Likelihood for minoritised staff relative to White staff (1.0: equal, the aim)".
  var measure: String {
    let white = findings.first?.groups.white ?? ""
    return "Likelihood for \(groupWords) staff relative to \(white) staff (1.0: equal, the aim)"
      + (findings.first?.service.ending ?? "")
  }

  /// Every phase that any indicator knows, from the first with a value to the last, each once.
  var phases: [PhaseFinding] {
    let drawn = findings.flatMap { IndicatorLine($0).drawn.map(\.ordinal) }
    guard let first = drawn.min(), let last = drawn.max() else { return [] }
    return findings.allPhases.filter { (first...last).contains($0.ordinal) }
  }

  /// Those that are drawn: all, unless most have nothing to draw, which the footer then names.
  var shown: [Item] {
    let drawn = items.filter(\.isDrawn)
    return drawn.count * 2 < items.count ? drawn : items
  }

  /// "Source: …; … and 7 more."
  var sourceNote: [String] {
    let short = Finding.short(sources)
    let more = short.count > 3 ? ["\(short.count - 2) more, named in the file"] : []
    return FooterNotes.source(more.isEmpty ? short : short.prefix(2) + more, isIllustrative: isIllustrative)
  }

  /// "No relative likelihood: Workforce; Funded training."
  func missing(_ titles: [String]) -> [String] {
    titles.isEmpty ? [] : ["No relative likelihood: \(titles.joined(separator: "; "))."]
  }
}

/// One indicator as these charts draw it.
struct IndicatorLine: Hashable, Sendable {
  let finding: Finding
  /// The nation's first, where the subject is not itself the nation.
  let series: [TrajectorySeries]
  /// The subject's.
  let own: TrajectorySeries
  /// From the longest to the shortest that is still clear.
  let titles: [String]

  init(_ finding: Finding) {
    self.finding = finding
    series = TrajectorySeries.all(of: finding)
    own = series.last ?? TrajectorySeries(name: finding.subject.name, isNation: true, points: [])
    let topic = finding.indicator
    titles =
      topic.categoryTitle.isEmpty
      ? [topic.title, topic.words.sentenceCased] : ["\(topic.title), \(topic.categoryTitle)", topic.title]
  }

  /// The title for lists, data and alt text.
  var title: String { titles[0] }

  /// Values that can be drawn: a ratio of nothing has no place.
  var drawn: [TrajectorySeries.Value] { own.points.filter(\.isDrawn) }

  /// The value in a phase, if it can be drawn.
  func value(_ ordinal: Int) -> TrajectorySeries.Value? { drawn.first { $0.ordinal == ordinal } }

  func phase(_ ordinal: Int) -> PhaseFinding? { finding.phases.first { $0.ordinal == ordinal } }

  /// Phases before which the series breaks.
  var breaks: Set<Int> { finding.phases.breaks }
}

extension TrajectorySeries.Value {
  /// Whether there is anything to draw: a ratio, or what it may be.
  var isDrawn: Bool { ratio != nil || range != nil }

  /// The ratio, or the ends of what it may be: an axis shows them.
  var estimates: [Double] { ratio.map { [$0] } ?? range.map { [$0.lower, $0.upper] } ?? [] }
}

extension [PhaseFinding] {
  /// Ordinals of the phases before which the series breaks.
  var breaks: Set<Int> { Set(filter { $0.seriesBreak != nil }.map(\.ordinal)) }
}

extension [Finding] {
  /// Whether a phase of any has a hidden head-count.
  var hasHiddenBase: Bool { contains { $0.phases.contains(where: \.isBaseHidden) } }

  /// Why there is no ratio, where that is since a head-count is hidden.
  var hiddenWords: String { hasHiddenBase ? ": a head-count is hidden" : "" }

  /// Every phase that any of them knows, in order of time, each once.
  var allPhases: [PhaseFinding] {
    var known: [Int: PhaseFinding] = [:]
    for phase in flatMap(\.phases) where known[phase.ordinal] == nil { known[phase.ordinal] = phase }
    return known.values.sorted { $0.ordinal < $1.ordinal }
  }
}

extension Sheet {
  /// The longest of some titles that fits, else the shortest, cut.
  func title(_ titles: [String], _ style: TextStyle, within limit: Double) -> String {
    if let fitting = titles.first(where: { width($0, style) <= limit }) { return fitting }
    let shortest = titles.min { width($0, style) < width($1, style) } ?? ""
    return setter.shortened(shortest, style, to: limit)
  }
}
