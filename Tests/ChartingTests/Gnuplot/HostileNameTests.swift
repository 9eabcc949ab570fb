import Foundation
import Testing

@testable import Charting
@testable import Phaseline

/// Whatever an organisation is called, and whatever a title says, nothing is run, and it is drawn as it is written.
@Suite("Hostile names", .serialized) struct HostileNameTests {
  /// One for each chart: what it shows of an organisation of this name, on a canvas.
  static let charts: [(name: String, describe: @Sendable (String, ChartSetting) throws -> ChartDescription)] = [
    (
      TrajectoryChart.name,
      { name, setting in
        var finding = try TrajectoryTests.example()
        finding.subject.name = name
        finding.headline = "\(name) is closing the gap"
        return try TrajectoryChart.describe(finding, setting)
      }
    )
  ]

  /// CANARY is the path of a file that must not come to be.
  static let names = [
    // What a shell or gnuplot would run.
    "`touch CANARY`", "$(touch CANARY)", "$((1+1))", "${HOME}", "$HOME", "; touch CANARY", "| touch CANARY",
    "&& touch CANARY", "> CANARY", "!touch CANARY", "system(\"touch CANARY\")", "\"; system(\"touch CANARY\"); \"",
    "'; system('touch CANARY'); '", "'.system('touch CANARY').'", "\\\"; system('touch CANARY')", "<(touch CANARY)",
    "print system('touch CANARY')", "load '< touch CANARY'", "set output 'CANARY'", "@macro", "@", "a @b c",
    // What gnuplot would lay out.
    "{/Bold x}", "{/:Bold=40 x}", "x^2_y", "~a{.8-}", "&{space}", "{", "}", "{{}", "\\U+1F600", "%d %s %n", "100%",
    "%%",
    // Quotation marks, back-slashes, comments, ends.
    "\"quoted\"", "it's", "''", "\"", "“curly” ‘quotes’", "«angles»", "back\\slash", "trailing\\", "\\\\",
    "line\\nfeed",
    "\\t", "\\101\\102", "#comment", "a # b", "semi;colon", "END", "EOD", "e", "$ribbon0", "NaN",
    // White space and control characters.
    "a\nb", "a\r\nb", "tab\there", "  blanks  between  ", "null\0byte", "bell\u{07}", "escape\u{1B}[31mred",
    "del\u{7F}",
    "next\u{85}line", "line\u{2028}separator",
    // XML.
    "A & B <i>", "&amp;", "&#65;", "]]>", "<![CDATA[x]]>", "<!-- x -->", "--", "</text></svg>", "<script>x</script>",
    // Scripts and signs.
    "Ælf Ö 😀", "👩‍👩‍👧‍👦 family", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "\u{202E}right", "\u{2066}isolated\u{2069}", "مدينة الشمال", "עיר הצפון",
    "北橋", "O\u{0308}st e\u{0301}\u{0323}", "zero\u{200B}width\u{200D}join", "\u{FEFF}mark", "soft\u{AD}hyphen",
    // Length.
    String(repeating: "long ", count: 40), String(repeating: "W", count: 200),
    "Pneumonoultramicroscopicsilicovolcanoconiosis",
    "x",
  ]

  private static func canary() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("canary-\(UUID().uuidString.prefix(8))").path
  }

  /// As a picture can show it: white space is one blank, and what XML has no place for is not there.
  private static func plain(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { $0.value < 33 ? " " : $0 }.filter { $0.value & 0xFFFE != 0xFFFE }
    return String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
  }

  /// Whether a text is drawn: whole, over several lines, or its beginning and an ellipsis.
  private static func isDrawn(_ text: String, in lines: [String]) -> Bool {
    let drawn = plain(lines.joined(separator: " "))
    if drawn.contains(plain(text)) { return true }
    return lines.contains { line in
      guard line.hasSuffix("…") else { return false }
      let start = plain(String(line.dropLast()))
      return start.isEmpty || plain(text).hasPrefix(start) || plain(text).contains(start)
    }
  }

  private static func draw(_ chart: ChartDescription, _ format: ChartFile.Format) async throws -> Data {
    try await GnuplotTests.draw(chart, format)
  }

  @Test("there are sixty and more, all different")
  func count() {
    #expect(Self.names.count >= 60)
    #expect(Set(Self.names).count == Self.names.count)
  }

  @Test("as a name and as a title, in every chart", arguments: names)
  func hostile(name: String) async throws {
    let canary = Self.canary()
    let text = name.replacing("CANARY", with: canary)
    let measure = try PangoMeasure()
    for chart in Self.charts {
      for title in [nil, text] {
        let setting = ChartSetting(canvas: .slide, measure: measure, title: title, subtitle: title)
        let described = try chart.describe(title == nil ? text : "Northbridge", setting)
        if !text.contains("\n") { ChartChecks.check(described) }
        let svg = try await Self.draw(described, .svg)
        let lines = try SVGTexts(String(decoding: svg, as: UTF8.self)).texts
        #expect(Self.isDrawn(text, in: lines), "\(chart.name) drew \(lines)")
        let file = canary + ".svg"
        try svg.write(to: URL(fileURLWithPath: file))
        defer { unlink(file) }
        let record = try ChartRecord(file: file)
        #expect(record.title == described.headline.allowedInXML)
        #expect(record.data.rows.count == described.data.rows.count)
      }
      let cells = ChartSetting(canvas: .cells(columns: 100, lines: 30), measure: CellMeasure(), title: text)
      _ = try await ChartFile.characters(try chart.describe(text, cells))
    }
    #expect(access(canary, F_OK) != 0, "it was run")
  }

  @Test("as pictures too", arguments: stride(from: 0, to: names.count, by: 9).map { names[$0] })
  func pictures(name: String) async throws {
    let canary = Self.canary()
    let text = name.replacing("CANARY", with: canary)
    let setting = ChartSetting(canvas: .social, measure: try PangoMeasure(), title: text)
    for chart in Self.charts {
      let described = try chart.describe(text, setting)
      let png = try PNGMetadata.texts(of: try await Self.draw(described, .png))
      #expect(png["Title"] == described.headline.replacing("\0", with: ""))
      let pdf = try PDFMetadata.texts(of: try await Self.draw(described, .pdf))
      #expect(pdf["Title"] == described.headline)
      _ = try await ChartFile.sixels {
        ChartFile.Drawing(described, family: "Open Sans", command: "", name: "x")
      }
    }
    #expect(access(canary, F_OK) != 0, "it was run")
  }
}
