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
  /// By the keys that stand for them in the templates.
  private let embedded: [String: String]
  private let files: [Entry: String]
  /// SHA-256 of every template's name and text and of every picture and font that they name: while it is the same, the same
  /// context makes the same page.
  public let digest: String
  /// The document whose styles a document takes, `reference.docx`; none where there is none.
  let reference: URL?

  /// Reads and checks all templates.
  /// - Parameters:
  ///   - own: A designer's own folder; what it lacks is as shipped.
  ///   - shipped: Folder of the templates that Phaseline brings.
  ///   - keys: What templates may name.
  /// - Throws: `TemplateProblem` with everything that is wrong with them.
  public init(own: URL?, shipped: URL, knowing keys: ContextKeys) throws(TemplateProblem) {
    let folder: TemplateFolder
    do { folder = try TemplateFolder(own: own, shipped: shipped) } catch { throw TemplateProblem([error]) }
    let check = TemplateCheck(folder, knowing: keys)
    library = try check.library()
    self.keys = keys
    embedded = check.embedded.addresses
    digest = check.digest
    do { reference = try folder.files["reference.docx"].map(folder.place) } catch { throw TemplateProblem([error]) }
    files = Dictionary(
      uniqueKeysWithValues: Entry.allCases.map { ($0, folder.files["\($0.rawValue).mustache"]?.path ?? $0.rawValue) })
  }

  /// Renders a page.
  /// - Parameters:
  ///   - entry: Which.
  ///   - context: What is printed in it: exactly what it is as JSON.
  /// - Returns: HTML in one file, which loads nothing.
  /// - Throws: `TemplateProblem` where it is no whole page, or does not come to an end.
  public func render(_ entry: Entry, context: some Encodable) throws -> String {
    let json = try JSONDecoder().decode(JSONValue.self, from: ContextCoding.json(context))
    let allowance = RenderingAllowance()
    let root = json.rendered(as: keys.shape, allowance, with: embedded.mapValues(RenderedMarkup.init))
    let page = library.render(root, withTemplate: entry.rawValue) ?? ""
    func problem(_ what: String) -> TemplateProblem { TemplateProblem([.init(file: files[entry] ?? "", what: what)]) }
    guard !allowance.isExceeded, page.utf8.count <= RenderingAllowance.mostBytes else {
      throw problem(
        "the page would be larger than 64 MB, or walk more than \(RenderingAllowance.mostSteps) elements of lists; a list "
          + "walked within a list multiplies them")
    }
    do {
      return try ReportPage.secured(page)
    } catch { throw problem("the page has no \(error.rawValue)") }
  }
}
