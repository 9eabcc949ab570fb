import Foundation
import FoundationXML

/// One part of a workbook as XML, given to a reader element by element.
///
/// Office Open XML forbids document type declarations (ECMA-376, part 2, 8.2.5), and so does this: without one there is no
/// entity that could be expanded a billion times or fetched from elsewhere.
struct XMLPart {
  private let name: String
  private let data: Data

  init(_ data: Data, named name: String) throws(WorkbookFault) {
    (self.name, self.data) = (name, data)
    // Without the zeros it reads the same in UTF-16.
    let head = String(decoding: data.prefix(65_536).filter { $0 != 0 }, as: UTF8.self)
    if head.contains("<!DOCTYPE") || head.contains("<!ENTITY") { throw Self.declaration(in: name) }
  }

  private static func declaration(in name: String) -> WorkbookFault {
    .unsafe(reason: "its part '\(name)' declares a document type, which no workbook may")
  }

  /// Reads all of it.
  /// - Throws: `WorkbookFault` where it is not well-formed, or what the reader refused.
  func read(_ reader: any XMLPartReader) throws(WorkbookFault) {
    let parser = XMLParser(data: data)
    parser.shouldResolveExternalEntities = false
    parser.shouldProcessNamespaces = true
    let delegate = Delegate(reader)
    parser.delegate = delegate
    let isWhole = parser.parse()
    if delegate.declaresEntity { throw Self.declaration(in: name) }
    if let fault = delegate.fault { throw fault }
    // The parser itself takes a part that ends in the middle for a whole one.
    guard isWhole, delegate.isClosed else {
      throw .damaged(reason: "its part '\(name)' is broken in line \(parser.lineNumber)")
    }
  }

  private final class Delegate: NSObject, XMLParserDelegate {
    private let reader: any XMLPartReader
    private(set) var fault: WorkbookFault?
    private(set) var declaresEntity = false
    private var (depth, elements) = (0, 0)
    /// Whether its outermost element has begun and ended.
    var isClosed: Bool { depth == 0 && elements > 0 }

    init(_ reader: any XMLPartReader) { self.reader = reader }

    func parser(
      _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      (depth, elements) = (depth + 1, elements + 1)
      attempt(parser) { () throws(WorkbookFault) in try reader.begin(element, attributes) }
    }

    func parser(_ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?) {
      depth -= 1
      attempt(parser) { () throws(WorkbookFault) in try reader.end(element) }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) { reader.add(text) }

    func parser(_ parser: XMLParser, foundCDATA block: Data) { reader.add(String(decoding: block, as: UTF8.self)) }

    func parser(_ parser: XMLParser, foundInternalEntityDeclarationWithName name: String, value: String?) {
      declaresEntity = true
      parser.abortParsing()
    }

    func parser(
      _ parser: XMLParser, foundExternalEntityDeclarationWithName name: String, publicID: String?, systemID: String?
    ) {
      declaresEntity = true
      parser.abortParsing()
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
