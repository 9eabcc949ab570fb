import IndicatorStatistics
import Phaseline

/// Findings over all authorities: the sentence, the list, and what else a reader must know.
struct FieldText {
  let layout: any TextLayout
  let explains: Bool

  // MARK: - Rank

  func rank(_ finding: RankFinding) -> Report {
    let table = finding.rows.isEmpty ? [] : [layout.table(rankTable(finding))]
    let explanation = [
      entry(
        "average", "of \(finding.effects.authorities), \(finding.effects.corrected) with 0.5 added", .randomEffects),
      entry("shrunk, place, quarter", "from each one's counts and the average", .shrunkRanking),
      entry("ratio", "each one's own counts", .koopman),
    ]
    return Report(
      text: text(finding.setting, finding.sentence, table, finding.notes, explanation), rows: rankRows(finding),
      object: finding)
  }

  /// Several rankings as one.
  /// - Parameter notes: What there is nothing of, for standard error.
  func ranks(_ findings: [RankFinding], notes: [String]) -> Report {
    let each = findings.map(rank)
    return Report(
      text: each.map(\.text).joined(separator: "\n\n"),
      rows: Table(columns: rankColumns, rows: each.flatMap(\.rows.rows)), object: findings, notes: notes)
  }

  private func rankTable(_ finding: RankFinding) -> Table {
    let level = finding.setting.level.rawValue
    let hasCounts = finding.rows.contains { $0.identity.bame != nil }
    let columns =
      [("place", "Place"), ("range", level), ("authority", noun(finding.setting))]
      + (hasCounts
        ? [("bame", finding.setting.groups.bame), ("white", finding.setting.groups.white), ("ratio", "Ratio")] : [])
      + [("shrunk", "Shrunk (\(level))"), ("quarter", "Furthest quarter")]
    return Table(
      columns: columns.map { Table.Column(key: $0.0, title: $0.1) },
      rows: finding.rows.map { row in
        [
          .text("\(row.place)"), .text("\(row.lowestRank)–\(row.highestRank)"),
          .text(name(row.identity) + (row.isCorrected == true ? " *" : "")),
        ]
          + (hasCounts ? counts(row.identity) : [])
          + [
            .text("\(Wordings.ratio(row.shrunk)) (\(Wordings.interval(row.shrunkInterval)))"),
            .text(row.worstQuarter.map(Wordings.chance) ?? "–"),
          ]
      })
  }

  private var rankColumns: [Table.Column] {
    let keys =
      Self.identityKeys + [
        "place", "lowest_place", "highest_place", "expected_place", "shrunk", "shrunk_lower", "shrunk_upper",
        "furthest_quarter",
      ] + Self.settingKeys
    return keys.map { Table.Column(key: $0, title: $0) }
  }

  private func rankRows(_ finding: RankFinding) -> Table {
    Table(
      columns: rankColumns,
      rows: finding.rows.map { row in
        identity(row.identity) + [
          .integer(row.place), .integer(row.lowestRank), .integer(row.highestRank), .number(row.expectedRank),
          .number(row.shrunk), .number(row.shrunkInterval.lower), .number(row.shrunkInterval.upper),
          .number(row.worstQuarter),
        ] + setting(finding.setting)
      })
  }

  // MARK: - Funnel

  func funnel(_ finding: FunnelFinding) -> Report {
    let shown = finding.rows.filter { $0.outside.ninetyFive || $0.identity.isOwn }
    let table = shown.isEmpty ? [] : [layout.table(funnelTable(finding, shown))]
    let explanation = [
      entry("pooled ratio", "the counts of all \(Wordings.plural(finding.setting.organisationNoun)) added up", .pooled),
      entry("distance and limits", "each one's counts, at the pooled ratio", .funnel),
      entry("q", "p of the distance, over these \(finding.rows.count)", .benjaminiHochberg),
    ]
    return Report(
      text: text(
        finding.setting, finding.sentence, table,
        finding.notes + ["q: p of the distance after Benjamini and Hochberg, over \(finding.family)."], explanation),
      rows: funnelRows(finding),
      object: finding)
  }

  private func funnelTable(_ finding: FunnelFinding, _ rows: [FunnelFinding.Row]) -> Table {
    let hasCounts = finding.rows.contains { $0.identity.bame != nil }
    let columns =
      [("authority", noun(finding.setting))]
      + (hasCounts
        ? [("bame", finding.setting.groups.bame), ("white", finding.setting.groups.white), ("ratio", "Ratio")] : [])
      + [("z", "Distance"), ("widened", "Widened"), ("q", "q"), ("outside", "Outside")]
    return Table(
      columns: columns.map { Table.Column(key: $0.0, title: $0.1) },
      rows: rows.map { row in
        [.text(name(row.identity))] + (hasCounts ? counts(row.identity) : []) + [
          .text(Wordings.fixed(row.z, 1)), .text(Wordings.fixed(row.widenedZ, 1)),
          .text(Wordings.probability(row.q)), .text(outside(row.outside)),
        ]
      })
  }

  private func outside(_ outside: Funnel.Outside) -> String {
    let plain = outside.ninetyNineEight ? "99.8%" : outside.ninetyFive ? "95%" : "no"
    let wide =
      outside.ninetyNineEightOverDispersed ? "99.8%" : outside.ninetyFiveOverDispersed ? "95%" : "no"
    return plain == wide ? plain : "\(plain); widened: \(wide)"
  }

  private func funnelRows(_ finding: FunnelFinding) -> Table {
    let keys =
      Self.identityKeys + [
        "z", "widened_z", "p", "q", "precision", "height", "lower_95", "upper_95", "lower_99_8", "upper_99_8",
        "wide_lower_95",
        "wide_upper_95",
        "wide_lower_99_8", "wide_upper_99_8", "outside_95", "outside_99_8", "outside_wide_95", "outside_wide_99_8",
        "pooled",
      ] + Self.settingKeys
    return Table(
      columns: keys.map { Table.Column(key: $0, title: $0) },
      rows: finding.rows.map { row in
        let drawing = row.drawing
        let limits = [drawing?.limits, drawing?.outerLimits, drawing?.wideLimits, drawing?.wideOuterLimits]
        let outside = row.outside
        let flags = [
          outside.ninetyFive, outside.ninetyNineEight, outside.ninetyFiveOverDispersed,
          outside.ninetyNineEightOverDispersed,
        ]
        let distances: [Table.Cell] = [
          .number(row.z), .number(row.widenedZ), .number(row.p), .number(row.q), .number(drawing?.precision),
          .number(drawing?.height),
        ]
        return identity(row.identity) + distances
          + limits.flatMap { [.number($0?.lower), .number($0?.upper)] } + flags.map { .text($0 ? "yes" : "no") }
          + [.number(finding.pooled)] + setting(finding.setting)
      })
  }

  // MARK: - Both

  private static let identityKeys = [
    "authority_code", "authority", "own", "bame_numerator", "bame_denominator", "white_numerator", "white_denominator",
    "relative_likelihood", "lower", "upper",
  ]
  private static let settingKeys = [
    "standard", "indicator", "category", "phase", "service", "level", "illustrative", "audience",
  ]

  private func identity(_ it: FieldIdentity) -> [Table.Cell] {
    [
      it.code.map { .text($0) } ?? .none, .text(it.name), .text(it.isOwn ? "yes" : "no"),
      .integer(it.bame?.numerator.low), .integer(it.bame?.denominator.low), .integer(it.white?.numerator.low),
      .integer(it.white?.denominator.low), .number(it.ratio?.relativeLikelihood), .number(it.ratio?.interval?.lower),
      .number(it.ratio?.interval?.upper),
    ]
  }

  private func setting(_ it: FieldSetting) -> [Table.Cell] {
    [
      .text(it.standard), .text(it.indicator.key), .text(it.indicator.category), .text(it.phase),
      .text(it.service.rawValue), .text(it.level.rawValue), .text(it.isIllustrative ? "illustrative" : "real"),
      .text(it.disclosure.label),
    ]
  }

  private func counts(_ it: FieldIdentity) -> [Table.Cell] {
    [it.bame.map { .text($0.words) } ?? .none, it.white.map { .text($0.words) } ?? .none]
      + [.text(Wordings.ratio(it.ratio?.range?.upper))]
  }

  /// "Authority".
  private func noun(_ setting: FieldSetting) -> String {
    setting.organisationNoun.sentenceCased
  }

  private func name(_ it: FieldIdentity) -> String { it.isOwn ? "▸ \(it.name)" : it.name }

  private func entry(_ term: String, _ from: String, _ method: Method) -> Document.Part {
    .entry(term: term, text: "\(from); \(method.words).")
  }

  private func text(
    _ setting: FieldSetting, _ sentence: String, _ table: [String], _ notes: [String], _ explanation: [Document.Part]
  ) -> String {
    let number = setting.indicator.number.map { "\($0) " } ?? ""
    var parts = [
      layout.heading("\(number)\(setting.indicator.title), \(setting.phaseWords)"), layout.paragraph(sentence),
    ]
    parts += table + notes.map { layout.paragraph($0) }
    if explains { parts.append(layout.document(Document(parts: [.heading("How each number was made")] + explanation))) }
    if setting.isIllustrative { parts.append(layout.paragraph(Wordings.illustrative)) }
    if !setting.sources.isEmpty {
      parts.append(layout.paragraph("Sources: " + setting.sources.joined(separator: "; ")))
    }
    return parts.joined(separator: "\n")
  }
}

extension Method {
  /// The method and who published it.
  var words: String { source.isEmpty ? rawValue : "\(rawValue) (\(source))" }
}
