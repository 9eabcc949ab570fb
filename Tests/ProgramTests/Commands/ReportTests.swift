import Foundation
import FoundationXML
import Phaseline
import Reporting
import Testing

/// Reports by the real program and real gnuplot: what they say is what `compare` and `national` print.
@Suite("report") struct ReportTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.loadNation()
  }

  /// A page of HTML, whose mark-up is what XML reads too.
  private func page(_ words: [String], status: Int32 = 0) throws -> Page {
    let result = try program.run(["report"] + words + ["-o", "x.html"])
    #expect(result.status == status, "\(result.error)")
    return try Page(program.data("x.html"))
  }

  private func findings(_ words: [String]) throws -> [Finding] {
    let result = try program.run(words + ["--format", "json"])
    #expect(result.status == 0, "\(result.error)")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .custom { AnyKey($0[$0.count - 1].stringValue) }
    return try decoder.decode([Finding].self, from: result.output)
  }

  @Test("sentences, counts and ratios are those that compare prints", arguments: ["shared", "internal"])
  func same(audience: String) throws {
    let to = ["--audience", audience]
    let page = try page(["authority", "Northbridge", "--phase", "5"] + to)
    let findings = try findings(["compare", "Northbridge", "--phases", "1..5"] + to)
    let others = try ["rest", "region"].map { whom in
      try self.findings(["compare", "Northbridge", "--phases", "5", "--with", whom] + to)
    }
    #expect(findings.count == 9)
    for finding in findings {
      let section = try #require(page.element("indicator-\(finding.indicator.key)"))
      let paragraphs = page.texts("p", in: section)
      #expect(paragraphs.contains(finding.sentence), "\(finding.indicator.key)")
      for sentence in finding.outlook { #expect(paragraphs.contains(sentence)) }
      let tables = page.tables(in: section)
      let wanted = FindingTable.comparison(finding).rows.map { $0.map { $0.words() } }
      #expect(tables.first == wanted)
      let pooled = others.compactMap { $0.first { $0.indicator.key == finding.indicator.key }?.phases.last }.compactMap
      {
        $0.comparator?.pooled.map { FindingTable.ratio($0) }
      }
      let beside = finding.phases.last?.comparison == nil ? [] : tables.last?.suffix(pooled.count).map { $0[1] } ?? []
      #expect(beside == (finding.phases.last?.comparison == nil ? [] : pooled))
      #expect(page.texts("title", in: section) == [finding.headline], "the chart is headed by the finding")
    }
  }

  @Test("the national report says what national prints, and names nobody")
  func nation() throws {
    let page = try page(["national", "--phase", "5"])
    let findings = try findings(["national", "--phases", "1..5", "--audience", "shared"])
    #expect(findings.count == 9)
    for finding in findings {
      let section = try #require(page.element("indicator-\(finding.indicator.key)"))
      let paragraphs = page.texts("p", in: section)
      #expect(([finding.sentence] + finding.outlook).allSatisfy(paragraphs.contains))
      #expect(page.tables(in: section).first == FindingTable.nation(finding).rows.map { $0.map { $0.words() } })
    }
    let register = try String(
      contentsOf: Program.root.appendingPathComponent("Data/illustrative/authorities.csv"), encoding: .utf8)
    let text = page.text
    for line in register.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",")
      #expect(!text.contains(fields[0]) && !text.contains(fields[1]), "\(fields[1]) is named")
    }
  }

  @Test("it is shared unless somebody says internal, and is registered once, with whom it names")
  func audience() throws {
    let words = ["authority", "Northbridge", "--phase", "5"]
    let shared = try page(words)
    #expect(shared.text.contains("Shared (rules under-10)") && !shared.text.contains("Internal use only"))
    // 7 of 297 in phase 1 are too few to be told.
    #expect(!shared.text.contains("7 of 297") && shared.text.contains("0–9 of 297"))
    _ = try page(words)
    let shares = try program.run("shares", "--format", "csv").text.split(separator: "\n")
    #expect(shares.count == 2)
    #expect(shares[1].contains("report authority Northbridge --phase 5") && shares[1].contains("Northbridge,"))
    let own = try page(words + ["--audience", "internal"])
    #expect(own.text.contains("Internal use only.") && own.text.contains("7 of 297"))
    #expect(try program.run("shares", "--format", "csv").text.split(separator: "\n").count == 2)
  }

  @Test("the command that it carries makes the same bytes again")
  func again() throws {
    let page = try page(["authority", "Northbridge"])
    #expect(page.text.contains("from the data of change 1."))
    let command = try #require(page.texts("code", in: page.root).first)
    #expect(command == "phaseline report authority Northbridge --phase 5")
    let first = try program.data("x.html")
    #expect(try program.shell("\(command) -o y.html").status == 0)
    #expect(try program.data("y.html") == first)
  }

  @Test("names and actions that are mark-up or mustache stay text")
  func hostile() throws {
    let name = #"{{title}} </h1><script>alert("1")</script> ]]> & 'x'"#
    try program.write(
      "code,name,region,type\nX1,\"\(name.replacing("\"", with: "\"\""))\",North,illustrative\n", to: "r.csv")
    try program.write(Self.counts("X1"), to: "c.csv")
    let own = ["--workspace", "own.sqlite"]
    #expect(try program.run(own + ["load", "r.csv", "c.csv"]).status == 0)
    let title = "{{#sections}}<img src=x onerror=alert(1)>{{/sections}}"
    let added = try program.run(
      own + [
        "action", "add", "X1", "leaving", "--title", title, "--term", "short", "--start", "1", "--owner", "Head of HR",
      ])
    #expect(added.status == 0, "\(added.error)")
    let page = try page(["authority", "X1", "--audience", "internal"] + own)
    #expect(page.texts("h1", in: page.root) == [name])
    #expect(page.text.contains(title))
    #expect(page.elements("script", in: page.root).isEmpty && page.elements("img", in: page.root).isEmpty)
    let shared = try self.page(["authority", "X1"] + own)
    #expect(!shared.text.contains(title) && !shared.text.contains("Head of HR"), "they may not be shared")
  }

  @Test("500 actions: the open and newest are told in full, the others in rows")
  func manyActions() throws {
    let lines = (1...500).map {
      "action add Northbridge leaving --title \"Action \($0) of many\" --term short --start 3\n"
    }
    #expect(try program.run([], input: lines.joined()).status == 0)
    let page = try page(["authority", "Northbridge", "--phase", "5", "--audience", "internal"])
    let section = try #require(page.element("actions"))
    #expect(page.texts("h3", in: section).count == 12)
    #expect(page.tables(in: section).first?.count == 488)
    #expect(page.text.contains("Northbridge has 500 actions: 500 planned."))
  }

  @Test("one indicator of one service; published figures only; the NHS; everything hidden")
  func little() throws {
    try program.write("code,name,region,type\nX1,Lonely,,\n", to: "r.csv")
    try program.write(Self.counts("X1"), to: "c.csv")
    #expect(try program.run("--workspace", "own.sqlite", "load", "r.csv", "c.csv").status == 0)
    let one = try page(["authority", "Lonely", "--workspace", "own.sqlite", "--audience", "internal"])
    #expect(one.elements("article", in: one.root).count == 1)
    #expect(one.text.contains("No figures were given on: Pay bands, Appointment from shortlist"))
    try program.write(Self.counts("X1").replacing("30,", with: "<5,").replacing("25,", with: "<5,"), to: "h.csv")
    #expect(try program.run("--workspace", "own.sqlite", "load", "h.csv").status == 0)
    #expect(try page(["authority", "Lonely", "--workspace", "own.sqlite"]).text.contains("hidden"))

    #expect(try program.run("--workspace", "real.sqlite", "load", "Data/sc-wres").status == 0)
    let bexley = try page(["authority", "Bexley", "--phase", "1", "--workspace", "real.sqlite"])
    #expect(bexley.text.contains("Published figures without counts"))
    let england = try page(["national", "--phase", "3", "--workspace", "real.sqlite"])
    #expect(
      england.text.contains("nothing in it is compared or tested") && england.text.contains("99 took part (published)"))
    let nhs = ["--workspace", "nhs.sqlite", "--standard", "nhs-wres"]
    #expect(try program.run(nhs + ["load", "Data/nhs-wres"]).status == 0)
    #expect(
      try page(["national", "--phase", "2024"] + nhs).elements(
        "article", in: page(["national", "--phase", "2024"] + nhs).root
      ).count > 5)
  }

  @Test(
    "without Chromium or pandoc there is no PDF and no document, and HTML all the same", arguments: ["pdf", "docx"])
  func withoutConverter(ending: String) throws {
    let bin = program.folder.appendingPathComponent("bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: bin.path + "/gnuplot", withDestinationPath: #require(Program.gnuplot))
    let result = try program.run(
      ["report", "authority", "Northbridge", "-o", "x.\(ending)"], environment: ["PATH": bin.path])
    #expect(result.status == 1)
    let (what, form) = ending == "pdf" ? ("Chromium", "chromium") : ("pandoc", "pandoc")
    #expect(result.error.contains(what) && result.error.contains("apt install \(form)"))
    #expect(!FileManager.default.fileExists(atPath: program.folder.appendingPathComponent("x.\(ending)").path))
    #expect(
      try program.run(["report", "authority", "Northbridge", "-o", "x.html"], environment: ["PATH": bin.path]).status
        == 0)
  }

  @Test("a template that is wrong leaves no report, whole or half")
  func wrongTemplate() throws {
    #expect(try program.run("report", "template", "-o", "ours").status == 0)
    try program.write("<p>\n{{headlin}} {{> summry}}\n", to: "ours/summary.mustache")
    let result = try program.run("report", "authority", "Northbridge", "--template", "ours", "-o", "x.html")
    #expect(result.status == 1)
    #expect(result.error.contains("ours/summary.mustache:2:") && result.error.contains("'headline'"))
    #expect(result.error.contains("no template is called 'summry' ('summary'?)"))
    #expect(!FileManager.default.fileExists(atPath: program.folder.appendingPathComponent("x.html").path))
  }

  /// Counts on one indicator of one service, in two phases.
  private static func counts(_ code: String) -> String {
    "phase,authority,service,indicator,category,ethnicity,numerator,denominator\n"
      + [1, 2].flatMap { phase in
        ["\(phase),\(code),adults,leaving,all,bame,30,200", "\(phase),\(code),adults,leaving,all,white,25,300"]
      }.joined(separator: "\n") + "\n"
  }
}

/// A key as Swift has it: all but those that are in snake case there too.
private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { Int(stringValue) }
  init(_ key: String) {
    let parts = key.split(separator: "_")
    stringValue =
      key == "printed_as" || parts.count < 2 ? key : parts[0] + parts.dropFirst().map(\.capitalized).joined()
  }
  init?(stringValue: String) { self.init(stringValue) }
  init?(intValue: Int) { self.init("\(intValue)") }
}

/// A page of HTML, read back as XML.
private struct Page {
  let root: XMLElement
  /// Elements are no more than it is.
  private let document: XMLDocument

  init(_ data: Data) throws {
    let html = String(decoding: data, as: UTF8.self)
    // XML closes what HTML leaves open, and knows no other entities than those that are written.
    let xml = html.replacing(/<!DOCTYPE html>/, with: "").replacing(/<(meta|br|img)([^>]*)>/) {
      "<\($0.output.1)\($0.output.2)/>"
    }
    .replacing(/<style>.*?<\/style>/.dotMatchesNewlines(), with: "")
    document = try XMLDocument(xmlString: xml)
    root = try #require(document.rootElement())
  }

  var text: String { Self.plain(root.stringValue ?? "") }

  func elements(_ name: String, in element: XMLElement) -> [XMLElement] {
    (element.children ?? []).compactMap { $0 as? XMLElement }.flatMap { child in
      (child.localName == name ? [child] : []) + elements(name, in: child)
    }
  }

  func texts(_ name: String, in element: XMLElement) -> [String] {
    elements(name, in: element).map { Self.plain($0.stringValue ?? "") }
  }

  func element(_ id: String) -> XMLElement? {
    (elements("section", in: root) + elements("article", in: root)).first {
      $0.attribute(forName: "id")?.stringValue == id
    }
  }

  /// The rows of each table, without their headings.
  func tables(in element: XMLElement) -> [[[String]]] {
    elements("table", in: element).map { table in
      elements("tr", in: table).dropFirst().map { row in
        (row.children ?? []).map { Self.plain($0.stringValue ?? "") }
      }
    }
  }

  private static func plain(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
}
