import Phaseline
import Testing

@testable import PhaselineProgram

@Suite struct TableReaderTests {
  private static func read(
    _ headings: [String], _ rows: [[String]], in context: ToldContext = ToldContext(), isDrawn: Bool = false
  ) throws -> SharedReading {
    var reader = TableReader(headings, try AuditNames.illustrative(), in: context, isDrawn: isDrawn, file: "a.csv")
    for (index, row) in rows.enumerated() { try reader.take(row, at: "line \(index + 2)") }
    reader.end()
    return reader.reading
  }

  @Test func aRatioOfLessThanNothingIsOfNothing() throws {
    let headings = ["phase", "indicator", "authority", "bame_numerator_low", "bame_numerator_high", "lower", "upper"]
    for isDrawn in [false, true] {
      let reading = try Self.read(
        headings, [["5", "Formal disciplinary process", "X0001", "0", "9", "0.5", "-1.5"]], isDrawn: isDrawn)
      #expect(reading.unplaced == 1 && reading.evidence.figures.count == 1)
    }
  }

  @Test func aGroupOrServiceThatNobodyKnowsIsOfNothing() throws {
    let headings = ["phase", "indicator", "authority", "service", "ethnicity", "numerator", "denominator"]
    let reading = try Self.read(
      headings,
      [
        ["5", "leaving", "X0001", "all", "asian", "7", "60"], ["5", "leaving", "X0001", "night", "bame", "7", "60"],
        ["5", "leaving", "X0001", "all", "bame", "7", "60"],
      ])
    #expect(reading.unplaced == 4 && reading.evidence.counts.count == 1)
    let cells = try Self.read(
      ["phase", "indicator", "authority", "White"], [["5", "leaving", "X0001", "7 or 8 of 60"]])
    #expect(cells.unplaced == 1 && cells.evidence.counts.isEmpty)
  }

  @Test func moreOrganisationsThanThereArePeopleAreNotBelieved() throws {
    let headings = ["phase", "indicator", "area", "bame_numerator", "organisations"]
    let reading = try Self.read(headings, [["5", "Formal disciplinary process", "nation", "12", "\(Int.max)"]])
    #expect(reading.evidence.counts.map(\.organisations) == [nil])
  }

  @Test func columnsAreKnownByTheirHeadingsInAnyOrder() throws {
    let reading = try Self.read(
      [
        "White denominator", "bame_numerator_high", "Indicator", "white_numerator", "phase", "BAME_numerator_low",
        "bame_denominator", "authority", "audience",
      ],
      [["730", "9", "Formal disciplinary process", "10", "Phase 5", "0", "287", "X0001", "shared (under-10)"]])
    #expect(
      reading.evidence.counts.map(ToldWords.words) == [
        "5 disciplinary/all Northbridge all bame 0-9 of 287 by under-10",
        "5 disciplinary/all Northbridge all white 10 of 730 by under-10",
      ])
    #expect(reading.evidence.counts.map(\.whereabouts.words) == ["a.csv, line 2", "a.csv, line 2"])
  }

  @Test(arguments: [
    "All 82 authorities together", "All 1,082 authorities together", "The one authority together",
    "The 23 authorities here together", "The one authority here", "The other 25 authorities in North",
    "The other 3 shire counties", "The other authority in North", "24 other authorities", "All together",
    "Another authority's true ratio",
  ])
  func whatChartsCallSeveralTogetherIsNoAuthority(_ name: String) throws {
    let headings = ["phase", "authority", "indicator", "relative_likelihood", "bame_numerator", "bame_denominator"]
    let reading = try Self.read(headings, [["5", name, "leaving", "1.23", "271", "1770"]], isDrawn: true)
    #expect(reading.evidence == Evidence())
    #expect(reading.unplaced == 3)
  }

  @Test(arguments: ["Allerdale", "The Oaks", "Anotherton", "12th Borough", "Northbridge"])
  func anAuthorityMayBeCalledAlmostSo(_ name: String) throws {
    let headings = ["phase", "authority", "indicator", "bame_numerator", "bame_denominator"]
    let reading = try Self.read(headings, [["5", name, "leaving", "271", "1770"]])
    #expect(reading.evidence.counts.map(\.subject.place) == [.organisation(name)])
  }

  @Test func fewerThanSomeNumberIsNotNoneWhereTheTablePrintsANone() throws {
    let headings = ["phase", "authority", "indicator", "ethnicity", "numerator", "denominator"]
    let rows = [
      ["1", "Northbridge", "leaving", "bame", "<5", "80"], ["1", "Northbridge", "leaving", "white", "0", "90"],
      ["2", "Northbridge", "leaving", "bame", "<5", "80"], ["2", "Elsewhere", "leaving", "white", "0", "90"],
    ]
    let reading = try Self.read(headings, rows)
    #expect(
      reading.evidence.counts.map(ToldWords.words) == [
        "1 leaving/all Northbridge all bame 1-4 of 80", "1 leaving/all Northbridge all white 0 of 90",
        "2 leaving/all Northbridge all bame 0-4 of 80", "2 leaving/all Elsewhere all white 0 of 90",
      ])
  }

  @Test func limitsOverHiddenCountsAreTheLeastAndTheMostOfAll() throws {
    let headings = [
      "phase", "authority", "indicator", "bame_numerator", "bame_denominator", "white_numerator", "white_denominator",
      "relative_likelihood", "lower", "upper",
    ]
    let rows = [["5", "Northbridge", "leaving", "0-9", "287", "36", "730", "", "0.5", "1.28"]]
    #expect(
      try Self.read(headings, rows).evidence.figures.map(ToldWords.words) == [
        "5 leaving/all Northbridge all relativeLikelihoodLower 0.45000 to inf",
        "5 leaving/all Northbridge all relativeLikelihoodUpper 0.00000 to 1.28500",
      ])
    // A chart draws what the ratio itself may be.
    #expect(
      try Self.read(headings, rows, isDrawn: true).evidence.figures.map(ToldWords.words) == [
        "5 leaving/all Northbridge all relativeLikelihood 0.45000 to inf",
        "5 leaving/all Northbridge all relativeLikelihood 0.00000 to 1.28500",
      ])
  }

  @Test func aHalfForMachinesIsAHalfAndNothingElse() throws {
    let headings = ["phase", "authority", "indicator", "relative_likelihood", "lower", "people_to_parity"]
    let reading = try Self.read(headings, [["5", "Northbridge", "leaving", "0.5", "0.123456789012", "-14"]])
    #expect(
      reading.evidence.figures.map(ToldWords.words) == [
        "5 leaving/all Northbridge all relativeLikelihood 0.50000 to 0.50000",
        "5 leaving/all Northbridge all relativeLikelihoodLower 0.12346 to 0.12346",
        "5 leaving/all Northbridge all peopleToParity −14.00000 to −14.00000",
      ])
  }

  @Test func figuresOfThoseThatARowIsComparedWithAreTheirs() throws {
    let headings = ["phase", "authority", "indicator", "comparator", "comparator_pooled"]
    let rows = [
      ["5", "Northbridge", "leaving", "nation", "1.25"], ["5", "Northbridge", "leaving", "rest", "1.25"],
      ["5", "Northbridge", "leaving", "region", "1.25"], ["5", "Northbridge", "leaving", "organisation", "1.25"],
    ]
    let reading = try Self.read(headings, rows)
    #expect(
      reading.evidence.figures.map(ToldWords.words) == [
        "5 leaving/all [nation] all relativeLikelihood 1.24500 to 1.25500",
        "5 leaving/all [rest of Northbridge] all relativeLikelihood 1.24500 to 1.25500",
        "5 leaving/all [rest of Northbridge in region North] all relativeLikelihood 1.24500 to 1.25500",
      ])
    #expect(reading.unplaced == 1)
  }

  @Test func countsOfSeveralPhasesTogetherAreOfNoneOfThem() throws {
    var context = ToldContext()
    (context.place, context.indicator) = (.organisation("Northbridge"), "leaving")
    let reading = try Self.read(
      ["Phases", "Minoritised", "White"],
      [["phases 1 and 2", "10 of 600", "24 of 1,592"], ["phase 5", "10 of 287 (3.5%)", "7 of 730"]], in: context)
    #expect(
      reading.evidence.counts.map(ToldWords.words) == [
        "5 leaving/all Northbridge all bame 10 of 287", "5 leaving/all Northbridge all white 7 of 730",
      ])
    #expect(
      reading.evidence.figures.map(ToldWords.words) == ["5 leaving/all Northbridge all rate of bame 0.03450 to 0.03550"]
    )
    #expect(reading.unplaced == 2)
  }

  @Test func whoIsNotNamedIsNobodysCount() throws {
    let reading = try Self.read(
      ["phase", "authority", "indicator", "relative_likelihood"], [["5", "Authority 12", "leaving", "0.48"]])
    #expect(reading.evidence == Evidence())
    #expect(reading.unplaced == 1)
  }
}
