import GRDB
import IndicatorStatistics

extension WorkspaceView {
  /// Compares an organisation with others, phase by phase: one finding an indicator, or a category of one.
  /// - Returns: Findings in the order of the standard; an indicator without any figure of the organisation has none.
  /// - Throws: `UsageProblem` where there is nobody to compare with, or a phase has no place on the scale of time asked for;
  ///   `DisclosureRefused` where it would name another to everybody.
  public func compare(_ request: ComparisonRequest) throws -> Disclosed<[Finding]> {
    if case .organisation(let other) = request.comparator { try requireNamed(other) }
    return try read { db, tables in
      let organisations = request.comparator.isByRegister ? try Organisation.all(of: standard.key, in: db) : []
      let group = try ComparedGroup(
        request.comparator, of: request.organisation, standard: standard, among: organisations)
      let data = try ComparisonData(
        db, standard: standard, organisation: request.organisation, group: group, indicators: request.indicators,
        phases: request.phases, from: tables)
      return try findings(request, data, StoredNation(db: db, standard: standard, tables: tables))
    }
  }

  /// What is found of what was read.
  /// - Throws: `UsageProblem` where a phase has no place on the scale of time asked for; what reading the nation throws.
  func findings(
    _ request: ComparisonRequest, _ data: ComparisonData, _ nation: any NationCounts
  ) throws -> [Finding] {
    try request.indicators.flatMap { indicator in
      try data.categories(of: indicator, every: request.everyCategory).compactMap { category in
        try FindingBuilder(
          standard: standard, indicator: indicator, category: category, organisation: request.organisation,
          phases: request.phases, service: request.service, comparator: request.comparator,
          choices: request.choices, line: request.line, data: data, nation: nation, disclosure: disclosure
        ).finding()
      }
    }.withQValues
  }

  /// The national picture, or a region's: one finding an indicator, or a category of one.
  /// - Parameters:
  ///   - indicators: On what, in this order.
  ///   - everyCategory: Whether every category of an indicator is wanted, not only its headline.
  ///   - phases: Over which phases, in order of time.
  ///   - service: For which service.
  ///   - area: The region; the nation if none.
  ///   - choices: How the figures are made.
  public func national(
    _ indicators: [Indicator], everyCategory: Bool = false, phases: [Phase], service: Service = .all,
    area: Area? = nil, choices: StatisticsChoices = StatisticsChoices()
  ) throws -> Disclosed<[Finding]> {
    try read { db, tables in
      let data = try ComparisonData(
        db, standard: standard, organisation: nil, area: area, indicators: indicators, phases: phases, from: tables)
      return try indicators.flatMap { indicator in
        try data.categories(of: indicator, every: everyCategory).compactMap { category in
          try FindingBuilder(
            standard: standard, indicator: indicator, category: category, organisation: nil, phases: phases,
            service: service, comparator: .national, choices: choices, line: LineRequest(), data: data,
            nation: StoredNation(db: db, standard: standard, tables: tables), disclosure: disclosure
          ).finding()
        }
      }
    }
  }
}
