import Foundation
import FoundationXML
import TestSupport
import Testing

@testable import Charting
@testable import Phaseline

/// Charts that stand together in one page.
@Suite("SVG in a page", .serialized) struct InlineSVGTests {
  private static func svg(_ title: String = "Northbridge is closing the gap") async throws -> Data {
    let setting = ChartSetting(canvas: .slide, measure: try PangoMeasure(), title: title)
    return try await GnuplotTests.draw(TrajectoryChart.describe(TrajectoryTests.example(), setting), .svg)
  }

  /// Every element of some mark-up, as a parser of XML reads it.
  private static func elements(_ markup: String) throws -> [XMLElement] {
    let page = try XMLDocument(xmlString: "<body>\(markup)</body>")
    return try page.nodes(forXPath: "//*").compactMap { $0 as? XMLElement }
  }

  private static func values(_ name: String, _ elements: [XMLElement]) -> [String] {
    elements.flatMap { ($0.attributes ?? []).filter { $0.name == name }.compactMap(\.stringValue) }
  }

  /// What they refer to, by whatever attribute.
  private static func references(_ elements: [XMLElement]) -> [String] {
    let named = values("aria-labelledby", elements).flatMap { $0.split(separator: " ").map(String.init) }
    let linked = values("href", elements).map { String($0.dropFirst()) }
    let attributes = elements.flatMap { $0.attributes ?? [] }.compactMap(\.stringValue)
    let urls = attributes.flatMap { $0.matches(of: /url\(#(.+?)\)/) }.map { String($0.output.1) }
    return named + linked + urls
  }

  @Test("charts in one page share no id, and each reference leads to its own chart")
  func identifiers() async throws {
    // gnuplot's signs, used again under their ids; what a filter is for; one that nothing uses.
    let signs = try await Gnuplot.run {
      ("set terminal svg\nset label 'a' at 0,0 boxed\nplot [0:1] x with points pt 8", ())
    }.0
    let filtered = Data(
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><filter id="grey"><feFlood/></filter>
      <filter id="unused"><feFlood/></filter></defs><rect filter="url(#grey)" width="9" height="9"/></svg>
      """.utf8)
    let chart = try await Self.svg()
    let charts = [chart, signs, filtered, chart, signs, filtered]
    let marked = try charts.enumerated().map { try InlineSVG.markup(of: $1, identifier: "chart\($0)") }
    let elements = try Self.elements(marked.joined(separator: "\n"))
    let ids = Self.values("id", elements)
    #expect(Set(ids).count == ids.count)
    for (index, markup) in marked.enumerated() {
      let own = try Self.elements(markup)
      let referred = Self.references(own)
      #expect(!referred.isEmpty && Set(referred) == Set(Self.values("id", own)), "chart \(index)")
      #expect(referred.allSatisfy { $0.hasPrefix("chart\(index)-") }, "chart \(index)")
    }
    #expect(Self.values("filter", elements) == ["url(#chart2-1)", "url(#chart5-1)"])
    let named = try #require(Self.values("aria-labelledby", elements).first)
    let labels = elements.filter { element in Self.values("id", [element]).contains { named.contains($0) } }
    #expect(labels.map(\.name) == ["title", "desc"] && labels[0].stringValue == "Northbridge is closing the gap")
  }

  @Test("it is an image with a language and a shape, and nothing that the page does not show")
  func leftOut() async throws {
    let svg = try await Self.svg()
    let markup = try InlineSVG.markup(of: svg, identifier: "c")
    #expect(
      markup.hasPrefix(
        #"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1600 900" "#
          + #"role="img" aria-labelledby="c-1 c-2" lang="en-GB"><title id="c-1">Northbridge is closing the gap</title>"#
      ))
    for absent in ["<?xml", "<!", "<metadata", "<defs", "xml:lang", "xlink:href", "gnuplot_plot", "gpPt"] {
      #expect(!markup.contains(absent), "\(absent)")
    }
    let elements = try Self.elements(markup)
    #expect(!elements.contains { $0.name == "g" && $0.childCount == 0 })
    // What is drawn is all there.
    let drawn = ["path", "polygon", "text", "rect"]
    let before = try XMLDocument(data: svg).nodes(forXPath: "//*[local-name()='g']//*").compactMap(\.name)
    for name in drawn {
      let undrawn = name == "path" ? 5 : name == "rect" ? 2 : 0  // gnuplot's signs
      #expect(elements.count { $0.name == name } == before.count { $0 == name } - undrawn, "\(name)")
    }
    #expect(try SVGTexts(markup).texts == SVGTexts(String(decoding: svg, as: UTF8.self)).texts)
    #expect(Set(Self.values("font-family", elements)) == ["Open Sans, sans-serif"])
  }

  @Test("a name that is mark-up stays text", arguments: HostileNames.all)
  func hostile(name: String) async throws {
    let svg = try await Self.svg(name)
    let markup = try InlineSVG.markup(of: svg, identifier: "c")
    #expect(try SVGTexts(markup).texts == SVGTexts(String(decoding: svg, as: UTF8.self)).texts)
    let elements = try Self.elements(markup)
    let title = try #require(elements.first { $0.name == "title" }?.stringValue)
    // The parser takes a byte order mark away, also here.
    let read = name.allowedInXML.unicodeScalars.drop { $0 == "\u{FEFF}" }
    #expect(title.unicodeScalars.elementsEqual(read))
    let known: Set = ["body", "svg", "title", "desc", "g", "rect", "path", "polygon", "text"]
    #expect(Set(elements.compactMap(\.name)).isSubset(of: known))
    #expect(!elements.contains { $0.attributes?.contains { $0.name?.hasPrefix("on") == true } == true })
  }

  @Test("what is no SVG is none in a page either", arguments: ["", "Meeting notes", "<html/>", "<svg><g>"])
  func broken(text: String) {
    #expect(throws: ChartProblem.pictureCutShort) { try InlineSVG.markup(of: Data(text.utf8), identifier: "c") }
  }
}
