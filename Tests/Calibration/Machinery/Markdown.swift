/// The article's form.
enum Markdown {
  static func table(_ header: [String], _ rows: [[String]]) -> String {
    ([header, header.map { _ in "---" }] + rows).map(row).joined(separator: "\n")
  }

  static func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }

  static func section(_ title: String, _ introduction: String, _ table: String, _ remarks: [String]) -> String {
    (["## \(title)", wrapped(introduction), table] + remarks.map(wrapped)).joined(separator: "\n\n")
  }

  /// A paragraph in lines of at most 120 columns.
  static func wrapped(_ paragraph: String) -> String {
    var lines = [""]
    for word in paragraph.split(whereSeparator: \.isWhitespace) {
      let line = lines[lines.count - 1]
      if line.count + word.count + 1 > 120 {
        lines.append(String(word))
      } else {
        lines[lines.count - 1] = line.isEmpty ? String(word) : line + " " + word
      }
    }
    return lines.joined(separator: "\n")
  }
}
