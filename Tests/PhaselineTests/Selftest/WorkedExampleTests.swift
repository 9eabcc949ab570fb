import Testing

@testable import Phaseline

@Suite("Selftest") struct WorkedExampleTests {
  @Test("every example whose method is built agrees")
  func agrees() throws {
    let examples = try WorkedExample.all(in: Catalogue(folder: Fixture.data))
    let results = examples.compactMap { example in example.check().map { (example.id, $0) } }
    #expect(results.count >= 13)
    for (id, agrees) in results { #expect(agrees, "\(id)") }
  }

  @Test("a wrong digit is found")
  func differs() throws {
    var example = try #require(try WorkedExample.all(in: Catalogue(folder: Fixture.data)).first { $0.id == "k6" })
    #expect(example.check() == true)
    example.expected = example.expected.replacing("1.7123", with: "1.7133")
    #expect(example.check() == false)
  }
}
