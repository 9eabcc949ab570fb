import Foundation
import Testing

@testable import Charting

/// The page that lists the charts of a folder.
@Suite("Index page") struct BatchPageTests {
  static let hostile = [
    "`touch x`", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "it's \"quoted\" & <b>bold</b>",
    "</h2></details>", "a\nb", "&lt;already&gt; &amp;#39;", "\u{202E}right", "{{x}} ${y} %s \\n", "<!--", "]]>",
    "Ælf Ö 😀",
    String(repeating: "long ", count: 40),
  ]

  static func entries(_ names: [String] = hostile, format: String = "png") -> [BatchIndex.Entry] {
    names.enumerated().map { number, name in
      BatchIndex.Entry(
        section: name, path: "a\(number)/trajectory-leaving.\(format)", headline: "\(name) is closing",
        altText: "Line chart of \(name).", isIllustrative: number % 2 == 0, width: 1600, height: 900)
    }
  }

  @Test("it is read back as it was written, whatever the names", arguments: ["png", "svg", "pdf"])
  func readBack(format: String) {
    let entries = Self.entries(format: format)
    #expect(BatchPage.entries(of: BatchPage(BatchIndex(entries: entries)).html) == entries)
  }

  @Test("no name is mark-up: with plain names the page has the very same tags")
  func escaped() {
    func tags(_ names: [String]) -> [String] {
      BatchPage(BatchIndex(entries: Self.entries(names))).html.matches(of: /<[^>]*>/).map { match -> String in
        String(match.output).replacing(/alt="[^"]*"/, with: "alt")
      }
    }
    #expect(tags(Self.hostile) == tags(Self.hostile.map { _ in "Plain" }))
  }

  @Test("a control character is left out, since HTML has no place for it")
  func controls() {
    #expect(BatchPage.escaped("a\0b\u{8}c\td\re\u{FFFE}") == "abc d e")
  }

  @Test("figures that are not real are said to be so, once where all are")
  func illustrative() {
    func count(_ entries: [BatchIndex.Entry]) -> Int {
      BatchPage(BatchIndex(entries: entries)).html.replacing(/<p class="illustrative" hidden>[^<]*/, with: "")
        .ranges(of: "Illustrative data: no real authority.").count
    }
    var entries = Self.entries(["a", "b", "c", "d"])
    #expect(count(entries) == 2)
    for index in entries.indices { entries[index].isIllustrative = true }
    #expect(count(entries) == 1)
    for index in entries.indices { entries[index].isIllustrative = false }
    #expect(count(entries) == 0)
  }

  @Test("an index keeps what other batches drew, while it is there, and leaves a foreign page alone")
  func renewed() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("index-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let all = Self.entries(["Zed", "Ash", "Elm"])
    for entry in all { try ChartFolder.write(Data([1]), to: folder.appendingPathComponent(entry.path)) }
    func renew(_ entries: [BatchIndex.Entry], _ paths: Set<String>) -> BatchIndex.Outcome {
      BatchIndex.renew(in: folder, adding: entries, instead: paths, indicators: ["leaving"])
    }
    let page = folder.appendingPathComponent(BatchIndex.fileName)
    func listed() throws -> [String] {
      try #require(BatchPage.entries(of: String(contentsOf: page, encoding: .utf8))).map(\.section)
    }
    #expect(renew(Array(all.prefix(1)), [all[0].path]) == .written(1))
    #expect(renew(Array(all.suffix(2)), Set(all.suffix(2).map(\.path))) == .written(3))
    #expect(try listed() == ["Ash", "Elm", "Zed"])
    #expect(renew([], [all[1].path]) == .written(2))
    try FileManager.default.removeItem(at: folder.appendingPathComponent(all[2].path))
    #expect(renew([], []) == .written(1))
    #expect(try listed() == ["Zed"])
    try Data("<!DOCTYPE html><title>Mine</title>".utf8).write(to: page)
    guard case .failed(let reason) = renew(all, []) else {
      Issue.record("a foreign page was written over")
      return
    }
    #expect(reason.contains("Phaseline did not draw it"))
    #expect(try String(contentsOf: page, encoding: .utf8).contains("Mine"))
  }
}
