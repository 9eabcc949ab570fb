import Phaseline
import Testing

@testable import PhaselineProgram

@Suite struct SentenceReaderTests {
  /// What is known before the sentence: Northbridge, its rules.
  private static func read(_ text: String, in context: ToldContext = ToldContext()) throws -> SharedReading {
    var reader = SentenceReader(try AuditNames.illustrative(), in: context, file: "a.txt")
    reader.take(text, at: "")
    return reader.reading
  }

  @Test(
    arguments: [
      (
        "Northbridge: staff of Black, Asian and minoritised ethnicities were 5% less likely than White staff to be paid £30,000 "
          + "to £69,999 in phase 5 (160 of 287 against 428 of 730; ratio 0.84–1.07 with 95% confidence).",
        [
          "5 paybands/30000-to-69999 Northbridge all bame 160 of 287",
          "5 paybands/30000-to-69999 Northbridge all white 428 of 730",
          "5 paybands/30000-to-69999 Northbridge all relativeLikelihoodLower 0.83500 to 0.84500",
          "5 paybands/30000-to-69999 Northbridge all relativeLikelihoodUpper 1.06500 to 1.07500",
        ]
      ),
      (
        "Northbridge: leaving: 0 of 25 against 5 of 230 in phase 4. The 7 authorities here together, in phase 4: 3.4 times as "
          + "likely. The other 6 authorities in North, in phase 4: 2.9 times as likely.",
        ["4 leaving/all Northbridge all bame 0 of 25", "4 leaving/all Northbridge all white 5 of 230"]
      ),
      (
        "Line chart of leaving across phases. Illustrative nation: phase 1: 1.07 (0.98–1.16). Northbridge: phase 1: 0.00–0.41, a "
          + "hidden count, 0–9 of 297 against 59 of 790; phase 2: 3.07 or more. Fitted line: Phase 1: 1.11 (0.87–1.41).",
        [
          "1 leaving/all Northbridge all bame 0-9 of 297", "1 leaving/all Northbridge all white 59 of 790",
          "1 leaving/all [nation] all relativeLikelihood 1.06500 to 1.07500",
          "1 leaving/all [nation] all relativeLikelihoodLower 0.97500 to 0.98500",
          "1 leaving/all [nation] all relativeLikelihoodUpper 1.15500 to 1.16500",
          "1 leaving/all Northbridge all relativeLikelihood −0.00500 to 0.41500",
          "2 leaving/all Northbridge all relativeLikelihood 3.06500 to inf",
        ]
      ),
      (
        "Northbridge (phase 5, children's services) gives 0 of 143 White regulated professionals on fitness-to-practise. "
          + "Northbridge (phase 4, adults' services) gives 1 of 50 White staff on leaving.",
        [
          "5 fitness-to-practise/all Northbridge children white 0 of 143",
          "4 leaving/all Northbridge adults white 1 of 50",
        ]
      ),
      (
        "Northbridge: leaving: Worsening: 81 of 287 against 99 of 730 in phase 5 (ratio 2.08, 95%: 1.60–2.69). Illustrative "
          + "nation, as published, in phase 5: 20% more likely.",
        [
          "5 leaving/all Northbridge all bame 81 of 287", "5 leaving/all Northbridge all white 99 of 730",
          "5 leaving/all Northbridge all relativeLikelihood 2.07500 to 2.08500",
        ]
      ),
      (
        // How much the ratio changes is none.
        "Northbridge: leaving: Improving, the ratio falling 11% a phase (95%: 0.7 to 21).", []
      ),
      (
        // The pooled ratio of those who were in both phases is not the nation's, nor is a published one.
        "Illustrative nation: leaving: the pooled ratio rose from 1.33 in phase 2 to 1.59 in phase 3. Illustrative nation: "
          + "phase 1: 1.2; phase 3: 1.15. The band of 0.8 to 1.25.",
        []
      ),
      (
        "Northbridge moved towards parity from phase 2 to phase 5; leaving: 2 of 33 against 28 of 105 at first, 10 of 41 "
          + "against 27 of 108 at last.",
        [
          "2 leaving/all Northbridge all bame 2 of 33", "2 leaving/all Northbridge all white 28 of 105",
          "5 leaving/all Northbridge all bame 10 of 41", "5 leaving/all Northbridge all white 27 of 108",
        ]
      ),
    ] as [(String, [String])])
  func sentencesAreReadAsToldOfWhomTheyName(_ text: String, _ expected: [String]) throws {
    let reading = try Self.read(text)
    let told = reading.evidence.counts.map(ToldWords.words) + reading.evidence.figures.map(ToldWords.words)
    #expect(told == expected)
    #expect(reading.unplaced == 0)
  }

  @Test func whatAHiddenCountIsSaidToBeIsReadOfTheGroupThatIsNamed() throws {
    var context = ToldContext()
    (context.place, context.indicator, context.rules) = (.organisation("Northbridge"), "disciplinary", "under-10")
    let reading = try Self.read(
      "Phase 4: the count of Black, Asian and minoritised staff is hidden (0–9 of 1,816). Phase 5: the count of White staff is "
        + "hidden (10–17 of 730).", in: context)
    #expect(
      reading.evidence.counts.map(ToldWords.words) == [
        "4 disciplinary/all Northbridge all bame 0-9 of 1816 by under-10",
        "5 disciplinary/all Northbridge all white 10-17 of 730 by under-10",
      ])
  }

  @Test func numbersOfWhichNobodySaysWhoseTheyAreAreCounted() throws {
    let reading = try Self.read(
      "In all, 12 of 274 against 13 of 725 did, and 5 of 9 others. Northbridge: leaving: phases 3, 4 and 5: 33 of 886 against 28 "
        + "of 2,271; an authority of 1,000–2,000 staff in phase 5: 9 of 61 against 4 of 36.")
    #expect(reading.evidence == Evidence())
    #expect(reading.unplaced == 7)
  }
}
