import Foundation
import Testing

@testable import PhaselineProgram

/// An indicator that is added to a catalogue, and to no code.
@Suite("Catalogue only") struct CatalogueOnlyTests {
  @Test("it appears in compare, trend, chart, completion and explain")
  func everywhere() throws {
    let program = try Program()
    let data = program.folder.appendingPathComponent("Catalogues")
    try FileManager.default.copyItem(at: Program.root.appendingPathComponent("Data"), to: data)
    let file = data.appendingPathComponent("sc-wres/standard.yaml")
    let entry = """
        - key: flexible-working
          title: Flexible working
          definition: Likelihood of having a request for flexible working granted.
          kind: ratio
          event: wanted
          numerator: requests granted
          denominator: requests made
          denominator_base: requests
          wording: {people: staff, verb: to have flexible working granted, topic: flexible working}

      """
    try (String(contentsOf: file, encoding: .utf8) + entry).write(to: file, atomically: true, encoding: .utf8)
    try program.write("code,name,region,type\nX0001,Northbridge,North,illustrative\n", to: "register.csv")
    let rows = (1...3).map { step in
      "\(step),Northbridge,all,flexible-working,all,bame,\(20 + 20 * step),200\n"
        + "\(step),Northbridge,all,flexible-working,all,white,200,500\n"
    }
    try program.write(
      "phase,authority,service,indicator,category,ethnicity,numerator,denominator\n" + rows.joined(), to: "counts.csv")
    func run(_ line: String) throws -> String {
      let result = try program.run(try Words.split(line), environment: ["PHASELINE_DATA": data.path])
      #expect(result.status == 0, "\(result.error)")
      return result.text.replacing("\n", with: " ")
    }
    _ = try run("load register.csv counts.csv")
    #expect(try run("compare Northbridge flexible").contains("to have flexible working granted in phase 3"))
    #expect(try run("trend Northbridge flexible-working").contains("improving"))
    #expect(try run("explain flexible").contains("requests granted"))
    #expect(try run("indicators").contains("flexible-working"))
    #expect(
      try run("chart trajectory Northbridge flexible --terminal").contains(
        " on flexible working"))
    var workbench = Workbench(environment: ["PHASELINE_DATA": data.path], executable: Program.executable)
    workbench.defaults.workspace = program.folder.appendingPathComponent("phaseline.sqlite").path
    #expect(Completer(workbench: workbench).complete("compare Northbridge fl").candidates == ["flexible-working"])
  }
}
