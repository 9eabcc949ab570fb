import Foundation
import Testing

@testable import PhaselineProgram

/// The notebooks that are shipped show what they would show now.
@Suite("Shipped notebooks") struct ShippedNotebooksTests {
  static let folder = Program.root.appendingPathComponent("Notebooks")
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter {
    $0.hasSuffix(".ipynb")
  }.sorted()

  @Test("there are six") func six() { #expect(Self.names.count == 6) }

  @Test("each gives what it keeps", arguments: names)
  func same(name: String) throws {
    let program = try Program()
    let result = try program.run("notebook", "run", Self.folder.appendingPathComponent(name).path, "--check")
    #expect(result.status == 0, "\(result.text)\(result.error)")
  }

  /// Those that are not for a shared audience, and why.
  private static let internalOnes = [
    "5-finding-to-action.ipynb": "it changes the owner's records, which is nothing for a shared audience"
  ]

  @Test("each but those runs for a shared audience too", arguments: names)
  func shared(name: String) throws {
    let program = try Program()
    let result = try program.run(
      "notebook", "run", Self.folder.appendingPathComponent(name).path, "--audience", "shared", "-o",
      program.folder.appendingPathComponent("x.ipynb").path)
    #expect(result.status == (Self.internalOnes[name] == nil ? 0 : 1), "\(result.error)")
    if Self.internalOnes[name] != nil { #expect(result.error.contains("not for a shared audience")) }
  }

  @Test("each loads shipped data in its first cell of commands, asks one question, and is small", arguments: names)
  func form(name: String) throws {
    let data = try Data(contentsOf: Self.folder.appendingPathComponent(name))
    #expect(data.count < 1_000_000)
    let notebook = try Notebook(data, name: name)
    let code = notebook.cells.filter(\.isCode)
    #expect(code.first?.source.contains("load ../Data/") == true)
    #expect(Set(notebook.cells.map(\.id)).count == notebook.cells.count)
    #expect(notebook.cells.first?.source.hasPrefix("# ") == true)
  }
}
