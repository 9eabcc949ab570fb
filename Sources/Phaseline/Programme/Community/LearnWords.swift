import IndicatorStatistics

/// The words for those who moved towards parity.
struct LearnWords {
  let learning: Learning

  private var lines: NationLines { learning.lines }
  private var standard: Standard { lines.standard }
  private var nouns: String { Wordings.plural(standard.organisationNoun) }

  // MARK: - One of them

  /// "Westmoor moved towards parity over phases 1 to 5: from a fitted ratio of 0.56 to 0.81, rising 9% a phase (…)".
  func sentence(_ row: LearnFinding.Row, _ line: AuthorityLine) -> String {
    let parts = [
      "\(row.identity.words.sentenceCased) moved towards parity\(reached(line)) \(span(line))\(size(row))\(counts(row)).",
      row.why.isEmpty ? "" : "Why it is comparable: \(row.why).",
      row.records.isEmpty ? "" : "In these phases it had: \(row.records.map(\.words).joined(separator: "; ")).",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func reached(_ line: AuthorityLine) -> String {
    line.verdict.reason == .reachedParity ? ", and may have reached it," : ""
  }

  private func span(_ line: AuthorityLine) -> String {
    guard let first = line.run.first, let last = line.run.last else { return "" }
    let missing = last.ordinal - first.ordinal + 1 - line.run.count
    let gap = missing == 0 ? "" : " (\(Wordings.counted(missing, "phase")) between without counts)"
    return "from \(first.phase.words) to \(last.phase.words)\(gap)"
  }

  private func size(_ row: LearnFinding.Row) -> String {
    let level = ConfidenceLevel.ninetyFive.rawValue
    guard let from = row.from, let to = row.to, let percent = row.percentPerPhase, let interval = row.interval else {
      let limits = row.interval.map {
        ": by anything from \(Wordings.way($0.lower)) to \(Wordings.way($0.upper)) a phase (\(level))"
      }
      return (limits ?? "") + ", whatever its hidden counts are"
    }
    return ", its fitted ratio from \(Wordings.ratio(from)) to \(Wordings.ratio(to)), "
      + Wordings.pace(percent, interval, unit: LineFinding.Unit.phase.rawValue, level: level)
  }

  /// "; 12 of 150 against 96 of 612 at first, 20 of 160 against 90 of 600 at last".
  private func counts(_ row: LearnFinding.Row) -> String {
    guard let counts = row.counts else { return "" }
    return "; \(counts.bameFirst.words) against \(counts.whiteFirst.words) at first, "
      + "\(counts.bameLast.words) against \(counts.whiteLast.words) at last"
  }

  /// "of like size, of the same type, and began at 0.56, Northbridge at 0.61".
  func why(_ line: AuthorityLine) -> String {
    guard let likeness = learning.likeness else { return "" }
    var parts = likeness.size == nil ? [] : ["of like size"]
    if !likeness.own.type.isEmpty { parts.append("of the same type") }
    if let own = likeness.first, let other = line.first {
      parts.append(
        "its line begins at \(Wordings.ratio(other.ratio)), that of \(likeness.own.name) at \(Wordings.ratio(own.ratio))"
      )
    }
    return parts.isEmpty ? "nothing is known by which to tell" : Wordings.list(parts)
  }

  // MARK: - All of them

  func sentence(_ finding: LearnFinding) -> String {
    let topic = finding.indicator.topic
    guard !learning.lookedAt.isEmpty else {
      return "No \(finding.like == nil ? "" : "other ")\(standard.organisationNoun) has counts on \(topic): there is "
        + "nobody to learn from yet."
    }
    guard finding.lookedAt != nil else {
      return "Too few \(nouns) have counts on \(topic) for anything to be told of them."
    }
    guard let comparable = finding.like == nil ? finding.lookedAt : finding.comparable else {
      return
        "\(who), too few are comparable with \(finding.like ?? "it")\(criteria(finding)) for anything to be told of them."
    }
    let like = finding.like.map { like in
      let count = comparable == 0 ? "none is" : comparable == 1 ? "1 is" : "\(Wordings.grouped(comparable)) are"
      return ", \(count) comparable with \(like)\(criteria(finding))"
    }
    guard comparable > 0 else { return "\(who)\(like ?? ", nobody is looked at")." }
    guard learning.moved.isTold else {
      return
        "\(who)\(like.map { "\($0); of these," } ?? ",") those that moved towards parity on \(topic) are too few to be told "
        + "of by themselves: \(finding.others.words)."
    }
    let count = finding.rows.count
    let moved = "\(count == 0 ? "none" : Wordings.grouped(count)) \(count < 2 ? "is" : "are")"
    let rest = finding.others.words
    return "\(who)\(like.map { "\($0); of these," } ?? ",") \(moved) shown to have moved towards parity on \(topic)"
      + "\(rest.isEmpty ? "" : count == 0 ? ": \(rest)" : "; of the others, \(rest)")."
  }

  /// "Of 120 authorities with counts", "Of 119 other authorities with counts".
  private var who: String {
    let other = learning.likeness == nil ? "" : "other "
    return "Of \(Wordings.counted(learning.lookedAt.count, other + standard.organisationNoun)) with counts"
  }

  private func criteria(_ finding: LearnFinding) -> String {
    finding.likeness.flatMap { $0.isEmpty ? nil : " (\($0))" } ?? ""
  }

  func notes(_ finding: LearnFinding) -> [String] {
    guard !learning.lookedAt.isEmpty else { return practices(finding) }
    return [
      unknown(finding), chance(finding), farOut(finding), breaks,
      records(finding),
      finding.rows.contains { $0.identity.code == nil }
        ? "Only those are named that agreed to it (`cycle record … may-be-named`)." : "",
    ].filter { !$0.isEmpty } + practices(finding)
  }

  private func unknown(_ finding: LearnFinding) -> String {
    guard let likeness = learning.likeness, !likeness.unknown.isEmpty else { return "" }
    return
      "The \(Wordings.list(likeness.unknown)) of \(likeness.own.name) \(likeness.unknown.count == 1 ? "is" : "are") "
      + "not known, so that nobody is ruled out by \(likeness.unknown.count == 1 ? "it" : "them")."
  }

  private func records(_ finding: LearnFinding) -> String {
    guard !finding.rows.isEmpty else { return "" }
    return finding.rows.allSatisfy(\.records.isEmpty)
      ? "No action or practice on it is recorded for these phases."
      : "What was done and what followed stand side by side here; that one came of the other is not shown."
  }

  /// Among so many some move by chance.
  private func chance(_ finding: LearnFinding) -> String {
    guard !finding.rows.isEmpty, let lines = finding.tested, let expected = finding.expectedByChance else { return "" }
    let tested = finding.rows.filter { $0.q != nil }
    let left = tested.count { ($0.q ?? 1) < ConfidenceLevel.ninetyFive.alpha }
    let stand =
      tested.isEmpty
      ? ""
      : " Of the \(tested.count) with exact counts, \(left == 0 ? "none" : "\(left)") still \(left < 2 ? "stands" : "stand") "
        + "when all \(nouns) are looked at at once."
    return
      "Had nothing changed anywhere, \(Movers.number(expected)) of the \(Wordings.counted(lines, "line")) that could be drawn "
      + "would look improved by chance.\(stand)"
  }

  private func farOut(_ finding: LearnFinding) -> String {
    let count = finding.rows.count(where: \.beganFarOut)
    guard count > 0 else { return "" }
    return
      "\(Wordings.grouped(count)) of them began among the quarter furthest from parity: from there many come back part "
      + "of the way by themselves, whatever is done."
  }

  private var breaks: String {
    guard let gap = lines.indicator.breaks.last, let phase = standard.phase(gap.before) else { return "" }
    return "Lines begin in \(phase.words) or later where there are counts: \(gap.reason)."
  }

  private func practices(_ finding: LearnFinding) -> [String] {
    guard !finding.practices.isEmpty else { return [] }
    return ["Practices on it of others in the register: \(Wordings.list(finding.practices.map(\.words)))."]
  }
}
