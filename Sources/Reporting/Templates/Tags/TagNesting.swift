/// Checks that tags end one another, and takes none that would change how the others are read.
struct TagNesting {
  /// The most tags within one another: each takes a part of the stack where it is rendered.
  static let deepest = 32

  private let source: TemplateSource
  private var open: [TemplateTag] = []
  /// Behind the tag before.
  private var last = 0
  private(set) var faults: [TemplateProblem.Fault] = []

  init(_ source: TemplateSource, _ tags: [TemplateTag]) {
    self.source = source
    for tag in tags {
      read(textBefore: tag)
      read(tag)
      last = tag.range.upperBound
    }
    for tag in open { note(tag, "'\(tag.written)' has no end; expected '\(tag.end)' behind it") }
  }

  private mutating func note(_ tag: TemplateTag, _ what: String) {
    faults.append(source.fault(tag.range.lowerBound, what))
  }

  private mutating func read(_ tag: TemplateTag) {
    switch tag.kind {
    case .delimiters: note(tag, "'\(tag.written)' is not allowed: tags are written in '{{' and '}}'")
    case .pragma: note(tag, "'\(tag.written)' is not allowed: what people typed is always escaped; leave it out")
    case .partial where tag.content.hasPrefix("*"), .layout where tag.content.hasPrefix("*"):
      note(tag, "'\(tag.written)' is not allowed: expected the name of a template, not a key that holds one")
    case .end: end(tag)
    case .comment, .block: break
    case .variable, .unescaped, .section, .inverted, .partial, .layout:
      if let layout = open.last, layout.kind == .layout {
        note(
          tag,
          "'\(tag.written)' stands in '\(layout.written)' outside of a block, where it is left out; write it within "
            + "'{{$name}}' and '{{/name}}', by a name that the layout has")
      }
    }
    guard tag.isOpening else { return }
    open.append(tag)
    if open.count == Self.deepest + 1 { note(tag, "more than \(Self.deepest) tags stand within one another") }
  }

  private mutating func end(_ tag: TemplateTag) {
    guard let start = open.last else {
      return note(tag, "'\(tag.written)' ends nothing; leave it out, or write '{{#\(tag.content)}}' before it")
    }
    if start.content != tag.content {
      let line = source.line(of: start.range.lowerBound)
      note(tag, "'\(tag.written)' stands where '\(start.written)' of line \(line) ends; expected '\(start.end)'")
      // Where it ends one further out, that is the one forgotten; else it is misspelt.
      guard open.contains(where: { $0.content == tag.content }) else {
        _ = open.removeLast()
        return
      }
      while open.last?.content != tag.content { open.removeLast() }
    }
    open.removeLast()
  }

  /// Text in a layout outside of blocks would be lost without a word.
  private mutating func read(textBefore tag: TemplateTag) {
    guard let layout = open.last, layout.kind == .layout else { return }
    let range = last..<tag.range.lowerBound
    guard let start = range.first(where: { !source.scalars[$0].properties.isWhitespace }) else { return }
    faults.append(
      source.fault(
        start,
        "text stands in '\(layout.written)' outside of a block, where it is left out; write it within '{{$name}}' "
          + "and '{{/name}}', by a name that the layout has"))
  }
}
