import Foundation
import Phaseline
import Testing

@testable import PhaselineProgram

@Suite("Notebooks as files") struct NotebookTests {
  private static func notebook(_ text: String) throws -> Notebook { try Notebook(Data(text.utf8), name: "a.ipynb") }

  @Test(
    "what is no notebook that can be run is told, with what to do",
    arguments: [
      ("# Notes", "is no notebook: it is not JSON, or ends too early. Open it in Jupyter, or fetch it once more."),
      (
        #"{"cells": [{"cell_type": "code", "sou"#,
        "is no notebook: it is not JSON, or ends too early. Open it in Jupyter, or fetch it once more."
      ),
      ("", "is no notebook: it is not JSON, or ends too early. Open it in Jupyter, or fetch it once more."),
      (
        #"{"cells": []}"#,
        "is no notebook: it is JSON, but has no \"nbformat\". Name a notebook that Jupyter wrote."
      ),
      (
        #"{"nbformat": 3, "worksheets": []}"#,
        "has the form nbformat 3, and Phaseline reads nbformat 4. Open it in Jupyter and save it, which brings it up to date."
      ),
      (
        #"{"nbformat": 5}"#,
        "has the form nbformat 5, and Phaseline reads nbformat 4. Save it as version 4, or use a newer Phaseline."
      ),
      (
        #"{"nbformat": 4, "metadata": {}}"#,
        "is damaged: expected \"cells\" and \"metadata\". Open it in Jupyter, or fetch it once more."
      ),
      (
        #"{"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "code", "source": 5}]}"#,
        "is damaged: cell 1 has no \"cell_type\" or \"source\". Open it in Jupyter."
      ),
      (
        #"{"nbformat": 4, "metadata": {"kernelspec": {"name": "python3"}}, "cells": []}"#,
        "is a notebook of the kernel 'python3', and Phaseline runs its own: choose the kernel Phaseline."
      ),
    ])
  func refused(text: String, problem: String) {
    #expect(throws: UsageProblem.refused("'a.ipynb' \(problem)")) { try Self.notebook(text) }
  }

  @Test("cells of unknown kinds, metadata and whatever else stands in it are kept as they were")
  func kept() throws {
    let text = """
      {
       "cells": [
        {
         "attachments": {
          "a.png": {
           "image/png": "AAAA"
          }
         },
         "cell_type": "markdown",
         "id": "x-1",
         "metadata": {
          "deep": [
           1,
           2.5,
           null
          ]
         },
         "source": [
          "a\\n",
          "b"
         ]
        },
        {
         "cell_type": "sketch",
         "id": "x-2",
         "ink": true,
         "metadata": {},
         "source": []
        },
        {
         "cell_type": "code",
         "execution_count": null,
         "id": "x-3",
         "metadata": {},
         "outputs": [
          {
           "data": {
            "application/x-odd": {
             "a": 1
            }
           },
           "metadata": {},
           "output_type": "display_data"
          }
         ],
         "source": [
          "phases"
         ]
        }
       ],
       "metadata": {
        "mine": "é"
       },
       "nbformat": 4,
       "nbformat_minor": 5,
       "signature": "s"
      }

      """
    #expect(String(decoding: try Self.notebook(text).data, as: UTF8.self) == text)
  }

  @Test("cells without identifiers, as before nbformat 4.5, get theirs by their place")
  func identifiers() throws {
    let cells = #"[{"cell_type": "raw", "source": "a"}, {"cell_type": "code", "source": ["b"], "id": "own"}]"#
    let notebook = try Self.notebook(#"{"nbformat": 4, "nbformat_minor": 2, "metadata": {}, "cells": \#(cells)}"#)
    #expect(notebook.cells.map(\.id) == ["cell-1", "own"])
    #expect(try JSONValue(notebook.data)["nbformat_minor"] == 5)
  }

  @Test("one of 200 MB is refused before it is read")
  func large() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).ipynb")
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try FileHandle(forWritingTo: file).truncate(atOffset: 200_000_000)
    #expect(
      throws: UsageProblem.refused(
        "'\(file.path)' has 200 MB, and a notebook may have 100. Clear its outputs, or split it.")
    ) { try NotebookFile(file.path).read() }
  }

  @Test("the parameters that it was run with are kept in its metadata")
  func parameters() {
    var notebook = Notebook(cells: [], metadata: ["phaseline": ["workspace": "w.sqlite"]])
    notebook.parameters = ["b=x=y", "a="]
    #expect(
      notebook.parameters == ["a=", "b=x=y"]
        && notebook.workspace(in: URL(fileURLWithPath: "/a", isDirectory: true)) == "/a/w.sqlite")
    notebook.parameters = []
    #expect(notebook.metadata == ["phaseline": ["workspace": "w.sqlite"]])
  }
}
