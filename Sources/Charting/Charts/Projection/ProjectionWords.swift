import Phaseline

/// What a projection says, from the values drawn.
extension ProjectionContent {
  /// With fewer particulars where names are long; at most 15 words.
  var headline: String {
    let (name, topic) = (finding.subject.name, finding.indicator.words)
    if let meeting {
      let end = meeting.words
      return Headline.chosen(
        from: "At this pace \(name) reaches parity on \(topic) \(end)",
        "At this pace \(name) reaches parity on \(topic) \(meeting.shortWords)",
        "At this pace \(name) reaches parity \(end)", "At this pace parity on \(topic) is reached \(end)",
        "At this pace parity is reached \(end)")
    }
    let why = reason ?? "too uncertain"
    return Headline.chosen(
      from: "No date for parity \(isArea ? "for" : "at") \(name) on \(topic): \(why)",
      "No date for parity \(isArea ? "for" : "at") \(name): \(why)",
      "No date for parity on \(topic): \(why)", "No date for parity: \(why)")
  }

  /// Names whom it is about where the headline has no room for that.
  var subtitle: String { finding.subtitle(naming: finding.subject.name, under: headline) }

  /// - Parameters:
  ///   - isText: Whether it is drawn in characters, without shading.
  ///   - goesBeyond: Whether something reaches beyond the axis.
  func words(isText: Bool, goesBeyond: Bool) -> ChartWords {
    ChartWords(
      headline: headline, subtitle: subtitle, footer: footer(isText: isText, goesBeyond: goesBeyond), altText: altText,
      data: data, source: FooterNotes.origin(finding.sources, isIllustrative: finding.isIllustrative))
  }

  private func footer(isText: Bool, goesBeyond: Bool) -> [String] {
    let level = finding.level.rawValue
    var parts = FooterNotes.illustrative(finding.isIllustrative)
    if let meeting {
      let isBefore = showsMeeting && meeting.place != meeting.place.rounded()
      let there = isBefore ? "; at parity (circle) before \(meeting.date.phase)" : ""
      parts.append(
        "Dashed: where the line leads if every phase goes on as those before\(there). Nobody can promise that.")
    }
    if let reason { parts.append("No date\(fitted.isEmpty ? " and no line" : ""): \(reason).") }
    if let pace { parts.append("Dotted: to be at parity by \(pace.target) takes \(pace.words).") }
    if let why = finding.line?.projection?.noPace, why != reason { parts.append("No pace to parity is given: \(why).") }
    if meeting != nil { parts.append("Thick line at parity: when it may be there (\(level)).") }
    if points.contains(where: isApart) { parts.append("Hollow: not part of the line.") }
    parts += EventMarkers(finding.events, on: ordinals).note
    let hasBars = points.contains { $0.interval != nil }
    switch (hasBars, !fitted.isEmpty && !isText) {
    case (true, true): parts.append("Bars and shaded: \(level) confidence intervals of phases and line.")
    case (true, false): parts.append("Bars: \(level) confidence intervals.")
    case (false, true): parts.append("Shaded: \(level) confidence interval of the line.")
    case (false, false): break
    }
    if goesBeyond { parts.append("What reaches the upper or lower edge goes on beyond it.") }
    if points.contains(where: { $0.range != nil }) { parts.append("Thick bar: all that a hidden count allows.") }
    return parts + [FooterNotes.logarithmic] + finding.notes
      + FooterNotes.source(finding.sources, isIllustrative: finding.isIllustrative)
  }

  // MARK: - In words and numbers

  /// Under the axis: each phase with its counts, then the names of those to come.
  var axisRows: [TrajectoryWords.Row] {
    let coming = ahead.filter { stop in !finding.phases.contains { $0.ordinal == stop.ordinal } }
    return TrajectoryWords.rows(of: finding).map { row in
      var row = row
      row.cells += row.isHeading ? coming.map(\.label) : coming.map { _ in "" }
      row.shorter = row.shorter.map { $0 + (row.isHeading ? coming.map(\.phase) : coming.map { _ in "" }) }
      return row
    }
  }

  private func phase(_ ordinal: Int) -> PhaseFinding? { finding.phases.first { $0.ordinal == ordinal } }

  var altText: String {
    var parts = ["Line chart of \(finding.indicator.title.lowercased()) with where its line leads. \(headline)."]
    parts.append("Measured: " + points.map(measured).joined(separator: "; ") + ".")
    if !fitted.isEmpty { parts.append("Fitted line: \(stops(fitted)).") }
    if let meeting { parts.append("At this pace parity is reached \(meeting.words): \(stops(projected)).") }
    if let pace { parts.append("Needed for parity by \(pace.target): \(pace.words).") }
    return (parts + [finding.sentence]).joined(separator: " ")
  }

  private func measured(_ value: TrajectorySeries.Value) -> String {
    let phase = phase(value.ordinal)
    let interval =
      value.interval.map { " (\(Wordings.interval($0)))" } ?? (value.range == nil ? "" : ", a hidden count")
    let counts = [phase?.bame, phase?.white].compactMap { $0?.words }.joined(separator: " against ")
    return "\(phase?.words ?? "\(value.ordinal)"): \(value.words)\(interval)\(counts.isEmpty ? "" : ", \(counts)")"
  }

  private func stops(_ stops: [ProjectionFinding.Stop]) -> String {
    stops.map { stop in
      "\(stop.label): \(Wordings.ratio(stop.ratio))" + (stop.interval.map { " (\(Wordings.interval($0)))" } ?? "")
    }.joined(separator: "; ")
  }

  /// The rows: measured, fitted, to come, the date, the pace.
  var data: ChartData {
    ChartData(
      columns: [
        "series", "phase", "relative_likelihood", "lower", "upper",
        "percent_per_\(finding.line?.unit.rawValue ?? "phase")",
        "earliest", "latest",
      ] + ChartData.countColumns,
      rows: points.map(row) + fitted.map { row($0, "fitted line") } + projected.map { row($0, "at this pace") }
        + extraRows)
  }

  /// The line at the phases to come; empty without a date.
  private var projected: [ProjectionFinding.Stop] { meeting == nil ? [] : ahead.filter { $0.ratio != nil } }

  /// The row of a measured phase; the last one where there is none.
  func row(of ordinal: Int) -> Int { points.lastIndex { $0.ordinal <= ordinal } ?? points.count - 1 }
  /// The row of the date of parity.
  var rowOfDate: Int { points.count + fitted.count + projected.count }
  /// The row of the needed pace.
  var rowOfPace: Int { rowOfDate + (meeting == nil ? 0 : 1) }

  private func row(_ value: TrajectorySeries.Value) -> [String] {
    let phase = phase(value.ordinal)
    let limits = value.range ?? value.interval
    return [
      "measured", phase?.phase ?? "", ChartData.cell(value.ratio), ChartData.cell(limits?.lower),
      ChartData.cell(limits?.upper), "", "", "",
    ] + ChartData.cells(phase?.bame, phase?.white)
  }

  private func row(_ stop: ProjectionFinding.Stop, _ series: String) -> [String] {
    [
      series, stop.phase, ChartData.cell(stop.ratio), ChartData.cell(stop.interval?.lower),
      ChartData.cell(stop.interval?.upper),
    ] + Array(repeating: "", count: 7)
  }

  private var extraRows: [[String]] {
    let none = Array(repeating: "", count: 4)
    let date = meeting.map {
      ["parity", $0.date.phase, "1.0000", "", "", "", $0.date.earliest ?? "", $0.date.latest] + none
    }
    let pace = pace.map {
      ["needed for parity", $0.target, "1.0000", "", "", ChartData.cell($0.percent), "", ""] + none
    }
    return [date, pace].compactMap { $0 }
  }
}
