import CXML2
import Foundation

/// HTML, or the XML of office documents and drawings, as the blocks that people read.
struct MarkupText {
  private var document = TextDocument()
  private var paragraph = ""

  /// As deep does libxml2 read XML. Elements are gone through by functions that call themselves, and of a page with a
  /// hundred thousand in one another the stack would overflow.
  static let mostDepth = 256

  /// Reads a page as browsers do, whatever is wrong with it.
  /// - Returns: `nil` where its elements are nested too deep.
  static func html(_ data: Data) -> TextDocument? {
    // Neither the network nor errors on the terminal; text as UTF-8 unless the page says otherwise. Huge, since a report
    // holds its pictures in attributes, which without it end the page where one has more than 10 MB.
    let options = HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
    let all = Int32(options | HTML_PARSE_NONET.rawValue | UInt32(XML_PARSE_HUGE.rawValue))
    return text(
      of: data.withUnsafeBytes {
        htmlReadMemory($0.bindMemory(to: CChar.self).baseAddress, Int32($0.count), nil, "UTF-8", all)
      })
  }

  /// Reads a part of an office document.
  /// - Returns: `nil` where it is not well-formed, or nested too deep.
  static func xml(_ data: Data) -> TextDocument? {
    let options = Int32(XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue | XML_PARSE_NONET.rawValue)
    guard
      let read = data.withUnsafeBytes({
        xmlReadMemory($0.bindMemory(to: CChar.self).baseAddress, Int32($0.count), nil, nil, options)
      })
    else { return nil }
    return text(of: read)
  }

  private static func text(of read: xmlDocPtr?) -> TextDocument? {
    guard let read else { return TextDocument() }
    defer { xmlFreeDoc(read) }
    var text = MarkupText()
    if let root = xmlDocGetRootElement(read) {
      guard !isTooDeep(root) else { return nil }
      text.take(root)
    }
    text.endParagraph()
    return text.document
  }

  /// Goes from node to node without calling itself.
  private static func isTooDeep(_ root: xmlNodePtr) -> Bool {
    var (node, depth) = (root, 1)
    while true {
      if node.pointee.type == XML_ELEMENT_NODE, let child = node.pointee.children {
        (node, depth) = (child, depth + 1)
        guard depth <= mostDepth else { return true }
        continue
      }
      while node != root, node.pointee.next == nil, let parent = node.pointee.parent {
        (node, depth) = (parent, depth - 1)
      }
      guard node != root, let next = node.pointee.next else { return false }
      node = next
    }
  }

  // MARK: - Elements

  private static let headings = ["h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "title": 0]
  /// What ends the paragraph before it, and is one.
  private static let blocks: Set<String> = [
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "header", "footer", "main", "nav", "figure",
    "figcaption", "blockquote", "body", "html",
  ]

  private mutating func take(_ node: xmlNodePtr) {
    guard node.pointee.type == XML_ELEMENT_NODE else {
      if [XML_TEXT_NODE, XML_CDATA_SECTION_NODE].contains(node.pointee.type) { paragraph += Self.content(of: node) }
      return
    }
    let name = Self.name(of: node)
    switch name {
    case "style", "script", "w:instrText", "w:pPr", "w:tblPr": return
    case "svg": takeDrawing(node)
    case "table", "w:tbl": takeTable(node)
    case "img": takePicture(node)
    case "pre":
      endParagraph()
      document.blocks.append(.lines(Self.lines(of: node)))
    case "br", "w:br", "w:cr": endParagraph()
    case "w:tab": paragraph += "\t"
    case "w:p": takeParagraph(node)
    default:
      if let level = Self.headings[name] {
        endParagraph()
        document.blocks.append(.heading(level, Self.text(of: node)))
      } else {
        let isBlock = Self.blocks.contains(name)
        if isBlock { endParagraph() }
        if name == "meta", let words = Self.attribute("content", of: node) { takeParagraph(words) }
        if name == "wp:docPr", let words = Self.attribute("descr", of: node) { document.blocks.append(.picture(words)) }
        for child in Self.children(of: node) { take(child) }
        if isBlock { endParagraph() }
      }
    }
  }

  private mutating func endParagraph() {
    takeParagraph(paragraph)
    paragraph = ""
  }

  private mutating func takeParagraph(_ text: String) {
    let text = Self.trimmed(text)
    if !text.isEmpty { document.blocks.append(.paragraph(text)) }
  }

  /// A paragraph of a word processor: its style says whether it is a heading.
  private mutating func takeParagraph(_ node: xmlNodePtr) {
    endParagraph()
    let style = Self.first("w:pStyle", in: node).flatMap { Self.attribute("w:val", of: $0) } ?? ""
    if let level = style.firstMatch(of: /^(?:Heading|heading |berschrift)([1-6])$/).flatMap({ Int($0.1) }) {
      return document.blocks.append(.heading(level, Self.text(of: node)))
    }
    if style == "Title" { return document.blocks.append(.heading(1, Self.text(of: node))) }
    for child in Self.children(of: node) { take(child) }
    endParagraph()
  }

  private mutating func takeTable(_ node: xmlNodePtr) {
    endParagraph()
    var table = SharedTable()
    table.caption =
      Self.first("caption", in: node).map(Self.text)
      ?? Self.first("w:tblCaption", in: node).flatMap { Self.attribute("w:val", of: $0) } ?? ""
    for row in Self.all(["tr", "w:tr"], in: node) {
      let cells = Self.children(of: row).filter { ["td", "th", "w:tc"].contains(Self.name(of: $0)) }.map(Self.text)
      if table.headings.isEmpty { table.headings = cells } else { table.rows.append(cells) }
    }
    document.blocks.append(.table(table))
  }

  /// What a drawing says in words; its labels say the same again.
  private mutating func takeDrawing(_ node: xmlNodePtr) {
    endParagraph()
    for name in ["title", "desc"] {
      if let words = Self.first(name, in: node) { document.blocks.append(.picture(Self.text(of: words))) }
    }
  }

  /// A picture says in words what it shows; one that is within the page has its own.
  private mutating func takePicture(_ node: xmlNodePtr) {
    if let words = Self.attribute("alt", of: node) {
      endParagraph()
      document.blocks.append(.picture(words))
    }
    if let source = Self.attribute("src", of: node), source.hasPrefix("data:"),
      let comma = source.firstIndex(of: ","), source[..<comma].hasSuffix(";base64"),
      let data = Data(base64Encoded: String(source[comma...].dropFirst()), options: .ignoreUnknownCharacters)
    {
      document.pictures.append(data)
    }
  }

  // MARK: - Nodes

  /// Of an element alone: what a reference to an entity leads to is no node like others.
  private static func children(of node: xmlNodePtr) -> [xmlNodePtr] {
    guard node.pointee.type == XML_ELEMENT_NODE else { return [] }
    var (children, next): ([xmlNodePtr], xmlNodePtr?) = ([], node.pointee.children)
    while let child = next {
      children.append(child)
      next = child.pointee.next
    }
    return children
  }

  /// With the prefix that the file gives it.
  private static func name(of node: xmlNodePtr) -> String {
    guard let name = node.pointee.name.map({ String(cString: $0) }) else { return "" }
    guard let prefix = node.pointee.ns?.pointee.prefix else { return name }
    return "\(String(cString: prefix)):\(name)"
  }

  private static func content(of node: xmlNodePtr) -> String {
    node.pointee.content.map { String(cString: $0) } ?? ""
  }

  /// Elements of these names within a node, at any depth but not within one another.
  private static func all(_ names: Set<String>, in node: xmlNodePtr) -> [xmlNodePtr] {
    children(of: node).flatMap { names.contains(name(of: $0)) ? [$0] : all(names, in: $0) }
  }

  private static func first(_ name: String, in node: xmlNodePtr) -> xmlNodePtr? { all([name], in: node).first }

  private static func attribute(_ name: String, of node: xmlNodePtr) -> String? {
    var next = node.pointee.properties
    while let attribute = next {
      let own = attribute.pointee.name.map { String(cString: $0) } ?? ""
      let prefix = attribute.pointee.ns?.pointee.prefix.map { String(cString: $0) + ":" } ?? ""
      if prefix + own == name { return attribute.pointee.children.map { content(of: $0) } }
      next = attribute.pointee.next
    }
    return nil
  }

  /// All that is written within a node, as it is.
  private static func lines(of node: xmlNodePtr) -> String {
    children(of: node).map { $0.pointee.type == XML_ELEMENT_NODE ? lines(of: $0) : content(of: $0) }.joined()
  }

  /// All that is written within a node, on one line.
  private static func text(of node: xmlNodePtr) -> String {
    var part = MarkupText()
    for child in children(of: node) { part.take(child) }
    part.endParagraph()
    return part.document.blocks.map { block in
      switch block {
      case .heading(_, let text), .paragraph(let text), .picture(let text): text
      case .lines(let text): Self.trimmed(text)
      case .table(let table): ([table.headings] + table.rows).flatMap { $0 }.joined(separator: " ")
      }
    }.joined(separator: " ")
  }

  private static func trimmed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
