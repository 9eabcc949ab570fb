import Phaseline

/// Pages: reports, indexes of charts.
enum HTMLForm: SharedForm {
  static let name = "HTML"

  static func fits(_ file: SharedFile) -> Bool {
    ["html", "htm", "xhtml"].contains(file.ending) || file.beginning.hasPrefix("<!doctype html")
      || file.beginning.hasPrefix("<html")
  }

  static func read(_ file: SharedFile, _ vocabulary: AuditVocabulary) throws -> SharedReading {
    let text = try file.text()
    guard text.suffix(200).lowercased().contains("</html>") else {
      throw SharedFileProblem(.damaged(form: "page", what: "it ends too early"), of: file.path)
    }
    return try Contents(vocabulary, file: file.path).read(html: text)
  }
}

/// Markdown, notebooks in Markdown among it.
enum MarkdownForm: SharedForm {
  static let name = "Markdown"

  static func fits(_ file: SharedFile) -> Bool { ["md", "markdown"].contains(file.ending) }

  static func read(_ file: SharedFile, _ vocabulary: AuditVocabulary) throws -> SharedReading {
    try Contents(vocabulary, file: file.path).read(markdown: try file.text(most: SharedFile.mostText))
  }
}

/// What a terminal showed.
enum TextForm: SharedForm {
  static let name = "text"

  static func fits(_ file: SharedFile) -> Bool { ["txt", "text", "table", "log", "out"].contains(file.ending) }

  static func read(_ file: SharedFile, _ vocabulary: AuditVocabulary) throws -> SharedReading {
    try Contents(vocabulary, file: file.path).read(text: try file.text(most: SharedFile.mostText))
  }
}
