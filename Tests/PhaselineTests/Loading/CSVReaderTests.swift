import Crypto
import Foundation
import Testing

@testable import Phaseline

@Suite("CSV reader") struct CSVReaderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var what: String
    var text: String
    var records: [[String]]
    var lines: [Int]
    var testDescription: String { what }
  }

  @Test(
    "records, fields and lines",
    arguments: [
      Case(what: "line feeds", text: "a,b\nc,d\n", records: [["a", "b"], ["c", "d"]], lines: [1, 2]),
      Case(what: "no line feed at the end", text: "a,b\nc,d", records: [["a", "b"], ["c", "d"]], lines: [1, 2]),
      Case(what: "CRLF", text: "a,b\r\nc,d\r\n", records: [["a", "b"], ["c", "d"]], lines: [1, 2]),
      Case(what: "CR alone", text: "a,b\rc,d\r", records: [["a", "b"], ["c", "d"]], lines: [1, 2]),
      Case(what: "byte order mark", text: "\u{FEFF}a,b\n", records: [["a", "b"]], lines: [1]),
      Case(what: "blanks around fields", text: " a , b \n", records: [["a", "b"]], lines: [1]),
      Case(what: "quotes, a comma within", text: "\"a,b\",c\n", records: [["a,b", "c"]], lines: [1]),
      Case(what: "doubled quotes", text: "\"a \"\"b\"\"\",\"\"\"\"\n", records: [["a \"b\"", "\""]], lines: [1]),
      Case(
        what: "a line feed in quotes", text: "\"a\nb\",c\nd,e\n", records: [["a\nb", "c"], ["d", "e"]], lines: [1, 3]),
      Case(what: "blanks in quotes are kept", text: "\" a \",b\n", records: [[" a ", "b"]], lines: [1]),
      Case(what: "empty fields", text: ",,\n", records: [["", "", ""]], lines: [1]),
      Case(what: "a blank line", text: "a\n\nb\n", records: [["a"], [""], ["b"]], lines: [1, 2, 3]),
      Case(what: "nothing", text: "", records: [], lines: []),
      Case(what: "UTF-8", text: "Llanfair Môr,Ælfwyn\n", records: [["Llanfair Môr", "Ælfwyn"]], lines: [1]),
    ])
  func reads(_ it: Case) throws {
    let found = try read(it.text)
    #expect(found.records == it.records)
    #expect(found.lines == it.lines)
  }

  private func read(_ text: String) throws -> (records: [[String]], lines: [Int]) {
    let folder = try TemporaryFolder()
    let reader = try CSVReader(path: try folder.write(text, to: "x.csv"))
    var (records, lines) = ([[String]](), [Int]())
    while try reader.next() {
      records.append((0..<reader.count).map { reader.text($0) })
      lines.append(reader.line)
    }
    #expect(reader.sha256 == SHA256.hash(data: Data(text.utf8)).hex, "every byte is hashed once")
    return (records, lines)
  }

  @Test("records that straddle the buffer come out whole, whatever ends their lines", arguments: ["\n", "\r\n", "\r"])
  func straddling(ending: String) throws {
    let expected = (0..<60_000).map { index in
      [
        "\(index)", "say \"\(index)\", \(String(repeating: "x", count: index % 23))",
        index % 7 == 0 ? "two\nlines" : "z",
      ]
    }
    let text = expected.map { record in
      record.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + ending
    }.joined()
    #expect(text.utf8.count > 1_500_000)
    #expect(try read(text).records == expected)
  }

  @Test("what was peeked at is read again, doubled quotes and all")
  func peeked() throws {
    let folder = try TemporaryFolder()
    let reader = try CSVReader(path: try folder.write("a\n\"say \"\"b\"\"\",c\nd,e\n", to: "x.csv"))
    #expect(try reader.next())
    #expect(try reader.peek())
    #expect(reader.count == 2)
    #expect(try reader.peek())
    #expect(try reader.next())
    #expect((reader.text(0), reader.line) == ("say \"b\"", 2))
    #expect(try reader.next())
    #expect((reader.text(1), reader.line) == ("e", 3))
    #expect(try !reader.peek())
  }
}
