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
    fillsFolder ? OutputFormat.ofTables + [.png, .svg, .pdf] : terminal == nil ? [.png, .svg, .pdf] : [.table]
  }
  var fillsFolder: Bool { kind.lowercased() == Self.all }
  /// One that is about the nation is not about the authority in scope, as its name says.
  var heeded: [Use.Part]? {
    let isOfAll = (try? Gallery.chart(named: kind))?.scope == .organisation
    return [.authority, .phases, .service] + (isOfAll ? [] : [.indicators])
  }
  var files: [String] { theme.map { [$0] } ?? [] }
  @OptionGroup var globals: Globals
  @Argument(help: "Which chart: \(Gallery.charts.map { $0.name }.joined(separator: ", ")), or all.") var kind: String
  @OptionGroup var subject: SubjectArguments
  @OptionGroup var options: ScopeOptions
  @Option(help: ArgumentHelp("The nation or a region instead of an authority.", valueName: "area")) var area: String?
  @Option(help: "slide, page, social or WIDTHxHEIGHT, each from 400 to 10000.") var size: CanvasSize = .slide
  @Option(help: "Pixels per unit, 1 to 4, for high-density screens.") var scale = 1.0
  @Option(help: ArgumentHelp("The headline, in place of the computed one.", valueName: "text")) var title: String?
  @Option(help: ArgumentHelp("The line under it, in place of the computed one.", valueName: "text"))
  var subtitle: String?
  @Option(
    help: ArgumentHelp("YAML: font: NAME; under colours: authority, national … as \"#RRGGBB\".", valueName: "file"))
  var theme: String?
  @Flag(help: "Write its numbers (.csv) and its words (.txt) beside it too.") var withData = false
  @Flag(help: "Show the file once it is written.") var open = false
  @Option(
    defaultAsFlag: TerminalKind.characters,
    help: ArgumentHelp("Draw it here, in characters or as a picture (sixel).", valueName: "kind"))
  var terminal: TerminalKind?
  @OptionGroup var batch: BatchOptions

  /// The word that stands for every chart.
  static let all = "all"

  func validate() throws {
    guard scale >= 1, scale <= 4 else { throw ValidationError("--scale takes a number from 1 to 4.") }
    if fillsFolder { return try validateAll() }
    try batch.refuse(with: kind)
    if let title, title.allSatisfy(\.isWhitespace) { throw ValidationError("--title takes at least one word.") }
    if terminal != nil, withData || open {
      throw ValidationError("--with-data and --open go with a file: leave out --terminal.")
    }
    if terminal == .sixel, globals.output != nil {
      throw ValidationError("--terminal sixel draws here: leave out -o, or leave out --terminal.")
    }
    if terminal != nil, let file = globals.output, OutputFormat(fileName: file) != .table {
      throw ValidationError("--terminal draws in characters: leave out -o, or name a file that ends in .txt.")
    }
  }

  private func validateAll() throws {
    try batch.check()
    guard let folder = globals.output else {
      throw ValidationError("`chart all` draws into a folder: name one with -o.")
    }
    if OutputFormat(fileName: folder) != nil, !BatchOptions.isFolder(folder) {
      throw ValidationError(
        "`chart all` draws into a folder, and '\(folder)' is named like a file. Name a folder with -o.")
    }
    let ofOne = [
      terminal == nil ? nil : "--terminal", area == nil ? nil : "--area", title == nil ? nil : "--title",
      subtitle == nil ? nil : "--subtitle", withData ? "--with-data" : nil, open ? "--open" : nil,
    ].compactMap { $0 }
    if let first = ofOne.first { throw ValidationError("\(first) belongs to one chart, not to `chart all`.") }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    if fillsFolder, let folder = globals.output { return try await all(into: folder, workbench) }
    let chart = try Gallery.chart(named: kind)
    let isShown =
      terminal != nil
      || (!withData && !open && globals.output == nil && globals.format == nil && workbench.defaults.format == nil
        && workbench.surroundings.isTerminal)
    let theme = try theme.map { try Theme(file: $0) } ?? .standard
    let picture =
      terminal == .sixel
      ? try await sixels(chart, theme, workbench)
      : isShown ? try await characters(chart, workbench) : try await file(chart, theme, workbench)
    let notes = try leftAside(by: chart, workbench)
    return picture.map { picture in
      var picture = picture
      picture.notes += notes
      return .picture(picture)
    }
  }

  /// Says which of the named the chart is not about.
  private func leftAside(by chart: any Chart.Type, _ workbench: Workbench) throws -> [String] {
    guard chart.scope == .organisation || chart.scope == .nation else { return [] }
    let named = try subject.resolved(in: workbench.subject(subject, options).workspace)
    if chart.scope == .organisation {
      return named.indicator.map { ["`chart \(kind)` is not about one indicator: \($0.key) is left aside."] } ?? []
    }
    return named.authority.map { ["`chart \(kind)` is about the nation: \($0.name) is left aside."] } ?? []
  }

  private func all(into folder: String, _ workbench: Workbench) async throws -> Disclosed<Answer> {
    let chosen = [globals.format, workbench.defaults.format].lazy.compactMap { $0 }
    let format = chosen.compactMap { ChartFile.Format(rawValue: $0.rawValue) }.first ?? .png
    let theme = try theme.map { try Theme(file: $0) } ?? .standard
    let (bench, command) = (workbench, self)
    return try await ChartAll(
      subject: subject, scope: options, batch: batch,
      look: ChartBatch.Look(format, canvas: size.canvas, scale: scale, theme: theme), folder: folder,
      notes: { fontNotes($0, theme) },
      command: { command.command($0.name, $1, bench) }
    ).run(in: workbench)
  }

  private func request(_ chart: any Chart.Type, _ named: Subject) throws -> ChartRequest {
    let area = try area.map { try named.workspace.standard.area(named: $0) }
    let wantsIndicator = chart.scope != .organisation
    if wantsIndicator, named.indicator == nil { throw UsageProblem.noIndicator(of: "chart \(kind)") }
    let organisation =
      switch chart.scope {
      case .nation: nil as Organisation?
      case .field: named.organisation
      case .indicator, .organisation: area == nil ? try named.requiredOrganisation() : nil
      }
    return ChartRequest(
      organisation: organisation, area: area, indicator: wantsIndicator ? named.indicator : nil, phases: named.phases,
      phase: named.chosenPhase, service: named.service)
  }

  private func characters(_ chart: any Chart.Type, _ workbench: Workbench) async throws -> Disclosed<Picture> {
    let surroundings = workbench.surroundings
    // Narrower, gnuplot has no room to draw.
    let columns = max(40, surroundings.width) - 1
    let canvas = Canvas.cells(columns: columns, lines: max(24, min(surroundings.height - 2, 40)))
    let named = try workbench.subject(subject, options)
    let describe = try chart.ask(request(chart, named), in: view(of: chart, named, workbench))
    let description = try describe(
      ChartSetting(canvas: canvas, measure: CellMeasure(), title: title, subtitle: subtitle))
    let text = try await ChartFile.characters(description)
    return description.map {
      Picture(data: Data(text.utf8), defaultName: "", isText: true, figures: $0.data.rows.count, words: $0.words)
    }
  }

  /// As large as the window, less three lines for what was typed and for what comes next.
  private func sixels(_ chart: any Chart.Type, _ theme: Theme, _ workbench: Workbench) async throws -> Disclosed<
    Picture
  > {
    let surroundings = workbench.surroundings
    let (width, height) =
      surroundings.pixels.map { ($0.width, $0.height) } ?? (surroundings.width * 8, surroundings.height * 16)
    let room = height - 3 * height / max(4, surroundings.height)
    let canvas = Canvas.pixels(
      width: Double(max(400, min(width, 4000))), height: Double(max(300, min(room, width * 9 / 16, 2250))))
    let (data, drawing) = try await ChartFile.sixels { try await self.drawing(chart, canvas, theme, workbench) }
    return drawing.disclosed.map {
      Picture(
        data: data + Data("\n".utf8), defaultName: "", isText: true, figures: $0.data.rows.count, words: $0.words,
        notes: fontNotes(drawing.family, theme))
    }
  }

  private func file(_ chart: any Chart.Type, _ theme: Theme, _ workbench: Workbench) async throws -> Disclosed<Picture>
  {
    let format = ChartFile.Format(rawValue: workbench.format.rawValue) ?? .png
    let (data, drawing) = try await ChartFile.draw(as: format, scale: scale) {
      try await self.drawing(chart, size.canvas, theme, workbench)
    }
    let inline = workbench.isInNotebook ? try await inline(chart, theme, drawing.record, workbench) : nil
    return drawing.disclosed.map {
      Picture(
        data: data, defaultName: "\(drawing.name).\(format.rawValue)", isText: false, figures: $0.data.rows.count,
        words: $0.words, companions: withData ? Self.companions(drawing.record) : [], isOpened: open,
        notes: fontNotes(drawing.family, theme), inline: inline)
    }
  }

  /// What a notebook shows besides the picture that was asked for.
  private func inline(
    _ chart: any Chart.Type, _ theme: Theme, _ record: ChartRecord, _ workbench: Workbench
  ) async throws -> Picture.Inline {
    let isOnly = globals.format != nil || globals.output != nil
    let svg =
      isOnly
      ? nil : try await ChartFile.draw(as: .svg) { try await drawing(chart, size.canvas, theme, workbench) }.data
    return Picture.Inline(
      svg: svg, title: record.title, description: record.description, width: Int(min(size.canvas.width, 800)))
  }

  /// What all authorities' charts show is nobody's own.
  private func view(of chart: any Chart.Type, _ named: Subject, _ workbench: Workbench) throws -> WorkspaceView {
    let about = chart.scope == .field || chart.scope == .nation ? nil : named.organisation
    return try workbench.gate(in: named.workspace, about: about).view(of: named.workspace)
  }

  private func drawing(
    _ chart: any Chart.Type, _ canvas: Canvas, _ theme: Theme, _ workbench: Workbench
  ) async throws -> ChartFile.Drawing {
    async let pango = PangoMeasure(families: theme.families)
    let named = try workbench.subject(subject, options)
    let request = try request(chart, named)
    let describe = try chart.ask(request, in: view(of: chart, named, workbench))
    let measure = try await pango
    let setting = ChartSetting(canvas: canvas, measure: measure, title: title, subtitle: subtitle)
    return ChartFile.Drawing(
      try describe(setting), family: measure.family, theme: theme, command: command(kind, request, workbench),
      name: Self.fileName(request, kind))
  }

  /// Says which font stands in for the theme's.
  private func fontNotes(_ family: String, _ theme: Theme) -> [String] {
    guard let wanted = theme.families.first, wanted != family else { return [] }
    return ["The font '\(wanted)' is not installed; '\(family)' stands in for it."]
  }

  /// The chart's numbers and its words, for whoever cannot see it.
  private static func companions(_ record: ChartRecord) -> [Picture.Companion] {
    let words = [
      record.title, record.description, "Source: \(record.source)", "Command: \(record.command)",
      "Audience: \(record.audience)",
    ]
    return [
      Picture.Companion(ending: "csv", data: Data(record.data.csv.utf8)),
      Picture.Companion(ending: "txt", data: Data((words.joined(separator: "\n\n") + "\n").utf8)),
    ]
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
    words += title.map { ["--title", $0] } ?? []
    words += subtitle.map { ["--subtitle", $0] } ?? []
    words += theme.map { ["--theme", $0] } ?? []
    words += workbench.audienceWords
    return "phaseline \(ShellWords.joined(words)) # Phaseline \(Version.current)"
  }

  /// `northbridge-shortlisting-trajectory`.
  private static func fileName(_ request: ChartRequest, _ kind: String) -> String {
    let names = [request.organisation?.name, request.organisation?.code, request.area?.key].compactMap { $0 }
    let plain = names.map(FileNames.plain).first { !$0.isEmpty }
    return [plain, request.indicator?.key, kind].compactMap { $0 }.joined(separator: "-")
  }
}

/// How a chart is drawn at a terminal.
enum TerminalKind: String, CaseIterable, ExpressibleByArgument, Sendable { case characters, sixel }

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
