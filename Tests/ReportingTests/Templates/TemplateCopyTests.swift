import Foundation
import Reporting
import Testing

@Suite("Copy of the templates") struct TemplateCopyTests {
  @Test("a designer gets every file, into a new folder or an empty one")
  func copy() throws {
    let fixture = try TemplateFixture(shipped: ["style.css": "p { color: {{theme.colours.authority}} }"])
    defer { fixture.remove() }
    let new = fixture.root.appendingPathComponent("new")
    for folder in [new, fixture.own] {
      #expect(try ReportTemplates.copy(shipped: fixture.shipped, to: folder) == 4)
      #expect(FileManager.default.contentsEqual(atPath: fixture.shipped.path, andPath: folder.path))
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: fixture.root.path).sorted() == ["new", "own", "shipped"])
  }

  @Test("what is there stays as it is, and nothing is left half copied")
  func taken() throws {
    let fixture = try TemplateFixture(own: ["letter.txt": "Dear all"])
    defer { fixture.remove() }
    let file = fixture.own.appendingPathComponent("letter.txt")
    for place in [fixture.own, file] {
      let problem = #expect(throws: TemplateCopyProblem.self) {
        try ReportTemplates.copy(shipped: fixture.shipped, to: place)
      }
      #expect(
        problem?.description == """
          '\(place.path)' is there already and is left as it is. Name a folder that is not there yet, or an empty one; \
          nothing was copied.
          """)
      #expect(problem?.isFreeOfCounts == true)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == "Dear all")
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.own.path) == ["letter.txt"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.root.path).sorted() == ["own", "shipped"])
  }

  @Test("it says where the copy cannot go, and where there is nothing to copy")
  func unwritable() throws {
    let fixture = try TemplateFixture()
    defer { fixture.remove() }
    let nowhere = fixture.root.appendingPathComponent("not/there")
    let unwritable = #expect(throws: TemplateCopyProblem.self) {
      try ReportTemplates.copy(shipped: fixture.shipped, to: nowhere)
    }
    #expect(
      unwritable?.description == """
        The templates cannot be copied to '\(nowhere.path)' (No such file or directory). Make room, or check that the \
        folder around it is there and may be written to; nothing was copied.
        """)
    let unreadable = #expect(throws: TemplateCopyProblem.self) {
      try ReportTemplates.copy(shipped: nowhere, to: fixture.root.appendingPathComponent("new"))
    }
    #expect(
      unreadable?.description == """
        The templates of '\(nowhere.path)' cannot be read (No such file or directory). Bring the folder back; nothing was \
        copied.
        """)
  }
}
