import IndicatorStatistics
import Phaseline

/// What a funnel says in words and numbers.
struct FunnelChartWords {
  let drawing: FunnelDrawing
  let field: FieldWords

  init(_ drawing: FunnelDrawing) {
    self.drawing = drawing
    field = FieldWords(setting: drawing.finding.setting)
  }

  private var finding: FunnelFinding { drawing.finding }
  private var setting: FieldSetting { finding.setting }
  var ownRow: Int? { finding.rows.firstIndex(where: \.identity.isOwn) }
  var own: FunnelFinding.Row? { ownRow.map { finding.rows[$0] } }

  /// The number of cases, half of them in each group, of which a rare event's log ratio is so precise: its squared standard
  /// error is `1/x1 + 1/x0`, with `x` cases in each `4/(2x)`.
  static func cases(at precision: Double) -> Double { 4 * precision * precision }
  static func precision(of cases: Double) -> Double { cases.squareRoot() / 2 }

  // MARK: - Headline

  var headline: String {
    let topic = field.topic
    guard let name = setting.own else { return headlineOfAll }
    guard let own else {
      return setting.isOwnHidden
        ? Headline.chosen(from: "\(name) has a hidden count on \(topic)", "\(name) has a hidden count")
        : Headline.chosen(
          from: "\(name) has no case, or no counts, on \(topic): nothing to place", "\(name) has nothing to place here")
    }
    return switch own.outside.standing {
    case .unusual:
      Headline.chosen(
        from: "\(name) is unusual for its size on \(topic): \(side(own))",
        "\(name) is unusual for its size on \(topic)",
        "\(name) is unusual for its size")
    case .perhapsUnusual:
      Headline.chosen(
        from: "\(name) may be unusual for its size on \(topic): \(side(own))",
        "\(name) may be unusual for its size on \(topic)", "\(name) may be unusual for its size")
    case .likeMany:
      Headline.chosen(
        from: "\(name) is no more unusual than many \(field.nouns) on \(topic)", "\(name) is no more unusual than many")
    case .usual:
      Headline.chosen(
        from: "\(name) is not unusual for its size on \(topic)", "\(name) is not unusual for its size")
    }
  }

  /// On which side of the pooled ratio it lies: of those that are further from parity, or closer to it.
  private func side(_ row: FunnelFinding.Row) -> String {
    let ratio = row.identity.ratio.map { $0.relativeLikelihood ?? .infinity } ?? finding.pooled
    return max(ratio, 1 / ratio) > max(finding.pooled, 1 / finding.pooled)
      ? "further from parity" : "closer to parity"
  }

  private var outside: Int { finding.rows.count { $0.outside.ninetyFive } }

  private var headlineOfAll: String {
    let all = finding.rows.count
    let expected = Wordings.fixed(0.05 * Double(all), 0)
    let verb = outside == 1 ? "lies" : "lie"
    let most = expected == "0" ? "chance alone makes hardly any" : "chance alone makes about \(expected)"
    return Headline.chosen(
      from: "\(outside) of \(field.count(all)) \(verb) outside the limits on \(field.topic); \(most)",
      "\(outside) of \(field.count(all)) \(verb) outside the limits; \(most)")
  }

  // MARK: - Labels

  var pooledLabel: String { "All together \(Wordings.ratio(finding.pooled))" }

  static let caseTitles = ["Effective number of cases, more to the right →", "Effective cases →", "Cases →"]

  /// What stands beside our point, from its name downwards; its own ratio, not the height at which it is drawn.
  var ownLines: [String] {
    guard let own else { return [] }
    return [own.identity.name, ratioWords(own)] + field.counts(own.identity)
  }

  private func ratioWords(_ row: FunnelFinding.Row) -> String {
    Wordings.ratio(row.identity.ratio.map { $0.relativeLikelihood ?? .infinity })
  }

  /// Everything, as a sheet takes it.
  /// - Parameters:
  ///   - isText: Whether it is drawn in characters, with the outermost limits only.
  ///   - hasArrows: Whether a point lies beyond the frame.
  func words(isText: Bool, hasArrows: Bool) -> ChartWords {
    ChartWords(
      headline: headline, subtitle: field.subtitle(drawing.measure),
      footer: footer(isText: isText, hasArrows: hasArrows),
      altText: altText, data: data, source: FooterNotes.origin(setting.sources, isIllustrative: setting.isIllustrative))
  }

  private func footer(isText: Bool, hasArrows: Bool) -> [String] {
    var parts = FooterNotes.illustrative(setting.isIllustrative)
    if outside > 0 {
      let isAnyUnusual = finding.rows.contains { $0.outside.standing == .unusual }
      let filled =
        isAnyUnusual ? "; filled: outside the 99.8% limits\(drawing.isWidened ? " too, even widened" : " too")" : ""
      parts.append("Diamonds: outside the 95% limits\(filled).")
    }
    if drawing.isWidened, let over = finding.overDispersion {
      let factor = Wordings.fixed(over.factor.squareRoot(), 1)
      parts.append(
        isText
          ? "Limits widened, as \(field.nouns) differ \(factor) times as much as chance explains."
          : "Dashed: limits widened, as \(field.nouns) differ \(factor) times as much as chance explains.")
    }
    if hasArrows { parts.append("Arrow at the frame: goes on beyond it.") }
    parts.append("Points: where the test behind the limits puts them, which is not their ratio.")
    parts.append("Effective cases: as many, half in each group, would tell as much of a rare event.")
    return parts
      + field.ending(own: own?.identity, notes: setting.hidden + leftOut == 0 ? [] : Array(finding.notes.dropFirst()))
  }

  /// The first of the finding's notes explains a column that is not drawn; the others say who is left out.
  private var leftOut: Int { finding.notes.count - 1 }

  // MARK: - Alt text and data

  var altText: String {
    var parts = [
      "Funnel plot of \(setting.indicator.title.lowercased()) in \(setting.phaseWords): the relative likelihood of "
        + "\(field.count(finding.rows.count)) against how much is known of each. \(headline)."
    ]
    if let own, let ownRow {
      let place = drawing.places[ownRow]
      parts.append(
        "\(own.identity.name): \(ratioWords(own))\(field.countsSaid(own.identity)), drawn at "
          + "\(Wordings.ratio(place.height)) with \(Wordings.fixed(Self.cases(at: place.precision), 0)) effective cases."
      )
      if let limits = own.drawing {
        parts.append(
          "Limits at its size: \(Wordings.interval(limits.limits)) (95%), \(Wordings.interval(limits.outerLimits)) "
            + "(99.8%)\(drawing.isWidened ? "; widened \(Wordings.interval(limits.wideLimits)) and \(Wordings.interval(limits.wideOuterLimits))" : "")."
        )
      }
    }
    return parts.joined(separator: " ") + " " + finding.sentence + finding.notes.dropFirst().map { " \($0)" }.joined()
  }

  var data: ChartData {
    let points = zip(finding.rows, drawing.places).map { row, place in
      [
        row.identity.name,
        row.identity.ratio.map { FieldWords.cell($0.relativeLikelihood ?? .infinity, of: row.identity) } ?? "",
        FieldWords.cell(place.height, of: row.identity),
        Wordings.fixed(Self.cases(at: place.precision), 0),
        row.outside.ninetyNineEight ? "99.8%" : row.outside.ninetyFive ? "95%" : "no",
        row.outside.ninetyNineEightOverDispersed ? "99.8%" : row.outside.ninetyFiveOverDispersed ? "95%" : "no",
      ] + ChartData.cells(row.identity.bame, row.identity.white)
    }
    let pooled =
      ["All together", ChartData.cell(finding.pooled)] + [ChartData.cell(finding.pooled)]
      + Array(repeating: "", count: 7)
    return ChartData(
      columns: ["authority", "relative_likelihood", "drawn_at", "effective_cases", "outside", "outside_widened"]
        + ChartData.countColumns,
      rows: points + [pooled])
  }
}
