import Phaseline
import TextTable

/// Markdown, with tables of pipes.
struct MarkdownLayout: TextLayout {
  func heading(_ text: String) -> String { "### \(Self.plain(text))\n" }

  func paragraph(_ text: String) -> String { Self.plain(text) + "\n" }

  func typed(_ lines: [String]) -> String { lines.map { "    \($0)" }.joined(separator: "\n") }

  func table(_ table: Table) -> String {
    guard !table.rows.isEmpty else { return table.empty }
    let rendered = TextTable<[Table.Cell]> { row in
      zip(table.columns, row).map { column, cell in
        Column(
          title: column.title, value: Self.escaped(cell.words(grouped: table.groupsThousands)),
          align: column.isNumeric ? .right : .left)
      }
    }.string(for: table.rows, style: Style.pipe)
    // Right behind it a note would be another row.
    return ([rendered ?? ""] + table.notes.map(paragraph)).joined(separator: "\n")
  }

  func document(_ document: Document) -> String {
    var wasEntry = false
    return document.parts.map { part in
      // Right behind an entry, what follows would be part of it.
      let gap = wasEntry ? "\n" : ""
      wasEntry = false
      switch part {
      case .heading(let text): return gap + heading(text)
      case .paragraph(let text): return gap + paragraph(text)
      case .entry(let term, let text):
        wasEntry = true
        return "- **\(term)**: \(Self.plain(text).replacing("\n", with: "\n  "))"
      }
    }.joined(separator: "\n")
  }

  private static func escaped(_ text: String) -> String {
    plain(text).replacing("|", with: "\\|").replacing("\n", with: " ")
  }

  /// What people have typed is shown, and is never a tag or a link; a star before a note begins no list.
  private static func plain(_ text: String) -> String {
    text.replacing(/(?m)^\*[ ]/, with: "\\* ").replacing(/<([A-Za-z\/!?])/) { "&lt;\($0.output.1)" }.replacing(
      "](", with: "]\\(")
  }
}
