import Foundation
import FoundationXML

/// One part of a workbook as XML, given to a reader element by element.
///
/// Office Open XML forbids document type declarations (ECMA-376, part 2, 8.2.5), and so does this: without one there is no
/// entity that could be expanded a billion times, fetched from elsewhere, or dropped. So that none goes by unseen, the text
/// must be UTF-8, as all spreadsheets write it, and say nothing else of itself.
struct XMLPart {
  private let name: String
  private let data: Data

  /// - Throws: `WorkbookFault` for a part in another encoding, or with a document type.
  init(_ data: Data, named name: String) throws(WorkbookFault) {
    (self.name, self.data) = (name, data)
    guard Self.isUTF8(data) else { throw .unsafe(reason: "its part '\(name)' is not UTF-8") }
    // Wherever they stand: where text is, a spreadsheet writes no "<".
    if ["<!DOCTYPE", "<!ENTITY", "<!ATTLIST"].contains(where: { data.range(of: Data($0.utf8)) != nil }) {
      throw .unsafe(reason: "its part '\(name)' declares a document type, which no workbook may")
    }
  }

  /// Whether it is valid UTF-8, and its declaration, if it has one, names no other encoding.
  private static func isUTF8(_ data: Data) -> Bool {
    guard data.withUnsafeBytes({ String(validating: $0.bindMemory(to: UInt8.self), as: UTF8.self) }) != nil else {
      return false
    }
    let mark = Data([0xEF, 0xBB, 0xBF])
    let text = data.starts(with: mark) ? data.dropFirst(3) : data
    guard text.starts(with: Data("<?xml".utf8)) else { return text.first == UInt8(ascii: "<") }
    guard let end = text.range(of: Data("?>".utf8)) else { return false }
    let declaration = String(decoding: text[..<end.lowerBound], as: UTF8.self)
    guard let claim = declaration.firstMatch(of: /encoding\s*=\s*["']([^"']*)["']/) else {
      return !declaration.contains("encoding")
    }
    return claim.output.1.lowercased() == "utf-8"
  }

  /// Reads all of it.
  /// - Throws: `WorkbookFault` where it is not well-formed, or what the reader refused.
  func read(_ reader: any XMLPartReader) throws(WorkbookFault) {
    // In pieces: given whole, a part of more than 10 MB is broken to the parser.
    let parser = XMLParser(stream: InputStream(data: data))
    parser.shouldResolveExternalEntities = false
    parser.shouldProcessNamespaces = true
    let delegate = Delegate(reader)
    parser.delegate = delegate
    let isWhole = parser.parse()
    if let fault = delegate.fault { throw fault }
    // The parser itself takes a part that ends in the middle for a whole one.
    guard isWhole, delegate.isClosed else {
      throw .damaged(reason: "its part '\(name)' is broken in line \(parser.lineNumber)")
    }
  }

  private final class Delegate: NSObject, XMLParserDelegate {
    private let reader: any XMLPartReader
    private(set) var fault: WorkbookFault?
    private var (depth, elements) = (0, 0)
    /// How deep the parser is in an element of another vocabulary: what it holds is none of the sheet's.
    private var foreignDepth = 0
    /// Whether its outermost element has begun and ended.
    var isClosed: Bool { depth == 0 && elements > 0 }

    init(_ reader: any XMLPartReader) { self.reader = reader }

    func parser(
      _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      (depth, elements) = (depth + 1, elements + 1)
      guard foreignDepth == 0, Self.isOurs(namespaceURI) else {
        foreignDepth += 1
        return
      }
      attempt(parser) { () throws(WorkbookFault) in try reader.begin(element, attributes) }
    }

    func parser(_ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?) {
      depth -= 1
      guard foreignDepth == 0 else {
        foreignDepth -= 1
        return
      }
      attempt(parser) { () throws(WorkbookFault) in try reader.end(element) }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if foreignDepth == 0 { reader.add(text) }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
      if foreignDepth == 0 { reader.add(String(decoding: block, as: UTF8.self)) }
    }

    /// The vocabularies of sheets and packages (ECMA-376, transitional and strict).
    private static func isOurs(_ namespace: String?) -> Bool {
      [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/package/2006/content-types",
        "http://schemas.openxmlformats.org/package/2006/relationships",
      ].contains(namespace ?? "")
    }

    private func attempt(_ parser: XMLParser, _ work: () throws(WorkbookFault) -> Void) {
      do throws(WorkbookFault) { try work() } catch {
        fault = error
        parser.abortParsing()
      }
    }
  }
}

/// Takes the elements of a part, one after another.
protocol XMLPartReader: AnyObject {
  /// An element begins. Attributes have their prefixes: `r:id`.
  func begin(_ element: String, _ attributes: [String: String]) throws(WorkbookFault)
  /// Text within the element at hand.
  func add(_ text: String)
  /// An element ends.
  func end(_ element: String) throws(WorkbookFault)
}
