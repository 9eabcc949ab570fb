import IndicatorStatistics

@testable import Charting
@testable import Phaseline

extension RandomFindings {
  /// Nine findings of one subject each, as a standard has them: wanted and unwanted events, every verdict.
  static let sets: [[Finding]] = (0..<320).map { set in
    (0..<9).map { indicator in
      // Nine that lie far apart, so that a set does not repeat its neighbour.
      var finding = all[(set * 9 + indicator * 35) % all.count]
      finding.subject = all[set].subject
      finding.isIllustrative = all[set].isIllustrative
      finding.indicator.key = "k\(indicator)"
      finding.indicator.title = titles[indicator]
      finding.indicator.event = (set + indicator).isMultiple(of: 2) ? .wanted : .unwanted
      let kinds = LineVerdict.Kind.allCases
      // Some sets agree throughout: their headlines are words of their own.
      let kind = kinds[set % 5 == 0 ? set / 5 % kinds.count : (set * 7 + indicator * 3) % kinds.count]
      finding.verdict = LineVerdict(kind: kind, reason: .tooFewCases)
      return finding
    }
  }

  private static let titles = [
    "Pay bands", "Appointment from shortlist", "Formal disciplinary process", "Fitness to practise", "Funded training",
    "Harassment, bullying or abuse by people who use services, their relatives or the public", "Leaving",
    "Harassment by colleagues or managers", "Senior management",
  ]

  /// Northbridge on nine indicators, three phases each, all of which cannot tell.
  static func plain() throws -> [Finding] {
    try (0..<9).map { indicator in
      var finding = try TrajectoryTests.example()
      finding.indicator.key = "k\(indicator)"
      finding.indicator.title = titles[indicator]
      finding.verdict = LineVerdict(kind: .cannotTell, reason: .tooFewCases)
      return finding
    }
  }

  /// Only published figures, as they were printed.
  static func published(_ finding: Finding, values: [String]) -> Finding {
    var finding = finding
    for (index, value) in values.enumerated() where index < finding.phases.count {
      finding.phases[index].comparison = nil
      finding.phases[index].bame = nil
      finding.phases[index].white = nil
      finding.phases[index].published = [
        PublishedFigure(
          phase: finding.phases[index].phase, area: nil, organisation: "X1", service: .all, indicator: "k",
          category: "all", measure: .relativeLikelihood, value: value, printedAs: value, source: "s")
      ]
    }
    finding.verdict = LineVerdict(kind: .notTested, reason: .publishedOnly)
    return finding
  }
}

extension Finding {
  /// Without any figure in a phase, as a gap.
  func without(phase index: Int) -> Finding {
    var finding = self
    finding.phases[index].comparison = nil
    finding.phases[index].published = []
    finding.phases[index].bame = nil
    finding.phases[index].white = nil
    finding.phases[index].comparator = nil
    return finding
  }

  /// With these counts in a phase.
  func with(_ bame: Int, of n1: Int, _ white: Int, of n0: Int, phase index: Int) -> Finding {
    var finding = self
    finding.phases[index].comparison = RangedCounts(
      bame: CountRange(low: bame), of: n1, white: CountRange(low: white), of: n0
    ).map { RatioFinding($0) }
    finding.phases[index].bame?.numerator = CountRange(low: bame)
    return finding
  }
}

extension ChartDescription {
  /// Cells of a column of the data.
  func column(_ name: String) -> [String] {
    data.columns.firstIndex(of: name).map { index in data.rows.map { $0[index] } } ?? []
  }
}
