import ArgumentParser
import Foundation
import Phaseline

/// Whom and what a command over every authority is about.
struct BatchSubject: ParsableArguments {
  @Argument(help: ArgumentHelp("Key, number or title of an indicator; all if left out.", valueName: "indicator"))
  var named: String?
  @Option(name: .customLong("indicator"), help: .hidden) var indicatorOption: String?
  @Flag(help: "Every authority that has figures.") var everyAuthority = false
  @Option(help: ArgumentHelp("How many to work out at once (default: one a core).", valueName: "number")) var jobs: Int?

  static let formats: [OutputFormat] = [.jsonl, .json, .csv, .xlsx]

  func validate() throws {
    if named != nil, indicatorOption != nil {
      throw ValidationError("'\(named ?? "")' is one word too many beside --indicator.")
    }
    if let jobs, !(1...64).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 64.") }
  }

  /// - Parameter command: The command for one: "compare".
  /// - Throws: `ValidationError` where it was not said that all are meant.
  func requireEveryAuthority(_ command: String, one: String) throws {
    guard !everyAuthority else { return }
    throw ValidationError(
      "`batch \(command)` is about all of them: write `batch \(command) --every-authority`, or `\(one)` for one.")
  }

  var chosenJobs: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }
}

/// What a command over every authority is about, found in the workspace.
struct BatchScope {
  var workspace: Workspace
  var view: WorkspaceView
  var organisations: [Organisation]
  var chosen: [Indicator]
  var phases: [Phase]
  var service: Service

  /// All indicators, or those that were chosen.
  var indicators: [Indicator] { chosen.isEmpty ? workspace.standard.indicators : chosen }
}

extension Workbench {
  /// What such a command is about: its words, and the scope where they are silent; an authority in scope makes no difference.
  /// - Throws: `UsageProblem.refused` where there are no figures, or nobody to name.
  func batch(
    _ subject: BatchSubject, _ options: ScopeOptions, in workspace: Workspace
  ) throws -> BatchScope {
    let standard = workspace.standard
    let named = try (subject.named ?? subject.indicatorOption).map { [try standard.indicator(named: $0)] }
    let chosen = try named ?? scopeIndicators(in: standard)
    let phases = try (options.phases ?? scope.phases).map { try standard.phases(in: $0) }
    let view = try gate(in: workspace).view(of: workspace)
    let organisations = try view.exported(nil).value
    guard !organisations.isEmpty else {
      let isNobodyHere = try workspace.organisationsWithFigures().isEmpty
      throw UsageProblem.refused(
        isNobodyHere
          ? "There are no figures here yet. `load` brings some."
          : "No \(standard.organisationNoun) here has agreed to be named to others, so none is shown by itself. `national` "
            + "tells of all together.")
    }
    return BatchScope(
      workspace: workspace, view: view, organisations: organisations, chosen: chosen,
      phases: try phases ?? workspace.phasesWithFigures(), service: options.service ?? scope.service ?? .all)
  }

  /// Compares them all, and says on standard error of whom nothing was found.
  /// - Throws: `AnsweredFailure` with what was found, where nothing was of some.
  func answer(
    _ found: BatchScope, _ request: ComparisonRequest, as view: FindingView, jobs: Int
  ) async throws -> Disclosed<Answer> {
    let batch = try await found.view.compare(
      each: found.organisations, request, jobs: jobs, progress: progress, cancellation: cancellation)
    var view = view
    view.notes = notes(on: batch.value.failures, for: batch.disclosure.audience)
    let answer = batch.map { Answer.findings($0.findings, view) }
    guard view.notes.isEmpty else { throw AnsweredFailure(answer: answer, status: ExitStatus.failed) }
    return answer
  }
}
