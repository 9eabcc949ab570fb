import Charting
import IndicatorStatistics
import Phaseline

/// Makes what a report says, of nothing but what the gate lets pass.
public struct ReportMaker: Sendable {
  let workspace: Workspace
  let view: WorkspaceView
  let request: ReportRequest
  /// How many gnuplots draw at once.
  var jobs: Int
  var cancellation: Cancellation

  /// - Parameters:
  ///   - workspace: Where the figures are.
  ///   - view: The same, as the audience may know it.
  ///   - request: What is asked.
  ///   - jobs: How many gnuplots draw at once.
  ///   - cancellation: Asks to stop.
  public init(
    _ workspace: Workspace, seenAs view: WorkspaceView, _ request: ReportRequest, jobs: Int,
    cancellation: Cancellation = Cancellation()
  ) {
    (self.workspace, self.view, self.request) = (workspace, view, request)
    (self.jobs, self.cancellation) = (jobs, cancellation)
  }

  private var standard: Standard { view.standard }

  /// What a template shows.
  /// - Throws: `ReportProblem` where there is nothing of the phase; `ChartProblem` where nothing can be drawn;
  ///   `DisclosureRefused`; `CancellationError`; what the workspace throws.
  public func context() async throws -> Disclosed<ReportContext> {
    let known = try workspace.phasesWithFigures()
    let phases = known.filter { $0.ordinal <= request.phase.ordinal }
    guard let organisation = request.organisation else { return view.disclosed(try await national(phases, of: known)) }
    return view.disclosed(try await authority(organisation, phases, of: known))
  }

  /// That there is nothing of the phase, and of which others there is something.
  private func nothing(of name: String, but phases: [Phase], _ hasFigures: (String) -> Bool) -> ReportProblem {
    .nothing(
      of: name, in: request.phase.words, service: request.service,
      has: phases.filter { hasFigures($0.key) }.map(\.words))
  }

  // MARK: - Of an authority

  private func authority(
    _ organisation: Organisation, _ phases: [Phase], of known: [Phase]
  ) async throws -> ReportContext {
    let indicators = standard.indicators
    func compare(
      _ comparator: ComparisonRequest.Comparator = .national, on indicators: [Indicator], every: Bool = false,
      in phases: [Phase], service: Service
    ) throws -> [Finding] {
      try view.compare(
        ComparisonRequest(
          organisation: organisation, indicators: indicators, everyCategory: every, phases: phases, service: service,
          comparator: comparator)
      ).value
    }
    let findings = try compare(on: indicators, in: phases, service: request.service)
    guard findings.haveOwnFigures(in: request.phase.key) else {
      let all = try compare(on: indicators, in: known, service: request.service)
      throw nothing(of: organisation.name, but: known, all.haveOwnFigures)
    }
    let distributions = indicators.filter { $0.kind == .distribution }
    let bands = try compare(on: distributions, every: true, in: phases, service: request.service)
    let now = [request.phase]
    let others = try [ComparisonRequest.Comparator.rest, .region].map { comparator in
      do { return try compare(comparator, on: indicators, in: now, service: request.service) } catch is UsageProblem {
        return []
      }
    }
    let services = try services { try compare(on: indicators, in: now, service: $0) }
    let charts = try await draw(
      [.init(kind: "dashboard")] + findings.map { .init(kind: "trajectory", indicator: $0.indicator.key) }
        + distributions.prefix(1).map { .init(kind: "paybands", indicator: $0.key) }, phases)
    let hasCounts = findings.contains { $0.phases.contains { $0.bame != nil } }
    let suggestions =
      hasCounts ? try view.suggestions(for: organisation, until: request.phase, today: request.today).value : nil
    let quality = QualityRequest(organisation: organisation, phases: now, today: request.today)
    let overview = charts[.init(kind: "dashboard")]
    let sections = SectionBuilder(standard: standard, request: request, charts: charts)
    return ReportContext(
      report: try head(organisation, findings), theme: ThemeContents(request.theme),
      summary: SummaryBuilder(
        standard: standard, request: request, findings: findings, overview: overview ?? .none
      ).summary(suggestions),
      glance: GlanceTable(findings: findings, others: others.flatMap { $0 }, phase: request.phase).contents,
      overview: overview.flatMap { $0.missing == nil ? $0 : nil },
      sections: try findings.map { finding in
        try sections.section(
          finding, comparedWith: others.compactMap { $0.first { $0.indicator.key == finding.indicator.key } })
      },
      withoutFigures: withoutFigures(findings),
      payBands: distributions.first.flatMap { indicator in
        PayBandsTable(
          findings: bands.filter { $0.indicator.key == indicator.key }, indicator: indicator, phase: request.phase,
          chart: charts[.init(kind: "paybands", indicator: indicator.key)] ?? .none
        ).contents
      },
      services: ServicesTable(services: services, standard: standard, phase: request.phase, isNational: false).contents,
      quality: hasCounts
        ? QualityBuilder(standard: standard, report: try view.quality(quality).value, findings: findings).ofAuthority
        : nil,
      actions: try ActionsBuilder(
        standard: standard, view: view, organisation: organisation, request: request, phases: phases
      ).contents(),
      sources: sources(findings))
  }

  // MARK: - Of the nation

  private func national(_ phases: [Phase], of known: [Phase]) async throws -> ReportContext {
    let indicators = standard.indicators
    let findings = try view.national(indicators, phases: phases, service: request.service).value
    guard findings.haveFigures(in: request.phase.key) else {
      let all = try view.national(indicators, phases: known, service: request.service).value
      let nation = standard.nation(illustrative: try workspace.isIllustrative())
      throw nothing(of: nation, but: known, all.haveFigures)
    }
    let counted = findings.filter { $0.nation?.phases.last?.phase == request.phase.key }
    let services = try services { try view.national(indicators, phases: [request.phase], service: $0).value }
    let areas = try view.areas(indicators, in: request.phase, service: request.service).value
    let charts = try await draw(
      [.init(kind: "heatmap")] + findings.map { .init(kind: "national", indicator: $0.indicator.key) }
        + counted.map { .init(kind: "forest", indicator: $0.indicator.key) }, phases)
    let overview = charts[.init(kind: "heatmap")]
    let sections = SectionBuilder(standard: standard, request: request, charts: charts)
    let quality = QualityRequest(phases: [request.phase], today: request.today)
    return ReportContext(
      report: try head(nil, findings), theme: ThemeContents(request.theme),
      summary: SummaryBuilder(
        standard: standard, request: request, findings: findings, overview: overview ?? .none,
        charts: Dictionary(
          uniqueKeysWithValues: charts.compactMap { place, chart in
            place.kind == "national" ? place.indicator.map { ($0, chart) } : nil
          })
      ).summary(ofNation: findings.first?.subject.name ?? "", notes: []),
      overview: overview.flatMap { $0.missing == nil ? $0 : nil },
      sections: try findings.map { finding in
        let indicator = standard.indicator(finding.indicator.key)
        let isCounted = counted.contains { $0.indicator.key == finding.indicator.key }
        return try sections.section(
          finding,
          learned: isCounted
            ? try indicator.map { try view.learn(LearnRequest(indicator: $0), until: request.phase).value } : nil,
          areas: areas.first { $0.indicator.key == finding.indicator.key })
      },
      withoutFigures: withoutFigures(findings),
      services: ServicesTable(services: services, standard: standard, phase: request.phase, isNational: true).contents,
      participation: ParticipationTable(findings: findings, standard: standard).contents,
      quality: counted.isEmpty
        ? nil : QualityBuilder(standard: standard, report: try view.quality(quality).value, findings: []).ofNation,
      sources: sources(findings))
  }

  // MARK: - Of both

  /// Of one service there is nothing to set side by side.
  private func services(
    _ findings: (Service) throws -> [Finding]
  ) throws -> [(service: Service, findings: [Finding])] {
    guard request.service == .all else { return [] }
    return try [Service.adults, .children].map { ($0, try findings($0)) }
  }

  private func draw(
    _ places: [ReportCharts.Place], _ phases: [Phase]
  ) async throws -> [ReportCharts.Place: ChartContents] {
    var charts = ReportCharts(request: request, phases: phases)
    charts.isIllustrative = try workspace.isIllustrative()
    return try await charts.draw(places, in: view, jobs: jobs, cancellation: cancellation)
  }

  private func withoutFigures(_ findings: [Finding]) -> String? {
    let missing = standard.indicators.filter { indicator in !findings.contains { $0.indicator.key == indicator.key } }
    return missing.isEmpty ? nil : Wordings.list(missing.map(\.title))
  }

  private func sources(_ findings: [Finding]) -> [String] { findings.flatMap(\.sources).unique }

  private func head(_ organisation: Organisation?, _ findings: [Finding]) throws -> ReportHead {
    let (first, phase) = (findings.first, request.phase)
    let name = organisation?.name ?? first?.subject.name ?? ""
    let isAuthority = organisation != nil
    func given(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
    let words = standard.phases.filter { phase in
      findings.contains { $0.phases.contains { $0.phase == phase.key && $0.hasFigure } }
    }
    let isCounted = findings.contains { finding in
      finding.nation != nil || finding.phases.contains { $0.comparison != nil }
    }
    return ReportHead(
      title: "Workforce race equality: \(name)",
      subtitle: "\(isAuthority ? "Data report" : "National report") of \(phase.words)",
      isAuthority: isAuthority, isNational: !isAuthority, isForEditing: request.isForEditing,
      subject: .init(
        name: name, code: given(organisation?.code), region: given(organisation?.region),
        type: given(organisation?.type)),
      phase: .init(key: phase.key, label: phase.label, words: phase.words, period: given(phase.period)),
      phases: Wordings.phases(through: words),
      standard: standard.shortTitle, standardTitle: standard.title, publisher: standard.publisher,
      noun: standard.organisationNoun, nouns: Wordings.plural(standard.organisationNoun),
      group: standard.group(.bame).name, groupLabel: standard.group(.bame).label,
      otherLabel: standard.group(.white).label,
      illustrative: first?.isIllustrative == true ? Wordings.illustrative : nil,
      publishedOnly: isCounted ? nil : "Published figures without counts: shown as printed, and not tested.",
      isShared: view.disclosure.audience == .shared, audience: view.disclosure.label,
      audienceWords: view.disclosure.words, level: first?.level.rawValue ?? "",
      command: "phaseline \(ShellWords.joined(request.command))", program: request.program,
      dataVersion: try workspace.dataVersion().words)
  }
}
