import Foundation
import Reporting
import Testing

@Suite("Shipped templates") struct ShippedTemplatesTests {
  @Test("nothing is wrong with the templates that Phaseline brings")
  func shipped() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
    let folder = root.standardizedFileURL.appendingPathComponent("Data/reports")
    #expect(throws: Never.self) { try ReportTemplates(own: nil, shipped: folder, knowing: ReportContext.keys) }
    // Within a finding some keys are of the data: methods by their place, what a line says where it was fitted.
    #expect(
      ReportContext.keys.paths.filter { $0.kind == .open }.allSatisfy { $0.path.hasPrefix("sections[].finding.") })
  }
}
