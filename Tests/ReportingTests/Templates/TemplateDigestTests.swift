import Foundation
import Reporting
import Testing

/// A batch makes a report again where the digest of its templates is another.
@Suite("Digest of templates") struct TemplateDigestTests {
  private static let page = TemplateFixture.page
    .replacing("</head>", with: "<style>{{> style.css}}</style></head>")
    .replacing("<body>", with: "<body><img src=\"logo.svg\" alt=\"Logo\">")

  private static func digest(own: [String: String] = [:]) throws -> String {
    let fixture = try TemplateFixture(
      own: own, shipped: ["page.mustache": page, "style.css": "p { color: red }", "logo.svg": "<svg/>"])
    defer { fixture.remove() }
    return try fixture.templates().digest
  }

  @Test("it is the same wherever the same templates lie, and whatever else lies there")
  func same() throws {
    let digest = try Self.digest()
    #expect(digest.wholeMatch(of: /[0-9a-f]{64}/) != nil)
    #expect(try Self.digest(own: ["style.css": "p { color: red }"]) == digest)
    #expect(try Self.digest(own: ["README.md": "Ours", "other.svg": "<svg></svg>"]) == digest)
  }

  @Test(
    "it is another where a template, a style sheet or a picture is",
    arguments: [
      ["authority.mustache": "{{<page}}{{$content}}<p>{{title}} </p>{{/content}}{{/page}}"],
      ["style.css": "p { color: blue }"], ["logo.svg": "<svg id='a'/>"], ["more.mustache": ""],
    ])
  func other(own: [String: String]) throws {
    let digest = try Self.digest()
    #expect(try Self.digest(own: own) != digest)
  }
}
