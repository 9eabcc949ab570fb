import Testing

@testable import Phaseline

/// Counts as files give them. Social Work England prints `<10`; the Scientist Training Programme a range.
@Suite("Received counts") struct ReceivedCountTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var low: Int
    var high: Int
    var form: ReceivedCount.Form
    var testDescription: String { "'\(text)'" }
  }

  static func count(_ text: String) -> ReceivedCount? {
    Array(text.utf8).withUnsafeBufferPointer { ReceivedCount($0) }
  }

  @Test(
    "what a count may be",
    arguments: [
      Case(text: "0", low: 0, high: 0, form: .exact), Case(text: "12067", low: 12067, high: 12067, form: .exact),
      Case(text: "2147483647", low: 2_147_483_647, high: 2_147_483_647, form: .exact),
      Case(text: "<10", low: 0, high: 9, form: .below), Case(text: "< 5", low: 0, high: 4, form: .below),
      Case(text: "76-79", low: 76, high: 79, form: .range),
      Case(text: "*", low: 0, high: ReceivedCount.largest, form: .hidden),
      Case(text: "[c]", low: 0, high: ReceivedCount.largest, form: .hidden),
      Case(text: "c", low: 0, high: ReceivedCount.largest, form: .hidden),
      Case(text: "~", low: 0, high: ReceivedCount.largest, form: .hidden),
      Case(text: "", low: 0, high: ReceivedCount.largest, form: .hidden),
    ])
  func reads(_ it: Case) throws {
    let count = try #require(Self.count(it.text))
    #expect((count.low, count.high, count.form) == (it.low, it.high, it.form))
  }

  @Test(
    "what is no count",
    arguments: [
      "-1", "1.5", "1,234", "12%", "1e3", "2147483648", "<0", "79-76", "1-", "-", "x", "0x1F", "+3", "99999999999",
    ]
  )
  func refuses(text: String) {
    #expect(Self.count(text) == nil)
  }
}
