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
      source: overview.sources.joined(separator: "; "))
  }

  /// "phase 1 and phase 5".
  private var period: String {
    slopes.first.map { "\($0.words) and \(slopes.last.words)" } ?? slopes.last.words
  }

  // MARK: - Headline

  var headline: String {
    let name = overview.name
    if slopes.first == nil { return "One phase cannot show what has moved at \(Tally.short(name, 6))" }
    if overview.isNation { return nation }
    let told = parts.filter(\.isShown).map(\.count).reduce(0, +)
    if told == 0 { return Tally.cut(name, before: "cannot tell whether any indicator moved towards parity or away") }
    return Tally(name: name, parts: parts, rest: "cannot tell").headline
  }

  /// How many moved, in order of importance.
  var parts: [Tally.Part] {
    Slope.Movement.allCases.map { movement in
      Tally.Part(
        count: slopes.slopes.filter { $0.movement == movement }.count, words: Self.name(movement),
        isShown: movement != .untold)
    }
  }

  /// "towards parity", "cannot tell".
  static func name(_ movement: Slope.Movement) -> String {
    switch movement {
    case .towards: "towards parity"
    case .away: "away from it"
    case .crossed: "across it"
    case .untold: "change not shown"
    }
  }

  /// The nation's figures are not tested: what is said is which of the two lies nearer parity.
  private var nation: String {
    let pairs = slopes.slopes.filter(\.isJoined).compactMap { slope -> (Double, Double)? in
      guard let first = slope.first?.distance, let last = slope.last?.distance else { return nil }
      return (first, last)
    }
    let nearer = pairs.filter { $0.1 < $0.0 }.count
    return Tally.cut(
      overview.name,
      before: "\(nearer) of \(pairs.count) indicators nearer parity in \(slopes.last.words); not tested")
  }

  // MARK: - Footer

  private var footer: [String] {
    let values = slopes.slopes.flatMap { [$0.first, $0.last] }.compactMap { $0 }
    var parts = FooterNotes.illustrative(overview.isIllustrative)
    if !overview.isNation, slopes.first != nil {
      parts.append("Whether a change is shown is tested over all phases asked for, not these two alone.")
    }
    if slopes.slopes.contains(where: { $0.first != nil && $0.last != nil && !$0.isJoined }) {
      parts.append("Not joined: series break, hidden count or no cases.")
    }
    if values.contains(where: { $0.range != nil }) { parts.append("Thick bar: all that a hidden count allows.") }
    if hasEdges {
      parts.append(isPicture ? "Triangle at the edge: lies beyond it." : "What reaches the edge lies beyond it.")
    }
    let groups = slopes.slopes.flatMap { slope in
      [slope.first, slope.last].compactMap { $0 }.flatMap { value in
        let phase = slope.line.phase(value.ordinal)
        return [phase?.bame, phase?.white]
      }
    }
    if FooterNotes.isSmall(groups) { parts.append(FooterNotes.smallCounts) }
    parts.append(FooterNotes.logarithmic)
    let missing = overview.items.filter { item in !slopes.slopes.contains { $0.line.finding == item.finding } }
    return parts + overview.missing(missing.map(\.title))
      + FooterNotes.source(overview.sources, isIllustrative: overview.isIllustrative)
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
      columns: [
        "indicator", "phase", "relative_likelihood", "lower", "upper", "bame_numerator", "bame_denominator",
        "white_numerator", "white_denominator", "movement", "verdict",
      ],
      rows: slopes.slopes.flatMap { slope in
        ends.compactMap { phase in slope.line.value(phase.ordinal).map { row($0, phase, of: slope) } }
      })
  }

  private func row(_ value: TrajectorySeries.Value, _ phase: PhaseFinding, of slope: Slope) -> [String] {
    let (interval, own) = (value.range ?? value.interval, slope.line.phase(value.ordinal))
    let groups = overview.isNation ? [nil, nil] : [own?.bame, own?.white]
    return [slope.line.finding.indicator.label, phase.phase, ChartData.cell(value.ratio)]
      + [ChartData.cell(interval?.lower), ChartData.cell(interval?.upper)]
      + groups.flatMap { [$0?.numerator.words ?? "", $0?.denominator.words ?? ""] }
      + [Self.name(slope.movement), VerdictWords.name(slope.line.finding.verdict.kind)]
  }
}
