import Foundation
import Testing

/// There is one way for a count to come out of a workspace, and it is the gate's.
@Suite("The gate has no way around") struct GateUseTests {
  private static func sources(_ folder: String) throws -> [(name: String, text: String)] {
    let root = Program.root.appendingPathComponent("Sources/\(folder)")
    let names = FileManager.default.enumerator(atPath: root.path)?.allObjects as? [String] ?? []
    return try names.filter { $0.hasSuffix(".swift") }.sorted().map {
      ($0, try String(contentsOf: root.appendingPathComponent($0), encoding: .utf8))
    }
  }

  /// What a workspace tells without the gate: names, files, the journal's entries, what was shared. No count of people.
  private static let free: Set<String> = [
    "open", "isIllustrative", "overviewOfPhases", "phasesWithFigures", "organisationsWithFigures", "organisations",
    "organisation", "organisationNames", "hasOrganisation", "health", "history", "journal", "undo", "redo", "backup",
    "shares", "registerDamage", "rebuildRegister", "sharedRules",
    "owner", "setOwner", "chosenRules", "setRules", "holdsOnly", "damage", "deepChecks", "record", "recordConsent",
    "calendar", "cycle", "cycleSummary", "phaseOfCycle", "participants", "addAction", "updateAction", "recordPlan",
    "addSession",
    "attend",
    "addPractice", "closeAction", "programmeNumbers", "sharePractice", "updateSession", "withdrawAttendance",
    "dataVersion", "lastChange", "tablesOfSQL",
  ]

  @Test("a workspace has no public function that gives counts")
  func workspace() throws {
    var found = Set<String>()
    for (_, text) in try Self.sources("Phaseline") {
      for part in text.split(separator: "\nextension Workspace {").dropFirst() {
        let body = part.split(separator: "\n}\n").first ?? part
        for match in body.matches(of: /public (?:static )?func (\w+)/) { found.insert(String(match.output.1)) }
      }
    }
    #expect(found.count > 15)
    #expect(
      found.subtracting(Self.free).isEmpty,
      "give it a WorkspaceView, which the gate makes: \(found.subtracting(Self.free))")
  }

  /// Where an answer is passed as words, without counts of people: what each prints is its catalogue, names, or what was done.
  private static let speakers: Set<String> = [
    "Commands/Backup.swift", "Commands/Config.swift", "Commands/Cycle.swift", "Commands/Describe.swift",
    "Commands/Doctor.swift",
    "Commands/Explain.swift", "Commands/Load.swift",
    "Commands/Generate.swift", "Commands/Help.swift", "Commands/History.swift", "Commands/Indicators.swift",
    "Commands/Manual.swift", "Commands/Phases.swift",
    "Commands/Notebooks/KernelInstall.swift", "Commands/Notebooks/KernelStart.swift",
    "Commands/Notebooks/NotebookConvert.swift", "Commands/Notebooks/NotebookRunCommand.swift",
    "Commands/Reports/ReportTemplate.swift", "Commands/Results/Let.swift", "Commands/Results/LogCommand.swift",
    "Commands/Results/ResultsCommand.swift", "Commands/Rules.swift", "Commands/SchemaCommand.swift",
    "Commands/Selftest.swift", "Commands/Shares.swift",
    "Commands/Tour.swift", "Commands/Use.swift", "Door/Door.swift", "Door/WorkbenchAudience.swift",
    "PhaselineCommand.swift",
  ]

  @Test("only these answers are passed as words")
  func words() throws {
    let found = try Self.sources("PhaselineProgram").filter {
      // How a time is said is no answer.
      $0.text.replacing("standard.words(of:", with: "").contains(/\.words\((?:\n|\.|answer|of:|Rev|try)/)
    }
    .map(\.name)
    #expect(Set(found) == Self.speakers)
    #expect(try !Self.sources("Charting").contains { $0.text.contains("gate.words") || $0.text.contains("Gate(") })
  }

  @Test("only these make one result of several")
  func several() throws {
    let program = try Self.sources("PhaselineProgram").filter { $0.text.contains("view.disclosed(") }.map(\.name)
    let charting = try Self.sources("Charting").filter { $0.text.contains("view.disclosed(") }.map(\.name)
    #expect(program == ["Commands/ChartAll.swift", "Commands/Export.swift", "Commands/Reports/ReportAll.swift"])
    let reporting = try Self.sources("Reporting").filter { $0.text.contains("view.disclosed(") }.map(\.name)
    #expect(reporting == ["Batch/ReportBatch.swift", "Contents/ReportMaker.swift"])
    #expect(charting.sorted() == ["Batch/ChartBatch.swift", "Files/ChartSet.swift"])
  }

  @Test("counts are read from the tables of a plan wherever a view reads them")
  func tables() throws {
    for (name, text) in try Self.sources("Phaseline") where name.hasPrefix("Analysis/") {
      #expect(
        !text.contains(/(?:FROM|JOIN) (?:observation|national_total)\b/) || name == "Analysis/AuthorityField.swift",
        "\(name)")
    }
  }
}
