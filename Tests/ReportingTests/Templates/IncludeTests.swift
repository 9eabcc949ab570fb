import Testing

/// Templates that include one another do so without end in no way that the library knows.
@Suite("Templates within templates") struct IncludeTests {
  private static func said(_ own: [String: String]) throws -> String? {
    try TemplateFixture.faults(own)?.replacing(" Correct the templates; no report was written.", with: "")
  }

  @Test(
    "a template that is not there is told, with the nearest that is",
    arguments: [
      ("{{> pgae}}", "1:1: no template is called 'pgae' ('page'?)."),
      ("<p>\n {{> page.mustache}}", "2:2: no template is called 'page.mustache' ('page'?)."),
      ("{{<layuot}}{{/layuot}}", "1:1: no template is called 'layuot'."),
      ("<style>{{> style.css}}</style>", "1:8: no template is called 'style.css'."),
      ("{{> logo.png}}", "1:1: no template is called 'logo.png'."),
      ("{{> ../x}}", "1:1: '../x' is outside of the folder; expected the name of a template in the folder."),
      (
        "{{> /etc/passwd}}",
        "1:1: '/etc/passwd' is outside of the folder; expected the name of a template in the folder."
      ),
      ("{{> parts/x}}", "1:1: 'parts/x' is outside of the folder; expected the name of a template in the folder."),
    ])
  func missing(template: String, what: String) throws {
    let said = try TemplateFixture.fault(template)
    #expect(said == what)
  }

  @Test("a template that includes itself is told with the circle")
  func circles() throws {
    #expect(
      try Self.said(["part.mustache": "<p>\n{{> part}}"])
        == "part.mustache:2:1: templates include one another in a circle: part → part.")
    #expect(
      try Self.said(["section.mustache": "{{> table}}", "table.mustache": "<b>{{#note}}{{> section}}{{/note}}</b>"])
        == "table.mustache:1:13: templates include one another in a circle: section → table → section.")
    #expect(
      try Self.said([
        "a.mustache": "{{> b}}{{> c}}", "b.mustache": "{{> c}}", "c.mustache": "{{> d}}", "d.mustache": "",
      ])
        == nil)
    #expect(
      try Self.said(["a.css": "{{> b.css}}", "b.css": "{{> a.css}}"])
        == "b.css:1:1: templates include one another in a circle: a.css → b.css → a.css.")
  }

  @Test("so is one that does so by what fills the blocks of its layout")
  func circlesOfBlocks() throws {
    // The layout includes what is laid out by it.
    #expect(
      try Self.said(["frame.mustache": "{{> inner}}", "inner.mustache": "{{<frame}}{{/frame}}"])
        == "inner.mustache:1:1: templates include one another in a circle: frame → inner → frame.")
    // The library fills every block of a name with what the outermost template has for it: also the one within.
    #expect(
      try Self.said([
        "outer.mustache": "{{<card}}{{$text}}{{> inner}}{{/text}}{{/card}}",
        "card.mustache": "<p>{{$text}}{{/text}}</p>",
        "inner.mustache": "{{<card}}{{$text}}inner{{/text}}{{/card}}",
      ])
        == "inner.mustache:1:1: templates include one another in a circle: card → outer (block 'text') → inner → card.")
    #expect(
      try Self.said([
        "card.mustache": "{{$text}}{{/text}}",
        "part.mustache": "{{<card}}{{$text}}a{{$text}}b{{/text}}{{/text}}{{/card}}",
      ])
        == "part.mustache:1:20: templates include one another in a circle: part (block 'text') → part (block 'text').")
  }

  @Test("blocks of one name in templates side by side are no circle, and the default stands where nothing fills one")
  func blocks() throws {
    let own = [
      "card.mustache": "<p>{{$text}}nothing{{/text}}</p>",
      "one.mustache": "{{<card}}{{$text}}{{staff}}{{/text}}{{/card}}",
    ]
    #expect(try TemplateFixture.body("{{> one}}{{<card}}{{/card}}", own: own) == "<p>1234</p><p>nothing</p>")
  }

  @Test("templates that double one another beyond all measure are refused before any is rendered")
  func doubling() throws {
    var own = ["p0.mustache": String(repeating: "x", count: 1000)]
    for number in 1...40 { own["p\(number).mustache"] = "{{> p\(number - 1)}}{{> p\(number - 1)}}" }
    let said = try #require(try Self.said(own))
    let first = try #require(said.split(separator: "\n").first)
    #expect(
      first == "p16.mustache:1:1: with all that it includes, and that again, it is larger than 64 MB; include less.")
    #expect(said.split(separator: "\n").count == 25)
  }
}
