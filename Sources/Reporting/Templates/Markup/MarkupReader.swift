/// Follows the mark-up of a template around its tags: what it would load, and whether each value stands where a browser takes
/// it for text, whichever sections are left out or repeated.
struct MarkupReader {
  private let source: TemplateSource
  /// The text with a placeholder for each scalar of a tag.
  private let scalars: [Unicode.Scalar]
  private let tags: [Int: TemplateTag]
  private var place: MarkupPlace
  private var sections: [(tag: TemplateTag, place: MarkupPlace)] = []
  private(set) var references: [FileReference] = []
  private(set) var faults: [MarkupFault] = []

  private static let placeholder: Unicode.Scalar = "\u{FFFC}"

  /// - Parameters:
  ///   - source: A template.
  ///   - tags: All of its tags, which end one another.
  init(_ source: TemplateSource, _ tags: [TemplateTag]) {
    self.source = source
    self.tags = Dictionary(uniqueKeysWithValues: tags.map { ($0.range.lowerBound, $0) })
    scalars = tags.reduce(into: source.scalars) { scalars, tag in
      for offset in tag.range { scalars[offset] = Self.placeholder }
    }
    place = source.isStyle ? MarkupPlace(kind: .raw, element: "style") : .text
    read()
  }

  private mutating func read() {
    var offset = 0
    while offset < scalars.count {
      if let tag = tags[offset] {
        meet(tag)
        offset = tag.range.upperBound
      } else {
        offset = step(offset)
      }
    }
    if source.isStyle { return readStyle(place.value..<scalars.count) }
    guard place.kind != .text else { return }
    note(place.tag, "the template ends \(place.words) that begins here")
  }

  private mutating func note(_ offset: Int, _ what: String) { faults.append(.init(offset: offset, what: what)) }

  private func starts(_ text: String, at offset: Int) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard offset + wanted.count <= scalars.count else { return false }
    return zip(scalars[offset...], wanted).allSatisfy { $0.lowercased == $1 }
  }

  private func words(_ range: Range<Int>) -> String { source.text(range).lowercased() }

  /// Takes what is at an offset.
  /// - Returns: Where to go on.
  private mutating func step(_ offset: Int) -> Int {
    switch place.kind {
    case .text: return readText(offset)
    case .raw: return readRaw(offset)
    case .comment:
      let isEnd = starts("-->", at: offset) || starts("--!>", at: offset)
      if isEnd { place = .text }
      return offset + (isEnd ? 3 : 1)
    case .declaration:
      if scalars[offset] == ">" { place = .text }
      return offset + 1
    case .elementName, .tag, .attributeName, .afterName, .beforeValue, .quotedValue, .bareValue:
      return readTag(offset)
    }
  }
}

// MARK: - Between tags

extension MarkupReader {
  private mutating func readText(_ offset: Int) -> Int {
    guard scalars[offset] == "<" else { return offset + 1 }
    let isEnd = starts("</", at: offset)
    let next = offset + (isEnd ? 2 : 1)
    if starts("<!--", at: offset) {
      place = MarkupPlace(kind: .comment, tag: offset)
      // "<!-->" is whole, to a browser.
      return offset + (starts("<!-->", at: offset) || starts("<!--->", at: offset) ? 2 : 4)
    }
    guard next < scalars.count, scalars[next] != Self.placeholder else {
      note(offset, "'<' begins no tag here; write '&lt;', or the whole tag without a tag of mustache in its name")
      return next
    }
    if scalars[next].isLetter {
      place = MarkupPlace(kind: .elementName, tag: offset, value: next)
    } else if isEnd || scalars[next] == "!" || scalars[next] == "?" {
      place = MarkupPlace(kind: .declaration, tag: offset)
    }
    return next
  }

  private mutating func readRaw(_ offset: Int) -> Int {
    let element = place.element
    guard starts("</", at: offset) else { return offset + 1 }
    let behind = offset + 2 + element.count
    let isEnd = starts("</" + element, at: offset) && behind < scalars.count && scalars[behind].endsName
    if element == "style", isEnd, !source.isStyle { readStyle(place.value..<offset) }
    if isEnd, !source.isStyle {
      place = MarkupPlace(kind: .elementName, tag: offset, value: offset + 2)
    } else if element != "style" {
      note(offset, "'</' stands within <\(element)>; write '&lt;/', or end it with '</\(element)>'")
    }
    return offset + 2
  }

  private mutating func readStyle(_ range: Range<Int>) {
    let style = StyleReader(scalars, range)
    references += style.references
    faults += style.faults
  }
}

// MARK: - Within a tag

extension MarkupReader {
  private mutating func readTag(_ offset: Int) -> Int {
    let scalar = scalars[offset]
    switch place.kind {
    case .elementName where scalar.endsName: endElementName(offset)
    case .attributeName where scalar.endsName || scalar == "=": place.kind = .afterName
    case .elementName, .attributeName: return offset + 1
    case .quotedValue:
      if scalar == place.quote { endValue(offset) }
      return offset + 1
    case .bareValue where scalar.isSpace || scalar == ">": endValue(offset)
    case .bareValue: return offset + 1
    default: break
    }
    readBetweenAttributes(offset)
    return offset + 1
  }

  private mutating func readBetweenAttributes(_ offset: Int) {
    let scalar = scalars[offset]
    switch (place.kind, scalar) {
    case (_, ">"):
      if place.kind == .beforeValue { endValue(offset, from: offset) }
      endTag(offset)
    case (_, _) where scalar.isSpace: break
    case (.afterName, "="): place.kind = .beforeValue
    case (.beforeValue, "\""), (.beforeValue, "'"):
      (place.kind, place.quote, place.value) = (.quotedValue, scalar, offset + 1)
    case (.beforeValue, _): (place.kind, place.value) = (.bareValue, offset)
    case (_, "/"): endAttribute()
    default: (place.kind, place.attribute) = (.attributeName, offset)
    }
  }

  private mutating func endElementName(_ offset: Int) {
    place.element = words(place.value..<offset)
    endAttribute()
    let isEnd = scalars[place.tag + 1] == "/"
    if !isEnd, let refusal = MarkupRules.refusal(ofElement: place.element) {
      note(place.tag, "'<\(place.element)>' is not allowed: \(refusal)")
    }
  }

  private mutating func endTag(_ offset: Int) {
    let isStart = scalars[place.tag + 1] != "/"
    guard isStart, MarkupRules.rawElements.contains(place.element) else {
      place = .text
      return
    }
    place = MarkupPlace(kind: .raw, tag: place.tag, value: offset + 1, element: place.element)
  }

  private mutating func endValue(_ offset: Int, from start: Int? = nil) {
    let nameEnd = scalars[place.attribute...].firstIndex { $0.endsName || $0 == "=" } ?? offset
    let (name, attribute) = (place.attribute, words(place.attribute..<nameEnd))
    let value = (start ?? place.value)..<offset
    endAttribute()
    // What is said of the element says it of its attributes.
    guard MarkupRules.refusal(ofElement: place.element) == nil else { return }
    if let refusal = MarkupRules.refusal(ofAttribute: attribute) {
      note(name, "'\(attribute)' is not allowed: \(refusal)")
    } else if MarkupRules.styled.contains(attribute) {
      readStyle(value)
    } else if let address = MarkupRules.address(of: attribute, in: place.element) {
      judge(address, value)
    }
  }

  private mutating func endAttribute() {
    place = MarkupPlace(kind: .tag, tag: place.tag, element: place.element)
  }

  private mutating func judge(_ address: MarkupRules.Address, _ range: Range<Int>) {
    let value = source.text(range)
    let plain = value.prefix { $0 != "{" }.lowercased()
    func refuse(_ expected: String) { note(range.lowerBound, "expected \(expected), not '\(value)'") }
    switch address {
    case .picture where plain.hasPrefix("data:image/"): break
    case .picture: references.append(FileReference(name: value, range: range, expected: FileReference.picture))
    case .link where !MarkupRules.links.contains(where: plain.hasPrefix):
      refuse("a link that begins with 'https://', 'http://', 'mailto:', 'tel:' or '#'")
    case .place where !plain.hasPrefix("#"): refuse("'#' and the name of a place in the page")
    case .none:
      note(range.lowerBound, "'src' is not allowed in <\(place.element)>: a report loads nothing; leave it out")
    case .link, .place: break
    }
  }
}

// MARK: - Tags of mustache

extension MarkupReader {
  private mutating func meet(_ tag: TemplateTag) {
    switch tag.kind {
    case .comment, .delimiters, .pragma: return
    case .end: return end(tag)
    case .variable, .unescaped: meetValue(tag)
    case .partial, .layout: meetPartial(tag)
    case .block: meetBlock(tag)
    case .section, .inverted: meetSection(tag)
    }
    if tag.isOpening { sections.append((tag, place)) }
  }

  private mutating func meetSection(_ tag: TemplateTag) {
    if place.kind == .elementName, scalars[tag.range.upperBound...].first?.endsName == true {
      endElementName(tag.range.lowerBound)
    }
    endBareAttribute(before: tag)
    if ![.text, .raw, .tag, .quotedValue].contains(place.kind) { refuse(tag) }
  }

  /// An attribute such as `open` has no value, and ends where none follows.
  private mutating func endBareAttribute(before tag: TemplateTag) {
    let behind = scalars[tag.range.upperBound...]
    guard behind.first(where: { !$0.isSpace }) != "=" else { return }
    let isEnded = place.kind == .attributeName && behind.first?.endsName == true
    if isEnded || place.kind == .afterName { endAttribute() }
  }

  private mutating func refuse(_ tag: TemplateTag) {
    let at = tag.range.lowerBound
    switch place.kind {
    case .comment: note(at, "'\(tag.written)' stands in a comment of HTML, where it is still carried out; leave it out")
    case .beforeValue, .bareValue:
      note(at, "'\(tag.written)' stands in a value without quotation marks; write \"\(tag.written)\"")
      // Else the next blank would begin another attribute.
      if place.kind == .beforeValue { (place.kind, place.value) = (.bareValue, at) }
    default:
      note(at, "'\(tag.written)' stands \(place.words); expected it in the value of an attribute, in quotation marks")
    }
  }

  private mutating func meetValue(_ tag: TemplateTag) {
    let mayStand = tag.kind == .unescaped ? [.text] : [MarkupPlace.Kind.text, .raw, .quotedValue]
    guard !mayStand.contains(place.kind) else { return }
    guard tag.kind == .unescaped, [.raw, .quotedValue].contains(place.kind) else { return refuse(tag) }
    note(tag.range.lowerBound, "'\(tag.written)' stands \(place.words); expected it between tags of HTML")
  }

  private mutating func meetPartial(_ tag: TemplateTag) {
    let isStyle = TemplateSource.isStyle(tag.content)
    let isInStyle = place.kind == .raw && place.element == "style"
    if isStyle, !isInStyle {
      note(tag.range.lowerBound, "a style sheet stands \(place.words); write <style>\(tag.written)</style>")
    } else if isInStyle, !isStyle || tag.kind == .layout {
      note(tag.range.lowerBound, "'\(tag.written)' stands within <style>; expected a style sheet, as {{> style.css}}")
    } else if !isInStyle, place.kind != .text {
      note(tag.range.lowerBound, "'\(tag.written)' stands \(place.words); expected it between tags of HTML")
    }
  }

  private mutating func meetBlock(_ tag: TemplateTag) {
    let isInTitle = place.kind == .raw && place.element == "title"
    if place.kind != .text, !isInTitle {
      note(tag.range.lowerBound, "'\(tag.written)' stands \(place.words); expected it between tags of HTML")
    }
  }

  private mutating func end(_ tag: TemplateTag) {
    endBareAttribute(before: tag)
    guard let section = sections.popLast(), section.place != place else { return }
    note(
      tag.range.lowerBound,
      "'\(section.tag.written)' begins \(section.place.words) and ends \(place.words); expected both in the same element or "
        + "value")
  }
}

extension Unicode.Scalar {
  fileprivate var isSpace: Bool { [" ", "\n", "\t", "\u{C}", "\r"].contains(self) }
  fileprivate var isLetter: Bool { ("a"..."z").contains(lowercased) }
  fileprivate var endsName: Bool { isSpace || self == "/" || self == ">" }
}
