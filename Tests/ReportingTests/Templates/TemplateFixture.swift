import Foundation
import Reporting

/// Two folders of templates: a shipped one that is right, and a designer's own.
struct TemplateFixture {
  static let page = """
    <!DOCTYPE html>
    <html lang="en-GB">
    <head><title>{{$title}}{{title}}{{/title}}</title></head>
    <body>{{$content}}{{/content}}</body>
    </html>

    """
  static let entry = "{{<page}}{{$content}}<p>{{title}}</p>{{/content}}{{/page}}"

  let root = FileManager.default.temporaryDirectory.appendingPathComponent("templates-\(UUID().uuidString)")
  var own: URL { root.appendingPathComponent("own") }
  var shipped: URL { root.appendingPathComponent("shipped") }

  /// - Parameters:
  ///   - own: Texts by the names of their files.
  ///   - shipped: What the shipped folder holds in place of its own.
  init(own: [String: String] = [:], shipped: [String: String] = [:]) throws {
    let standard = ["page.mustache": Self.page, "authority.mustache": Self.entry, "national.mustache": Self.entry]
    try FileManager.default.createDirectory(at: self.shipped, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(at: self.own, withIntermediateDirectories: true)
    for (name, text) in standard.merging(shipped, uniquingKeysWith: { $1 }) {
      try Data(text.utf8).write(to: self.shipped.appendingPathComponent(name))
    }
    for (name, text) in own { try write(Data(text.utf8), to: name) }
  }

  /// Into the designer's folder.
  func write(_ data: Data, to name: String) throws { try data.write(to: own.appendingPathComponent(name)) }

  func remove() { try? FileManager.default.removeItem(at: root) }

  func templates() throws(TemplateProblem) -> ReportTemplates {
    try ReportTemplates(own: own, shipped: shipped, knowing: ContextKeys(of: Sample.self))
  }

  /// What is said of the templates, with the paths of the two folders left out; `nil` where nothing is.
  func faults() -> String? {
    do {
      _ = try templates()
      return nil
    } catch { return brief("\(error)") }
  }

  func brief(_ message: String) -> String {
    message.replacing(own.path + "/", with: "").replacing(shipped.path + "/", with: "shipped/")
      .replacing(root.path, with: "ROOT")
  }

  /// What stands in the body of a page made of one template.
  static func body(_ template: String, _ sample: Sample = Sample(), own: [String: String] = [:]) throws -> String {
    let entry = "{{<page}}{{$content}}\(template){{/content}}{{/page}}"
    let fixture = try TemplateFixture(own: own.merging(["authority.mustache": entry]) { $1 })
    defer { fixture.remove() }
    let page = try fixture.templates().render(.authority, context: sample)
    return page.firstMatch(of: /(?s)<body>(.*)<\/body>/).map { String($0.output.1) } ?? page
  }

  /// What is said of a designer's templates, without the paths of the folders.
  static func faults(_ own: [String: String]) throws -> String? {
    let fixture = try TemplateFixture(own: own)
    defer { fixture.remove() }
    return fixture.faults()
  }

  /// What is said of one partial, without its path and what to do.
  static func fault(_ template: String, in name: String = "part.mustache") throws -> String? {
    try faults([name: template])?.replacing(name + ":", with: "")
      .replacing(" Correct the templates; no report was written.", with: "")
  }
}
