/// A tag of mustache.
struct TemplateTag: Hashable {
  enum Kind: Hashable {
    /// `{{name}}`.
    case variable
    /// `{{{name}}}` and `{{&name}}`.
    case unescaped
    /// `{{#name}}`.
    case section
    /// `{{^name}}`.
    case inverted
    /// `{{/name}}`.
    case end
    /// `{{! … }}`.
    case comment
    /// `{{> name}}`.
    case partial
    /// `{{<name}}`: a partial of which the blocks are replaced.
    case layout
    /// `{{$name}}`: what a layout leaves open, and what it is replaced with.
    case block
    /// `{{=<% %>=}}`.
    case delimiters
    /// `{{% … }}`.
    case pragma
  }

  var kind: Kind
  /// What it holds, without blanks around it.
  var content: String
  /// As it is written.
  var written: String
  var range: Range<Int>

  /// Whether an end belongs to it.
  var isOpening: Bool { [.section, .inverted, .layout, .block].contains(kind) }
  var end: String { "{{/\(content)}}" }

  /// What is done to the value, the last first, as in `{{uppercased(name)}}`.
  var transforms: [String] { content.split(separator: "(").dropLast().map(String.init) }

  /// The key that it names; empty for `{{index()}}`.
  var key: String {
    guard let bracket = content.lastIndex(of: "(") else { return content }
    return content[content.index(after: bracket)...].filter { $0 != ")" }
  }
}
