import Foundation
import IndicatorStatistics
import Phaseline
import Testing

@testable import PhaselineProgram

/// The forms in which results leave, each read back.
@Suite struct SharedFilesTests {
  /// A command, and a count that the file which it writes tells.
  struct Printed: CustomTestStringConvertible, Sendable {
    var words: [String]
    var file: String
    var form: String
    var service = Service.all
    /// Of White staff of Northbridge who entered the disciplinary process in phase 5.
    var numerator = 7, denominator = 730
    var testDescription: String { file }

    init(_ words: String, to file: String, _ form: String) {
      (self.words, self.file, self.form) = (words.split(separator: " ").map(String.init), file, form)
      // An export has adults' and children's services, as they were given, and no sum of both.
      if words.hasPrefix("export observations") { (service, numerator, denominator) = (.adults, 3, 343) }
    }
  }

  static let printed = [
    Printed("export observations Northbridge disciplinary", to: "export.csv", "CSV"),
    Printed("export observations Northbridge disciplinary", to: "export.json", "JSON"),
    Printed("export observations Northbridge disciplinary", to: "export.jsonl", "JSON"),
    Printed("export observations Northbridge disciplinary", to: "export.xlsx", "workbook"),
    Printed("export findings Northbridge disciplinary", to: "findings.csv", "CSV"),
    Printed("compare Northbridge disciplinary", to: "compare.csv", "CSV"),
    Printed("compare Northbridge disciplinary", to: "compare.json", "JSON"),
    Printed("compare Northbridge disciplinary", to: "compare.jsonl", "JSON"),
    Printed("compare Northbridge disciplinary --format markdown", to: "compare.md", "Markdown"),
    Printed("compare Northbridge disciplinary --format table", to: "compare.txt", "text"),
    Printed("compare Northbridge disciplinary", to: "compare.xlsx", "workbook"),
    Printed("trend Northbridge disciplinary --format table", to: "trend.txt", "text"),
    Printed("trend Northbridge disciplinary", to: "trend.csv", "CSV"),
    Printed("rank Northbridge disciplinary --phase 5", to: "rank.csv", "CSV"),
    Printed("rank Northbridge disciplinary --phase 5", to: "rank.json", "JSON"),
    Printed("funnel Northbridge disciplinary --phase 5", to: "funnel.csv", "CSV"),
    Printed("chart trajectory Northbridge disciplinary", to: "trajectory.png", "chart"),
    Printed("chart trajectory Northbridge disciplinary", to: "trajectory.svg", "chart"),
    Printed("chart trajectory Northbridge disciplinary", to: "trajectory.pdf", "PDF"),
    Printed("chart dashboard Northbridge", to: "dashboard.png", "chart"),
    Printed("report authority Northbridge --phase 5", to: "report.html", "HTML"),
  ]

  @Test(arguments: printed) func whatAFileSaysOfASmallCountIsRead(_ printed: Printed) async throws {
    let program = try Program()
    try program.loadNation()
    let file = program.folder.appendingPathComponent(printed.file).path
    #expect(try program.run(printed.words + ["--audience", "internal", "-o", file]).status == 0)
    let files = try await Self.read(file)
    guard case .read(let reading, printed.form)? = files.outcomes.first?.outcome else {
      Issue.record("\(files.outcomes)")
      return
    }
    let wanted = ToldSubject(
      phase: "5", indicator: "disciplinary", category: "all", place: .organisation("Northbridge"),
      service: printed.service)
    let isTold = reading.evidence.counts.contains { told in
      told.subject == wanted && told.ethnicity == .white && told.rules == nil
        && told.numerator == CountRange(low: printed.numerator, high: printed.numerator)
        && told.denominator == CountRange(low: printed.denominator, high: printed.denominator)
    }
    #expect(isTold)
  }

  static func read(_ paths: String..., environment: [String: String] = Program.environment) async throws -> SharedFiles
  {
    try await SharedFiles.read(paths, try AuditNames.illustrative(), environment: environment)
  }

  /// Each by a command of its own, for both audiences: what no count bears out was read as another's.
  @Test(arguments: ["internal", "shared"]) func nothingIsReadThatTheCountsDoNotBearOut(_ audience: String) async throws
  {
    let program = try Program()
    try program.loadNation()
    for (words, file) in [
      ("export observations --sums", "export.csv"), ("report authority Northbridge --phase 5", "report.html"),
      ("report national --phase 5", "national.html"), ("chart projection Northbridge leaving", "projection.png"),
      ("chart paybands Northbridge", "paybands.png"), ("chart dumbbell Northbridge", "dumbbell.png"),
      ("chart national leaving", "national.png"), ("compare Northbridge --with region", "region.json"),
      ("compare Northbridge --format table", "compare.txt"), ("national --format table", "national.txt"),
      ("national", "national.json"), ("rank leaving", "rank.json"),
      ("quality Northbridge --format table", "quality.txt"),
    ] {
      let arguments = words.split(separator: " ").map(String.init) + ["--audience", audience, "-o", "out/\(file)"]
      try FileManager.default.createDirectory(
        at: program.folder.appendingPathComponent("out"), withIntermediateDirectories: true)
      #expect(try program.run(arguments).status == 0)
    }
    #expect(try program.run("export", "observations", "-o", "truth.csv").status == 0)
    let truth = Truth(try await Self.read(program.folder.appendingPathComponent("truth.csv").path).reading.evidence)
    let evidence = try await Self.read(program.folder.appendingPathComponent("out").path).reading.evidence
    let (counts, figures) = (evidence.counts.compactMap(truth.allows), evidence.figures.compactMap(truth.allows))
    #expect(counts.count > 1_000 && figures.count > 300)
    #expect(evidence.counts.filter { truth.allows($0) == false } == [])
    #expect(evidence.figures.filter { truth.allows($0) == false } == [])
  }
}

/// The counts as they were loaded.
private struct Truth {
  private struct Key: Hashable {
    var subject: ToldSubject
    var ethnicity: Ethnicity
  }
  private var counts: [Key: (numerator: Int, denominator: Int)] = [:]

  /// What was told without a gate, and the sums of both services.
  init(_ evidence: Evidence) {
    for told in evidence.counts {
      guard let numerator = told.numerator?.low, let denominator = told.denominator?.low else { continue }
      add(numerator, denominator, told.subject, told.ethnicity)
      if told.subject.service != .all {
        var both = told.subject
        both.service = .all
        add(numerator, denominator, both, told.ethnicity)
      }
    }
  }

  private mutating func add(_ numerator: Int, _ denominator: Int, _ subject: ToldSubject, _ ethnicity: Ethnicity) {
    let key = Key(subject: subject, ethnicity: ethnicity)
    let before = counts[key] ?? (0, 0)
    counts[key] = (before.numerator + numerator, before.denominator + denominator)
  }

  /// - Returns: `nil` where it is of a sum over authorities.
  func allows(_ told: ToldCount) -> Bool? {
    guard let known = counts[Key(subject: told.subject, ethnicity: told.ethnicity)] else { return nil }
    return told.numerator.map { ($0.low...$0.high).contains(known.numerator) } ?? true
      && told.denominator.map { ($0.low...$0.high).contains(known.denominator) } ?? true
  }

  func allows(_ told: ToldFigure) -> Bool? {
    guard let bame = counts[Key(subject: told.subject, ethnicity: .bame)],
      let white = counts[Key(subject: told.subject, ethnicity: .white)]
    else { return nil }
    let rates = (
      bame: Double(bame.numerator) / Double(bame.denominator),
      white: Double(white.numerator) / Double(white.denominator)
    )
    let value: Double? =
      switch told.measure {
      case .relativeLikelihood: rates.bame / rates.white
      case .rate(let ethnicity): ethnicity == .bame ? rates.bame : ethnicity == .white ? rates.white : nil
      case .riskDifference: rates.bame - rates.white
      case .peopleToParity: (rates.bame - rates.white) * Double(bame.denominator)
      case .relativeLikelihoodLower, .relativeLikelihoodUpper, .peopleToParityLower, .peopleToParityUpper: nil
      }
    return value.map { told.low <= $0 && $0 <= told.high }
  }
}
