import Foundation
import Reporting
import Testing

@Suite("Rendering of templates") struct RenderingTests {
  @Test("a page is rendered from a folder of templates, and may load nothing")
  func page() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("templates-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><title>{{title}}</title></head><body>{{> part}}</body></html>"
      .write(to: folder.appendingPathComponent("authority.mustache"), atomically: true, encoding: .utf8)
    try "<p>{{staff}}</p>"
      .write(to: folder.appendingPathComponent("part.mustache"), atomically: true, encoding: .utf8)
    let templates = try ReportTemplates(own: nil, shipped: folder, knowing: ContextKeys(of: Sample.self))
    #expect(
      try templates.render(.authority, context: Sample(title: "<\u{301}b>{{staff}}")) == """
        <!DOCTYPE html>
        <html lang="en-GB"><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
        style-src 'unsafe-inline'; img-src data:; font-src data:"><title>&lt;\u{301}b&gt;{{staff}}</title></head>\
        <body><p>1234</p></body></html>
        """)
  }
}
