import Phaseline
import Testing

@testable import PhaselineProgram

/// RFC 4180, but for line ends, which are line feeds.
@Suite("CSV") struct CSVTextTests {
  private static func text(_ rows: [[Table.Cell]], columns: Int = 2) -> String {
    CSVText.text(Table(columns: (1...columns).map { Table.Column(key: "c\($0)", title: "") }, rows: rows))
  }

  @Test("commas, quotation marks, line feeds and carriage returns stand in quotation marks; blanks stay")
  func quoted() {
    let rows: [[Table.Cell]] = [
      [.text("a,b"), .text("say \"x\"")], [.text("two\nlines"), .text("a\r\nb")], [.text(" a "), .text("é\u{2028}ü")],
    ]
    #expect(
      Self.text(rows)
        == "c1,c2\n\"a,b\",\"say \"\"x\"\"\"\n\"two\nlines\",\"a\r\nb\"\n a ,é\u{2028}ü\n")
  }

  @Test("numbers are plain, with twelve digits; what is not known or not finite is empty")
  func numbers() {
    let rows: [[Table.Cell]] = [
      [.integer(1_234_567), .number(1.0 / 3, decimals: 2)], [.number(.infinity, decimals: 2), .none as Table.Cell],
      [.number(-0.5, decimals: 0), .number(.nan, decimals: 2)],
    ]
    #expect(Self.text(rows) == "c1,c2\n1234567,0.333333333333\n,\n-0.5,\n")
  }

  @Test("a line is never empty, which readers would take for none")
  func lone() {
    #expect(Self.text([[.none], [.text("")], [.text("x")]], columns: 1) == "c1\n\"\"\n\"\"\nx\n")
  }

  @Test("every row has as many fields as there are columns, each as it was")
  func readBack() throws {
    let hostile = ["a,b", "\"", "\"\"", "\n", "\r\n", ",\"\n\"", "x\ry", " ", "", "é", "0-9", "–"]
    let rows = hostile.map { [Table.Cell.text($0), .text(String($0.reversed()))] }
    let read = Self.fields(of: Self.text(rows)).map { $0.map(CSVField.unprefixed) }
    #expect(read == [["c1", "c2"]] + hostile.map { [$0, String($0.reversed())] })
  }

  /// As RFC 4180 reads them.
  private static func fields(of text: String) -> [[String]] {
    var (rows, row, field) = ([[String]](), [String](), "")
    var isQuoted = false
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    while let scalar = next {
      next = scalars.next()
      switch scalar {
      case "\"" where isQuoted && next == "\"":
        field.unicodeScalars.append(scalar)
        next = scalars.next()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        row.append(field)
        field = ""
      case "\n" where !isQuoted:
        rows.append(row + [field])
        (row, field) = ([], "")
      default: field.unicodeScalars.append(scalar)
      }
    }
    return rows
  }
}
