import Foundation
import Testing

@testable import Reporting

@Suite("Folders of templates") struct TemplateFolderTests {
  private static let png = Data([0x89, 0x50, 0x4E, 0x47, 1, 2, 3])
  private static let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"
  private static let end = " Correct the templates; no report was written."

  @Test("a folder with a style sheet and a picture is enough; the rest is as shipped")
  func own() throws {
    let page = TemplateFixture.page
      .replacing("</head>", with: "<style>{{> style.css}}</style></head>")
      .replacing("<body>", with: "<body><img src=\"logo.svg\" alt=\"{{title}}\">")
    let fixture = try TemplateFixture(
      own: [
        "style.css": "h1 { color: {{theme.colours.authority}}; background: url( 'logo.svg' ) }", "logo.svg": Self.svg,
      ],
      shipped: ["page.mustache": page, "style.css": "h1 { color: red }", "logo.svg": "<svg><!-- shipped --></svg>"])
    defer { fixture.remove() }
    let report = try fixture.templates().render(.authority, context: Sample(title: "T"))
    let address = "data:image/svg+xml;base64,\(Data(Self.svg.utf8).base64EncodedString())"
    #expect(report.contains("<style>h1 { color: #12436D; background: url( '\(address)' ) }</style>"))
    #expect(report.contains("<body><img src=\"\(address)\" alt=\"T\"><p>T</p></body>"))
    let shipped = try ReportTemplates(own: nil, shipped: fixture.shipped, knowing: ContextKeys(of: Sample.self))
    #expect(try shipped.render(.authority, context: Sample()).contains("<style>h1 { color: red }</style>"))
  }

  @Test(
    "pictures of every kind, and fonts of a style sheet, become part of the page",
    arguments: [
      ("a.PNG", "image/png", png), ("a.jpg", "image/jpeg", Data([0xFF, 0xD8, 0xFF, 0])),
      ("a b.jpeg", "image/jpeg", Data([0xFF, 0xD8, 0xFF, 0])), ("a.gif", "image/gif", Data("GIF89a".utf8)),
      ("ü.webp", "image/webp", Data("RIFF0000WEBP".utf8)), ("a.svg", "image/svg+xml", Data(svg.utf8)),
    ])
  func kinds(name: String, type: String, data: Data) throws {
    let fixture = try TemplateFixture(own: [
      "authority.mustache":
        "{{<page}}{{$content}}<img src=\"\(name)\"><svg><image href='\(name)'/></svg>{{/content}}{{/page}}"
    ])
    defer { fixture.remove() }
    try fixture.write(data, to: name)
    let address = "data:\(type);base64,\(data.base64EncodedString())"
    let page = try fixture.templates().render(.authority, context: Sample())
    #expect(page.contains("<body><img src=\"\(address)\"><svg><image href='\(address)'/></svg></body>"))
  }

  @Test("a font is named by a style sheet only")
  func fonts() throws {
    let fixture = try TemplateFixture(own: [
      "style.css": "@font-face { src: url(a.woff2) }", "part.mustache": "<img src=a.woff2>",
      "page.mustache": TemplateFixture.page.replacing("</head>", with: "<style>{{> style.css}}</style></head>"),
    ])
    defer { fixture.remove() }
    try fixture.write(Data("wOF2x".utf8), to: "a.woff2")
    #expect(
      fixture.faults()
        == "part.mustache:1:10: 'a.woff2' cannot be shown; expected a picture of the folder, as logo.svg or logo.png."
        + Self.end)
    try FileManager.default.removeItem(at: fixture.own.appendingPathComponent("part.mustache"))
    #expect(
      try fixture.templates().render(.authority, context: Sample())
        .contains("<style>@font-face { src: url(data:font/woff2;base64,d09GMng=) }</style>"))
  }

  @Test("a picture of Phaseline's own is shown, and no other value names one")
  func drawn() throws {
    let picture = TrustedPicture(png: Self.png)
    let template = "{{#drawn}}<img src=\"{{.}}\">{{/drawn}}<img src='{{drawn}}'>"
    #expect(
      try TemplateFixture.body(template, Sample(drawn: picture))
        == "<img src=\"\(picture.address)\"><img src='\(picture.address)'>")
    let expected = "expected a picture of the folder, as logo.svg or logo.png"
    for (template, place) in [
      ("{{#title}}<img src=\"{{.}}\">{{/title}}", "1:21: \(expected), not '{{.}}'"),
      ("<img src=\"{{.}}\">", "1:11: \(expected), not '{{.}}'"),
      ("<img src=\"{{drawn}}x\">", "1:11: \(expected), not '{{drawn}}x'"),
    ] {
      #expect(try TemplateFixture.fault(template) == "\(place), which data would name.")
    }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([TrustedPicture].self, from: Data("[\"/etc/passwd\"]".utf8))
    }
  }

  private static let picture = "expected a picture of the folder, as logo.svg or logo.png"

  @Test(
    "a picture that is not in the folder is told",
    arguments: [
      ("lgoo.svg", "no file is called 'lgoo.svg' ('logo.svg'?); \(picture)"),
      ("../logo.svg", "'../logo.svg' is outside of the folder; \(picture)"),
      ("/etc/passwd", "'/etc/passwd' is outside of the folder; \(picture)"),
      ("~/logo.svg", "'~/logo.svg' is outside of the folder; \(picture)"),
      ("~root", "'~root' is outside of the folder; \(picture)"), ("..", "'..' is outside of the folder; \(picture)"),
      ("a\\logo.svg", "'a\\logo.svg' is outside of the folder; \(picture)"),
      ("file:logo.svg", "'file:logo.svg' is not in the folder, and a report loads nothing; \(picture)"),
      ("page.mustache", "'page.mustache' cannot be shown; \(picture)"),
    ])
  func missing(name: String, what: String) throws {
    let said = try TemplateFixture.faults(["part.mustache": "<img\n src=\"\(name)\">", "logo.svg": Self.svg])
    #expect(said == "part.mustache:2:7: \(what).\(Self.end)")
  }

  @Test("a file that is not what it seems is told")
  func files() throws {
    let fixture = try TemplateFixture(own: ["part.mustache": "<img src=a.png><img src=b.svg><img src=a.png>"])
    defer { fixture.remove() }
    try fixture.write(Data("GIF89a".utf8), to: "a.png")
    try fixture.write(Data([0x3C, 0xFF]), to: "b.svg")
    try fixture.write(Data("<p>é</p>".unicodeScalars.map { UInt8($0.value) }), to: "latin.mustache")
    try fixture.write(Data(repeating: 0x20, count: 5_000_001), to: "large.css")
    try FileManager.default.createDirectory(
      at: fixture.own.appendingPathComponent("folder.mustache"), withIntermediateDirectories: false)
    #expect(mkfifo(fixture.own.appendingPathComponent("pipe.css").path, 0o600) == 0)
    #expect(
      fixture.faults() == """
        a.png:1:1: the file is not what its name says, png.
        b.svg:1:1: the file is not what its name says, svg.
        folder.mustache:1:1: expected a file.
        large.css:1:1: the file is larger than 5 MB; expected a smaller one.
        latin.mustache:1:1: expected text in UTF-8.
        pipe.css:1:1: expected a file.\(Self.end)
        """)
  }

  @Test("a symbolic link that leads out of the folder is refused, one within it is followed")
  func links() throws {
    let fixture = try TemplateFixture(own: ["inside.mustache": "<p>in</p>", "part.mustache": "<img src=\"x.png\">"])
    defer { fixture.remove() }
    func link(_ name: String, to target: String) throws {
      try FileManager.default.createSymbolicLink(
        atPath: fixture.own.appendingPathComponent(name).path, withDestinationPath: target)
    }
    try link("linked.mustache", to: "inside.mustache")
    try link("passwd.mustache", to: "/etc/passwd")
    try link("up.css", to: "../shipped/page.mustache")
    try link("x.png", to: "/etc/hostname")
    try link("y.css", to: "nowhere.css")
    let shipped = fixture.shipped.appendingPathComponent("page.mustache").path
    #expect(
      fixture.faults()
        == fixture.brief(
          """
          passwd.mustache:1:1: the symbolic link leads out of its folder, to /etc/passwd; expected a file in the folder.
          up.css:1:1: the symbolic link leads out of its folder, to \(shipped); expected a file in the folder.
          x.png:1:1: the symbolic link leads out of its folder, to /etc/hostname; expected a file in the folder.
          y.css:1:1: expected a file.\(Self.end)
          """))
  }

  @Test("a folder that is not there, or no folder, is told; so is one without a page")
  func folders() throws {
    let fixture = try TemplateFixture(own: ["letter.txt": "Dear all"])
    defer { fixture.remove() }
    func said(own: URL?, shipped: URL) -> String? {
      do {
        _ = try ReportTemplates(own: own, shipped: shipped, knowing: ContextKeys(of: Sample.self))
        return nil
      } catch { return error.description.replacing(fixture.root.path, with: "ROOT") }
    }
    let nowhere = fixture.root.appendingPathComponent("nowhere")
    let letter = fixture.own.appendingPathComponent("letter.txt")
    #expect(said(own: nowhere, shipped: fixture.shipped) == "ROOT/nowhere:1:1: there is no such folder.\(Self.end)")
    #expect(
      said(own: letter, shipped: fixture.shipped)
        == "ROOT/own/letter.txt:1:1: expected a folder of templates that can be read.\(Self.end)")
    #expect(
      said(own: nil, shipped: fixture.own) == """
        ROOT/own:1:1: expected a template 'authority.mustache'.
        ROOT/own:1:1: expected a template 'national.mustache'.\(Self.end)
        """)
  }

  @Test("all that is wrong is told at once, file by file")
  func together() throws {
    let said = try TemplateFixture.faults([
      "b.mustache": "{{titel}}\n{{> nothing}}<p onclick=\"x\">", "a.mustache": "{{#note}}",
      "c.css": "a { color: {{sied}} }",
    ])
    #expect(
      said
        == """
        a.mustache:1:1: '{{#note}}' has no end; expected '{{/note}}' behind it.
        b.mustache:1:1: unknown key 'titel' ('title'?).
        b.mustache:2:1: no template is called 'nothing'.
        b.mustache:2:17: 'onclick' is not allowed: a report runs no programs; leave it out.
        c.css:1:12: unknown key 'sied' ('side'?).\(Self.end)
        """.replacing(" ('side'?)", with: ""))
  }

  @Test("a byte order mark and the ends of lines of other systems make no difference")
  func lineEnds() throws {
    #expect(try TemplateFixture.fault("\u{FEFF}<p>\r\n<b>\r{{titel}}") == "3:1: unknown key 'titel' ('title'?).")
    let own = ["part.mustache": "\u{FEFF}<p>\r\n{{title}}</p>\r\n"]
    #expect(try TemplateFixture.body("{{> part}}", Sample(title: "T"), own: own) == "<p>\nT</p>\n")
  }
}
