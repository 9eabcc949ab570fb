/// Who gave nothing, and who gave it late.
struct SubmissionFindings {
  let data: QualityData

  func all() -> [WeighedFinding] { data.phases.flatMap { missing(in: $0) + late(in: $0) } }

  private var words: QualityWords { QualityWords(standard: data.standard) }

  private func recorded(in phase: Int) -> [String: Participation] {
    let key = data.standard.phases[phase].key
    return Dictionary(
      data.participation.filter { $0.phase == key }.map { ($0.organisation, $0) }, uniquingKeysWith: { $1 })
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
      return WeighedFinding(
        finding: QualityFinding(
          sort: .missingSubmission, severity: .problem, code: code, authority: organisation.name,
          phase: data.standard.phases[phase].key, sentence: "\(why)\(words.loss(loss, "staff", in: phase)).",
          remedy: "Ask for its submission and load it; until then compare national figures over the same "
            + "\(Wordings.plural(data.standard.organisationNoun)) (`national`).",
          loss: loss), effect: Double(loss?.people ?? 0))
    }
  }

  private func why(
    _ organisation: Organisation, _ phase: Int, before: Int?, _ recorded: Participation?
  ) -> String? {
    let (name, now) = (organisation.name, data.standard.phases[phase].words)
    if recorded?.hasSubmitted == true {
      return "\(name) is recorded as having submitted in \(now), but has no counts here"
    }
    if recorded?.tookPart == true { return "\(name) took part in \(now) and has given no counts" }
    if let before { return "\(name) gave counts in \(data.standard.phases[before].words) and none in \(now)" }
    return recorded?.isRegistered == true ? "\(name) registered for \(now) and has given no counts" : nil
  }

  // MARK: - Late

  private func late(in place: Int) -> [WeighedFinding] {
    let phase = data.standard.phases[place]
    guard let last = phase.lastDay else { return [] }
    return recorded(in: place).values.compactMap { it in
      guard let day = it.submittedOn, day.prefix(last.count) > last,
        let organisation = data.organisations[it.organisation]
      else { return nil }
      return WeighedFinding(
        finding: QualityFinding(
          sort: .lateSubmission, severity: .note, code: it.organisation, authority: organisation.name, phase: phase.key,
          sentence: "\(organisation.name) submitted its counts of \(phase.words) on \(day), after the last day of "
            + "collection, \(last).",
          remedy: "Correct the day if it is wrong; else agree on an earlier one for the next phase."), effect: 0)
    }
  }
}
