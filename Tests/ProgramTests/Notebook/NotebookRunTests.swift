import Foundation
import Phaseline
import Testing

@testable import PhaselineProgram

@Suite("Notebooks that are run") struct NotebookRunTests {
  private static let first = """
    # First look

    ```phaseline
    let authority = "Northbridge"
    load Data/illustrative
    ```

    ```phaseline
    compare $authority leaving --phases 5
    chart trajectory $authority leaving
    ```

    """

  private static func program(_ text: String = first) throws -> Program {
    let program = try Program()
    try program.write(text, to: "a.md")
    return program
  }

  private static func run(_ program: Program, _ words: String...) throws -> String {
    let result = try program.run(["notebook"] + words)
    try #require(result.status == 0, "\(result.error)")
    return result.text
  }

  @Test("a second run gives no difference, in both forms; a check says so, and where one is")
  func stable() throws {
    let program = try Self.program()
    #expect(try Self.run(program, "run", "a.md") == "2 cells done: a.md written.\n")
    let text = try program.data("a.md")
    #expect(String(decoding: text, as: UTF8.self).contains("8 Leaving: more likely (one phase, no trend)"))
    #expect(try program.data("a_files/cell-2-2.svg").count > 10_000)
    _ = try Self.run(program, "run", "a.md")
    #expect(try program.data("a.md") == text)
    #expect(try Self.run(program, "run", "a.md", "--check") == "a.md: all 2 cells give what is kept.\n")
    _ = try Self.run(program, "convert", "a.md", "-o", "a.ipynb")
    _ = try Self.run(program, "run", "a.ipynb")
    let notebook = try program.data("a.ipynb")
    _ = try Self.run(program, "run", "a.ipynb")
    #expect(try program.data("a.ipynb") == notebook)
    let changed = String(decoding: notebook, as: UTF8.self).replacing("81 of 287", with: "80 of 287")
    try program.write(changed, to: "a.ipynb")
    let check = try program.run("notebook", "run", "a.ipynb", "--check")
    #expect(check.status == 3)
    #expect(check.text.hasPrefix("a.ipynb: cell 3 (compare $authority leaving --phases 5): kept: "))
    #expect(check.text.contains("(80 of 287") && check.text.contains("| now: "))
    #expect(check.text.hasSuffix("\n`notebook run a.ipynb` keeps what it gives now.\n"))
    #expect(try program.data("a.ipynb") == Data(changed.utf8), "a check writes nothing")
  }

  @Test("an output has each form of the same, pictures with the words that they stand for")
  func forms() throws {
    let program = try Self.program()
    _ = try Self.run(program, "run", "a.md", "-o", "b.ipynb")
    let outputs = try Notebook(program.data("b.ipynb"), name: "b").cells[2].outputs
    let (result, picture) = (try #require(outputs.first), try #require(outputs.last))
    #expect(result["output_type"] == "execute_result" && picture["output_type"] == "display_data")
    #expect(result["data"]?.object?.keys.sorted() == ["text/html", "text/markdown", "text/plain"])
    #expect(
      result["data"]?["text/html"]?.joinedText?.contains("<th scope=\"col\" style=\"text-align: left\">Phase</th>")
        == true)
    #expect(picture["data"]?.object?.keys.sorted() == ["image/png", "image/svg+xml", "text/html", "text/plain"])
    let words = try #require(picture["data"]?["text/plain"]?.joinedText)
    let alternative = try #require(picture["metadata"]?["image/png"]?["alt"]?.string)
    #expect(words.hasPrefix("Northbridge") && alternative.hasPrefix("Northbridge"))
    let bytes = try #require(picture["data"]?["image/png"]?.string.flatMap { Data(base64Encoded: $0) })
    #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }

  @Test("a cell that fails ends the run with its line, and nothing is written; one that may fail does not")
  func failing() throws {
    let text = "```phaseline\nrules\n```\n\n```phaseline\n\nexplain nowhere\n```\n"
    let program = try Self.program(text)
    let result = try program.run("notebook", "run", "a.md")
    #expect(result.status == 1)
    #expect(
      result.error == """
        No indicator is called 'nowhere'. `indicators` lists them.
        a.md: cell 2:2: stopped at: explain nowhere

        """)
    #expect(try program.data("a.md") == Data(text.utf8))
    try program.write(
      text.replacing("phaseline\n\n", with: "phaseline {\"metadata\":{\"tags\":[\"raises-exception\"]}}\n\n"),
      to: "a.md")
    #expect(try Self.run(program, "run", "a.md") == "2 cells done: a.md written.\n")
    #expect(String(decoding: try program.data("a.md"), as: UTF8.self).contains("```text error\nNo indicator is called"))
  }

  @Test("a parameter takes the place of what a cell sets, goes to a file of its own, and is known to a check")
  func parameters() throws {
    let program = try Self.program()
    _ = try Self.run(program, "run", "a.md", "-o", "b.ipynb", "--param", "authority=Silvercombe")
    let text = String(decoding: try program.data("b.ipynb"), as: UTF8.self)
    #expect(text.contains("Silvercombe: ") && !text.contains("Northbridge: staff"))
    #expect(try Self.run(program, "run", "b.ipynb", "--check").contains("all 2 cells give what is kept"))
    let unknown = try program.run("notebook", "run", "a.md", "-o", "c.md", "--param", "autority=Silvercombe")
    #expect(unknown.status == 1)
    #expect(
      unknown.error
        == "No cell of 'a.md' sets autority, so --param autority=… would change nothing. Did you mean authority?\n")
    #expect(try program.run("notebook", "run", "a.md", "--param", "authority=Silvercombe").status == 64)
    #expect(try program.data("a.md") == Data(Self.first.utf8))
  }

  @Test("it runs in its own folder and in a new workspace, unless one is named by an option, the environment or itself")
  func places() throws {
    let program = try Program()
    try FileManager.default.createDirectory(
      at: program.folder.appendingPathComponent("in"), withIntermediateDirectories: true)
    let text = "```phaseline\nload ../Data/illustrative\nexport observations --phases 1 -o here.csv\n```\n"
    try program.write(text, to: "in/a.md")
    _ = try Self.run(program, "run", "in/a.md")
    #expect(try program.data("in/here.csv").count > 10_000)
    #expect(try FileManager.default.contentsOfDirectory(atPath: program.folder.path).sorted() == ["Data", "in"])
    _ = try Self.run(program, "run", "in/a.md", "--workspace", "option.sqlite")
    #expect(try program.run("--workspace", "option.sqlite", "history").status == 0)
    let absolute = program.folder.appendingPathComponent("absolute.sqlite").path
    try program.write(
      "<!-- phaseline: notebook {\"metadata\":{\"phaseline\":{\"workspace\":\"\(absolute)\"}}} -->\n\n" + text,
      to: "in/d.md")
    _ = try Self.run(program, "run", "in/d.md")
    #expect(try program.run("--workspace", "absolute.sqlite", "history").status == 0)
    let own = "<!-- phaseline: notebook {\"metadata\":{\"phaseline\":{\"workspace\":\"own.sqlite\"}}} -->\n\n"
    try program.write(own + text, to: "in/c.md")
    _ = try Self.run(program, "run", "in/c.md")
    #expect(try program.run("--workspace", "in/own.sqlite", "history").status == 0)
    let result = try program.run(["notebook", "run", "in/a.md"], environment: ["PHASELINE_WORKSPACE": "named.sqlite"])
    #expect(result.status == 0)
    #expect(try program.run("--workspace", "named.sqlite", "history").status == 0)
  }

  @Test("for a shared audience nothing that it keeps shows a hidden count; what it loads is named and no more")
  func shared() throws {
    let program = try Self.program(
      Self.first.replacing("Northbridge", with: "Silvercombe").replacing("leaving", with: "disciplinary"))
    let open = try Self.run(program, "run", "a.md", "-o", "open.md")
    _ = try Self.run(program, "run", "a.md", "--audience", "shared", "-o", "shared.md", "--html", "shared.html")
    #expect(open.contains("open.md"))
    let (internalText, text) = (
      String(decoding: try program.data("open.md"), as: UTF8.self),
      String(decoding: try program.data("shared.md"), as: UTF8.self)
    )
    #expect(internalText.contains("rows of observations") && internalText.contains("of 69"))
    #expect(text.contains("What they hold is not for a shared audience.") && !text.contains("rows of observations"))
    #expect(text.contains("0–9 of 69") && text.contains("Shared (rules under-10)"))
    #expect(!String(decoding: try program.data("shared.html"), as: UTF8.self).contains("rows of observations"))
    // What is set at a prompt holds for the notebooks that are run there.
    let said = try program.run(
      [], input: "load Data/illustrative\nuse --audience shared\nnotebook run a.md -o b.md\n")
    #expect(said.status == 0, "\(said.error)")
    #expect(String(decoding: try program.data("b.md"), as: UTF8.self).contains("0–9 of 69"))
  }

  @Test("what a cell cannot do is told")
  func refused() throws {
    let tagged = "```phaseline {\"metadata\":{\"tags\":[\"raises-exception\"]}}\n"
    let lines = ["quit", "load -", "notebook run a.md", "kernel start x.json"]
    let program = try Self.program(lines.map { "\(tagged)\($0)\n```\n" }.joined(separator: "\n"))
    _ = try Self.run(program, "run", "a.md")
    let text = String(decoding: try program.data("a.md"), as: UTF8.self)
    for said in [
      "'quit' ends the prompt; a notebook has none.",
      "Standard input gives the commands here, so `load -` has nothing to read.",
      "A cell runs no notebook. Run it beside this one.", "Jupyter starts the kernel:",
    ] { #expect(text.contains(said), "\(said)") }
  }

  @Test("for a shared audience no cell shows more, whatever it asks for")
  func floor() throws {
    let program = try Program()
    try program.write(
      "```phaseline\nload Data/illustrative\nuse --audience internal\n"
        + "compare Silvercombe disciplinary --phases 5 --audience internal\n```\n", to: "a.md")
    _ = try Self.run(program, "run", "a.md", "--audience", "shared")
    let text = String(decoding: try program.data("a.md"), as: UTF8.self)
    #expect(text.contains("0–9 of 69") && !text.contains("Internal use only"))
  }

  @Test("what would be written over something else is refused, as are parameters without a name or a text")
  func collisions() throws {
    let program = try Self.program("```phaseline\nlet a = b\nrules\n```\n")
    _ = try Self.run(program, "convert", "a.md", "-o", "a.ipynb")
    let before = try program.data("a.ipynb")
    let over = try program.run("notebook", "run", "a.ipynb", "--html", "a.ipynb")
    #expect(over.status == 1 && over.error == "'a.ipynb' is what the command works on. Name another file with -o.\n")
    #expect(try program.data("a.ipynb") == before)
    for wrong in ["a", "=b", "1=b"] {
      let result = try program.run("notebook", "run", "a.ipynb", "-o", "b.ipynb", "--param", wrong)
      #expect(result.status == 64 && result.error.contains("--param takes NAME=TEXT, as in --param authority="))
    }
    try program.write(
      #"{"nbformat": 4, "metadata": {"phaseline": {"parameters": {"a": 5}}}, "cells": []}"#, to: "c.ipynb")
    #expect(
      try program.run("notebook", "run", "c.ipynb").error
        == "'c.ipynb' has the parameter a, which is no text. Write it in quotation marks.\n")
  }

  @Test("the page loads and runs nothing, escapes what is typed, and has words for pictures")
  func page() throws {
    let text = """
      # A <b>title</b>

      <script>alert(1)</script>

      [x](javascript:alert(2)) ![p](p.png) ![s](%2e%2e/s.png) ![far](http://far.example/x.png)

      """ + Self.first.replacing("# First look\n\n", with: "")
      + "\n```phaseline\n# <script>alert(3)</script>\nrules\n```\n"
    let program = try Self.program(text)
    try Data(base64Encoded: "iVBORw0KGgo=").map { try $0.write(to: program.folder.appendingPathComponent("p.png")) }
    try program.write("secret", to: "../s.png")
    defer { try? FileManager.default.removeItem(at: program.folder.appendingPathComponent("../s.png")) }
    _ = try Self.run(program, "run", "a.md", "-o", "b.ipynb", "--html", "a.html")
    let html = String(decoding: try program.data("a.html"), as: UTF8.self)
    #expect(!html.contains("<script") && !html.contains("javascript:") && html.contains("&lt;script&gt;alert(3)"))
    #expect(html.contains("<title>A &lt;b&gt;title&lt;/b&gt;</title>") && html.contains("<html lang=\"en-GB\">"))
    #expect(html.contains("src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"p\""))
    #expect(
      html.matches(of: /<img alt="Northbridge[^"]{40,}" width="800" src="data:image\/svg\+xml;base64,/).count == 1)
    #expect(!html.contains("src=\"data:image/png;base64,c2VjcmV0"), "nothing beside its folder is taken in")
    #expect(html.contains("content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\""))
  }

  @Test("outputs that a notebook brings along never come to its page as HTML")
  func foreign() {
    let output: JSONValue = [
      "output_type": "display_data", "metadata": [:],
      "data": ["text/html": "<script>x</script>", "text/plain": "<script>y</script>", "image/png": "\"><script>"],
    ]
    var plain = output
    plain = .object(output.object?.filter { $0.key != "data" } ?? [:])
    let other: JSONValue = ["output_type": "display_data", "metadata": [:], "data": ["text/html": "<i>x</i>"]]
    let notebook = Notebook(
      cells: [
        Notebook.Cell(type: "code", id: "a", source: "phases", outputs: [output, plain, other], count: 1),
        Notebook.Cell(type: "raw", id: "b", source: "<script>z</script>"),
      ], metadata: [:])
    let html = NotebookPage(notebook, name: "n", folder: URL(fileURLWithPath: "/")).html
    #expect(!html.contains("<script") && !html.contains("<i>"))
  }
}
