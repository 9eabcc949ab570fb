import Testing

@testable import Phaseline

@Suite("Gate") struct GateTests {
  @Test("internal passes, shared refuses until the rules are built")
  func passes() throws {
    #expect(try Gate(audience: .internal).pass(7).value == 7)
    #expect(throws: DisclosureRefused.self) { try Gate(audience: .shared).pass(7) }
  }
}
