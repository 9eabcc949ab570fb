import Foundation
import FoundationXML

/// A chart's SVG as mark-up that stands in a page of HTML among others.
///
/// It has no size of its own but keeps its shape, so that the page's style says how wide it is. What says nothing to the
/// page is left out: the data, which stand in its tables, and what gnuplot writes without drawing it.
public enum InlineSVG {
  /// Makes it.
  /// - Parameters:
  ///   - svg: A file that was drawn as SVG.
  ///   - identifier: Begins every id in it; no other id in the page may begin so.
  /// - Throws: `ChartProblem.pictureCutShort` where it is no SVG.
  public static func markup(of svg: Data, identifier: String) throws(ChartProblem) -> String {
    // What gnuplot did not finish has no end; over nothing at all Foundation would end the program.
    let isWhole = svg.range(of: Data("<svg".utf8)) != nil && svg.suffix(16).range(of: Data("</svg>".utf8)) != nil
    guard isWhole, let document = try? XMLDocument(data: svg) else {
      throw .pictureCutShort
    }
    defer { withExtendedLifetime(document) {} }
    guard let root = document.rootElement(), root.name == "svg" else { throw .pictureCutShort }
    for attribute in root.attributes ?? [] where ["width", "height"].contains(attribute.name) { attribute.detach() }
    root.removeUnseen()
    let referred = root.removeUndrawn()
    let names = Dictionary(
      root.descendants.compactMap(\.id).filter(referred.contains).enumerated().map { ($1, "\(identifier)-\($0 + 1)") },
      uniquingKeysWith: { first, _ in first })
    for element in root.descendants { element.rename(names) }
    return root.xmlString
  }
}

extension XMLElement {
  fileprivate var elements: [XMLElement] { (children ?? []).compactMap { $0 as? XMLElement } }

  /// Itself and all elements in it.
  fileprivate var descendants: [XMLElement] { [self] + elements.flatMap(\.descendants) }

  fileprivate var id: String? { attributes?.first { $0.name == "id" }?.stringValue }

  /// Takes out comments, metadata and groups that hold nothing.
  fileprivate func removeUnseen() {
    for child in children ?? [] {
      (child as? XMLElement)?.removeUnseen()
      let isEmptyGroup = child.name == "g" && (child.children ?? []).allSatisfy(\.isBlank)
      if child.kind == .comment || child.name == "metadata" || isEmptyGroup { child.detach() }
    }
  }

  /// Takes out the definitions of what is not drawn.
  /// - Returns: The ids that are referred to.
  fileprivate func removeUndrawn() -> Set<String> {
    let definitions = descendants.filter { $0.name == "defs" }
    var undrawn = definitions.flatMap(\.elements)
    var referred = Set(descendants.filter { $0.parent?.name != "defs" }.flatMap(\.references))
    while let index = undrawn.firstIndex(where: { $0.id.map(referred.contains) ?? false }) {
      referred.formUnion(undrawn.remove(at: index).descendants.flatMap(\.references))
    }
    for element in undrawn { element.detach() }
    for element in definitions where element.childCount == 0 { element.detach() }
    return referred
  }

  /// The ids that its attributes name.
  private var references: [String] {
    (attributes ?? []).flatMap { attribute -> [String] in
      guard let value = attribute.stringValue else { return [] }
      switch attribute.localName {
      case "aria-labelledby": return value.split(separator: " ").map(String.init)
      case "href": return value.hasPrefix("#") ? [String(value.dropFirst())] : []
      default: return value.contains("url(#") ? value.matches(of: /url\(#([^)]*)\)/).map { String($0.output.1) } : []
      }
    }
  }

  /// Gives the ids other names, and takes away those that nothing refers to.
  fileprivate func rename(_ names: [String: String]) {
    for attribute in attributes ?? [] {
      guard let value = attribute.stringValue else { continue }
      switch attribute.localName {
      case "id": if let id = names[value] { attribute.stringValue = id } else { attribute.detach() }
      case "aria-labelledby":
        attribute.stringValue = value.split(separator: " ").compactMap { names[String($0)] }.joined(separator: " ")
      case "href": replace(attribute, by: "href", "#" + (names[String(value.dropFirst())] ?? ""))
      case "lang": replace(attribute, by: "lang", value)
      // A reader's machine may lack the font; a page without any other would show it in one with serifs.
      case "font-family": attribute.stringValue = value + ", sans-serif"
      default:
        guard value.contains("url(#") else { continue }
        attribute.stringValue = value.replacing(/url\(#([^)]*)\)/) { "url(#\(names[String($0.output.1)] ?? ""))" }
      }
    }
  }

  /// HTML's own attribute in place of XML's or XLink's.
  private func replace(_ attribute: XMLNode, by name: String, _ value: String) {
    attribute.detach()
    guard let own = XMLNode.attribute(withName: name, stringValue: value) as? XMLNode else { return }
    addAttribute(own)
  }
}

extension XMLNode {
  /// Whether it is nothing but white space.
  fileprivate var isBlank: Bool { kind == .text && stringValue?.allSatisfy(\.isWhitespace) ?? true }
}
