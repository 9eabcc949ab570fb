import Testing

@testable import Phaseline

@Suite("Fields of CSV") struct CSVFieldTests {
  @Test(
    "a text that a spreadsheet would run has an apostrophe before it; numbers and all else stay",
    arguments: [
      ("=1+1", "'=1+1"), ("+44 20 7946", "'+44 20 7946"), ("-Northbridge", "'-Northbridge"), ("@SUM(A1)", "'@SUM(A1)"),
      ("\tx", "'\tx"), ("\rx", "\"'\rx\""), ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
      ("-", "'-"), ("-0.5", "-0.5"), ("+3", "+3"), ("-1e-05", "-1e-05"), ("-.5", "-.5"), ("=5", "'=5"),
      ("-inf", "'-inf"), ("-0x1p3", "'-0x1p3"), ("-2+3", "'-2+3"), ("'=x", "''=x"), ("'tis", "'tis"),
      ("Bishop's Tarrant", "Bishop's Tarrant"), ("0-9", "0-9"), ("<5", "<5"), ("*", "*"), ("", ""), ("a=b", "a=b"),
      ("–", "–"),
    ])
  func safe(text: String, field: String) {
    #expect(CSVField.text(text) == field)
    let read = field.first == "\"" ? String(field.dropFirst().dropLast()).replacing("\"\"", with: "\"") : field
    #expect(CSVField.unprefixed(read) == text)
  }
}
