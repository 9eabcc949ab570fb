import ArgumentParser
import Charting
import Foundation
import Phaseline
import Reporting

/// What reports of both kinds take.
struct ReportOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The phase (default: the last with figures).", valueName: "phase")) var phase: String?
  @Option(help: "adults, children or all.") var service: Service?
  @Option(
    help: ArgumentHelp(
      "Your own templates, as `report template` copies them; what it lacks is as shipped.", valueName: "folder"))
  var template: String?
  @Option(help: ArgumentHelp("Colours and font, as `chart` takes them.", valueName: "file")) var theme: String?
  @Option(help: ArgumentHelp("The day to take for today.", valueName: "date")) var asOf: String?

  static let formats: [OutputFormat] = [.html, .pdf, .docx, .json]

  /// Files that an answer may not be written over.
  var files: [String] { theme.map { [$0] } ?? [] }
}

/// One report to be written.
struct ReportWriting {
  let options: ReportOptions
  let workbench: Workbench
  let workspace: Workspace
  /// Whose; the nation's if none.
  let organisation: Organisation?

  /// What it is written as; none where it is JSON.
  let form: ReportForm?

  /// - Parameters:
  ///   - form: What it is written as; what the command's format is, if none is named.
  ///   - organisation: Whose; the nation's if none.
  init(
    _ options: ReportOptions, _ workbench: Workbench, _ workspace: Workspace, of organisation: Organisation?,
    as form: ReportForm? = nil
  ) {
    (self.options, self.workbench, self.workspace, self.organisation) = (options, workbench, workspace, organisation)
    self.form = form ?? ReportForm(rawValue: workbench.format.rawValue)
  }

  func answer() async throws -> Disclosed<Answer> {
    let templates = try form == nil ? nil : Self.templates(options, workbench)
    try form?.requireConverter()
    let view = try workbench.gate(in: workspace, about: organisation, usually: .shared).view(of: workspace)
    let maker = ReportMaker(
      workspace, seenAs: view, try request(for: view.disclosure), jobs: ProcessInfo.processInfo.activeProcessorCount,
      cancellation: workbench.cancellation)
    let context = try await maker.context()
    guard let templates, let form else {
      return context.map {
        .report(Report(text: "", rows: Table(columns: [], rows: []), object: $0, figures: $0.figures))
      }
    }
    let subject = context.value.report.subject
    // A name may hold no letter that a file's name may.
    let whose = [subject.name, subject.code ?? ""].map(FileNames.plain).first { !$0.isEmpty } ?? "report"
    let name = "\(whose)-\(FileNames.plain(context.value.report.phase.words)).\(form.rawValue)"
    let data = try await templates.write(context.value, as: form, cancellation: workbench.cancellation)
    let identity = try ReportTemplates.identity(of: context.value)
    return context.map {
      .file(
        FileAnswer(
          data: data, defaultName: name, figures: $0.figures, identity: identity, words: identity))
    }
  }

  /// - Throws: `UsageProblem.refused` where there are none.
  static func templates(_ options: ReportOptions, _ workbench: Workbench) throws -> ReportTemplates {
    try ReportTemplates(
      own: options.template.map { URL(fileURLWithPath: $0, isDirectory: true) }, shipped: shipped(workbench),
      knowing: ReportContext.keys)
  }

  /// The folder of the templates that Phaseline brings.
  static func shipped(_ workbench: Workbench) throws -> URL {
    guard let catalogue = workbench.catalogue else {
      throw UsageProblem.refused(
        "The templates of reports are not there: they lie in `reports` of the catalogue. `doctor` says where it is sought."
      )
    }
    return catalogue.folder.appendingPathComponent("reports", isDirectory: true)
  }

  func request(for disclosure: Disclosure) throws -> ReportRequest {
    let standard = workspace.standard
    let service = options.service ?? workbench.scope.service ?? .all
    let phase = try phase(in: standard)
    var words = ["report", organisation == nil ? "national" : "authority"]
    words += organisation.map { [$0.name] } ?? []
    words += ["--phase", phase.key] + workbench.standardWords
    let narrowed = service == .all ? [] : ["--service", service.rawValue]
    words += narrowed + (options.template.map { ["--template", $0] } ?? [])
    words += options.theme.map { ["--theme", $0] } ?? []
    words += options.asOf.map { ["--as-of", $0] } ?? []
    return ReportRequest(
      organisation: organisation, phase: phase, service: service,
      today: try options.asOf.map { try Day($0) } ?? .today(),
      theme: try options.theme.map { try Theme(file: $0) } ?? .standard, isForEditing: form == .docx,
      command: words + workbench.reportAudienceWords,
      chartWords: workbench.standardWords + narrowed + disclosure.commandWords, program: "Phaseline \(Version.current)")
  }

  /// The named one, else the scope's, else the last with figures.
  private func phase(in standard: Standard) throws -> Phase {
    if options.phase != nil || workbench.scope.phases != nil {
      return try workbench.onePhase(options.phase, in: standard)
    }
    guard let last = try workspace.phasesWithFigures().last else {
      throw UsageProblem.refused("There are no figures here yet. `load` brings some.")
    }
    return last
  }
}

extension Disclosure {
  /// The words that choose this audience and these rules.
  fileprivate var commandWords: [String] {
    audience == .internal ? [] : ["--audience", audience.rawValue] + (rules.map { ["--rules", $0] } ?? [])
  }
}
