import Foundation
import Phaseline
import Testing

@testable import PhaselineProgram

@Suite("Any JSON") struct JSONValueTests {
  /// What Python's `json.dumps(json.loads(text), indent=1, sort_keys=True, ensure_ascii=False)` gives, as nbformat writes.
  @Test(
    "is written as nbformat writes it",
    arguments: [
      (
        #"{"b": [1, -2, 2.5, 1e-7], "a": {}, "c": []}"#,
        "{\n \"a\": {},\n \"b\": [\n  1,\n  -2,\n  2.5,\n  1e-07\n ],\n \"c\": []\n}"
      ),
      (
        #"["\u00e9\u0001\n\t\"\\/\u2028", true, false, null]"#,
        "[\n \"é\\u0001\\n\\t\\\"\\\\/\u{2028}\",\n true,\n false,\n null\n]"
      ),
      (#"{"Z": 1, "a": 2, "é": 3, "_": 4}"#, "{\n \"Z\": 1,\n \"_\": 4,\n \"a\": 2,\n \"é\": 3\n}"),
    ])
  func pretty(text: String, written: String) throws {
    #expect(try JSONValue(Data(text.utf8)).pretty == written)
  }

  @Test("is the same when it is read again")
  func again() throws {
    let value: JSONValue = ["a": [1, .number(0.1), "x\u{7F}\u{10FFFF}", .null, true], "b": ["c": .integer(.max)]]
    #expect(try JSONValue(Data(value.line.utf8)) == value)
    #expect(try JSONValue(Data(value.pretty.utf8)) == value)
  }

  @Test("texts are lists of their lines, each with its end")
  func lines() {
    #expect(JSONValue.lines(of: "a\r\nb\n\nc") == ["a\r\n", "b\n", "\n", "c"])
    #expect(JSONValue.lines(of: "") == [])
    #expect(JSONValue.lines(of: "a\nb").joinedText == "a\nb")
  }
}
