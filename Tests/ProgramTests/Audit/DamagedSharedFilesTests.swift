import Foundation
import Testing

@testable import PhaselineProgram

/// Files that nobody can say anything of: told with what is wrong, and nothing taken of them.
@Suite struct DamagedSharedFilesTests {
  static let header = "phase,authority,service,indicator,category,ethnicity,numerator,denominator"

  struct Damaged: CustomTestStringConvertible, Sendable {
    var name: String
    var content: Data
    var message: String
    var testDescription: String { message }

    init(_ name: String, _ content: String, _ message: String) {
      self.init(name, Data(content.utf8), message)
    }
    init(_ name: String, _ content: Data, _ message: String) {
      (self.name, self.content, self.message) = (name, content, message + " Nothing of the file was read.")
    }
  }

  private static let noCount =
    "is not a count. Expected a whole number, a range such as 0-9, fewer than some number as <10, or nothing where it is not "
    + "told. Correct it."

  /// A finding with such a numerator.
  private static func finding(_ numerator: String) -> String {
    "{\"phase\": \"1\", \"indicator\": {\"key\": \"disciplinary\"}, \"subject\": {\"name\": \"Northbridge\"}, \"bame\": "
      + "{\"numerator\": \(numerator), \"denominator\": {\"low\": 297, \"high\": 297}}}"
  }

  /// A row with such a numerator.
  private static func row(_ numerator: String) -> String {
    "{\"phase\": \"1\", \"authority\": \"Northbridge\", \"service\": \"all\", \"indicator\": \"disciplinary\", \"ethnicity\": "
      + "\"bame\", \"numerator\": \(numerator), \"denominator\": 297}"
  }

  static let damaged = [
    Damaged("a.csv", "", "a.csv: the file is empty. Fetch it once more, or leave it out."),
    Damaged(
      "a.csv", "\(header)\n1,Northbridge,all,disciplinary,all,bame,many,297\n",
      "a.csv:2:7: numerator 'many' is not a count. Expected a whole number, a range such as 0-9, fewer than some number as "
        + "<10, or nothing where it is not told. Correct it."),
    Damaged(
      "a.csv", "\(header)\n1,Northbridge,all,disciplinary,all,bame,-3,297\n",
      "a.csv:2:7: numerator '-3' is not a count. Expected a whole number, a range such as 0-9, fewer than some number as "
        + "<10, or nothing where it is not told. Correct it."),
    Damaged(
      "a.csv", header.replacing(",", with: ";") + "\n1;Northbridge;all;disciplinary;all;bame;3;297\n",
      "a.csv:1: its fields stand between semicolons. Expected commas. Save it as CSV with commas."),
    Damaged(
      "a.csv", header.replacing(",", with: ";") + ";note, if any\n1;Northbridge;all;disciplinary;all;bame;3;297;x, y\n",
      "a.csv:1: its fields stand between semicolons. Expected commas. Save it as CSV with commas."),
    Damaged(
      "a.tsv", header.replacing(",", with: "\t") + "\n1\tNorthbridge\tall\tdisciplinary\tall\tbame\t3\t297\n",
      "a.tsv:1: its fields stand between tabs. Expected commas. Save it as CSV with commas."),
    Damaged(
      "a.csv", "\(header),numeratr\n1,Northbridge,all,disciplinary,all,bame,3,297,4\n",
      "a.csv:1:9: there is no column 'numeratr' in any result. Expected one that Phaseline writes, perhaps 'numerator'. "
        + "Call it as Phaseline does, or take it out."),
    Damaged(
      "a.csv", "\(header)\n1,Northbridge,all,disciplinary,all,bame,3,297\n1,Northbridge,all,dis",
      "a.csv:3: the row has 4 fields, its header 8. The file ends in the middle of it: get the whole file again."),
    Damaged(
      "a.csv", "\(header)\n1,\"Northbridge,all,disciplinary\n",
      "a.csv:2:2: a quotation mark opens here and is never closed. Close it, or double it if it is part of the text."),
    Damaged(
      "a.csv", Data(header.utf8) + Data("\n1,".utf8) + Data([0xE9]) + Data(",all,disciplinary,all,bame,3,297\n".utf8),
      "a.csv:2:2: byte 77 of the file (0xE9, 'é' in old Windows files) is not UTF-8. Save the file as 'CSV UTF-8 (comma delimited)'."
    ),
    Damaged(
      "a.json", "[{\"phase\": \"1\", \"numer",
      "a.json: the JSON is damaged: it is none, or ends too early. Fetch it once more, or leave it out."),
    Damaged(
      "a.jsonl", "{\"phase\":\"1\"}\n{\"pha",
      "a.jsonl:2: the JSON is damaged: it is none, or ends too early. Fetch it once more, or leave it out."),
    Damaged("a.json", finding("{\"low\": 0, \"high\": -1}"), "a.json: bame.numerator '0 to -1' \(noCount)"),
    Damaged(
      "a.json", finding("{\"low\": 0, \"high\": \(Int.max)}"), "a.json: bame.numerator '0 to \(Int.max)' \(noCount)"),
    Damaged("a.json", finding("{\"low\": \"few\"}"), "a.json: bame.numerator 'few to ' \(noCount)"),
    Damaged("a.json", finding("\"many\""), "a.json: bame.numerator 'many' \(noCount)"),
    Damaged("a.json", "[\(row("3")), \(row("true"))]", "a.json: [1].numerator 'true' \(noCount)"),
    Damaged("a.json", "[\(row("\(Int.max)"))]", "a.json: [0].numerator '\(Int.max)' \(noCount)"),
    Damaged("a.jsonl", "\(row("3"))\n\(row("-3"))\n", "a.jsonl: line 2.numerator '-3' \(noCount)"),
    Damaged("a.txt", "[\(row("\"many\""))]", "a.txt: [0].numerator 'many' \(noCount)"),
    Damaged(
      "a.html",
      "<!DOCTYPE html><html><body>" + String(repeating: "<div>", count: 100_000) + "12 of 274</body></html>",
      "a.html: the page is damaged: its elements are nested more than 256 deep. Fetch it once more, or leave it out."),
    Damaged(
      "a.html", "<!DOCTYPE html><html><body><p>12 of 274",
      "a.html: the page is damaged: it ends too early. Fetch it once more, or leave it out."),
    Damaged("a.txt", Data([0xFF, 0xFE, 0x31, 0x00]), "a.txt: the text is not UTF-8. Save it as UTF-8."),
    Damaged(
      "a.png", Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]),
      "a.png: the picture is damaged: it is cut short. Fetch it once more, or leave it out."),
    Damaged(
      "a.xlsx", "no archive",
      "a.xlsx: the workbook is damaged (not a zip archive). Fetch it once more, or leave it out."
    ),
    Damaged(
      "a.docx", Data([0x50, 0x4B, 3, 4, 0, 0]),
      "a.docx: the document is damaged (not a zip archive). Fetch it once more, or leave it out."),
    Damaged(
      "a.ipynb", "{\"cells\": [",
      "'a.ipynb' is no notebook: it is not JSON, or ends too early. Open it in Jupyter, or fetch it once more."),
  ]

  @Test(arguments: damaged) func ofADamagedFileIsSaidWhatIsWrong(_ damaged: Damaged) async throws {
    let program = try Program()
    let file = program.folder.appendingPathComponent(damaged.name)
    try damaged.content.write(to: file)
    let files = try await SharedFilesTests.read(file.path)
    guard case .unread(let problem)? = files.outcomes.first?.outcome else {
      Issue.record("\(files.outcomes)")
      return
    }
    #expect("\(problem)".replacing(program.folder.path + "/", with: "") == damaged.message)
    #expect(files.reading == SharedReading())
  }

  /// As strangers may have edited them: to be told of, and to stop at none.
  @Test(
    arguments: [
      "{\"range\": {\"lower\": null, \"upper\": 3}}", "{\"range\": {\"lower\": 3, \"upper\": 2}}",
      "{\"range\": {\"lower\": 1, \"upper\": 2}, \"interval\": {\"lower\": -3, \"upper\": -2}}",
    ])
  func aRatioWithoutSenseIsOfNothing(_ ratio: String) async throws {
    let program = try Program()
    let file = program.folder.appendingPathComponent("a.json")
    let subject = "\"indicator\": {\"key\": \"disciplinary\"}, \"subject\": {\"name\": \"Northbridge\"}"
    try Data("{\"phase\": \"1\", \(subject), \"comparison\": \(ratio)}".utf8).write(to: file)
    let reading = try await SharedFilesTests.read(file.path).reading
    #expect(reading.unplaced == 1 && reading.evidence.figures.isEmpty)
  }

  @Test func aFileThatIsNotThereIsSaidNotToBe() async throws {
    let files = try await SharedFilesTests.read("/nowhere/a.csv")
    guard case .unread(let problem)? = files.outcomes.first?.outcome else {
      Issue.record("\(files.outcomes)")
      return
    }
    #expect("\(problem)" == "/nowhere/a.csv: there is no such file. Check its name. Nothing of the file was read.")
  }

  @Test func inAFolderWhatIsNoResultIsNoError() async throws {
    let program = try Program()
    let folder = program.folder.appendingPathComponent("shared")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in [
      ("letter.txt", "Dear colleagues, we met on 12 of our 14 days."), ("photo.jpg", "JFIF"), ("notes", "minutes"),
      ("contacts.csv", "name,telephone\nAlex,123\n"), (".hidden.csv", "\(Self.header)\n1"),
      ("counts.csv", "\(Self.header)\n1,Northbridge,all,disciplinary,all,bame,3,297\n"),
    ] { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    let files = try await SharedFilesTests.read(folder.path)
    let told = files.outcomes.map { file in
      let name = URL(fileURLWithPath: file.path).lastPathComponent
      return switch file.outcome {
      case .read(let reading, let form): "\(name): \(form), \(reading.evidence.counts.count), \(reading.unplaced)"
      case .foreign: "\(name): foreign"
      case .unread(let problem): "\(name): \(problem)"
      }
    }
    #expect(
      told == [
        "contacts.csv: foreign", "counts.csv: CSV, 1, 0", "letter.txt: foreign", "notes: foreign", "photo.jpg: foreign",
      ])
  }

  /// Of a PDF that is no chart the text is read by Poppler.
  @Test(
    arguments: [
      (
        nil,
        "pdftotext is not installed, without which its text cannot be read. Install it (Debian: `apt install poppler-utils`)."
      ),
      (
        "echo 'Syntax Error: no page tree' >&2; exit 1",
        "pdftotext could not read it: Syntax Error: no page tree. Fetch it once more, or leave it out."
      ),
    ] as [(String?, String)])
  func withoutPopplerAPDFIsNotRead(_ script: String?, _ message: String) async throws {
    let program = try Program()
    let file = program.folder.appendingPathComponent("a.pdf")
    try Data("%PDF-1.5\n".utf8).write(to: file)
    if let script {
      let tool = program.folder.appendingPathComponent("pdftotext")
      try Data("#!/bin/sh\n\(script)\n".utf8).write(to: tool)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tool.path)
    }
    let files = try await SharedFilesTests.read(file.path, environment: ["PATH": program.folder.path])
    guard case .unread(let problem)? = files.outcomes.first?.outcome else {
      Issue.record("\(files.outcomes)")
      return
    }
    #expect("\(problem)" == "\(file.path): \(message) Nothing of the file was read.")
  }
}
