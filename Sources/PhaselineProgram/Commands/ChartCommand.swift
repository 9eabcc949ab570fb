import ArgumentParser
import Charting
import Foundation
import Phaseline

/// Draws a chart.
struct ChartCommand: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "chart", abstract: "Draw a chart as PNG, SVG or PDF, or in the terminal.",
    discussion: """
      \(Gallery.charts.map { "\($0.name): \($0.question)" }.joined(separator: "\n"))

      Without -o it shows the chart on a terminal, and elsewhere writes AUTHORITY-INDICATOR-KIND.png here.

      Example: phaseline chart trajectory Northbridge shortlisting -o chart.png
      Example: phaseline chart trajectory appointment --area London --standard nhs-wres -o london.png
      """)
  var formats: [OutputFormat] { terminal ? [.table] : [.png, .svg, .pdf] }
  @OptionGroup var globals: Globals
  @Argument(help: "Which chart: \(Gallery.charts.map { $0.name }.joined(separator: ", ")).") var kind: String
  @OptionGroup var subject: SubjectArguments
  @OptionGroup var options: ScopeOptions
  @Option(help: ArgumentHelp("The nation or a region instead of an authority.", valueName: "area")) var area: String?
  @Option(help: "slide, page, social or WIDTHxHEIGHT, each from 400 to 10000.") var size: CanvasSize = .slide
  @Option(help: "Pixels per unit, 1 to 4, for high-density screens.") var scale = 1.0
  @Flag(help: "Draw it here, in characters.") var terminal = false

  func validate() throws {
    guard scale >= 1, scale <= 4 else { throw ValidationError("--scale takes a number from 1 to 4.") }
    if terminal, let file = globals.output, OutputFormat(fileName: file) != .table {
      throw ValidationError("--terminal draws in characters: leave out -o, or name a file that ends in .txt.")
    }
  }

  func run(in workbench: inout Workbench) async throws -> Answer {
    let chart = try Gallery.chart(named: kind)
    let isShown =
      terminal
      || (globals.output == nil && globals.format == nil && workbench.defaults.format == nil
        && workbench.surroundings.isTerminal)
    return .picture(isShown ? try await characters(chart, workbench) : try await file(chart, workbench))
  }

  /// The finding to draw. The gate stands before the drawing too: a chart's description is made only of what it let pass.
  private func finding(_ workbench: Workbench) throws -> Finding {
    let named = try workbench.subject(subject, options)
    guard let indicator = named.indicator else { throw UsageProblem.noIndicator(of: "chart \(kind)") }
    guard let finding = try findings(named, indicator).first else {
      let name = try area ?? named.requiredOrganisation().name
      throw ChartProblem.nothingToDraw("\(name) has no figures on \(indicator.key) in these phases")
    }
    return try Gate(audience: workbench.audience).pass(finding).value
  }

  private func findings(_ named: Subject, _ indicator: Indicator) throws -> [Finding] {
    if let area {
      return try named.workspace.national(
        [indicator], phases: named.phases, service: named.service,
        area: try named.workspace.standard.area(named: area))
    }
    return try named.workspace.compare(
      ComparisonRequest(
        organisation: try named.requiredOrganisation(), indicators: [indicator], phases: named.phases,
        service: named.service))
  }

  private func characters(_ chart: any Chart.Type, _ workbench: Workbench) async throws -> Picture {
    let surroundings = workbench.surroundings
    let canvas = Canvas.cells(columns: surroundings.width - 1, lines: max(24, min(surroundings.height - 2, 40)))
    let description = try chart.describe(finding(workbench), on: canvas, measure: CellMeasure())
    let text = try await ChartFile.characters(description)
    return Picture(data: Data(text.utf8), defaultName: "", isText: true)
  }

  private func file(_ chart: any Chart.Type, _ workbench: Workbench) async throws -> Picture {
    let format = ChartFile.Format(rawValue: workbench.format.rawValue) ?? .png
    let (data, drawing) = try await ChartFile.draw(as: format, scale: scale) {
      async let pango = PangoMeasure()
      let finding = try finding(workbench)
      let measure = try await pango
      return ChartFile.Drawing(
        try chart.describe(finding, on: size.canvas, measure: measure), family: measure.family,
        command: command(finding, workbench), name: Self.fileName(finding, kind))
    }
    return Picture(data: data, defaultName: "\(drawing.name).\(format.rawValue)", isText: false)
  }

  /// The command that draws this chart again, whatever the scope.
  private func command(_ finding: Finding, _ workbench: Workbench) -> String {
    let subject = finding.subject.code == nil ? ["--area", finding.subject.name] : [finding.subject.name]
    var words = ["chart", kind] + subject + [finding.indicator.key] + workbench.standardWords
    if let phases = options.phases ?? workbench.scope.phases { words += ["--phases", phases] }
    if finding.service != .all { words += ["--service", finding.service.rawValue] }
    if size.canvas != .slide { words += ["--size", size.words] }
    if scale != 1 { words += ["--scale", "\(scale)"] }
    return "phaseline \(Words.joined(words)) (Phaseline \(Version.current))"
  }

  /// `northbridge-shortlisting-trajectory`.
  private static func fileName(_ finding: Finding, _ kind: String) -> String {
    let name = finding.subject.name.lowercased().map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
    return "\(name)-\(finding.indicator.key)-\(kind)"
  }
}

/// The size of a picture.
struct CanvasSize: ExpressibleByArgument {
  static let slide = CanvasSize(canvas: .slide)
  /// Those that have a name.
  static let named: [(name: String, canvas: Canvas)] = [
    ("slide", .slide), ("page", .page), ("social", .social),
  ]
  var canvas: Canvas

  init(canvas: Canvas) { self.canvas = canvas }

  /// As `--size` takes it.
  var words: String {
    Self.named.first { $0.canvas == canvas }?.name ?? "\(Int(canvas.width))x\(Int(canvas.height))"
  }

  init?(argument: String) {
    let word = argument.lowercased()
    if let known = Self.named.first(where: { $0.name == word }) {
      self.init(canvas: known.canvas)
      return
    }
    let sides = word.split(separator: "x").compactMap { Int($0) }
    guard sides.count == 2, sides.allSatisfy({ (400...10_000).contains($0) }) else { return nil }
    self.init(canvas: .pixels(width: Double(sides[0]), height: Double(sides[1])))
  }

  var defaultValueDescription: String { "slide" }
}
