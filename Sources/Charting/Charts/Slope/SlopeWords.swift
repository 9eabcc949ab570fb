import IndicatorStatistics
import Phaseline

/// What a slope chart says in words and numbers.
struct SlopeWords {
  let slopes: Slopes
  let hasEdges: Bool
  let isPicture: Bool

  private var overview: Overview { slopes.overview }

  var words: ChartWords {
    ChartWords(
      headline: headline, subtitle: "\(overview.measure), \(period)", footer: footer, altText: altText, data: data,
      source: FooterNotes.origin(overview.sources, isIllustrative: overview.isIllustrative))
  }

  /// "phase 1 and phase 5".
  private var period: String {
    slopes.first.map { "\($0.words) and \(slopes.last.words)" } ?? slopes.last.words
  }

  // MARK: - Headline

  var headline: String {
    let name = overview.name
    if slopes.first == nil { return Tally.cut(name, before: "one phase cannot show movement") }
    if overview.isNation { return nation }
    let all = phrases(with: Slope.Movement.allCases)
    guard counts.contains(where: { $0.key != .untold }) else {
      let kinds = Set(slopes.slopes.map(\.line.finding.verdict.kind))
      return Tally.cut(
        name,
        before: kinds.isSubset(of: [.cannotTell, .notTested])
          ? "cannot tell whether any indicator moved towards parity or away"
          : "no indicator is shown to have moved towards parity or away")
    }
    let short = phrases(with: [.towards, .away, .crossed])
    return Tally.cut(name, before: Headline.words(in: "\(name) \(all)") <= Headline.mostWords ? all : short)
  }

  /// How many did what.
  var counts: [Slope.Movement: Int] { Dictionary(grouping: slopes.slopes, by: \.movement).mapValues(\.count) }

  /// "2 of 9 indicators moved towards parity, 1 away, 6 unclear".
  private func phrases(with movements: [Slope.Movement]) -> String {
    let counted = movements.compactMap { movement in counts[movement].map { (movement, $0) } }
    return counted.enumerated().map { index, part in
      let total = slopes.slopes.count
      let place = index > 0 ? "" : total == 1 ? " indicator" : " of \(total) indicators"
      return "\(part.1)\(place) \(phrase(part.0, isFirst: index == 0))"
    }.joined(separator: ", ")
  }

  private func phrase(_ movement: Slope.Movement, isFirst: Bool) -> String {
    switch movement {
    case .towards: "moved towards parity"
    case .away: isFirst ? "moved away from parity" : "away"
    case .crossed: isFirst ? "crossed parity" : "across"
    case .untold: unknown
    }
  }

  /// What is not shown to have changed may be known not to have changed much.
  private var unknown: String {
    let kinds = Set(slopes.slopes.filter { $0.movement == .untold }.map(\.line.finding.verdict.kind))
    return kinds.contains(.noMaterialChange) ? "unchanged or unclear" : "unclear"
  }

  /// "towards parity", "change not shown".
  static func name(_ movement: Slope.Movement) -> String {
    switch movement {
    case .towards: "towards parity"
    case .away: "away from parity"
    case .crossed: "across parity"
    case .untold: "change not shown"
    }
  }

  /// The nation's figures are not tested: what is said is which of the two lies nearer parity.
  private var nation: String {
    let pairs = slopes.slopes.filter(\.isJoined).compactMap { slope -> (Double, Double)? in
      guard let first = slope.first?.distance, let last = slope.last.distance else { return nil }
      return (first, last)
    }
    let than = slopes.first.map { Headline.words(in: overview.name) > 1 ? "" : " than in \($0.words)" } ?? ""
    let nearer = pairs.filter { $0.1 < $0.0 }.count
    return Tally.cut(
      overview.name,
      before:
        "\(nearer) of \(pairs.count) indicator\(pairs.count == 1 ? "" : "s") nearer parity in \(slopes.last.words)\(than); not tested"
    )
  }

  // MARK: - Footer

  private var footer: [String] {
    let values = slopes.slopes.flatMap { [$0.first, $0.last] }.compactMap { $0 }
    var parts = FooterNotes.illustrative(overview.isIllustrative)
    if !overview.isNation, slopes.first != nil {
      parts.append("Whether a change is shown is tested over all phases asked for, not these two alone.")
    }
    if slopes.slopes.contains(where: { $0.first != nil && !$0.isJoined }) {
      parts.append("Not joined: series break or hidden count.")
    }
    if values.contains(where: { $0.range != nil }) { parts.append("Thick bar: all that a hidden count allows.") }
    if hasEdges {
      parts.append(isPicture ? "Triangle at the edge: lies beyond it." : "What reaches the edge lies beyond it.")
    }
    parts.append(FooterNotes.logarithmic)
    return parts + absent + overview.sourceNote
  }

  /// What is not drawn: without a figure in the last phase, or without any.
  private var absent: [String] {
    func isDrawn(_ finding: Finding?) -> Bool { slopes.slopes.contains { $0.line.finding == finding } }
    let early = slopes.first == nil ? [] : slopes.slopes.filter { $0.first == nil }.map(\.line.title)
    let late = overview.items.filter { $0.isDrawn && !isDrawn($0.finding) }
    let none = overview.hasHiddenBase ? "No figure, or a hidden one, in" : "No figure in"
    return
      (early.isEmpty ? [] : ["\(none) \(slopes.first?.words ?? ""): \(early.joined(separator: "; "))."])
      + (late.isEmpty
        ? [] : ["\(none) \(slopes.last.words): \(late.map(\.title).joined(separator: "; "))."])
      + overview.missing(overview.items.filter { !$0.isDrawn }.map(\.title))
  }

  // MARK: - Numbers

  /// Chart type, of what, what it shows: every number that is drawn.
  private var altText: String {
    let each = slopes.slopes.map { slope in
      let ends = [(slopes.first, slope.first), (slopes.last, slope.last)].compactMap { phase, value in
        value.flatMap { value in phase.map { "\(value.words) in \($0.words)" } }
      }
      let movement = slopes.first == nil ? "" : "; \(Self.name(slope.movement))"
      return "\(slope.line.title): \(ends.joined(separator: ", "))\(movement)."
    }
    return (["Slope chart of \(slopes.slopes.count) indicators, \(period). \(headline)."] + each).joined(separator: " ")
  }

  private var data: ChartData {
    let ends = [slopes.first, slopes.last].compactMap { $0 }
    return ChartData(
      columns: ["indicator", "phase", "relative_likelihood", "lower", "upper"] + ChartData.countColumns
        + ["movement", "verdict"],
      rows: slopes.slopes.flatMap { slope in
        ends.compactMap { phase in slope.line.value(phase.ordinal).map { row($0, phase, of: slope) } }
      })
  }

  private func row(_ value: TrajectorySeries.Value, _ phase: PhaseFinding, of slope: Slope) -> [String] {
    let interval = value.range ?? value.interval
    let own = overview.isNation ? nil : slope.line.phase(value.ordinal)
    return [slope.line.finding.indicator.label, phase.phase, ChartData.cell(value.ratio)]
      + [ChartData.cell(interval?.lower), ChartData.cell(interval?.upper)]
      + ChartData.cells(own?.bame, own?.white)
      + [Self.name(slope.movement), VerdictWords.name(slope.line.finding.verdict.kind)]
  }
}
