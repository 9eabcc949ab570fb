/// Which indicators and services are without counts, and whose counts are hidden.
struct CompletenessFindings {
  let data: QualityData
  let isShared: Bool

  func all() -> [WeighedFinding] {
    data.eachSubmission { organisation, phase in
      Gaps(data: data, organisation: organisation, phase: phase).all()
        + Service.allCases.flatMap { hidden(organisation, phase, $0) }
    }
  }

  private func hidden(_ organisation: Organisation, _ phase: Int, _ service: Service) -> [WeighedFinding] {
    data.standard.indicators.indices.compactMap { index in
      let slot = data.given.slot(organisation.code, phase, index, service)
      guard slot.hiddenRows > 0 else { return nil }
      let (indicator, words) = (data.standard.indicators[index], QualityWords(standard: data.standard))
      return WeighedFinding(
        finding: QualityFinding(
          sort: .hidden, severity: .note, code: organisation.code, authority: organisation.name,
          phase: data.standard.phases[phase].key, indicator: indicator.key, service: service,
          sentence: "\(words.place(organisation, phase, service)) has \(slot.hiddenRows) of \(slot.rows) counts on "
            + "\(indicator.key) hidden, so that comparisons are ranges.",
          remedy: isShared
            ? "Nothing: the rules hide them from this audience."
            : "Ask for the counts themselves, if the agreement with it allows that; load them in their place."),
        effect: Double(slot.hiddenRows))
    }
  }

  /// What is there of one organisation, in every phase that is looked at.
  func matrix(_ organisation: Organisation, _ service: Service) -> [QualityReport.Completeness] {
    let code = organisation.code
    let services = Service.allCases.filter { it in
      it != .all || data.phases.contains { !data.given.indicators(code, $0, .all).isEmpty }
    }.filter { service == .all || $0 == service }
    return data.phases.flatMap { phase in
      data.standard.indicators.indices.flatMap { indicator in
        services.map { service in
          QualityReport.Completeness(
            phase: data.standard.phases[phase].key, indicator: data.standard.indicators[indicator].key,
            service: service, state: data.given.state(code, phase, indicator, service))
        }
      }
    }
  }
}

/// What one organisation that gave counts in a phase left out.
private struct Gaps {
  let data: QualityData
  let organisation: Organisation
  let phase: Int
  private var code: String { organisation.code }
  private var words: QualityWords { QualityWords(standard: data.standard) }
  private var before: Int? { data.phase(before: phase) }

  init(data: QualityData, organisation: Organisation, phase: Int) {
    (self.data, self.organisation, self.phase) = (data, organisation, phase)
  }

  func all() -> [WeighedFinding] {
    data.standard.indicators.indices.flatMap(indicatorFindings)
      + [Service.adults, .children].compactMap(serviceFinding)
  }

  private func hasAny(_ phase: Int, _ service: Service) -> Bool {
    !data.given.indicators(code, phase, service).isEmpty
  }

  private func state(_ phase: Int, _ indicator: Int, _ service: Service) -> GivenCounts.State {
    data.given.state(code, phase, indicator, service)
  }

  /// A service that was there in the phase before, and is not now; not where all services are given in one.
  private func serviceFinding(_ service: Service) -> WeighedFinding? {
    guard let before, hasAny(before, service), !hasAny(phase, service), !hasAny(phase, .all) else { return nil }
    let loss = data.loss(organisation, data.staffIndicators, service, in: before)
    let (then, now) = (data.standard.phases[before].words, data.standard.phases[phase].words)
    return finding(
      nil, service, loss,
      "\(organisation.name) gave counts of \(service.words) in \(then) and none in \(now)"
        + words.loss(loss, "staff there", in: phase) + ".",
      "Ask for its counts of \(service.words) and load them.")
  }

  /// One for all services where none has the indicator, else one a service.
  private func indicatorFindings(_ indicator: Int) -> [WeighedFinding] {
    let services = Service.allCases.filter { hasAny(phase, $0) }
    let missing = services.filter { isMissing(indicator, $0) }
    let isWhole = services.allSatisfy { state(phase, indicator, $0) == .missing }
    if isWhole, missing.count > 1 { return [gap(indicator, nil)].compactMap { $0 } }
    return missing.compactMap { gap(indicator, $0) }
      + services.compactMap { service in
        switch state(phase, indicator, service) {
        case .oneGroup: oneGroup(indicator, service)
        case .part: part(indicator, service)
        default: nil
        }
      }
  }

  private func isMissing(_ indicator: Int, _ service: Service) -> Bool {
    guard state(phase, indicator, service) == .missing else { return false }
    let others = service == .all ? [Service.adults, .children] : [.all]
    return others.allSatisfy { state(phase, indicator, $0) == .missing }
  }

  /// An indicator that nobody gave in a phase is none that was collected, unless the organisation gave it before.
  private func gap(_ indicator: Int, _ service: Service?) -> WeighedFinding? {
    let gaveBefore = before.map { hasGiven(indicator, service, in: $0) } ?? false
    guard gaveBefore || Service.allCases.contains(where: { data.total(phase, indicator, $0) != nil }) else {
      return nil
    }
    let it = data.standard.indicators[indicator]
    let loss = loss(indicator, service ?? .all)
    let others = data.standard.indicators.indices.count { hasGiven($0, service, in: phase) }
    let place = service.map { $0 == .all ? "" : " for \($0.words)" } ?? ""
    let why =
      gaveBefore
      ? "having given them in \(before.map { data.standard.phases[$0].words } ?? "")"
      : "though it gives \(others == 1 ? "another" : "\(others) others")"
    return finding(
      indicator, service, loss,
      "\(organisation.name) gives no counts on \(it.key)\(place) in \(data.standard.phases[phase].words), \(why)"
        + words.loss(loss, it.wording.people, in: phase) + ".",
      "Ask for this indicator and load it; where nobody was counted it is 0, not blank.")
  }

  /// Whether there is anything of an indicator; without a service, of any.
  private func hasGiven(_ indicator: Int, _ service: Service?, in phase: Int) -> Bool {
    let services = service.map { [$0] } ?? Service.allCases
    return services.contains { state(phase, indicator, $0) != .missing }
  }

  /// Its people of the phase before; else those of the same base in this one.
  private func loss(_ indicator: Int, _ service: Service) -> QualityFinding.Loss? {
    let base = data.indicators(ofBase: data.standard.indicators[indicator].denominatorBase)
    return before.flatMap { data.loss(organisation, [indicator], service, in: $0) }
      ?? data.loss(organisation, base, service, in: phase)
  }

  private func oneGroup(_ indicator: Int, _ service: Service) -> WeighedFinding {
    finding(
      indicator, service, nil,
      "\(words.place(organisation, phase, service)) gives counts of one group only on "
        + "\(data.standard.indicators[indicator].key), so that nothing can be compared.",
      "Ask for the counts of the other group and load them.")
  }

  private func part(_ indicator: Int, _ service: Service) -> WeighedFinding {
    let it = data.standard.indicators[indicator]
    let given = data.given.slot(code, phase, indicator, service)
    // Without its headline nothing of the indicator is compared.
    let loss = given.hasHeadline ? nil : loss(indicator, service)
    return finding(
      indicator, service, loss,
      "\(words.place(organisation, phase, service)) gives \(given.categories) of \(it.categories.count) categories on "
        + "\(it.key)\(given.hasHeadline ? "" : ", not the one that stands for it")"
        + words.loss(loss, it.wording.people, in: phase) + ".",
      "Ask for the others and load them; a category with nobody in it is 0, not blank.")
  }

  private func finding(
    _ indicator: Int?, _ service: Service?, _ loss: QualityFinding.Loss?, _ sentence: String, _ remedy: String
  ) -> WeighedFinding {
    WeighedFinding(
      finding: QualityFinding(
        sort: .incomplete, severity: .check, code: code, authority: organisation.name,
        phase: data.standard.phases[phase].key, indicator: indicator.map { data.standard.indicators[$0].key },
        service: service, sentence: sentence, remedy: remedy, loss: loss), effect: Double(loss?.people ?? 0))
  }
}
