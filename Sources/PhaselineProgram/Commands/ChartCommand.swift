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

      all: every chart of an authority, with an index, into the folder that -o names; a second run draws only what \
      has changed.

      Example: phaseline chart trajectory Northbridge shortlisting -o chart.png
      Example: phaseline chart trajectory appointment --area London --standard nhs-wres -o london.png
      Example: phaseline chart all --every-authority -o charts
      """)
  var formats: [OutputFormat] {
    fillsFolder ? OutputFormat.allCases : terminal ? [.table] : [.png, .svg, .pdf]
  }
  var fillsFolder: Bool { kind.lowercased() == "all" }
  @OptionGroup var globals: Globals
  @Argument(help: "Which chart: \(Gallery.charts.map { $0.name }.joined(separator: ", ")), or all.") var kind: String
  @OptionGroup var subject: SubjectArguments
  @OptionGroup var options: ScopeOptions
  @Option(help: ArgumentHelp("The nation or a region instead of an authority.", valueName: "area")) var area: String?
  @Option(help: "slide, page, social or WIDTHxHEIGHT, each from 400 to 10000.") var size: CanvasSize = .slide
  @Option(help: "Pixels per unit, 1 to 4, for high-density screens.") var scale = 1.0
  @Flag(help: "Draw it here, in characters.") var terminal = false
  @OptionGroup var batch: BatchOptions

  func validate() throws {
    guard scale >= 1, scale <= 4 else { throw ValidationError("--scale takes a number from 1 to 4.") }
    if fillsFolder { return try validateAll() }
    try batch.refuse(with: kind)
    if terminal, let file = globals.output, OutputFormat(fileName: file) != .table {
      throw ValidationError("--terminal draws in characters: leave out -o, or name a file that ends in .txt.")
    }
  }

  private func validateAll() throws {
    try batch.check()
    if globals.output == nil { throw ValidationError("`chart all` draws into a folder: name one with -o.") }
    if terminal || area != nil {
      throw ValidationError("\(terminal ? "--terminal" : "--area") belongs to one chart, not to `chart all`.")
    }
  }

  func run(in workbench: inout Workbench) async throws -> Answer {
    if fillsFolder, let folder = globals.output { return try await all(into: folder, workbench) }
    let chart = try Gallery.chart(named: kind)
    let isShown =
      terminal
      || (globals.output == nil && globals.format == nil && workbench.defaults.format == nil
        && workbench.surroundings.isTerminal)
    return .picture(isShown ? try await characters(chart, workbench) : try await file(chart, workbench))
  }

  private func all(into folder: String, _ workbench: Workbench) async throws -> Answer {
    let chosen = [globals.format, workbench.defaults.format].lazy.compactMap { $0 }
    let format = chosen.compactMap { ChartFile.Format(rawValue: $0.rawValue) }.first ?? .png
    let (bench, command) = (workbench, self)
    return try await ChartAll(
      subject: subject, scope: options, batch: batch,
      look: ChartBatch.Look(format, canvas: size.canvas, scale: scale), folder: folder,
      command: { command.command($0.name, $1, bench) }
    ).run(in: workbench)
  }

  private func request(_ chart: any Chart.Type, _ named: Subject, _ workbench: Workbench) throws -> ChartRequest {
    let area = try area.map { try named.workspace.standard.area(named: $0) }
    let wantsIndicator = chart.scope != .organisation
    if wantsIndicator, named.indicator == nil { throw UsageProblem.noIndicator(of: "chart \(kind)") }
    let isChosen = options.phases ?? workbench.scope.phases != nil
    let organisation =
      switch chart.scope {
      case .nation: nil as Organisation?
      case .field: named.organisation
      case .indicator, .organisation: area == nil ? try named.requiredOrganisation() : nil
      }
    return ChartRequest(
      organisation: organisation, area: area, indicator: wantsIndicator ? named.indicator : nil, phases: named.phases,
      phase: isChosen ? named.phases.last : nil, service: named.service)
  }

  private func characters(_ chart: any Chart.Type, _ workbench: Workbench) async throws -> Picture {
    let surroundings = workbench.surroundings
    let canvas = Canvas.cells(columns: surroundings.width - 1, lines: max(24, min(surroundings.height - 2, 40)))
    let named = try workbench.subject(subject, options)
    let describe = try chart.ask(
      request(chart, named, workbench), in: named.workspace, through: Gate(audience: workbench.audience))
    let description = try describe(ChartSetting(canvas: canvas, measure: CellMeasure()))
    let text = try await ChartFile.characters(description)
    return Picture(data: Data(text.utf8), defaultName: "", isText: true)
  }

  private func file(_ chart: any Chart.Type, _ workbench: Workbench) async throws -> Picture {
    let format = ChartFile.Format(rawValue: workbench.format.rawValue) ?? .png
    let (data, drawing) = try await ChartFile.draw(as: format, scale: scale) {
      async let pango = PangoMeasure()
      let named = try workbench.subject(subject, options)
      let request = try request(chart, named, workbench)
      let describe = try chart.ask(request, in: named.workspace, through: Gate(audience: workbench.audience))
      let measure = try await pango
      return ChartFile.Drawing(
        try describe(ChartSetting(canvas: size.canvas, measure: measure)), family: measure.family,
        command: command(kind, request, workbench),
        name: Self.fileName(request, kind, named.workspace))
    }
    return Picture(data: data, defaultName: "\(drawing.name).\(format.rawValue)", isText: false)
  }

  /// The command that draws this chart again, whatever the scope.
  private func command(_ kind: String, _ request: ChartRequest, _ workbench: Workbench) -> String {
    var words = ["chart", kind]
    words += request.organisation.map { [$0.name] } ?? []
    words += request.area.map { ["--area", $0.key] } ?? []
    words += request.indicator.map { [$0.key] } ?? []
    words += workbench.standardWords
    if let phases = options.phases ?? workbench.scope.phases { words += ["--phases", phases] }
    if request.service != .all { words += ["--service", request.service.rawValue] }
    if size.canvas != .slide { words += ["--size", size.words] }
    if scale != 1 { words += ["--scale", "\(scale)"] }
    return "phaseline \(Words.joined(words)) (Phaseline \(Version.current))"
  }

  /// `northbridge-shortlisting-trajectory`.
  private static func fileName(_ request: ChartRequest, _ kind: String, _ workspace: Workspace) -> String {
    let name = request.organisation?.name ?? request.area?.key
    let plain = name.map { name in name.lowercased().map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined() }
    return [plain, request.indicator?.key, kind].compactMap { $0 }.joined(separator: "-")
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
