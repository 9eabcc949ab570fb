import Testing

@testable import Phaseline

@Suite("Gate") struct GateTests {
  @Test("what may show any count is for the internal audience only")
  func everything() throws {
    #expect(try Gate(audience: .internal).everything("`load`") { 7 }.value == 7)
    #expect(throws: DisclosureRefused(.everything(what: "`load`"))) {
      try Gate(audience: .shared).everything("`load`") { 7 }
    }
  }
}
