import ArgumentParser
import Foundation
import Phaseline

/// Writes an illustrative nation.
struct Generate: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Write a nation of fictional authorities, the same for the same seed.",
    discussion: """
      Real authorities' counts are not public: what this writes is illustrative, and says so wherever it is shown.

      Example: phaseline generate --seed 2026 --into /tmp/nation
      """)
  @OptionGroup var globals: Globals
  @Option(help: "The same seed writes the same files.") var seed: UInt64 = 2026
  @Option(help: ArgumentHelp("Where to write; made if it is not there.", valueName: "folder")) var into: String
  @Option(help: "How many authorities take part in the last phase.") var authorities = 120
  @Option(help: "How many phases.") var phases = 5
  @Option(help: ArgumentHelp("Also write each authority's underlying line.", valueName: "file")) var truth: String?

  var files: [String] { [truth].compactMap { $0 } }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    guard let catalogue = workbench.catalogue else {
      throw UsageProblem.unknownStandard(workbench.standardKey, known: [])
    }
    let standard = try catalogue.source(of: workbench.standardKey).standard()
    let nation = try IllustrativeNation(
      standard: standard, nationalRatios: try catalogue.publishedRatios(of: standard), seed: seed,
      authorities: authorities, phases: phases)
    try nation.write(
      into: URL(fileURLWithPath: into), truth: truth.map { URL(fileURLWithPath: $0) }, progress: workbench.progress,
      cancellation: workbench.cancellation)
    return workbench.words(
      .message(
        "Wrote an illustrative nation into \(into): \(authorities) authorities in the last of \(phases) phases.\n"
          + "Next: phaseline --workspace illustrative.sqlite load \(into)"))
  }
}
