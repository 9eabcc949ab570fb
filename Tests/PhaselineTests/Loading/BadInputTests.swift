import Foundation
import Testing

@testable import Phaseline

/// What is wrong with a file, where, and what to do: whole messages, as the documentation's page has them, and nothing
/// loaded. `make golden` writes the page; read its diff.
@Suite("Bad input") struct BadInputTests {
  static let page = Fixture.root.appendingPathComponent("Sources/Phaseline/Phaseline.docc/LoadMessages.md")
  static let isRecording = ProcessInfo.processInfo.environment["PHASELINE_RECORD"] == "1"

  @Test("is said whole, and nothing is loaded", arguments: BadInput.all)
  func said(_ it: BadInput) throws {
    let attempt = try Attempt(it)
    #expect(attempt.isUntouched, "the workspace is as it was")
    #expect(attempt.refused.problems.contains { $0.fault.sort == it.sort }, "\(attempt.refused)")
    if !Self.isRecording {
      #expect(try String(contentsOf: Self.page, encoding: .utf8).contains(attempt.section), "\(attempt.section)")
    }
  }

  @Test("of every sort is in the table, and the page is made of it")
  func page() throws {
    #expect(Set(BadInput.all.map(\.sort)) == Set(FaultSort.allCases))
    var page = """
      # What load says, and what to do

      Every message of `load` about a file that it refuses, with an input that leads to it, and every message about a
      workspace that cannot be used.

      ## Overview

      A load is all or nothing: where one of these is said, nothing was loaded. Each message gives the file, the line and the
      column, both from 1, what is wrong and what to do. `--format csv` and `--format json` give the same in parts. The
      authorities Northbridge and Saint Aldermere are fictional.

      """
    for sort in FaultSort.allCases {
      page +=
        "\n## \(sort.title)\n" + (try BadInput.all.filter { $0.sort == sort }.map { try Attempt($0).section }.joined())
    }
    page += "\n## The workspace itself\n"
    for (what, problem) in BadInput.ofWorkspace { page += "\n**\(what)**\n\n> \(problem.description)\n" }
    guard Self.isRecording else {
      #expect(try page == String(contentsOf: Self.page, encoding: .utf8))
      return
    }
    try Data(page.utf8).write(to: Self.page)
    Issue.record("wrote \(Self.page.lastPathComponent): read its diff")
  }

  /// One wrong load into a workspace that holds something, and what came of it.
  private struct Attempt {
    let refused: LoadRefused
    let isUntouched: Bool
    let section: String

    init(_ it: BadInput) throws {
      let fixture = try Fixture()
      try fixture.loadCounts(BadInput.good.replacing("all,shortlisting", with: "adults,leaving"), named: "before.csv")
      let before = try fixture.content()
      let paths = try it.files.map { try Self.write($0.content, to: $0.name, in: fixture) }
      let progress = WorkProgress { _, _, _ in
        guard it.isChanging, let handle = FileHandle(forWritingAtPath: paths[0]) else { return }
        handle.seekToEndOfFile()
        handle.write(Data(BadInput.good.utf8))
      }
      let loader = Loader(
        path: fixture.path, standardKey: fixture.standard, catalogue: fixture.catalogue, progress: progress)
      refused = try #require(throws: LoadRefused.self) { try loader.load(paths, command: "load") }
      isUntouched = try fixture.content() == before && fixture.workspace().history().count == 2
      let said = refused.problems.map { $0.description.replacing(fixture.folder.url.path + "/", with: "") }
      section = "\n**\(it.what)**\n" + Self.shown(it) + said.map { "\n> \(Self.escaped($0))\n" }.joined()
    }

    /// The input, as far as it can be read.
    private static func shown(_ it: BadInput) -> String {
      let texts = it.files.compactMap { file -> String? in
        switch file.content {
        case .counts(let rows), .register(let rows), .figures(let rows): rows
        case .text(let text): text
        case .bytes, .workbook, .packed, .folder, .missing: nil
        }
      }
      let text = it.shown ?? texts.joined()
      guard !text.isEmpty, text.contains(where: \.isLetter) else { return "" }
      let plain = FaultWords.spelledOut(text.replacing("\n", with: "↵").replacing("\t", with: "⇥")).replacing(
        "↵", with: "\n")
      return "\n```\n\(plain.hasSuffix("\n") ? plain : plain + "\n")```\n"
    }

    private static func filled(_ fixture: Fixture) throws -> SubmissionWorkbook {
      var book = try SubmissionWorkbook(fixture)
      try book.fill("adults")
      try book.fill("children")
      return book
    }

    private static func escaped(_ text: String) -> String {
      text.replacing("*", with: "\\*").replacing("<", with: "\\<").replacing("[", with: "\\[").replacing(
        "_", with: "\\_")
    }

    private static func write(_ content: BadInput.Content, to name: String, in fixture: Fixture) throws -> String {
      let folder = fixture.folder
      switch content {
      case .counts(let rows): return try folder.write(Fixture.header + rows, to: name)
      case .register(let rows): return try folder.write("code,name,region,type,kind\n" + rows, to: name)
      case .figures(let rows): return try folder.write(BadInput.figureHeader + rows, to: name)
      case .text(let text): return try folder.write(text, to: name)
      case .bytes(let bytes): return try folder.write(Data(bytes), to: name)
      case .workbook(let spoil):
        var book = try filled(fixture)
        try spoil(&book)
        return try folder.write(book.data(), to: name)
      case .packed(let change): return try folder.write(change(filled(fixture).data()), to: name)
      case .folder:
        return try URL(fileURLWithPath: folder.write("x", to: name + "/readme.txt")).deletingLastPathComponent().path
      case .missing: return folder.path(name)
      }
    }
  }
}

extension FaultSort {
  /// Its words as a heading.
  fileprivate var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
