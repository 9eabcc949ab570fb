import Foundation
import FoundationXML
import TestSupport
import Testing

@testable import Charting
@testable import Phaseline

/// Real gnuplot draws what is described, and text is never run.
@Suite("gnuplot", .serialized) struct GnuplotTests {
  static func draw(_ chart: ChartDescription, _ format: ChartFile.Format) async throws -> Data {
    try await ChartFile.draw(as: format) {
      ChartFile.Drawing(Gate.passed(chart), family: "Open Sans", command: "phaseline chart …", name: "x")
    }.data
  }

  @Test("a PNG has its size, and its words and data in its metadata")
  func png() async throws {
    let chart = try #require(try TrajectoryTests.describe(TrajectoryTests.example(), .social))
    let png = try await Self.draw(chart, .png)
    #expect(png.prefix(8).elementsEqual([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    #expect(Array(png[16..<24]) == [0, 0, 4, 176, 0, 0, 2, 163], "1200 by 675")
    let texts = try PNGMetadata.texts(of: png)
    #expect(texts["Title"] == chart.headline)
    #expect(texts["Description"] == chart.altText)
    #expect(texts["Data"] == chart.data.csv)
    #expect(texts["Software"] == "phaseline chart …")
  }

  @Test("chunks carry the checksum of the PNG specification")
  func checksum() {
    // The IEND chunk of every PNG: AE 42 60 82.
    #expect(PNGMetadata.crc32(Data("IEND".utf8)) == 0xAE42_6082)
  }

  @Test("an SVG has title, description, data and command, and is well-formed")
  func svg() async throws {
    let chart = try #require(try TrajectoryTests.describe(TrajectoryTests.example(), .slide))
    let svg = try await Self.draw(chart, .svg)
    let text = String(decoding: svg, as: UTF8.self)
    #expect(text.contains("-title\">\(chart.headline)</title>"))
    #expect(text.contains("-description\">Line chart of title across phases."))
    #expect(text.contains("<software>phaseline chart …</software>"))
    #expect(text.contains("role=\"img\" aria-labelledby=\"chart-"))
    #expect(text.contains("font-weight=\"bold\""))
    #expect(try SVGTexts(text).texts.contains("Equal likelihood"))
  }

  @Test("a PDF is a PDF")
  func pdf() async throws {
    let chart = try #require(try TrajectoryTests.describe(TrajectoryTests.example(), .slide))
    #expect(try await Self.draw(chart, .pdf).prefix(5) == Data("%PDF-".utf8))
  }

  @Test("what gnuplot complains of is said")
  func failure() async {
    await #expect(throws: ChartProblem.self) { try await Gnuplot.run { ("plot nonsense(", ()) } }
  }

  @Test("what cannot be described is thrown, not drawn, and leaves no gnuplot behind")
  func thrown() async {
    await #expect(throws: ChartProblem.nothingToDraw("x")) {
      try await ChartFile.draw(as: .png) { throw ChartProblem.nothingToDraw("x") }
    }
  }

  @Test("doctor finds its version and terminals")
  func check() async throws {
    let found = try #require(await Gnuplot.check())
    #expect(found.version.hasPrefix("5.") || found.version.hasPrefix("6."))
    #expect(Set(found.terminals).isSuperset(of: ["pngcairo", "svg", "pdfcairo", "dumb"]))
  }
}

/// What an SVG draws as text, read by a parser of XML.
final class SVGTexts: NSObject, XMLParserDelegate {
  private(set) var texts: [String] = []
  private var isWithin = false

  /// - Throws: The parser's error where it is not well-formed.
  init(_ svg: String) throws {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    if !parser.parse(), let error = parser.parserError { throw error }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    if name == "text" {
      isWithin = true
      texts.append("")
    }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    if name == "text" {
      isWithin = false
      texts[texts.count - 1] = texts[texts.count - 1].trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if isWithin { texts[texts.count - 1] += string }
  }
}
