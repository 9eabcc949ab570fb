import IndicatorStatistics
import Phaseline

/// What a forest says in words and numbers.
struct ForestWords {
  let finding: ForestFinding
  let field: FieldWords

  init(_ finding: ForestFinding) {
    self.finding = finding
    field = FieldWords(setting: finding.setting)
  }

  private var setting: FieldSetting { finding.setting }
  private var level: String { setting.level.rawValue }
  var own: ForestFinding.Row? { finding.rows.first(where: \.identity.isOwn) }
  private var pooledRatio: String { Wordings.ratio(finding.pooled.relativeLikelihood) }
  var prediction: Interval? { finding.effects?.predictionInterval?.exponential }

  var headline: String {
    let topic = field.topic
    guard let name = setting.own, let standing = finding.standing else { return headlineOfAll }
    let nation = "the national figure"
    return switch standing {
    case .further:
      Headline.chosen(
        from: "\(name) is further from parity than \(nation) on \(topic)",
        "\(name) is further from parity than \(nation)",
        "\(name): further from parity")
    case .closer:
      Headline.chosen(
        from: "\(name) is closer to parity than \(nation) on \(topic)", "\(name) is closer to parity than \(nation)",
        "\(name): closer to parity")
    case .lower, .higher:
      Headline.chosen(
        from: "\(name) is \(standing.rawValue) than \(nation) on \(topic)",
        "\(name) is \(standing.rawValue) than \(nation)", "\(name): \(standing.rawValue) than all together")
    case .cannotTell:
      Headline.chosen(
        from: "\(name) cannot be told from \(nation) on \(topic)", "\(name) cannot be told from \(nation)",
        "\(name): no difference shown")
    case .hidden:
      Headline.chosen(
        from: "\(name) has a hidden count on \(topic): it is not among these \(field.nouns)",
        "\(name) has a hidden count on \(topic)", "\(name) has a hidden count")
    case .noCase:
      Headline.chosen(from: "\(name) has no case on \(topic): no ratio to show", "\(name) has no case")
    case .noCounts:
      Headline.chosen(
        from: "\(name) gave no counts on \(topic) in \(setting.phaseWords)", "\(name) gave no counts on \(topic)",
        "\(name) gave no counts")
    }
  }

  private var headlineOfAll: String {
    let (differing, all) = (finding.differing, finding.rows.count)
    if all == 1 {
      return Headline.chosen(
        from: "Only one \(setting.organisationNoun) has a ratio on \(field.topic)",
        "Only one \(setting.organisationNoun) has a ratio")
    }
    let count = differing == 0 ? "None of \(field.count(all))" : "\(differing) of \(field.count(all))"
    let verb = differing > 1 ? "differ" : "differs"
    return Headline.chosen(
      from: "\(count) clearly \(verb) from equal likelihood on \(field.topic)",
      "\(count) clearly \(verb) from equal likelihood")
  }

  /// "All 120 authorities together 1.54".
  var pooledLabel: String? {
    finding.pooled.relativeLikelihood.map { _ in
      "\(field.together(finding.pooledCounts.organisations)) together \(pooledRatio)"
    }
  }

  /// The labels of the prediction interval, from long to short.
  var predictionLabels: [String] {
    guard let prediction else { return [] }
    let interval = Wordings.interval(prediction)
    return [
      "Shaded: where another \(setting.organisationNoun)'s true ratio would lie, \(interval)",
      "Shaded: another \(setting.organisationNoun)'s true ratio, \(interval)", "Shaded: \(interval)", interval,
    ]
  }

  /// What stands beside our row, from its name downwards.
  var ownLines: [String] {
    guard let own else { return [] }
    return [own.identity.name, ratioWords(own)] + field.counts(own.identity)
  }

  private func ratioWords(_ row: ForestFinding.Row) -> String {
    let ratio = Wordings.ratio(row.ratio ?? .infinity)
    guard let interval = row.interval else { return ratio }
    return interval.upper == .infinity
      ? "\(ratio) (\(Wordings.ratio(interval.lower)) or more)" : "\(ratio) (\(Wordings.interval(interval)))"
  }

  /// Everything, as a sheet takes it.
  /// - Parameters:
  ///   - isShaded: Whether a band can be drawn.
  ///   - hasArrows: Whether something goes on beyond the frame.
  ///   - every: Which of the authorities have room: every so-many-th.
  func words(isShaded: Bool, hasArrows: Bool, every: Int) -> ChartWords {
    ChartWords(
      headline: headline, subtitle: field.subtitle(finding.measure),
      footer: footer(isShaded: isShaded, hasArrows: hasArrows, every: every), altText: altText, data: data,
      source: FooterNotes.origin(setting.sources, isIllustrative: setting.isIllustrative))
  }

  private var withoutCase: Int { finding.rows.count { $0.ratio == nil || $0.ratio == 0 } }

  private func footer(isShaded: Bool, hasArrows: Bool, every: Int) -> [String] {
    var parts = FooterNotes.illustrative(setting.isIllustrative)
    if every > 1 {
      let own = own.map { ", and \($0.identity.name)" } ?? ""
      parts.append("Room for every \(Self.ordinal(every)) of \(field.count(finding.rows.count))\(own).")
    }
    parts.append("Lines: \(level) confidence intervals.")
    if hasArrows { parts.append("Arrow at the frame: goes on beyond it.") }
    if withoutCase > 0 {
      parts.append("Arrow alone: no case in one group (\(field.count(withoutCase))).")
    }
    if let prediction {
      let what =
        isShaded
        ? "Shaded: "
        : "Another \(setting.organisationNoun)'s true ratio would lie in \(Wordings.interval(prediction)): "
      let drawnUp = finding.isAverageDrawnUp ? "; too high, as most have under ten cases in a group" : ""
      parts.append("\(what)\(level), random-effects model\(drawnUp).")
    }
    if let own, finding.pooledCounts.organisations > 1 {
      parts.append("All together: \(own.identity.name) included.")
    }
    return parts + field.ending(own: own?.identity, notes: finding.notes)
  }

  static func ordinal(_ number: Int) -> String {
    let ending =
      switch (number % 10, number % 100) {
      case (_, 11...13): "th"
      case (1, _): "st"
      case (2, _): "nd"
      case (3, _): "rd"
      default: "th"
      }
    return "\(number)\(ending)"
  }

  // MARK: - Alt text and data

  var altText: String {
    var parts = [
      "Forest plot of \(setting.indicator.title.lowercased()) in \(setting.phaseWords): the relative likelihood of "
        + "\(field.count(finding.rows.count)), lowest first, with \(level) intervals. \(headline)."
    ]
    if let own { parts.append("\(own.identity.name): \(ratioWords(own))\(field.countsSaid(own.identity)).") }
    if let pooledLabel {
      let interval = finding.pooled.interval.map { " (\(Wordings.interval($0)))" } ?? ""
      parts.append("\(pooledLabel)\(interval).")
    }
    if let prediction {
      parts.append(
        "Another \(setting.organisationNoun)'s true ratio would lie in \(Wordings.interval(prediction)) (\(level)).")
    }
    if finding.rows.count > 3 { parts.append(spread) }
    if finding.rows.count > 1 {
      parts.append(
        "\(finding.differing) clearly \(finding.differing == 1 ? "differs" : "differ") from equal likelihood.")
    }
    return parts.joined(separator: " ") + finding.notes.map { " \($0)" }.joined()
  }

  /// How the ratios are spread; each of them is in the data.
  private var spread: String {
    let ratios = finding.rows.map { Wordings.ratio($0.ratio ?? .infinity) }
    let quarter = ratios.count / 4
    return
      "The ratios go from \(ratios[0]) to \(ratios[ratios.count - 1]), half of them from \(ratios[quarter]) to "
      + "\(ratios[ratios.count - 1 - quarter]); the data have each."
  }

  var data: ChartData {
    let rows = finding.rows.map { row in
      [row.identity.name, FieldWords.cell(row.ratio ?? .infinity, of: row.identity)]
        + [row.interval?.lower, row.interval?.upper].map { FieldWords.cell($0, of: row.identity) }
        + ChartData.cells(row.identity.bame, row.identity.white)
    }
    let pooled = [
      "\(field.together(finding.pooledCounts.organisations)) together",
      ChartData.cell(finding.pooled.relativeLikelihood), ChartData.cell(finding.pooled.interval?.lower),
      ChartData.cell(finding.pooled.interval?.upper),
    ]
    let another = prediction.map { interval in
      [
        "Another \(setting.organisationNoun)'s true ratio", "", ChartData.cell(interval.lower),
        ChartData.cell(interval.upper),
      ]
        + ChartData.cells(nil, nil)
    }
    return ChartData(
      columns: ["authority", "relative_likelihood", "lower", "upper"] + ChartData.countColumns,
      rows: rows + [pooled + ChartData.cells(finding.pooledCounts.bame, finding.pooledCounts.white)]
        + [another].compactMap { $0 })
  }

  /// The row of the data that holds the pooled figure.
  var pooledRow: Int { finding.rows.count }
}
