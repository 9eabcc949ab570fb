/// Finds the tags of a template where the library finds them.
struct TagScanner {
  private let source: TemplateSource
  private(set) var tags: [TemplateTag] = []
  private(set) var faults: [TemplateProblem.Fault] = []

  init(_ source: TemplateSource) {
    self.source = source
    scan()
    findJoinedMarks()
  }

  private mutating func scan() {
    let scalars = source.scalars
    var offset = 0
    while let start = scalars[offset...].firstRange(of: Array("{{".unicodeScalars))?.lowerBound {
      let kind = kind(at: start + 2)
      let mark = start + 2 + (kind == .variable ? 0 : 1)
      let end = scalars.indices.contains(start + 2) && scalars[start + 2] == "{" ? "}}}" : "}}"
      guard let close = scalars[min(mark, scalars.count)...].firstRange(of: Array(end.unicodeScalars)) else {
        faults.append(source.fault(start, "the tag that begins here has no end; expected '\(end)'"))
        return
      }
      tags.append(
        TemplateTag(
          kind: kind, content: trimmed(mark..<close.lowerBound), written: source.text(start..<close.upperBound),
          range: start..<close.upperBound))
      offset = close.upperBound
    }
  }

  private func kind(at offset: Int) -> TemplateTag.Kind {
    guard source.scalars.indices.contains(offset) else { return .variable }
    return switch source.scalars[offset] {
    case "#": .section
    case "^": .inverted
    case "/": .end
    case "!": .comment
    case "{", "&": .unescaped
    case ">": .partial
    case "<": .layout
    case "$": .block
    case "=": .delimiters
    case "%": .pragma
    default: .variable
    }
  }

  private func trimmed(_ range: Range<Int>) -> String {
    let content = source.text(range)
    return String(content.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  /// The library reads characters, a browser scalars: where a mark is joined to one that means something to either, the one
  /// would see a tag where the other sees none.
  private mutating func findJoinedMarks() {
    let meaningful = Set("{}<>\"'=/()#^&!$%".unicodeScalars)
    for (offset, (one, other)) in zip(source.scalars, source.scalars.dropFirst()).enumerated() {
      guard !one.isASCII || !other.isASCII, meaningful.contains(one) || meaningful.contains(other) else { continue }
      guard "\(one)\(other)".count == 1 else { continue }
      faults.append(
        source.fault(
          offset, "a mark that joins letters is joined to '\(one.isASCII ? one : other)'; put a blank between them"))
    }
  }
}
