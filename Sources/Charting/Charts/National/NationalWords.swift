import IndicatorStatistics
import Phaseline

/// What a national chart says in words and numbers.
struct NationalWords: PhaseWords {
  let finding: Finding
  let series: NationalSeries
  let drawn: DrawnIntervals

  private var lines: [TrajectorySeries] { series.lines }
  private var topic: String { finding.indicator.topic }
  private var nouns: String { Wordings.plural(finding.organisationNoun) }

  private func organisations(_ count: Int) -> String {
    "\(Wordings.grouped(count)) \(count == 1 ? finding.organisationNoun : nouns)"
  }

  // MARK: - Headline

  /// Whose figure it is: the nation's only if it was published as such, else that of whoever is here.
  private var name: String { TrajectorySeries.nation(of: finding).name }

  var headline: String {
    guard let course = finding.nationalCourse else { return "\(name) on \(topic)" }
    let (first, last) = (course.words.first ?? "–", course.words.last ?? "–")
    let way = course.words.count > 1 ? "\(first) to \(last)" : last
    let rise = course.total ?? 0 > 0 ? ("rise", "rose", "fell") : ("fall", "fell", "rose")
    let title = topic.sentenceCased
    let same = course.organisations.map { "the same \(organisations($0))" } ?? ""
    return switch course.kind {
    case .publishedOnly where course.phases.first == course.phases.last:
      Headline.chosen(
        from: "\(name): \(last) on \(topic), as published, not tested", "\(last) as published, not tested")
    case .publishedOnly:
      Headline.chosen(
        from: "\(name): \(way) on \(topic), as published, not tested", "\(way) on \(topic), as published, not tested")
    case .onePhase:
      Headline.chosen(
        from: "\(name): \(last) on \(topic); one phase shows no change",
        "\(last) on \(topic); one phase shows no change")
    case .notShown where course.total == nil:
      Headline.chosen(
        from: "\(name): whether \(topic) has changed cannot be told from these counts",
        "Whether \(topic) has changed cannot be told from these counts")
    case .notShown where first == last:
      Headline.chosen(
        from:
          "\(name): \(last) on \(topic), as in \(finding.phases.first(where: \.hasFigure)?.words ?? "the first phase")",
        "\(last) on \(topic), as at first")
    case .notShown:
      Headline.chosen(
        from: "\(name): \(way) on \(topic), which chance may explain", "\(way) on \(topic), which chance may explain")
    case .noPanel:
      Headline.chosen(
        from: "\(name): \(way) on \(topic); who joined cannot be set apart",
        "\(way) on \(topic); who joined cannot be set apart")
    case .sameNotShown:
      Headline.chosen(
        from: "\(title): \(way), but no change shown among \(same)",
        "\(title): \(way); \(same.dropFirst("the ".count)): no change shown",
        "\(way), but among \(same) no change is shown")
    case .against:
      Headline.chosen(
        from: "\(title): \(way), but \(same) \(rise.2)",
        "\(rise.1.sentenceCased) from \(first) to \(last), but \(same) \(rise.2)")
    case .mostlyJoined:
      Headline.chosen(
        from: "\(title): most of the national \(rise.0) is who took part",
        "Most of the national \(rise.0) is who took part, not change among the same \(nouns)")
    case .mostlySame where series.isEverybodyThroughout:
      Headline.chosen(
        from: "\(title): \(way), all of it change among \(same)", "\(way), all of it change among \(same)")
    case .mostlySame:
      Headline.chosen(
        from: "\(title): \(way), mostly change among \(same)", "\(way), mostly change among \(same)")
    }
  }

  // MARK: - Around the plot

  var axisRows: [TrajectoryWords.Row] {
    let counted = finding.phases.map { $0.comparator?.pooledCounts?.organisations }
    let rows = TrajectoryWords.phaseRows(finding.phases)
    guard counted.contains(where: { $0 != nil }) else { return rows }
    let cells = zip(finding.phases, counted).map { phase, count in
      count.map(organisations) ?? (phase.hasFigure ? "published" : "")
    }
    let shorter = counted.map { $0.map(Wordings.grouped) ?? "" }
    return rows + [TrajectoryWords.Row(title: "Counts from", cells: cells, shorter: shorter)]
  }

  /// Names whose figure it is where the headline has no room for that.
  private var subtitle: String { finding.subtitle(naming: name, under: headline) }

  func words(arrows: String?) -> ChartWords {
    ChartWords(
      headline: headline, subtitle: subtitle, footer: footer(arrows: arrows),
      altText: altText,
      data: data, source: FooterNotes.origin(finding.sources, isIllustrative: finding.isIllustrative))
  }

  private func footer(arrows: String?) -> [String] {
    var parts = FooterNotes.illustrative(finding.isIllustrative) + drawn.note(finding.level)
    if let arrows { parts.append(arrows) }
    parts += kinds
    if drawn.isShaded { parts.append(FooterNotes.band) }
    parts.append(FooterNotes.logarithmic)
    return parts + finding.notes + FooterNotes.source(finding.sources, isIllustrative: finding.isIllustrative)
  }

  /// What each line is.
  private var kinds: [String] {
    var parts: [String] = []
    if series.isPooledAsPublished {
      parts.append("\(lines[0].name): as published, and the counts of all added up.")
    }
    if finding.phases.allSatisfy({ $0.comparator?.pooled == nil }) {
      parts.append("Published figures without counts: not tested.")
    }
    if let panel = finding.nation?.panel {
      let phases = "\(word(panel.phases.first)) to \(word(panel.phases.last))"
      parts.append(
        series.isEverybodyThroughout
          ? "The same \(nouns) gave counts in each phase."
          : "Same throughout: the \(organisations(panel.organisations)) with counts in each phase from \(phases).")
    }
    return parts
  }

  private func word(_ key: String?) -> String { finding.phases.first { $0.phase == key }?.words ?? key ?? "" }

  // MARK: - Alt text and data

  var altText: String {
    let told = lines.filter { !$0.points.isEmpty }.map { line in
      let points = line.points.map { value in
        let interval = value.interval.map { " (\(Wordings.interval($0)))" } ?? ""
        return "\(phase(value.ordinal)?.words ?? ""): \(value.words)\(interval)"
      }
      return "\(line.name): \(points.joined(separator: "; "))."
    }
    let counted = finding.phases.compactMap { phase in
      phase.comparator?.pooledCounts.map { "\(phase.words): \(organisations($0.organisations))" }
    }
    let counts = counted.isEmpty ? [] : ["Counts from \(counted.joined(separator: "; "))."]
    return
      (["Line chart of the national figure on \(finding.indicator.title.lowercased()) across phases. \(headline)."]
      + told
      + counts + finding.outlook.suffix(1)).joined(separator: " ")
  }

  private func phase(_ ordinal: Int) -> PhaseFinding? { finding.phases.first { $0.ordinal == ordinal } }

  var data: ChartData {
    ChartData(
      columns: ["series", "phase", "relative_likelihood", "lower", "upper", "organisations"],
      rows: lines.flatMap { line in
        line.points.map { value in
          let phase = phase(value.ordinal)
          let isPublished = value.interval == nil && line.name.hasSuffix("published")
          let count =
            line.look == lines.last?.look && line.name.hasPrefix("Same ")
            ? finding.nation?.panel?.organisations : isPublished ? nil : phase?.comparator?.pooledCounts?.organisations
          return [
            line.name, phase?.phase ?? "", ChartData.cell(value.ratio), ChartData.cell(value.interval?.lower),
            ChartData.cell(value.interval?.upper), count.map(String.init) ?? "",
          ]
        }
      })
  }

  /// The label that belongs to a phase is that of its series break: the last of its rows.
  func row(of ordinal: Int) -> Int? {
    let ordinals = lines.flatMap { $0.points.map(\.ordinal) }
    return ordinals.lastIndex(of: ordinal) ?? (ordinals.isEmpty ? nil : ordinals.count - 1)
  }
}
