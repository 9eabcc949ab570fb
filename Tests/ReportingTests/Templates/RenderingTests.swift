import Foundation
import Testing

@testable import Reporting

@Suite("Rendering of templates") struct RenderingTests {
  /// What somebody might type to be more than text.
  static let hostile = [
    "{{title}}", "{{{title}}}", "{{#sections}}", "{{=<% %>=}}", "{{> page}}", "<script>alert(1)</script>",
    "\" onerror=\"alert(1)", "\"\u{301} onerror=\"\u{301}alert(1)", "<\u{301}script>", "' x='", "]]>", "--><b>", "&lt;",
    "two\nlines", "&", "*0", "\u{202E}right to left", "</title></style>",
  ]

  @Test("what people typed comes out as text, in text and in an attribute", arguments: hostile)
  func typed(text: String) throws {
    let chart = Sample.Chart(svg: TrustedMarkup("<svg/>"), description: text)
    let sample = Sample(
      title: text, sections: [.init(headline: text, note: text, chart: chart, rows: [])], names: [text])
    let template = """
      <p>{{title}}</p>{{#sections}}<i title="{{headline}}">{{{chart.svg}}}{{#note}}{{.}}{{/note}}</i>\
      {{#chart}}<b title='{{description}}'></b>{{/chart}}{{/sections}}{{#names}}<u>{{.}}</u>{{/names}}
      """
    let body = try TemplateFixture.body(template, sample)
    let escaped = Self.escaped(text)
    #expect(
      body == "<p>\(escaped)</p><i title=\"\(escaped)\"><svg/>\(escaped)</i><b title='\(escaped)'></b><u>\(escaped)</u>"
    )
    #expect(!escaped.unicodeScalars.contains { "<>\"'".unicodeScalars.contains($0) })
    #expect(Self.unescaped(escaped) == text)
  }

  /// Independently of the code: the five characters by their entities, the ampersand first.
  private static func escaped(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let entities: [Unicode.Scalar: String] = [
        "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;",
      ]
      view.append(contentsOf: (entities[scalar] ?? String(scalar)).unicodeScalars)
    }
    return String(view)
  }

  private static func unescaped(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var (view, offset) = (String.UnicodeScalarView(), 0)
    while offset < scalars.count {
      let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      let found = entities.first { scalars[offset...].starts(with: $0.0.unicodeScalars) }
      view.append(contentsOf: (found?.1 ?? String(scalars[offset])).unicodeScalars)
      offset += found?.0.unicodeScalars.count ?? 1
    }
    return String(view)
  }

  @Test("a transformed text is escaped too, and a transform of a list is told by its place")
  func transforms() throws {
    let sample = Sample(title: "a<b>&", names: ["x<", "y"])
    #expect(
      try TemplateFixture.body(
        "{{uppercased(title)}} {{reversed(title)}} {{count(names)}} {{#names}}{{.}}{{^last()}}, {{/last()}}{{/names}}",
        sample) == "A&lt;B&gt;&amp; &amp;&gt;b&lt;a 2 x&lt;, y")
    #expect(
      try TemplateFixture.body("{{#first(names)}}{{.}}{{/first(names)}} {{plusone(staff)}}", sample) == "x&lt; 1235")
  }

  @Test("numbers are as JSON prints them, yes and no open and close sections")
  func values() throws {
    let cells = [Sample.Cell(text: "1", isNumber: true), .init(text: "a", isNumber: false)]
    let sample = Sample(sections: [.init(headline: "h", rows: [.init(cells: cells)])])
    #expect(
      try TemplateFixture.body(
        "{{staff}} {{share}} {{audience}}{{#sections}}{{#rows}}{{#cells}} {{^is_number}}not {{/is_number}}{{text}}"
          + "{{/cells}}{{/rows}}{{/sections}}", sample) == "1234 0.125 shared 1 not a")
  }

  @Test("what is absent is left out, and not taken from further out")
  func absent() throws {
    let sample = Sample(
      note: "Of the report",
      sections: [.init(headline: "h", note: nil, rows: []), .init(headline: "", note: "", rows: [])])
    #expect(
      try TemplateFixture.body(
        "{{note}}{{#sections}}[{{note}}{{#note}}some{{/note}}{{^note}}none{{/note}}{{#empty(note)}} empty{{/empty(note)}}]"
          + "{{/sections}}", sample) == "Of the report[none empty][none empty]")
    #expect(try TemplateFixture.body("{{#names}}{{text}}{{/names}}.", Sample(names: ["<b>"])) == ".")
  }

  @Test("a page may load nothing but what stands in it")
  func policy() throws {
    let fixture = try TemplateFixture()
    defer { fixture.remove() }
    #expect(
      try fixture.templates().render(.national, context: Sample(title: "Report")) == """
        <!DOCTYPE html>
        <html lang="en-GB">
        <head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
        img-src data:; font-src data:"><title>Report</title></head>
        <body><p>Report</p></body>
        </html>

        """)
  }

  @Test(
    "a page that lacks what every page has is not written",
    arguments: [
      ("<html lang=\"en\"><head><title>t</title></head></html>", "<!DOCTYPE html> as its beginning"),
      ("<p>{{title}}</p>", "<!DOCTYPE html> as its beginning"), ("", "<!DOCTYPE html> as its beginning"),
      ("<!DOCTYPE html><html><head><title>t</title></head></html>", "<html lang=\"en-GB\"> behind <!DOCTYPE html>"),
      (
        "<!DOCTYPE html><html lang=\"\"><head><title>t</title></head></html>",
        "<html lang=\"en-GB\"> behind <!DOCTYPE html>"
      ),
      ("<!DOCTYPE html><html lang=\"en\"><body>t</body></html>", "<head> behind <html>"),
      ("<!DOCTYPE html><html lang=\"en\"><!-- <head> --><body>t</body></html>", "<head> behind <html>"),
      ("<!DOCTYPE html><html lang=\"en\"><head></head></html>", "<title> with words in it"),
      (
        "<!DOCTYPE html><html lang=\"en\"><head><title> {{#note}}{{/note}}</title></head></html>",
        "<title> with words in it"
      ),
    ])
  func lacks(template: String, lack: String) throws {
    let fixture = try TemplateFixture(own: ["authority.mustache": template])
    defer { fixture.remove() }
    let problem = #expect(throws: TemplateProblem.self) {
      _ = try fixture.templates().render(.authority, context: Sample())
    }
    #expect(
      problem.map { fixture.brief("\($0)") }
        == "authority.mustache:1:1: the page has no \(lack). Correct the templates; no report was written.")
    #expect(problem?.isFreeOfCounts == true)
  }

  @Test("comments before the head, capitals and quotation marks are as HTML has them")
  func head() throws {
    let page = try ReportPage.secured(
      " <!-- a > b -->\n<!doctype HTML>\n<!-- c --><HTML class=x lang='en'>\n<!-- <head> --> <HEAD id=h>\n<TITLE> T </TITLE>"
    )
    #expect(page.contains("<HEAD id=h><meta http-equiv=\"Content-Security-Policy\""))
  }

  @Test("lists walked within lists come to an end")
  func runaway() throws {
    let walk = String(repeating: "{{#names}}", count: 8) + "x" + String(repeating: "{{/names}}", count: 8)
    let fixture = try TemplateFixture(own: ["authority.mustache": "{{<page}}{{$content}}\(walk){{/content}}{{/page}}"])
    defer { fixture.remove() }
    let templates = try fixture.templates()
    let problem = #expect(throws: TemplateProblem.self) {
      _ = try templates.render(.authority, context: Sample(names: Array(repeating: "n", count: 100)))
    }
    #expect(
      problem.map { fixture.brief("\($0)") } == """
        authority.mustache:1:1: the page would be larger than 64 MB, or walk more than 200000 elements of lists; a list \
        walked within a list multiplies them. Correct the templates; no report was written.
        """)
    #expect(try templates.render(.authority, context: Sample(names: ["n"])).contains("<body>x</body>"))
  }

  @Test("a page of more than 64 MB is not written")
  func tooLarge() throws {
    let fixture = try TemplateFixture()
    defer { fixture.remove() }
    let sample = Sample(title: String(repeating: "&", count: 6_500_000))
    #expect(throws: TemplateProblem.self) { _ = try fixture.templates().render(.authority, context: sample) }
  }
}
