import IndicatorStatistics

/// One group's counts in the place of the other's: a column that was copied.
struct SameGroupFindings {
  let data: QualityData

  /// Fewer may be chance.
  private static let fewest = 3

  /// None where counts are rounded, which makes small ones alike.
  func all() -> [WeighedFinding] {
    guard data.tables.rules?.isRounding != true else { return [] }
    return data.eachSubmission { organisation, phase in
      Service.allCases.compactMap { finding(organisation, phase, $0) }
    }
  }

  private func finding(_ organisation: Organisation, _ phase: Int, _ service: Service) -> WeighedFinding? {
    let code = organisation.code
    let given = data.standard.indicators.indices.compactMap { data.given.slot(code, phase, $0, service).headline }
    let same = given.filter(\.hasSameGroups)
    guard same.count >= Self.fewest, 2 * same.count > given.count else { return nil }
    let place = QualityWords(standard: data.standard).place(organisation, phase, service)
    let groups = [Ethnicity.bame, .white].map { data.standard.group($0).adjective }
    return WeighedFinding(
      finding: QualityFinding(
        sort: .sameGroups, severity: .problem, code: code, authority: organisation.name,
        phase: data.standard.phases[phase].key, service: service,
        sentence:
          "\(place) gives the same counts for \(Wordings.list(groups)) \(data.standard.indicators[0].wording.people) "
          + "on \(same.count) of \(given.count) indicators.",
        remedy: "Ask whether one column was copied over the other; correct it and load it again."),
      effect: Double(same.reduce(0) { max($0, $1.bameTotal) }))
  }
}

extension RangedCounts {
  /// Whether both groups have the same known counts, and anybody in them.
  fileprivate var hasSameGroups: Bool {
    bame == white && bame.isExact && bameTotal == whiteTotal && bameTotal > 0 && bame.high > 0
  }
}
