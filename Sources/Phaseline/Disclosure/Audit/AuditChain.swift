/// Tells step by step how a range was found.
struct AuditChain {
  let words: AuditWords
  let ranges: RangePropagation
  let used: [AuditSystem.Relation]
  let figures: [AuditFigures]

  /// More steps than this are only counted.
  private static let most = 12

  /// The steps that made a count's range what it is, the first of them first.
  func steps(of cell: Int) -> [AuditReport.Step] {
    let ends = [true, false].map { RangePropagation.End(cell: cell, isLow: $0) }
    let all = gathered(ends).sorted()
    let sentences = merged(all).map(sentence)
    guard sentences.count > Self.most else { return sentences }
    let left = sentences.count - Self.most + 1
    let first = AuditReport.Step(
      sentence: "\(Wordings.counted(left, "step")) of the same kind come first.", whereabouts: [])
    return [first] + sentences.suffix(Self.most - 1)
  }

  /// The steps that ends rest on, each once.
  private func gathered(_ ends: [RangePropagation.End]) -> Set<Int> {
    var found = Set<Int>()
    var open = ends.map { ($0, ranges.steps.count) }
    while let (end, before) = open.popLast(), found.count < 400 {
      guard let step = ranges.end(end, before: before).step, found.insert(step).inserted else { continue }
      open += inputs(of: step).map { ($0, step) }
    }
    return found
  }

  private func inputs(of step: Int) -> [RangePropagation.End] {
    switch ranges.steps[step].cause {
    case .relation: return ranges.inputs(of: step)
    case .figures(let number): return figures[number].cells.flatMap(bothEnds)
    case .together(let relations): return relations.flatMap { used[$0].relation.cells }.unique.flatMap(bothEnds)
    }
  }

  private func bothEnds(_ cell: Int) -> [RangePropagation.End] {
    [true, false].map { RangePropagation.End(cell: cell, isLow: $0) }
  }

  /// A step, and the one that moved the other end of the same count for the same reason.
  private struct Moved {
    var step: Int
    var other: Int?
  }

  private func merged(_ steps: [Int]) -> [Moved] {
    var found: [Moved] = []
    for step in steps {
      let it = ranges.steps[step]
      let same = found.lastIndex { moved in
        let other = ranges.steps[moved.step]
        return moved.other == nil && other.end.cell == it.end.cell && other.end.isLow != it.end.isLow
          && other.cause == it.cause
      }
      if let same, found.suffix(from: same + 1).allSatisfy({ !rests(on: it.end.cell, $0.step) }) {
        found[same].other = step
      } else {
        found.append(Moved(step: step))
      }
    }
    return found
  }

  private func rests(on cell: Int, _ step: Int) -> Bool { inputs(of: step).contains { $0.cell == cell } }

  // MARK: - Sentences

  private func sentence(_ moved: Moved) -> AuditReport.Step {
    let step = ranges.steps[moved.step]
    let cell = step.end.cell
    let last = max(moved.step, moved.other ?? 0)
    let both = moved.other.map { [step.value, ranges.steps[$0].value].sorted() }
    let result =
      both.map { $0[0] == $0[1] ? Wordings.grouped($0[0]) : "\($0[0])–\(Wordings.grouped($0[1]))" }
      ?? {
        let opposite = ranges.end(RangePropagation.End(cell: cell, isLow: !step.end.isLow), before: moved.step).value
        return opposite == step.value
          ? Wordings.grouped(step.value) : "at \(step.end.isLow ? "least" : "most") \(Wordings.grouped(step.value))"
      }()
    switch step.cause {
    case .relation(let number): return sentence(cell, result, used[number], last, step.end.isLow, moved.other != nil)
    case .figures(let number): return sentence(cell, result, figures[number], last)
    case .together(let relations): return sentence(cell, result, relations.map { used[$0] }, last)
    }
  }

  /// What was known of a count at a step: exactly, or the end of it that matters.
  private func amount(_ cell: Int, before step: Int, isLow: Bool, isBoth: Bool) -> String {
    let low = ranges.end(RangePropagation.End(cell: cell, isLow: true), before: step).value
    let high = ranges.end(RangePropagation.End(cell: cell, isLow: false), before: step).value
    if low == high { return Wordings.grouped(low) }
    if isBoth { return high < Bounds.most / 2 ? "\(low)–\(Wordings.grouped(high))" : "\(low) or more" }
    return isLow ? "at least \(Wordings.grouped(low))" : "at most \(Wordings.grouped(high))"
  }

  private func sentence(
    _ cell: Int, _ result: String, _ relation: AuditSystem.Relation, _ step: Int, _ isLow: Bool, _ isBoth: Bool
  ) -> AuditReport.Step {
    let kind = relation.kind
    let lead = "\(words.subject(cell, besides: kind)), \(words.people(cell))"
    func term(_ other: Int, _ isLow: Bool) -> String {
      "\(amount(other, before: step, isLow: isLow, isBoth: isBoth)) \(words.aspect(other, kind))\(source(other, step))"
    }
    switch relation.relation {
    case .atMost(let smaller, let larger, let by):
      let other = cell == smaller ? larger : smaller
      let known = amount(other, before: step, isLow: isLow, isBoth: isBoth) + source(other, step)
      let sentence =
        cell == smaller
        ? "\(lead): no more than \(words.people(larger)), \(known), so \(result)."
        : by == 0
          ? "\(lead): no fewer than \(words.people(smaller)), \(known), so \(result)."
          : "\(lead): \(known) of them are shown, which would be hidden if fewer than \(by) were left, so \(result)."
      return AuditReport.Step(sentence: sentence, whereabouts: told([other], step))
    case .sum(let total, let parts), .partialSum(let total, let parts):
      guard cell != total else {
        return AuditReport.Step(
          sentence: "\(lead): \(joined(parts, step, kind) { term($0, isLow) }) make \(result).",
          whereabouts: told(parts, step))
      }
      let others = parts.filter { $0 != cell }
      let whole = term(total, isLow)
      let less = others.isEmpty ? "" : " less \(joined(others, step, kind) { term($0, !isLow) })"
      return AuditReport.Step(
        sentence: "\(lead): \(whole)\(less) leaves \(result) \(words.aspect(cell, kind)).",
        whereabouts: told([total] + others, step))
    }
  }

  /// A few one by one; of many the sum.
  private func joined(
    _ cells: [Int], _ step: Int, _ kind: AuditSystem.Relation.Kind, _ term: (Int) -> String
  ) -> String {
    guard cells.count > 4 else { return Wordings.list(cells.map(term)) }
    let low = cells.reduce(0) { $0 + ranges.end(RangePropagation.End(cell: $1, isLow: true), before: step).value }
    let high = cells.reduce(0) { $0 + ranges.end(RangePropagation.End(cell: $1, isLow: false), before: step).value }
    let amount =
      low == high
      ? Wordings.grouped(low)
      : high < Bounds.most / 2
        ? "\(Wordings.grouped(low))–\(Wordings.grouped(high))" : "at least \(Wordings.grouped(low))"
    return "\(amount) in \(Wordings.grouped(cells.count)) others together"
  }

  private func sentence(_ cell: Int, _ result: String, _ group: AuditFigures, _ step: Int) -> AuditReport.Step {
    let told = group.mentions.map { words.setting.evidence.figures[$0] }
    let named = told.map { "\(Wordings.indefinite($0.measure.words)) of \($0.printed) (\($0.whereabouts.words))" }
      .unique
    let head = zip([1, 3], ["minoritised", "White"]).map { place, name in
      "\(amount(group.cells[place], before: step, isLow: true, isBoth: true)) \(name)"
    }
    let sentence =
      "\(words.subject(cell, besides: nil)), \(words.people(cell)): \(Wordings.list(named)), with \(Wordings.list(head)) "
      + "people, \(named.count == 1 ? "leaves" : "leave") \(result)."
    return AuditReport.Step(
      sentence: sentence, whereabouts: (told.map(\.whereabouts) + self.told(group.cells, step)).unique)
  }

  private func sentence(
    _ cell: Int, _ result: String, _ relations: [AuditSystem.Relation], _ step: Int
  ) -> AuditReport.Step {
    let sums = relations.filter { $0.kind != .denominator }.map { relation in
      let total = relation.relation.cells[0]
      return "\(words.subject(total, besides: nil)), \(words.people(total))"
    }.unique
    let named = sums.prefix(3).joined(separator: "; ")
    let more = sums.count > 3 ? "; and \(sums.count - 3) more" : ""
    return AuditReport.Step(
      sentence:
        "\(words.subject(cell, besides: nil)), \(words.people(cell)): several sums together leave \(result): those of \(named)\(more).",
      whereabouts: Array(told(relations.flatMap { $0.relation.cells }.unique, step).prefix(8)))
  }

  /// " (shared.csv, line 4)" of what a file tells, " (as found above)" of what was worked out.
  private func source(_ cell: Int, _ step: Int) -> String {
    let isFound = [true, false].contains {
      ranges.end(RangePropagation.End(cell: cell, isLow: $0), before: step).step != nil
    }
    if isFound { return " (found above)" }
    return words.whereabouts(cell).first.map { " (\($0.words))" } ?? ""
  }

  private func told(_ cells: [Int], _ step: Int) -> [Whereabouts] { cells.flatMap(words.whereabouts).unique }
}
