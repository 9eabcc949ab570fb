/// The text of a template, or of a style sheet, which is a template too.
struct TemplateSource {
  /// As messages name it.
  let file: String
  /// As other templates name it.
  let name: String
  let text: String
  /// A browser tells `<` from what follows it scalar by scalar, not character by character.
  let scalars: [Unicode.Scalar]
  var isStyle: Bool { Self.isStyle(name) }

  init(file: String, name: String, text: String) {
    (self.file, self.name, self.text, scalars) = (file, name, text, Array(text.unicodeScalars))
  }

  static func isStyle(_ name: String) -> Bool { name.hasSuffix(".css") }

  func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  func line(of offset: Int) -> Int { scalars[..<offset].count { $0 == "\n" } + 1 }

  /// A fault at a place in the text.
  func fault(_ offset: Int, _ what: String) -> TemplateProblem.Fault {
    let start = scalars[..<offset].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    return .init(file: file, line: line(of: offset), column: text(start..<offset).count + 1, what: what)
  }
}
