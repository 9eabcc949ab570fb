import Foundation
import FoundationXML

/// One part of a workbook as XML, given to a reader element by element.
///
/// Office Open XML forbids document type declarations (ECMA-376, part 2, 8.2.5), and so does this: without one there is no
/// entity that could be expanded a billion times, fetched from elsewhere, or dropped. So that none goes by unseen, the text
/// must be UTF-8, as all spreadsheets write it.
struct XMLPart {
  private let name: String
  private let data: Data

  /// - Throws: `WorkbookFault` for a part in another encoding, or with a document type.
  init(_ data: Data, named name: String) throws(WorkbookFault) {
    (self.name, self.data) = (name, data)
    guard Self.isUTF8(data) else { throw .unsafe(reason: "its part '\(name)' is not UTF-8") }
    if Self.declaresType(data) {
      throw .unsafe(reason: "its part '\(name)' declares a document type, which no workbook may")
    }
  }

  /// Whether it begins as XML in UTF-8 does, and claims no other encoding.
  private static func isUTF8(_ data: Data) -> Bool {
    let mark = Data([0xEF, 0xBB, 0xBF])
    let text = (data.starts(with: mark) ? data.dropFirst(3) : data).prefix(200)
    guard let first = text.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }), first == UInt8(ascii: "<"),
      !text.contains(0)
    else { return false }
    let head = String(decoding: text, as: UTF8.self)
    guard let claim = head.firstMatch(of: /^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']*)["']/) else { return true }
    return ["utf-8", "utf8", "us-ascii"].contains(claim.output.1.lowercased())
  }

  /// Whether there is a document type before the first element: it can stand nowhere else.
  private static func declaresType(_ data: Data) -> Bool {
    var rest = data[...]
    func skip(to end: String) -> Bool {
      guard let found = rest.range(of: Data(end.utf8)) else { return false }
      rest = rest[found.upperBound...]
      return true
    }
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[open...]
      if rest.starts(with: Data("<?".utf8)) {
        guard skip(to: "?>") else { return false }
      } else if rest.starts(with: Data("<!--".utf8)) {
        guard skip(to: "-->") else { return false }
      } else {
        return rest.starts(with: Data("<!".utf8))
      }
    }
    return false
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
