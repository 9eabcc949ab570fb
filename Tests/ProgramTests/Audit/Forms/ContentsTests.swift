import Foundation
import Phaseline
import TestSupport
import Testing

@testable import PhaselineProgram

/// Files that hold others: each is unwrapped to tables, sentences and pictures.
@Suite struct ContentsTests {
  private static let expected = [
    "5 disciplinary/all Northbridge all bame 10 of 287", "5 disciplinary/all Northbridge all white 7 of 730",
  ]
  private static let table = """
    | Phase | Minoritised | White |
    |:------|:------------|:------|
    | 5     | 10 of 287   | 7 of 730 |
    """

  private static func told(_ data: Data, in name: String) async throws -> [String] {
    let program = try Program()
    let file = program.folder.appendingPathComponent(name)
    try data.write(to: file)
    let files = try await SharedFilesTests.read(file.path)
    guard case .read(let reading, _)? = files.outcomes.first?.outcome else {
      Issue.record("\(files.outcomes)")
      return []
    }
    return reading.evidence.counts.map(ToldWords.words)
  }

  @Test func aHeadingSaysOfWhatTheTableUnderItIs() async throws {
    let text =
      "# Northbridge\n\n## 3 Formal disciplinary process\n\n\(Self.table)\n\n## Glossary\n\n12 of 274 is a count.\n"
    #expect(try await Self.told(Data(text.utf8), in: "a.md") == Self.expected)
  }

  @Test func whatACellGaveIsOfWhatItsCommandAsked() async throws {
    let cells: [JSONValue] = [
      [
        "cell_type": "code", "id": "a", "metadata": [:], "source": "let who = \"Northbridge\"\nuse $who", "outputs": [],
      ],
      [
        "cell_type": "code", "id": "b", "metadata": [:], "source": "compare disciplinary",
        "outputs": [
          ["output_type": "execute_result", "data": ["text/markdown": .string(Self.table)]],
          ["output_type": "stream", "text": ["Phase  White\n", "5      7 of 730\n"]],
        ],
      ],
    ]
    let notebook = Notebook(
      cells: try cells.enumerated().map { try #require(Notebook.Cell($1, at: $0)) }, metadata: [:])
    #expect(try await Self.told(notebook.data, in: "a.ipynb") == Self.expected + [Self.expected[1]])
  }

  @Test func aDocumentIsReadWithItsNotesAndPictures() async throws {
    let program = try Program()
    try program.loadNation()
    #expect(
      try program.run("chart", "trajectory", "Northbridge", "leaving", "--phases", "5", "-o", "chart.png").status == 0)
    func cell(_ text: String) -> String { "<w:tc><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:tc>" }
    func part(_ body: String) -> Data {
      Data(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\(body)</w:document>".utf8
      )
    }
    let heading = "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Northbridge</w:t></w:r></w:p>"
    var archive = ZipParts()
    archive.parts = [
      (
        "word/document.xml",
        part(
          heading
            + "<w:tbl><w:tblPr><w:tblCaption w:val=\"Formal disciplinary process: counts\"/></w:tblPr><w:tr>"
            + ["Phase", "Minoritised", "White"].map(cell).joined() + "</w:tr><w:tr>"
            + ["5", "10 of 287", "7 of 730"].map(cell).joined() + "</w:tr></w:tbl>")
      ),
      (
        "word/footnotes.xml",
        part("<w:p><w:r><w:t>Northbridge: leaving: 3 of 9 against 4 of 8 in phase 1.</w:t></w:r></w:p>")
      ),
      ("word/media/chart.png", try program.data("chart.png")),
    ]
    let told = try await Self.told(try archive.packed(), in: "a.docx")
    #expect(
      Array(told.prefix(4)) == Self.expected + [
        "1 leaving/all Northbridge all bame 3 of 9", "1 leaving/all Northbridge all white 4 of 8",
      ])
    #expect(told.dropFirst(4).contains("5 leaving/all Northbridge all bame 81 of 287"))
  }

  /// libxml2 by itself ends a page at an attribute of more than 10 MB.
  @Test func aPageIsReadBehindAGreatPicture() async throws {
    let picture = String(repeating: "A", count: 11_000_000)
    let page =
      "<!DOCTYPE html><html><body><img src=\"data:image/png;base64,\(picture)\">"
      + "<p>Northbridge: Formal disciplinary process: 10 of 287 against 7 of 730 in phase 5.</p></body></html>"
    #expect(try await Self.told(Data(page.utf8), in: "a.html") == Self.expected)
  }

  @Test func whatAnEntityStandsForIsNoElement() async throws {
    let words = "Northbridge: Formal disciplinary process: 10 of 287 against 7 of 730 in phase 5."
    let part = "<!DOCTYPE d [<!ENTITY e '<x><y/></x>'>]><d><p>&e;</p><p>\(words)</p></d>"
    var archive = ZipParts()
    archive.parts = [
      ("word/document.xml", Data(part.replacing("p>", with: "table>").utf8)), ("word/notes.xml", Data(part.utf8)),
    ]
    #expect(try await Self.told(try archive.packed(), in: "a.docx") == Self.expected)
  }

  @Test func picturesWithinAPageAreRead() async throws {
    let program = try Program()
    try program.loadNation()
    #expect(
      try program.run("chart", "trajectory", "Northbridge", "disciplinary", "--phases", "5", "-o", "chart.png").status
        == 0)
    let picture = try program.data("chart.png").base64EncodedString()
    let page = "<!DOCTYPE html><html><body><img src=\"data:image/png;base64,\(picture)\"></body></html>"
    let told = try await Self.told(Data(page.utf8), in: "a.html")
    #expect(Set(told) == Set(Self.expected))
  }
}
