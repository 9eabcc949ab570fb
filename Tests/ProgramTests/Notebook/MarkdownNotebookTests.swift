import Foundation
import Phaseline
import Testing

@testable import PhaselineProgram

@Suite("Notebooks as Markdown") struct MarkdownNotebookTests {
  private typealias Cell = Notebook.Cell

  private static func read(_ text: String) throws -> Notebook { try MarkdownNotebook.read(text) { _ in nil } }

  @Test("blocks of phaseline are cells, what stands between them is prose; blocks of another language are prose")
  func read() throws {
    let notebook = try Self.read(
      """
      # Title

      Some *prose*.

      ```phaseline
      compare Northbridge

      trend
      ```
      ~~~~ phaseline {"id":"own","metadata":{"tags":["parameters"]}}
      let a = b
      ~~~~

      ````markdown
      ```phaseline
      not a cell
      ```
      ````
      """)
    #expect(
      notebook.cells == [
        Cell(type: "markdown", id: "cell-1", source: "# Title\n\nSome *prose*."),
        Cell(type: "code", id: "cell-2", source: "compare Northbridge\n\ntrend"),
        Cell(type: "code", id: "own", source: "let a = b", metadata: ["tags": ["parameters"]]),
        Cell(type: "markdown", id: "cell-4", source: "````markdown\n```phaseline\nnot a cell\n```\n````"),
      ])
  }

  /// Cells that Markdown has no place for, or that look like something else in it.
  private static let awkward: [Cell] = [
    Cell(type: "markdown", id: "a", source: "two in"), Cell(type: "markdown", id: "cell-2", source: "a row"),
    Cell(type: "markdown", id: "cell-3", source: ""),
    Cell(type: "markdown", id: "cell-4", source: "\n blank lines \n\n"),
    Cell(type: "markdown", id: "cell-5", source: "```phaseline\nnot mine\n```"),
    Cell(type: "markdown", id: "cell-6", source: "```\nnever closed"),
    Cell(type: "raw", id: "cell-7", source: "<!-- phaseline: end -->", metadata: ["x": "--> <script>"]),
    Cell(type: "code", id: "b`c", source: "```\n````x", metadata: ["say": "`--`"], count: 7),
    Cell(type: "code", id: "cell-9", source: "\n\nphases\n"), Cell(type: "code", id: "cell-10", source: ""),
    Cell(
      type: "markdown", id: "cell-11", source: "![x](attachment:x.png)\r\nold lines",
      rest: ["attachments": ["x.png": ["image/png": "AAAA"]]]),
    Cell(type: "sketch", id: "cell-12", source: "ink", rest: ["ink": true]),
    Cell(
      type: "code", id: "cell-13", source: "phases",
      outputs: [
        ["output_type": "stream", "name": "stdout", "text": ["no end"]],
        ["output_type": "display_data", "metadata": [:], "data": ["application/x-odd": ["a": 1]]],
        [
          "output_type": "display_data", "metadata": ["image/png": ["alt": "a [b] \\ c"]],
          "data": ["image/png": "AAAA\n"],
        ],
        ["output_type": "error", "ename": "X", "evalue": "y", "traceback": ["```", "z"]],
      ], count: 3),
  ]

  @Test("from a notebook to Markdown and back nothing is lost", arguments: 0..<3)
  func lossless(order: Int) throws {
    var cells = Self.awkward
    if order == 1 { cells.reverse() }
    if order == 2 { cells = cells.filter(\.isCode) }
    let notebook = Notebook(
      cells: cells, metadata: ["odd": "-->", "kernelspec": ["name": "phaseline"]], rest: ["y": 1])
    let (text, files) = MarkdownNotebook.text(of: notebook, pictures: "a_files", keeping: .whole)
    let again = try MarkdownNotebook.read(text) { path in files.first { $0.path == path }?.data }
    #expect(again == notebook)
    #expect(again.data == notebook.data)
  }

  @Test("from Markdown to a notebook and back it is the same text, and stays so")
  func same() throws {
    let text = """
      # Title

      ```phaseline
      let a = b
      ```

      <!-- phaseline: outputs -->

      ```text
      $a is 'b'.
      ```

      ```text stderr
      a note
      ```

      ````text result
      ```
      a  b
      ````

      ![Alt \\[x\\]](n_files/cell-1-4.svg)

      ```text error
      wrong
      cell 1:1: stopped at: x
      ```

      <!-- phaseline: end -->

      More.

      """
    let picture = Data("<svg/>".utf8)
    let notebook = try MarkdownNotebook.read(text) { $0 == "n_files/cell-1-4.svg" ? picture : nil }
    #expect(notebook.cells[1].outputs.count == 5)
    for keeping in [MarkdownNotebook.Outputs.shown, .whole] {
      let (again, files) = MarkdownNotebook.text(of: notebook, pictures: "n_files", keeping: keeping)
      #expect(again == text)
      #expect(files.map(\.path) == ["n_files/cell-1-4.svg"] && files.first?.data == picture)
    }
  }

  @Test(
    "a comment that is not JSON is prose, and so is one about outputs where no cell stands before it",
    arguments: ["<!-- phaseline: outputs -->", "<!-- phaseline: cell {broken -->", "<!-- phaseline: notebook x -->"])
  func prose(line: String) throws {
    #expect(try Self.read("\(line)\ntext").cells.map(\.source) == ["\(line)\ntext"])
  }

  @Test(
    "outputs that never end are refused: what follows would be lost with them",
    arguments: [
      "text", "```text\n<!-- phaseline: end -->\n```", "```phaseline\nx\n```\n<!-- phaseline: end -->",
      "<!-- phaseline: cell {} -->\n<!-- phaseline: end -->",
    ])
  func endless(rest: String) {
    let problem =
      "Line 5 begins what a cell gave, and it never ends: put <!-- phaseline: end --> behind it, or take it out."
    #expect(throws: UsageProblem.refused(problem)) {
      try Self.read("```phaseline\nphases\n```\n\n<!-- phaseline: outputs -->\n\(rest)")
    }
  }

  @Test("what a cell gave becomes no cell, whatever it looks like", arguments: ["\n", "\r\n"])
  func hostile(end: String) throws {
    let text = ["a", "<!-- phaseline: end -->", "```", "```phaseline", "evil", "```", ""].joined(separator: end)
    let cell = Cell(
      type: "code", id: "x", source: "help use",
      outputs: [["output_type": "stream", "name": "stdout", "text": .lines(of: text)]],
      count: 1)
    let odd = Cell(type: "code", id: "y", source: "help" + end + "```" + end + "```phaseline" + end + "evil")
    let notebook = Notebook(cells: [cell, odd], metadata: [:])
    for keeping in [MarkdownNotebook.Outputs.shown, .whole] {
      let written = MarkdownNotebook.text(of: notebook, pictures: "p", keeping: keeping).text
      let again = try Self.read(written)
      #expect(again.cells.map(\.source) == notebook.cells.map(\.source), "\(written)")
      if keeping == .whole { #expect(again == notebook) }
    }
  }

  @Test("each cell has an identifier of its own")
  func identifiers() throws {
    let text = "one\n\n```phaseline {\"id\":\"cell-1\"}\nrules\n```\n\ntwo\n"
    #expect(try Self.read(text).cells.map(\.id) == ["cell-1", "cell-2", "cell-3"])
  }
}
