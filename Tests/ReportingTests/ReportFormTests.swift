import Reporting
import Testing

@Suite struct ReportFormTests {
  @Test func aFormIsNamedLikeTheEndingOfItsFile() {
    #expect(ReportForm(rawValue: "docx") == .docx)
  }
}
