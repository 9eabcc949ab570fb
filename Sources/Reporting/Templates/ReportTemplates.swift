import Foundation
import Mustache
import Phaseline

/// The templates of reports, checked before anything is rendered.
public struct ReportTemplates: Sendable {
  /// A template that makes a page by itself.
  public enum Entry: String, Sendable, CaseIterable {
    /// `authority.mustache`.
    case authority
    /// `national.mustache`.
    case national
  }

  private let library: MustacheLibrary
  private let keys: ContextKeys

  /// Reads and checks all templates.
  /// - Parameters:
  ///   - own: A designer's own folder; what it lacks is as shipped.
  ///   - shipped: Folder of the templates that Phaseline brings.
  ///   - keys: What templates may name.
  /// - Throws: `TemplateProblem` with everything that is wrong with them.
  public init(own: URL?, shipped: URL, knowing keys: ContextKeys) throws(TemplateProblem) {
    self.keys = keys
    do {
      library = try Self.library(of: TemplateFolder(own: own, shipped: shipped))
    } catch { throw TemplateProblem([error]) }
  }

  private static func library(of folder: TemplateFolder) throws(TemplateProblem.Fault) -> MustacheLibrary {
    var library = MustacheLibrary()
    for name in folder.names(endingIn: ["mustache", "css"]) {
      guard let file = folder.files[name] else { continue }
      let text = try folder.text(of: file)
      let partial = name.hasSuffix(".mustache") ? String(name.dropLast(".mustache".count)) : name
      do {
        library.register(try MustacheTemplate(string: plain + text), named: partial)
      } catch { throw .init(file: file.path, what: "\(error)") }
    }
    return library
  }

  private static let plain = "{{% CONTENT_TYPE: TEXT}}\n"

  /// A page.
  public func render(_ entry: Entry, context: some Encodable) throws -> String {
    let json = try JSONDecoder().decode(JSONValue.self, from: ContextCoding.json(context))
    let allowance = RenderingAllowance(steps: 200_000)
    let page = library.render(json.rendered(as: keys.shape, allowance), withTemplate: entry.rawValue) ?? ""
    return try ReportPage.secured(page)
  }
}
