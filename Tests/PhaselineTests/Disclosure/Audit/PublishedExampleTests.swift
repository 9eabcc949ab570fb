import Foundation
import IndicatorStatistics
import Testing

@testable import Phaseline

@Suite("Published tables under attack") struct PublishedExampleTests {
  /// The example of the R package GaussSuppression's vignette "Small count frequency table suppression" (Langsrud 2024):
  /// young and old people of Spain, Iceland and Portugal, all margins shown, threshold 1. Children's services stand for the
  /// young, adults' for the old.
  private static func vignette(hidden: [[String]]) -> SharedTable {
    var table = SharedTable()
    table.rules = SharedTable.rules("threshold-1", below: 1, spread: 2)
    for name in ["Spain", "Iceland", "Portugal"] { table.register(name) }
    func add(_ place: String, _ service: Service, _ count: String, people: Int, _ organisations: Int? = nil) {
      let people = service == .all ? 2 * people : people
      table.add(
        place, service, "\(count) of \(people)", "\(people / 2) of \(people)", organisations: organisations,
        rules: "threshold-1")
    }
    for (place, row) in zip(["Spain", "Iceland", "Portugal"], hidden) {
      for (service, count) in zip([Service.children, .adults, .all], row) { add(place, service, count, people: 100) }
    }
    for (service, count) in [(Service.children, "7"), (.adults, "13"), (.all, "20")] {
      add("nation", service, count, people: 300, 3)
    }
    return table
  }

  @Test("the vignette's one small count follows where it alone is hidden, and not with its secondary suppression")
  func vignette() {
    let primary = Self.vignette(hidden: [["5", "6", "11"], ["2", "3", "5"], ["0-4", "4", "4"]])
    #expect(primary.attacked().found == ["Portugal children bame numerator: 0"])
    let secondary = Self.vignette(hidden: [["5", "6", "11"], ["0-5", "0-5", "5"], ["0-4", "0-4", "4"]])
    #expect(secondary.attacked().found.isEmpty)
  }

  /// The Scientist Training Programme's applicants of 2022 (National School of Healthcare Science; see the file): eighteen
  /// backgrounds stand for authorities, three groups of them for regions. Five are printed as <5, which is 1 to 4, since a
  /// 0 is printed.
  @Test("four of thirteen counts that are printed as <5 make 76–79 with the others, by the printed total")
  func redacted() throws {
    let reader = try CSVReader(path: Fixture.data.appendingPathComponent("sources/redacted-counts.csv").path)
    #expect(try reader.next())
    let heading = reader.texts
    var table = SharedTable()
    table.rules = SharedTable.rules("under-5", below: 5, zero: false, spread: 2)
    var total: (people: String, count: String)?
    while try reader.next() {
      let row = Dictionary(zip(heading, reader.texts), uniquingKeysWith: { $1 })
      let (name, group) = (try #require(row["category"]), try #require(row["ethnicity"]))
      let (count, people) = (try #require(row["numerator"]), try #require(row["denominator"]))
      guard group != "all" else {
        total = (people, count)
        continue
      }
      table.register(name, region: group)
      let shown = "\(count == "<5" ? "1-4" : count) of \(people)"
      table.add(name, shown, shown, rules: "under-5")
    }
    let all = try #require(total)
    #expect(table.organisations.count == 18)
    for (region, organisations) in [("bme", 13), ("white", 3), ("unknown", 2)] {
      table.add("region \(region)", "* of *", "* of *", organisations: organisations, rules: "under-5")
    }
    table.add(
      "nation", "\(all.count) of \(all.people)", "\(all.count) of \(all.people)", organisations: 18, rules: "under-5")
    let report = table.attacked(listsAll: true)
    let minoritised = report.hidden.filter { $0.count.place == "region bme" && $0.count.part == .numerator }
    #expect(minoritised.map(\.words) == ["76–79", "76–79"])
    #expect(
      report.found.filter { $0.contains("numerator") } == [
        "region white all bame numerator: 288", "region white all white numerator: 288",
      ])
  }
}
