import GRDB

extension WorkspaceView {
  /// How good the counts of some phases are, and what the national picture loses by it.
  ///
  /// A shared audience sees what the counts that it may know show. Whoever has not agreed to be named, and is not the one
  /// that is asked about, is told of in numbers only.
  /// - Throws: `UsageProblem.refused` where there are no counts; `DatabaseError`.
  public func quality(_ request: QualityRequest) throws -> Disclosed<QualityReport> {
    try read { try quality(request, $0, $1) }
  }

  /// As above, within a transaction.
  func quality(_ request: QualityRequest, _ db: Database, _ tables: CountTables) throws -> QualityReport {
    let data = try QualityData(request, of: standard, from: tables, in: db)
    let known = QualityFindings(data: data, service: request.service, isShared: tables.plan != nil).sorted()
    let agreed = try agreed(data, db)
    // Of whoever has not agreed, not even in numbers that nothing was given.
    let told = known.filter {
      ![.missingSubmission, .lateSubmission].contains($0.sort) || agreed?.contains($0.code) ?? true
    }
    let namable = agreed.map { $0.union(request.organisation.map { [$0.code] } ?? []) }
    let named = told.filter { namable?.contains($0.code) ?? true }
    let unnamed = told.filter { !(namable?.contains($0.code) ?? true) }
    return QualityReport(
      standard: standard.key, organisationNoun: standard.organisationNoun, authority: request.organisation?.name,
      phases: data.phases.map { place in
        QualityReport.PhaseSummary(
          phase: standard.phases[place].key, words: standard.phases[place].words,
          organisations: data.given.organisations(in: place))
      }, findings: named, unnamed: QualityReport.Tally.all(of: unnamed).filter { $0.organisations >= tables.fewest },
      completeness: request.organisation.map {
        CompletenessFindings(data: data, isShared: tables.plan != nil).matrix($0, request.service)
      } ?? [], isIllustrative: data.isIllustrative, disclosure: disclosure)
  }

  /// Codes of those that agreed to be named to the audience, and of fictional ones; `nil` where all may be.
  private func agreed(_ data: QualityData, _ db: Database) throws -> Set<String>? {
    guard disclosure.audience == .shared else { return nil }
    let fictional = data.organisations.values.filter { $0.kind == .illustrative }.map(\.code)
    return try Organisation.whoMayBeNamed(of: standard.key, in: nil, db).union(fictional)
  }
}

/// Every finding, whatever it comes from.
private struct QualityFindings {
  let data: QualityData
  let service: Service
  let isShared: Bool

  /// By severity, then by how large the effect is, then by organisation.
  func sorted() -> [QualityFinding] {
    let swaps = SwapFindings(data: data).all()
    let all =
      SubmissionFindings(data: data).all() + CompletenessFindings(data: data, isShared: isShared).all()
      + SameGroupFindings(data: data).all() + swaps.findings
      + OddityFindings(data: data, exchanged: swaps.exchanged).all()
    return all.filter { service == .all || $0.finding.service == nil || $0.finding.service == service }
      .sorted { one, other in order(one).lexicographicallyPrecedes(order(other)) }.map(\.finding)
  }

  private func order(_ it: WeighedFinding) -> [SortKey] {
    let finding = it.finding
    return [
      .number(Double(finding.severity.ordinal)), .number(-it.effect), .text(finding.authority),
      .number(Double(data.standard.phase(finding.phase)?.ordinal ?? 0)), .number(Double(finding.sort.ordinal)),
      .text(finding.sentence),
    ]
  }
}

/// A part of what findings are sorted by.
private enum SortKey: Comparable {
  case number(Double)
  case text(String)
}
