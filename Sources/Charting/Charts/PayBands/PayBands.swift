import IndicatorStatistics
import Phaseline

/// The share of each ethnic group in each pay band, phase by phase.
public enum PayBandsChart: Chart {
  /// The word that chooses it: `chart paybands`.
  public static let name = "paybands"
  /// The question it answers.
  public static let question = "Which share of each ethnic group is in each pay band, phase by phase?"
  /// What it is about.
  public static let scope = ChartScope.organisation

  /// A finding for each band, the highest pay first.
  /// - Throws: `ChartProblem.nothingToDraw` where the standard has no indicator of that kind; what the workspace throws.
  public static func findings(_ request: ChartRequest, in view: WorkspaceView) throws -> Disclosed<PayBandFindings> {
    let standard = view.standard
    guard let indicator = standard.indicators.first(where: { $0.kind == .distribution }) else {
      throw ChartProblem.nothingToDraw(
        "\(standard.shortTitle) has no indicator that says how each ethnic group is spread over the pay bands")
    }
    return try request.findings(in: view, on: [indicator], everyCategory: true).map { found in
      PayBandFindings(
        findings: indicator.categories.reversed().compactMap { band in
          found.first { $0.indicator.category == band.key }
        }, headline: indicator.headlineCategory)
    }
  }

  /// A panel for each phase, in it a row for each band: both groups' marks with a line between.
  /// - Throws: `ChartProblem.nothingToDraw` without shares; `.tooSmall` without room for a plot.
  public static func describe(_ findings: PayBandFindings, _ setting: ChartSetting) throws -> ChartDescription {
    guard let content = PayBands(findings, atMost: PayBandsLayout.panels(on: setting)) else {
      let name = findings.findings.first?.subject.name ?? "It"
      throw ChartProblem.nothingToDraw(
        "\(name) has no counts of staff in pay bands that are not hidden, and no published shares of them")
    }
    var layout = PayBandsLayout(content, setting)
    return try layout.description()
  }
}

/// What the chart of pay bands is drawn from.
public struct PayBandFindings: Hashable, Sendable {
  /// One a band, the highest pay first.
  var findings: [Finding]
  /// The band that stands for the indicator.
  var headline: String

  /// - Parameters:
  ///   - findings: One a band, the highest pay first.
  ///   - headline: Key of the band that stands for the indicator.
  public init(findings: [Finding], headline: String) { (self.findings, self.headline) = (findings, headline) }
}

/// What the chart of pay bands shows.
struct PayBands {
  /// One share: all that it may be, where a count is hidden.
  struct Share: Hashable {
    /// Fractions in 0…1.
    var low: Double
    var high: Double
    /// Its Wilson interval; none of a hidden count, or of a published figure.
    var interval: Interval?
    /// "3.1%", "0.3–1.4%"; a published one as it was printed.
    var words: String
    /// "12 of 150"; empty of a published figure.
    var counts: String
    var isExact: Bool { low == high }
    var middle: Double { (low + high) / 2 }
  }
  /// One band in one phase.
  struct Cell: Hashable {
    var bame: Share?
    var white: Share?
    var verdict: PhaseVerdict?
    var bameCounts: GroupFinding?
    var whiteCounts: GroupFinding?
    /// Whether the two groups cannot be told apart.
    var isOpen: Bool { verdict == .cannotTell }
    /// Whether no difference that matters is shown: nothing can be told, or both are close to each other.
    var isAlike: Bool { isOpen || verdict == .closeToParity }
    var isEmpty: Bool { bame == nil && white == nil }
  }
  /// One phase.
  struct Panel: Hashable {
    var phase: PhaseFinding
    /// One a band.
    var cells: [Cell]
  }
  /// Names of the bands, the highest pay first.
  let bands: [String]
  /// The phases drawn, in order of time.
  let panels: [Panel]
  let findings: [Finding]
  let first: Finding
  /// Place of the band that the headline is about.
  let headlineBand: Int
  /// Phases with figures before those drawn.
  let earlier: Int
  /// Whether what is drawn is the share of each band that is of minoritised staff: all that was published.
  let isComposition: Bool

  /// - Parameter most: How many phases there is room for.
  /// - Returns: `nil` without any share.
  init?(_ given: PayBandFindings, atMost most: Int) {
    guard let first = given.findings.first else { return nil }
    (findings, self.first) = (given.findings, first)
    bands = findings.map {
      $0.indicator.categoryTitle.isEmpty ? $0.indicator.title : $0.indicator.categoryTitle.sentenceCased
    }
    headlineBand = findings.firstIndex { $0.indicator.category == given.headline } ?? 0
    let shares = Self.panels(findings, Self.cell)
    isComposition = shares.isEmpty
    let all = shares.isEmpty ? Self.panels(findings, Self.composition) : shares
    guard !all.isEmpty else { return nil }
    panels = Array(all.suffix(most))
    earlier = all.count - panels.count
  }

  /// The phases that have anything to draw.
  private static func panels(_ findings: [Finding], _ cell: (PhaseFinding?, Bool) -> Cell) -> [Panel] {
    findings.allPhases.map { phase in
      Panel(
        phase: phase,
        cells: findings.map { finding in
          cell(finding.phases.first { $0.ordinal == phase.ordinal }, finding.subject.code == nil)
        })
    }.filter { !$0.cells.allSatisfy(\.isEmpty) }
  }

  /// From counts; of a group without any, as published.
  private static func cell(_ phase: PhaseFinding?, isArea: Bool) -> Cell {
    let pooled = phase?.comparator
    let (bame, white) =
      isArea ? (pooled?.pooledCounts?.bame, pooled?.pooledCounts?.white) : (phase?.bame, phase?.white)
    let printed = isArea ? pooled?.figures ?? [] : phase?.published ?? []
    return Cell(
      bame: Share(bame) ?? Share(printed, .percentBame), white: Share(white) ?? Share(printed, .percentWhite),
      verdict: (isArea ? pooled?.pooled : phase?.comparison)?.verdict, bameCounts: bame, whiteCounts: white)
  }

  /// The published share that minoritised staff have of a band.
  private static func composition(_ phase: PhaseFinding?, isArea: Bool) -> Cell {
    let printed = isArea ? phase?.comparator?.figures ?? [] : phase?.published ?? []
    return Cell(
      bame: Share(printed, .bameShareOfNumerator), white: Share(printed, .whiteShareOfNumerator))
  }

  var shares: [Share] { panels.flatMap { $0.cells.flatMap { [$0.bame, $0.white].compactMap { $0 } } } }

  /// The greatest share that may be.
  var greatest: Double { shares.flatMap { [$0.high, $0.interval?.upper ?? 0] }.max() ?? 0 }
}

extension PayBands.Share {
  /// None where all of the group are hidden, or nobody is in it.
  init?(_ group: GroupFinding?) {
    guard let group, group.denominator.isExact, group.denominator.low > 0 else { return nil }
    let all = Double(group.denominator.low)
    let (low, high) = (Double(group.numerator.low) / all, Double(group.numerator.high) / all)
    let (least, most) = (Wordings.percent(low), Wordings.percent(high))
    self.init(
      low: low, high: high, interval: low == high ? group.rateInterval : nil,
      words: least == most ? least : "\(least.dropLast())–\(most)", counts: group.words)
  }

  /// A published percentage.
  init?(_ figures: [PublishedFigure], _ measure: PublishedFigure.Measure) {
    guard let figure = figures.first(where: { $0.measure == measure }), let number = figure.number,
      (0...100).contains(number)
    else { return nil }
    self.init(low: number / 100, high: number / 100, interval: nil, words: "\(figure.value)%", counts: "")
  }
}
