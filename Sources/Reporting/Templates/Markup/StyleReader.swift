/// Finds what a style sheet, or a `style` attribute, would load.
struct StyleReader {
  private let scalars: [Unicode.Scalar]
  private let end: Int
  private var offset: Int
  private(set) var references: [FileReference] = []
  private(set) var faults: [MarkupFault] = []

  /// - Parameters:
  ///   - scalars: Of the template, its tags blanked out.
  ///   - range: Where the style stands.
  init(_ scalars: [Unicode.Scalar], _ range: Range<Int>) {
    (self.scalars, offset, end) = (scalars, range.lowerBound, range.upperBound)
    while offset < end { step() }
  }

  private mutating func step() {
    if starts("/*") {
      skip(to: "*/")
    } else if starts("url(") {
      readURL()
    } else if starts("@import") {
      note(
        "'@import' is not allowed: a report is one file; write {{> style.css}} for another style sheet of the folder")
      offset += "@import".count
    } else if starts("image-set(") {
      note("'image-set()' is not allowed: a report is one file; write url(logo.svg) for one picture of the folder")
      offset += "image-set(".count
    } else if starts("</") || starts("<!--") {
      note("'<' cannot stand in a style sheet before '/' or '!'; leave it out")
      offset += 2
    } else if scalars[offset] == "\"" || scalars[offset] == "'" {
      skipText()
    } else {
      offset += scalars[offset] == "\\" ? 2 : 1
    }
  }

  private mutating func note(_ what: String) { faults.append(.init(offset: offset, what: what)) }

  private func starts(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard offset + wanted.count <= end else { return false }
    return zip(scalars[offset...], wanted).allSatisfy { $0.lowercased == $1 }
  }

  private mutating func skip(to text: String) {
    let rest = scalars[offset..<end]
    offset = rest.firstRange(of: Array(text.unicodeScalars))?.upperBound ?? end
  }

  /// Behind a text in quotation marks, which ends at the end of its line at the latest.
  private mutating func skipText() {
    let mark = scalars[offset]
    offset += 1
    while offset < end, scalars[offset] != mark, scalars[offset] != "\n" { offset += scalars[offset] == "\\" ? 2 : 1 }
    offset += 1
  }

  private mutating func readURL() {
    let start = offset
    offset += "url(".count
    let close = scalars[offset..<end].firstIndex(of: ")")
    var range = trimmed(offset..<(close ?? end))
    if let mark = scalars[range].first, mark == "\"" || mark == "'" {
      let inside = scalars[range].dropFirst()
      range = inside.startIndex..<(inside.firstIndex(of: mark) ?? inside.endIndex)
    }
    offset = close.map { $0 + 1 } ?? end
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    let name = String(view)
    if close == nil {
      faults.append(.init(offset: start, what: "'url(' has no end; expected ')'"))
    } else if !name.hasPrefix("#"), !name.lowercased().hasPrefix("data:") {
      references.append(FileReference(name: name, range: range, expected: FileReference.pictureOrFont))
    }
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    guard let first = range.first(where: { !scalars[$0].properties.isWhitespace }),
      let last = range.last(where: { !scalars[$0].properties.isWhitespace })
    else { return range.lowerBound..<range.lowerBound }
    return first..<(last + 1)
  }
}

extension Unicode.Scalar {
  /// Of a letter without accents.
  var lowercased: Unicode.Scalar {
    ("A"..."Z").contains(self) ? Unicode.Scalar(UInt8(truncatingIfNeeded: value) + 32) : self
  }
}
