import Foundation
import TestSupport
import Testing

@testable import Charting
@testable import Phaseline

/// Whatever an organisation is called, and whatever a title says, nothing is run, and it is drawn as it is written.
@Suite("Hostile names", .serialized) struct HostileNameTests {
  @Test("there are sixty and more, all different")
  func count() {
    #expect(HostileNames.all.count >= 60)
    #expect(Set(HostileNames.all).count == HostileNames.all.count)
  }

  @Test("as the names of authorities, in every chart and in the index of them")
  func everyChart() async throws {
    let nation = try HostileNation()
    defer { nation.remove() }
    #expect(nation.organisations.count == HostileNames.all.count)
    let results = try await nation.draw(nation.organisations, .svg)
    #expect(results.count == (Gallery.charts.count - 1) * HostileNames.all.count + 1)
    for result in results {
      let (item, file) = (result.item, nation.folder.appendingPathComponent(result.item.path))
      guard result.outcome == .drawn, let data = try? Data(contentsOf: file) else {
        Issue.record("\(item.path) of \(item.section): \(result.outcome)")
        continue
      }
      let lines = try SVGTexts(String(decoding: data, as: UTF8.self)).texts
      #expect(
        item.chart.scope == .nation || HostileNames.isDrawn(item.section, in: lines),
        "\(item.chart.name) of '\(item.section)' drew \(lines)")
      let record = try ChartRecord(file: file.path)
      #expect(result.headline?.allowedInXML == record.title)
      #expect(!record.data.rows.isEmpty)
    }
    let page = try String(contentsOf: nation.folder.appendingPathComponent(BatchIndex.fileName), encoding: .utf8)
    let listed = try #require(BatchPage.entries(of: page)).map(\.section)
    for name in nation.organisations.map(\.name) {
      let drawn = listed.count { BatchPage.escaped($0) == BatchPage.escaped(name) }
      #expect(drawn == Gallery.charts.count - 1, "\(name)")
    }
    #expect(access(nation.canary, F_OK) != 0, "it was run")
  }

  @Test("as pictures too", arguments: [ChartFile.Format.png, .pdf])
  func pictures(format: ChartFile.Format) async throws {
    let nation = try HostileNation()
    defer { nation.remove() }
    let some = nation.organisations.enumerated().filter { $0.offset % 12 == 0 }.map(\.element)
    for result in try await nation.draw(some, format) {
      #expect(result.outcome == .drawn, "\(result.item.path) of \(result.item.section)")
      let record = try ChartRecord(file: nation.folder.appendingPathComponent(result.item.path).path)
      #expect(record.title == (format == .png ? result.headline?.replacing("\0", with: "") : result.headline))
    }
    #expect(access(nation.canary, F_OK) != 0, "it was run")
  }

  @Test("as a title, and in a terminal", arguments: HostileNames.all)
  func title(name: String) async throws {
    let canary = HostileNames.canary()
    let text = name.replacing("CANARY", with: canary)
    let finding = try TrajectoryTests.example()
    let picture = ChartSetting(canvas: .slide, measure: try PangoMeasure(), title: text, subtitle: text)
    let described = try TrajectoryChart.describe(finding, picture)
    if !text.contains("\n") { ChartChecks.check(described) }
    let svg = try await GnuplotTests.draw(described, .svg)
    let lines = try SVGTexts(String(decoding: svg, as: UTF8.self)).texts
    #expect(HostileNames.isDrawn(text, in: lines), "drew \(lines)")
    let cells = ChartSetting(canvas: .cells(columns: 100, lines: 30), measure: CellMeasure(), title: text)
    _ = try await ChartFile.characters(Gate.passed(try TrajectoryChart.describe(finding, cells)))
    if name.count % 9 == 0 {
      _ = try await ChartFile.sixels {
        ChartFile.Drawing(Gate.passed(described), family: "Open Sans", command: "", name: "x")
      }
    }
    #expect(access(canary, F_OK) != 0, "it was run")
  }
}
