import Phaseline

/// Checks that the keys of a template are known, and printed as what they are.
struct KeyCheck {
  private let source: TemplateSource
  private let index: KeyIndex
  private var open: [(tag: TemplateTag, meaning: KeyIndex.Meaning?)] = []
  /// Tags that print a picture of Phaseline's own, which may be the source of an image.
  private(set) var pictures: Set<TemplateTag> = []
  private(set) var faults: [TemplateProblem.Fault] = []

  init(_ source: TemplateSource, _ tags: [TemplateTag], knowing index: KeyIndex) {
    (self.source, self.index) = (source, index)
    for tag in tags {
      switch tag.kind {
      case .variable, .unescaped, .section, .inverted: check(tag)
      case .layout, .block: open.append((tag, nil))
      case .end: _ = open.popLast()
      case .comment, .partial, .delimiters, .pragma: break
      }
    }
  }

  private mutating func check(_ tag: TemplateTag) {
    let meaning = meaning(of: tag)
    let isWithinOpen = open.contains { $0.meaning == .open && $0.tag.key != "." }
    if tag.isOpening { open.append((tag, meaning)) }
    if tag.kind == .variable, tag.transforms.isEmpty, meaning == .known([.picture]) { pictures.insert(tag) }
    checkTransforms(of: tag, meaning)
    switch meaning {
    case .unknown(let what): if !isWithinOpen { note(tag, what) }
    case .known(let shapes) where !tag.isOpening && tag.transforms.isEmpty: checkKind(of: tag, Set(shapes.map(\.kind)))
    case .open where tag.kind == .unescaped && !isWithinOpen: noteText(tag)
    case .known, .open: break
    }
  }

  private func meaning(of tag: TemplateTag) -> KeyIndex.Meaning {
    if tag.key.isEmpty, !tag.transforms.isEmpty { return .open }
    guard tag.key == "." else { return index.meaning(of: tag.key) }
    // What is told of a whole value in its section is told by its key.
    guard let section = open.last, section.tag.kind == .section, section.tag.transforms.isEmpty,
      case .known(let shapes) = section.meaning
    else { return .open }
    return .known(Set(shapes.map { if case .list(let element) = $0 { element } else { $0 } }))
  }

  private mutating func note(_ tag: TemplateTag, _ what: String) {
    faults.append(source.fault(tag.range.lowerBound, what))
  }

  private mutating func noteText(_ tag: TemplateTag) {
    note(tag, "'\(tag.key)' is not mark-up of Phaseline's own, so it is escaped; write '{{\(tag.content)}}'")
  }

  private mutating func checkKind(of tag: TemplateTag, _ kinds: Set<ContextKeys.Kind>) {
    if kinds.isSubset(of: [.group]) {
      note(tag, "'\(tag.key)' is a group; name one of its keys, or enter it by '{{#\(tag.key)}}'")
    } else if kinds.isSubset(of: [.group, .list]) {
      note(tag, "'\(tag.key)' is a list; walk it by '{{#\(tag.key)}}' and '{{/\(tag.key)}}'")
    } else if tag.kind == .unescaped, !kinds.contains(.markup) {
      noteText(tag)
    } else if tag.kind == .variable, kinds == [.markup] {
      note(tag, "'\(tag.key)' is mark-up; write '{{{\(tag.key)}}}'")
    }
  }

  private mutating func checkTransforms(of tag: TemplateTag, _ meaning: KeyIndex.Meaning) {
    guard let first = tag.transforms.last else { return }
    let kinds = if case .known(let shapes) = meaning { Set(shapes.map(\.kind)) } else { Set([ContextKeys.Kind.open]) }
    let fitting = tag.key.isEmpty ? Transforms.ofPlace : kinds.flatMap(Transforms.known)
    if let unknown = tag.transforms.first(where: { !Transforms.all.contains($0) }) {
      let nearest = Nearest.names(to: unknown, among: Transforms.all, limit: 1).first
      note(
        tag,
        "unknown transform '\(unknown)': expected \(Wordings.list(Transforms.all, "or"))"
          + (nearest.map { " ('\($0)'?)" } ?? ""))
    } else if !fitting.contains(first) {
      note(
        tag,
        fitting.isEmpty
          ? "'\(first)' does nothing to '\(tag.key)'; leave it out"
          : "'\(first)' does nothing to '\(tag.key)'; expected \(Wordings.list(Set(fitting).sorted(), "or"))")
    }
  }
}
