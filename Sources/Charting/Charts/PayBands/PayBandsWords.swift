import IndicatorStatistics
import Phaseline

/// What the chart of pay bands says, from the values drawn.
extension PayBands {
  /// Labels of the two groups within a sentence: "minoritised", "BME"; "White".
  private var labels: (bame: String, white: String) {
    (first.groups.bame.lowercasedUnlessAcronym, first.groups.white)
  }

  // MARK: - Headline and subtitle

  /// The band that stands for the indicator, in the last phase that has it; with fewer particulars where names are long.
  var headline: String {
    let (name, band) = (first.subject.name, findings[headlineBand].indicator.categoryTitle)
    guard let panel = panels.last(where: { !$0.cells[headlineBand].isEmpty }) else {
      return Headline.chosen(
        from: "\(name) has no figures on pay of \(band)", "No figures here on pay of \(band)",
        "No figures here on the highest pay band")
    }
    let cell = panel.cells[headlineBand]
    let place = panel == panels.last ? "" : " in \(panel.phase.words)"
    if isComposition, let share = cell.bame { return composition(name, share.words, band, place) }
    guard let bame = cell.bame, let white = cell.white else {
      if panel.phase.isBaseHidden { return hidden(name, band, place) }
      return Headline.chosen(
        from: "\(name): figures of one group alone cannot be compared on pay of \(band)\(place)",
        "Figures of one group alone cannot be compared on pay of \(band)",
        "Figures of one group alone cannot be compared")
    }
    guard bame.isExact, white.isExact else {
      return hidden(name, band, place)
    }
    guard !cell.isOpen else {
      return Headline.chosen(
        from: "Cannot tell whether pay of \(band) differs by ethnicity at \(name)\(place)",
        "Cannot tell whether the highest pay differs by ethnicity at \(name)\(place)",
        "Cannot tell whether pay of \(band) differs by ethnicity", "Cannot tell whether pay differs by ethnicity")
    }
    let (one, two) = ("\(bame.words) of \(labels.bame)", "\(white.words) of \(labels.white) staff")
    return Headline.chosen(
      from: "\(name): \(one) staff are paid \(band), against \(two)\(place)",
      "\(name): \(one) and \(two) are paid \(band)\(place)", "\(one) and \(two) are paid \(band)\(place)",
      "\(one) and \(two) are in the highest pay band", "Highest pay: \(bame.words) against \(white.words) of staff")
  }

  private func hidden(_ name: String, _ band: String, _ place: String) -> String {
    Headline.chosen(
      from: "Hidden counts leave open whether pay of \(band) differs by ethnicity at \(name)\(place)",
      "Hidden counts leave open whether \(name) pays both groups alike\(place)",
      "Hidden counts leave open whether pay differs by ethnicity")
  }

  private func composition(_ name: String, _ share: String, _ band: String, _ place: String) -> String {
    Headline.chosen(
      from: "\(name): \(share) of staff paid \(band) are \(labels.bame)\(place)",
      "\(name): \(share) of the highest pay band are \(labels.bame)\(place)",
      "\(share) of staff paid \(band) are \(labels.bame)", "\(share) of the highest paid are \(labels.bame)")
  }

  var subtitle: String {
    let words = [panels.first, panels.last].compactMap { $0?.phase.words }
    let phases = panels.count == 1 ? words[0] : "\(words[0]) to \(words[1])"
    let what =
      isComposition
      ? "share of each pay band that is of \(labels.bame) staff, as published"
      : "share of \(labels.bame) and of \(labels.white) staff in each pay band"
    return "\(first.subject.name): \(what), \(phases)\(first.service.ending)"
  }

  // MARK: - Footer

  func words(isText: Bool) -> ChartWords {
    let sources = findings.flatMap(\.sources)
    return ChartWords(
      headline: headline, subtitle: subtitle,
      footer: footer(isText: isText) + FooterNotes.source(sources, isIllustrative: first.isIllustrative),
      altText: altText, data: data, source: FooterNotes.origin(sources, isIllustrative: first.isIllustrative))
  }

  private func footer(isText: Bool) -> [String] {
    var footer = FooterNotes.illustrative(first.isIllustrative)
    if !isComposition, !isText { footer.append("Circle: \(labels.bame) staff. Square: \(labels.white) staff.") }
    if panels.contains(where: { $0.cells.contains { !$0.isEmpty && $0.isAlike } }) {
      footer.append(
        "\(isText ? "Question mark" : "Hollow"): the two groups cannot be told apart, or are close (\(first.level.rawValue))."
      )
    }
    if shares.contains(where: { $0.interval != nil }), !isText {
      footer.append("Bars: \(first.level.rawValue) confidence intervals.")
    }
    if shares.contains(where: { !$0.isExact }) { footer.append("Hollow, from–to: all that a hidden count allows.") }
    if shares.contains(where: \.counts.isEmpty) { footer.append("Published figures: without counts, so not tested.") }
    if isComposition { footer.append("Not the share of each group in a band, which was not published.") }
    if earlier > 0 {
      footer.append("Shown: the latest \(panels.count == 1 ? "phase" : "\(panels.count) phases with figures").")
    }
    let gap = "No figures for \(Wordings.list(missing))."
    if !missing.isEmpty { footer.append(gap) }
    footer += organisations
    return footer + findings.flatMap(\.notes).unique.filter { $0 != gap }
  }

  /// Phases between those drawn that have nothing to draw.
  private var missing: [String] {
    let drawn = panels.map(\.phase.ordinal)
    guard let from = drawn.first, let to = drawn.last else { return [] }
    return first.phases.filter { $0.ordinal > from && $0.ordinal < to && !drawn.contains($0.ordinal) }.map(\.words)
  }

  private var organisations: [String] {
    let numbers = panels.compactMap { $0.phase.comparator?.pooledCounts?.organisations }
    guard first.subject.code == nil, !numbers.isEmpty else { return [] }
    let nouns = Wordings.plural(first.organisationNoun)
    return ["Counts of the \(nouns) here together: \(Wordings.list(numbers.map(String.init))), phase by phase."]
  }

  /// How many staff each group has in each phase, where all bands say the same.
  var staff: [TrajectoryWords.Row] {
    let groups: [(String, KeyPath<Cell, GroupFinding?>)] = [
      (first.groups.bame, \.bameCounts), (first.groups.white, \.whiteCounts),
    ]
    let rows = groups.map { title, group in
      TrajectoryWords.Row(
        title: "\(title) staff", cells: panels.map { total($0.cells.compactMap { $0[keyPath: group] }) },
        isNumbers: true)
    }
    return rows.contains { $0.cells.contains { !$0.isEmpty } } ? rows : []
  }

  private func total(_ groups: [GroupFinding]) -> String {
    let totals = Set(groups.map(\.denominator))
    guard let one = totals.first, totals.count == 1, one.isExact else { return "" }
    return Wordings.grouped(one.low)
  }

  // MARK: - Alt text and data

  private var altText: String {
    let phases = panels.map { panel in
      let cells = zip(bands, panel.cells).filter { !$1.isEmpty }.map { band, cell in
        isComposition
          ? "\(band): " + said([(cell.bame, labels.bame), (cell.white, labels.white)].filter { $0.0 != nil })
          : "\(band): " + said([(cell.bame, labels.bame), (cell.white, labels.white)])
            + (cell.isOpen ? " (cannot be told apart)" : cell.isAlike ? " (close to each other)" : "")
      }
      return "\(panel.phase.label.sentenceCased): \(cells.joined(separator: "; "))."
    }
    return
      "Dot plot of pay bands of \(first.subject.name), a panel for each phase. \(headline). \(phases.joined(separator: " "))"
  }

  private func said(_ shares: [(Share?, String)]) -> String {
    shares.map { share, label in
      guard let share else { return "no figure of \(label) staff" }
      let interval = share.interval.map {
        ", \(first.level.rawValue): \(Wordings.percent($0.lower)) to \(Wordings.percent($0.upper))"
      }
      let counts = share.counts.isEmpty ? "as published" : share.counts
      return isComposition
        ? "\(share.words) \(label)" : "\(share.words) of \(label) staff (\(counts)\(interval ?? ""))"
    }.joined(separator: isComposition ? ", " : " against ")
  }

  /// A row for each band of each phase.
  private var data: ChartData {
    func percents(_ share: Share?) -> [String] {
      [share?.low, share?.high, share?.interval?.lower, share?.interval?.upper].map { fraction in
        ChartData.cell(fraction.map { $0 * 100 })
      }
    }
    let columns = ["percent", "percent_high", "lower", "upper"]
    let prefixes = isComposition ? ["bame_share_of_band", "white_share_of_band"] : ["bame", "white"]
    return ChartData(
      columns: ["phase", "band"] + prefixes.flatMap { prefix in columns.map { "\(prefix)_\($0)" } }
        + ["verdict"] + ChartData.countColumns,
      rows: panels.flatMap { panel in
        zip(bands, panel.cells).map { band, cell in
          [panel.phase.phase, band] + percents(cell.bame) + percents(cell.white)
            + [cell.verdict.map(VerdictWords.name) ?? ""]
            + ChartData.cells(cell.bameCounts, cell.whiteCounts)
        }
      })
  }
}
