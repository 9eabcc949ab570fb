import IndicatorStatistics
import Testing

@testable import Phaseline

@Suite("What published figures leave of hidden counts") struct PinnedCountsTests {
  private static func figure(_ measure: PublishedFigure.Measure, _ value: String) -> PublishedFigure {
    PublishedFigure(
      phase: "1", area: nil, organisation: "X0001", service: .all, indicator: "disciplinary", category: "all",
      measure: measure, value: value, printedAs: value, source: "")
  }

  private static func range(_ low: Int, _ high: Int? = nil) -> CountRange { CountRange(low: low, high: high ?? low) }

  private static func counts(
    _ bame: (CountRange, Int), _ white: (CountRange, Int), unknown: (CountRange, Int)? = nil
  ) -> ByEthnicity<CountPair> {
    var groups = ByEthnicity<CountPair>()
    groups[.bame] = CountPair(numerator: bame.0, denominator: CountRange(bame.1))
    groups[.white] = CountPair(numerator: white.0, denominator: CountRange(white.1))
    groups[.unknown] = unknown.map { CountPair(numerator: $0.0, denominator: CountRange($0.1)) }
    return groups
  }

  private static func isNarrowed(
    _ counts: ByEthnicity<CountPair>, _ figures: PublishedFigure..., rules: DisclosureRules = SuppressionTests.rules()
  ) -> Bool {
    PinnedCounts(counts, rules).isNarrowed(by: figures)
  }

  @Test("a ratio to two decimals fits one pair of hidden counts, 5 of 143 and 16 of 612; to one decimal it fits many")
  func ratio() {
    let counts = Self.counts((Self.range(0, 9), 143), (Self.range(10, 602), 612))
    #expect(Self.isNarrowed(counts, Self.figure(.relativeLikelihood, "1.34")))
    #expect(!Self.isNarrowed(counts, Self.figure(.relativeLikelihood, "1.3")))
    // 1 / 1.34 = 0.746: printed the other way up, with three digits.
    #expect(Self.isNarrowed(counts, Self.figure(.relativeLikelihoodWhiteOverBame, "0.748")))
  }

  @Test("of counts that are all shown nothing can be told, nor of those that do not print the figure")
  func harmless() {
    let shown = Self.counts((Self.range(12), 143), (Self.range(16), 612))
    #expect(!Self.isNarrowed(shown, Self.figure(.relativeLikelihood, "3.21")))
    let hidden = Self.counts((Self.range(0, 9), 143), (Self.range(16), 612))
    #expect(!Self.isNarrowed(hidden, Self.figure(.relativeLikelihood, "7.77")), "9 of 143 make 2.41 at most")
    #expect(Self.isNarrowed(hidden, Self.figure(.relativeLikelihood, "1.34")))
  }

  @Test("a percentage of a known head-count is a count")
  func percentage() {
    let counts = Self.counts((Self.range(0, 9), 143), (Self.range(16), 612), unknown: (Self.range(0, 9), 40))
    #expect(Self.isNarrowed(counts, Self.figure(.percentBame, "3.5")))
    #expect(Self.isNarrowed(counts, Self.figure(.percentUnknown, "5")))
    #expect(!Self.isNarrowed(counts, Self.figure(.percentWhite, "2.6")), "the count is shown")
    #expect(!Self.isNarrowed(counts, Self.figure(.percentBame, "4"), rules: SuppressionTests.rules(spread: 1)))
  }

  @Test("a share of all cases tells a group's count, and those beside it")
  func share() {
    let alone = Self.counts((Self.range(0, 9), 143), (Self.range(15), 612))
    #expect(Self.isNarrowed(alone, Self.figure(.bameShareOfNumerator, "25.0")), "5 of 20")
    let both = Self.counts((Self.range(0, 9), 143), (Self.range(10, 300), 612))
    #expect(!Self.isNarrowed(both, Self.figure(.bameShareOfNumerator, "25")))
    #expect(Self.isNarrowed(alone, Self.figure(.whiteShareOfNumerator, "75.0")))
    #expect(!Self.isNarrowed(alone, Self.figure(.bameShareOfDenominator, "18.9")), "the head-counts are shown")
  }

  @Test("a ratio to two decimals tells rounded counts as well, to one decimal it does not")
  func rounded() {
    let rules = DisclosureRules(
      key: "rounded", source: "", hiddenBelow: 8, hidesZero: false, hidesNearlyAll: false, roundedTo: 5,
      smallestBase: 0, fewestOrganisations: 3, dominance: 70, spread: 2, hash: "")
    let counts = Self.counts((Self.range(10), 145), (Self.range(15), 610))
    #expect(!Self.isNarrowed(counts, Self.figure(.relativeLikelihood, "2.8"), rules: rules))
    #expect(
      Self.isNarrowed(counts, Self.figure(.relativeLikelihood, "2.80"), rules: rules),
      "of 8 to 12 and 13 to 17 only 10 and 15")
  }
}
