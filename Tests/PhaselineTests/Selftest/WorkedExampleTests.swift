import Testing

@testable import Phaseline

@Suite("Selftest") struct WorkedExampleTests {
  @Test("every example agrees")
  func agrees() throws {
    let examples = try WorkedExample.all(in: Catalogue(folder: Fixture.data))
    #expect(examples.count >= 34)
    for example in examples {
      let result = try example.check()
      #expect(result.agrees, "\(example.id): expected \(example.expected), found \(result.words)")
    }
  }

  @Test("a wrong digit is found in every one of them")
  func differs() throws {
    for example in try WorkedExample.all(in: Catalogue(folder: Fixture.data)) {
      var wrong = example
      let digit = try #require(example.expected.lastIndex { $0.isNumber })
      let other = example.expected[digit] == "5" ? "9" : example.expected[digit].wholeNumberValue ?? 0 < 5 ? "9" : "1"
      wrong.expected.replaceSubrange(digit...digit, with: other)
      #expect(try !wrong.check().agrees, "\(example.id): \(wrong.expected)")
    }
  }

  @Test("an example of an unknown method, or that cannot be read, does not pass")
  func unknown() throws {
    var example = try #require(try WorkedExample.all(in: Catalogue(folder: Fixture.data)).first { $0.id == "k6" })
    example.method = "guess 95%"
    #expect(try !example.check().agrees)
    example.method = "Koopman 95%"
    example.input = "36 of 180"
    #expect(try !example.check().agrees)
    example.expected = "none"
    #expect(try !example.check().agrees)
  }
}
