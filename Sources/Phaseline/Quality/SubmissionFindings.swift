/// Who gave nothing, and who gave it late.
struct SubmissionFindings {
  let data: QualityData

  func all() -> [WeighedFinding] { data.phases.flatMap { missing(in: $0) + late(in: $0) } }

  private var words: QualityWords { QualityWords(standard: data.standard) }

  private func recorded(in phase: Int) -> [String: Participation] {
    let key = data.standard.phases[phase].key
    return Dictionary(
      uniqueKeysWithValues: data.participation.filter { $0.key.phase == key }.map { ($0.key.organisation, $0.value) })
  }

  /// The last day for the counts of a phase; none where its year is not known.
  private func due(_ phase: Int) -> Day? {
    data.standard.cycle.first { $0.kind == .submitted }.flatMap {
      data.standard.due($0, in: data.standard.phases[phase])
    }
  }

  // MARK: - Missing

  private func missing(in phase: Int) -> [WeighedFinding] {
    let recorded = recorded(in: phase)
    let before = data.phase(before: phase)
    return data.given.organisations.union(recorded.keys).sorted().compactMap { code in
      guard !data.given.hasCounts(code, in: phase), let organisation = data.organisations[code] else { return nil }
      let gaveBefore = before.map { data.given.hasCounts(code, in: $0) } ?? false
      guard let why = why(organisation, phase, before: gaveBefore ? before : nil, recorded[code]) else { return nil }
      let last = data.counted.last { $0 < phase && data.given.hasCounts(code, in: $0) }
      let loss = last.flatMap { data.loss(organisation, data.staffIndicators, .all, in: $0) }
      let due = due(phase).flatMap { $0 >= data.today ? $0 : nil }
      return WeighedFinding(
        finding: QualityFinding(
          sort: .missingSubmission, severity: due == nil ? .problem : .note, code: code, authority: organisation.name,
          phase: data.standard.phases[phase].key,
          sentence:
            "\(why)\(words.loss(loss, "staff", in: phase))\(due.map { "; the last day is \($0.words)" } ?? "").",
          remedy: due != nil
            ? "Nothing yet: it is not due."
            : "Ask for its submission and load it; until then compare national figures over the same "
              + "\(Wordings.plural(data.standard.organisationNoun)) (`national`).",
          loss: loss), effect: Double(loss?.people ?? 0))
    }
  }

  private func why(
    _ organisation: Organisation, _ phase: Int, before: Int?, _ recorded: Participation?
  ) -> String? {
    let (name, now) = (organisation.name, data.standard.phases[phase].words)
    if recorded?.days[.submitted] != nil {
      return "\(name) is recorded as having submitted in \(now), but has no counts here"
    }
    if recorded?.days[.tookPart] != nil { return "\(name) took part in \(now) and has given no counts" }
    if let before { return "\(name) gave counts in \(data.standard.phases[before].words) and none in \(now)" }
    return recorded?.days[.registered] != nil ? "\(name) registered for \(now) and has given no counts" : nil
  }

  // MARK: - Late

  private func late(in place: Int) -> [WeighedFinding] {
    let phase = data.standard.phases[place]
    guard let last = due(place) else { return [] }
    return recorded(in: place).sorted { $0.key < $1.key }.compactMap { code, recorded in
      guard let day = recorded.days[.submitted], day > last, let organisation = data.organisations[code] else {
        return nil
      }
      return WeighedFinding(
        finding: QualityFinding(
          sort: .lateSubmission, severity: .note, code: code, authority: organisation.name, phase: phase.key,
          sentence:
            "\(organisation.name) submitted its counts of \(phase.words) on \(day.words), after the last day of "
            + "collection, \(last.words).",
          remedy: "Correct the day if it is wrong; else agree on an earlier one for the next phase."), effect: 0)
    }
  }
}
