import Foundation
import Testing

@testable import Phaseline

@Suite("Rules") struct RulesTests {
  private static func rules(_ yaml: String) throws -> DisclosureRules {
    try DisclosureRules(yaml: yaml, file: "mine.yaml", key: "mine.yaml")
  }

  @Test("the presets hide what their sources say")
  func presets() throws {
    let catalogue = Catalogue(folder: Fixture.data)
    #expect(DisclosureRules.presets(in: catalogue) == ["hesa", "nhs-england", "under-10", "under-5"])
    func preset(_ name: String) throws -> DisclosureRules { try DisclosureRules(named: name, in: catalogue) }
    func hidden(_ name: String) throws -> [Int] {
      let rules = try preset(name)
      return (0...12).filter(rules.isSmall)
    }
    // Social Work England: counts of fewer than 10 are redacted; a 0 is one.
    #expect(try hidden("under-10") == Array(0...9))
    // Ofqual: 1 to 4, and a true zero is 0.
    #expect(try hidden("under-5") == Array(1...4))
    // NHS England: 1 to 7, all others to the nearest 5.
    #expect(try hidden("nhs-england") == Array(1...7))
    #expect(try [0, 8, 12, 13, 17, 18].map(preset("nhs-england").rounded) == [0, 10, 10, 15, 15, 20])
    // HESA: 0, 1, 2 are 0; halves upwards; no percentage on fewer than 22.5.
    #expect(try hidden("hesa") == [])
    #expect(try [0, 1, 2, 3, 7, 8, 22, 23].map(preset("hesa").rounded) == [0, 0, 0, 5, 5, 10, 20, 25])
    #expect(try preset("hesa").smallestBase == 22.5)
    for name in DisclosureRules.presets(in: catalogue) {
      let rules = try preset(name)
      #expect(rules.fewestOrganisations == 3 && rules.dominance == 70)
      #expect(rules.source.contains("after ") && rules.words.contains("counts"))
    }
  }

  @Test("where counts are rounded nearly all is not hidden, and every number shown stands for as many as promised")
  func wholeSteps() throws {
    for (below, step) in [(8, 5), (13, 5), (0, 5), (3, 3), (2, 3), (6, 10)] {
      let yaml = "source: s\nhide_below: \(below)\nround_to: \(step)\nspread: 2"
      guard let rules = try? Self.rules(yaml) else { continue }
      #expect(!rules.hidesNearlyAll)
      let shown = Dictionary(grouping: (0...200).filter { !rules.isSmall($0) }, by: rules.rounded)
      for (number, counts) in shown where number > 0 && number < 190 { #expect(counts.count == step, "\(number)") }
    }
  }

  @Test("what a rounded count may be")
  func meaning() throws {
    let hesa = try Self.rules("source: s\nhide_below: 0\nround_to: 5\nzero: shown")
    #expect(
      [0, 5, 10].map { [hesa.meaning(ofShown: $0).low, hesa.meaning(ofShown: $0).high] } == [
        [0, 2], [3, 7], [8, 12],
      ])
    for count in 0...30 {
      let meaning = hesa.meaning(ofShown: hesa.rounded(count))
      #expect(meaning.low <= count && count <= meaning.high)
    }
  }

  @Test(
    "a wrong file says what is wrong and where, and nothing is shared",
    arguments: [
      ("", "mine.yaml:1: the file is empty"),
      ("- 1", "mine.yaml:1: expected a mapping"),
      ("source: s", "mine.yaml:1: the key 'hide_below' is missing"),
      ("source: s\nhide_below: five", "mine.yaml:2: hide_below takes a whole number from 0 to 1000, not five"),
      ("source: s\nhide_below: -5", "mine.yaml:2: hide_below takes a whole number from 0 to 1000, not -5"),
      ("source: s\nhide_below: 5000", "mine.yaml:2: hide_below takes a whole number from 0 to 1000, not 5000"),
      ("source: s\nhide_bellow: 5", "mine.yaml:2: unknown key 'hide_bellow'; is 'hide_below' meant?"),
      ("source: s\nhide_below: 5\nzero: maybe", "mine.yaml:3: zero takes 'hidden' or 'shown', not 'maybe'"),
      (
        "source: s\nhide_below: 0",
        "mine.yaml:2: these rules hide nothing: hide_below takes 2 or more, or round_to 3 or more"
      ),
      ("source: s\nround_to: 5\nhide_below: 0\nspread: 3", "mine.yaml:4: spread takes 2 here, not 3"),
      ("source: s\nhide_below: 5\ndominance: 0", "mine.yaml:3: dominance takes a whole number from 1 to 100, not 0"),
      (
        "source: s\nhide_below: 5\nfewest_authorities: 1",
        "mine.yaml:3: fewest_authorities takes a whole number from 2 to 1000, not 1"
      ),
      ("source: s\nhide_below: 5\nsmallest_base: few", "mine.yaml:3: smallest_base takes a number from 0 to 1000"),
      (
        "source: s\nhide_below: 12\nround_to: 5",
        "mine.yaml:2: counts from 12 would be shown as 10, as those from 8 would be, which are hidden: with round_to 5, "
          + "hide_below takes 8 or 13"
      ),
      (
        "source: s\nhide_below: 0\nround_to: 5\nsmallest_base: 20",
        "mine.yaml:4: counts from 20 would be shown as 20, as those from 18 would be, which are hidden: with round_to 5, "
          + "smallest_base takes 18 or 23"
      ),
      ("source: s\nsource: u\nhide_below: 5", "mine.yaml:1: not YAML (the key 'source' stands twice)"),
      ("source: [s", "mine.yaml:2: not YAML (did not find expected ',' or ']')"),
    ])
  func wrong(yaml: String, expected: String) {
    #expect {
      try Self.rules(yaml)
    } throws: { error in
      "\(error)" == expected + (expected.hasSuffix("?") ? "" : ".") + " Correct the rules; nothing was shared."
    }
  }

  @Test("a file of one's own is called by its name, without its folders, and by what it says")
  func ownFile() throws {
    let (fixture, catalogue) = (try Fixture(), Catalogue(folder: Fixture.data))
    for name in ["mine.yaml", "under-10"] {
      let path = try fixture.folder.write("source: s\nhide_below: 20\n", to: name)
      let rules = try DisclosureRules(named: path, in: catalogue)
      #expect(rules.hiddenBelow == 20 && rules.key == "\(name)#\(rules.hash.prefix(6))")
      #expect(DisclosureRules.lasting(path, in: catalogue) == path)
    }
    #expect(DisclosureRules.lasting("under-10", in: catalogue) == "under-10")
    #expect(
      DisclosureRules.lasting("mine.yaml", in: catalogue)
        == FileManager.default.currentDirectoryPath + "/mine.yaml")
  }

  @Test("a name that none has, and a file that is not there")
  func unknown() {
    let catalogue = Catalogue(folder: Fixture.data)
    #expect {
      try DisclosureRules(named: "under-7", in: catalogue)
    } throws: { "\($0)" == "No set of rules is called 'under-7'. Did you mean under-5?" }
    #expect {
      try DisclosureRules(named: "no/such.yaml", in: catalogue)
    } throws: {
      "\($0)"
        == "no/such.yaml:1: the file is not there, or cannot be read; `rules` lists the presets, `use --rules NAME` chooses "
        + "another. Correct the rules; nothing was shared."
    }
  }
}
