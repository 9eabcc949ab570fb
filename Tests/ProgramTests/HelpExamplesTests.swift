import Foundation
import Testing

@testable import PhaselineProgram

/// Everything that help shows as an example can be typed as it stands.
@Suite("Examples of the help") struct HelpExamplesTests {
  /// Examples that cannot run in a test, and why.
  private static let reasons = [
    "phaseline load northbridge-phase-5.xlsx --authority Northbridge --phase 5":
      "a person fills the workbook in; `make test-office` does that by LibreOffice, and loads it",
    "phaseline kernel start kernel-4711.json": "Jupyter starts it; `make test-jupyter` lets it",
  ]

  /// Those that make something of every authority: a few authorities show it as well as 120, in a minute less.
  private static func isOfMany(_ example: String) -> Bool {
    example.contains("--every-authority") && (example.contains("chart") || example.contains("report"))
  }

  static var examples: [String] {
    let types = PhaselineCommand.commands + PhaselineCommand.leaves.map(\.type)
    return (PhaselineCommand.firstSteps.map(\.line) + types.flatMap { $0.examples }).reduce(into: []) { all, example in
      if !all.contains(example) { all.append(example) }
    }
  }

  @Test("every example runs, and only checks find something")
  func run() throws {
    #expect(Self.examples.count > 80)
    #expect(Set(Self.reasons.keys).isSubset(of: Self.examples), "a reason of no example")
    let (nation, few) = (try Self.prepared("Data/illustrative"), try Self.prepared(Self.few))
    let real = try Program()  // real figures and fictional ones are never in one workspace
    try #require(try real.run("load", "Data/nhs-wres").status == 0)
    for example in Self.examples where Self.reasons[example] == nil {
      let world = example.contains("nhs-wres") ? real : Self.isOfMany(example) ? few : nation
      let program = try Self.copy(of: world)
      let words = try Words.split(example)
      let result =
        words.first == "phaseline"
        ? try program.shell(Self.before(example) + example)
        : try program.run([], input: Self.before(example) + example + "\n", isMerged: true).asShell
      let isCheck = ["quality", "doctor", "selftest", "audit"].contains { words.contains($0) }
      #expect(result.status == 0 || isCheck && result.status == 3, "\(example): \(result.output)")
      #expect(!result.output.isEmpty, "\(example) says nothing")
    }
  }

  /// What makes an example's results, or the place of its file.
  private static func before(_ example: String) -> String {
    if example.hasPrefix("show ") || example.hasPrefix("save ") { return "let rest = compare Northbridge leaving\n" }
    if example.contains("audit shared") {
      return "mkdir shared; phaseline export observations Northbridge --audience shared -o shared/counts.csv; "
    }
    if example.contains("kernel install") { return "export HOME=$PWD; unset JUPYTER_DATA_DIR XDG_DATA_HOME; " }
    return example.contains("config --init") ? "export PHASELINE_CONFIG=config.yaml; " : ""
  }

  @Test("examples stand in lines of their own, or at the end of one, and nothing comes behind them")
  func form() throws {
    for type in PhaselineCommand.commands + PhaselineCommand.leaves.map(\.type) {
      let marks = type.configuration.discussion.ranges(of: "Example:").count
      #expect(type.examples.count == marks, "\(type._commandName)")
      #expect(!type.explanation.contains { $0.contains("Example:") })
    }
  }

  /// A folder with what examples speak of: the nation, actions 1 to 3, sessions 1 and 2, a practice, files.
  /// - Parameter nation: What is loaded, made in the folder if it is not there.
  private static func prepared(_ nation: String) throws -> Program {
    let program = try Program()
    if nation == few { try writeFew(in: program) }
    for line in [
      "load \(nation)",
      "action add Northbridge shortlisting --title \"Panels of three\" --term short --start 2",
      "action add Northbridge leaving --title \"Exit interviews\" --term medium --start 3 --owner \"Head of HR\"",
      "action add Northbridge disciplinary --title \"Review panel\" --term short --start 3 --due 2026-09-30",
      "session add leaving --on 2025-11-12 --title \"Why people leave\"",
      "session add shortlisting --on 2026-05-12 --title \"Panels\"",
      "practice add Northbridge --action 1 --title \"Panels of three\" --text \"Of three services.\" --may-be-shared",
      "chart trajectory Northbridge shortlisting -o chart.png",
      "action add Northbridge training --title \"Bursaries\" --term long --start 3", "undo",
    ] {
      let done = try program.run([], input: line + "\n", isMerged: true)
      try #require(done.status == 0, "\(line): \(done.text)")
    }
    try program.write("let authority = Northbridge\ncompare $authority\n", to: "monthly.phaseline")
    let cell = "let authority = Northbridge\nexplain leaving\nload Data/illustrative\ncompare $authority leaving"
    try program.write("# First look\n\n```phaseline\n\(cell)\n```\n", to: "first-look.md")
    try #require(program.run("notebook", "run", "first-look.md").status == 0)
    try #require(program.run("notebook", "convert", "first-look.md", "-o", "first-look.ipynb").status == 0)
    try program.write(
      String(contentsOf: Program.root.appendingPathComponent("Data/illustrative/phase-5.csv"), encoding: .utf8),
      to: "returns.csv")
    return program
  }

  private static let few = "few"

  /// The nation's registers with the counts of four authorities.
  private static func writeFew(in program: Program) throws {
    let (from, to) = (
      Program.root.appendingPathComponent("Data/illustrative"), program.folder.appendingPathComponent(few)
    )
    try FileManager.default.createDirectory(at: to, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: from.path) {
      let text = try String(contentsOf: from.appendingPathComponent(name), encoding: .utf8)
      let kept = text.split(separator: "\n").enumerated().filter { index, line in
        index == 0 || !name.hasPrefix("phase-")
          || ["Northbridge", "Kelderthorpe", "Northcombe", "Northwick"].contains { line.contains(",\($0),") }
      }
      try program.write(kept.map { $0.element + "\n" }.joined(), to: "\(few)/\(name)")
    }
  }

  private static func copy(of prepared: Program) throws -> Program {
    let program = try Program()
    for name in try FileManager.default.contentsOfDirectory(atPath: prepared.folder.path) where name != "Data" {
      try FileManager.default.copyItem(
        at: prepared.folder.appendingPathComponent(name), to: program.folder.appendingPathComponent(name))
    }
    return program
  }
}

extension Program.Result {
  fileprivate var asShell: (status: Int32, output: String) { (status, text) }
}
