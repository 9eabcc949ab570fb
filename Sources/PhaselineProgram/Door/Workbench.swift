import ArgumentParser
import Charting
import Foundation
import Phaseline
import Synchronization

/// Whether somebody asked the running command to stop.
final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)
  var isCancelled: Bool { flag.load(ordering: .relaxed) }
  func cancel() { flag.store(true, ordering: .relaxed) }
  func reset() { flag.store(false, ordering: .relaxed) }
}

/// Where output goes, and what it can show.
struct Surroundings: Sendable {
  var isTerminal: Bool
  var width: Int
  var height: Int
  var isColoured: Bool

  static func current(_ environment: [String: String]) -> Surroundings {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    var size = winsize()
    let isSized = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    let columns = environment["COLUMNS"].flatMap(Int.init)
    return Surroundings(
      isTerminal: isTerminal, width: max(40, columns ?? (isSized ? Int(size.ws_col) : 80)),
      height: isSized ? max(16, Int(size.ws_row)) : 24,
      isColoured: isTerminal && (environment["NO_COLOR"] ?? "").isEmpty)
  }
}

/// What commands work on: the workspace, the scope, the audience. A value: a command that changes the scope changes the
/// one that it was given.
struct Workbench: Sendable {
  /// What commands are about where they do not say.
  struct Scope: Sendable, Hashable {
    var authority: String?
    var indicator: String?
    var phases: String?
    var service: Service?
  }
  var scope = Scope()
  var surroundings: Surroundings
  let environment: [String: String]
  let executable: URL
  let cancellation: Cancellation
  /// Options given before any command, as defaults for all that follow.
  var defaults: Globals
  /// The options of the command that runs.
  var globals: Globals

  init(environment: [String: String], executable: URL, defaults: Globals, cancellation: Cancellation = Cancellation()) {
    (self.environment, self.executable) = (environment, executable)
    (self.defaults, self.globals, self.cancellation) = (defaults, defaults, cancellation)
    surroundings = .current(environment)
  }

  var catalogue: Catalogue? { Catalogue.locate(executable: executable, environment: environment) }
  var standardKey: String { globals.standard ?? defaults.standard ?? Standard.defaultKey }
  var audience: Audience { globals.audience ?? defaults.audience ?? .internal }
  var workspacePath: String {
    globals.workspace ?? defaults.workspace ?? environment["PHASELINE_WORKSPACE"].flatMap { $0.isEmpty ? nil : $0 }
      ?? "phaseline.sqlite"
  }

  /// The workspace, opened.
  func workspace() throws -> Workspace {
    try Workspace.open(workspacePath, standard: standardKey, catalogue: catalogue)
  }

  /// The standard, from the workspace where there is one.
  func standard() throws -> Standard {
    if let workspace = try? workspace() { return workspace.standard }
    guard let catalogue else { throw UsageProblem.unknownStandard(standardKey, known: []) }
    return try catalogue.source(of: standardKey).standard()
  }
}

/// What a command is about, found in the workspace.
struct Subject {
  var workspace: Workspace
  var organisation: Organisation?
  var indicator: Indicator?
  var phases: [Phase]
  var service: Service

  /// All indicators, or the one that was named.
  var indicators: [Indicator] { indicator.map { [$0] } ?? workspace.standard.indicators }

  /// The organisation, which this command cannot do without.
  func requiredOrganisation() throws -> Organisation {
    guard let organisation else { throw UsageProblem.noAuthority }
    return organisation
  }
}

extension Workbench {
  /// Finds what the words mean. A single word that names an indicator and no authority is the indicator.
  func subject(_ arguments: SubjectArguments, _ options: ScopeOptions, takesAuthority: Bool = true) throws -> Subject {
    let workspace = try workspace()
    var authority = arguments.authorityOption ?? (takesAuthority ? arguments.first : nil)
    var indicator = arguments.indicatorOption ?? (takesAuthority ? arguments.second : arguments.first)
    if let only = authority, indicator == nil, arguments.authorityOption == nil,
      (try? workspace.standard.indicator(named: only)) != nil, try !workspace.hasOrganisation(named: only)
    {
      (authority, indicator) = (nil, only)
    }
    let name = authority ?? (takesAuthority ? scope.authority : nil)
    let range = options.phases ?? scope.phases
    return Subject(
      workspace: workspace, organisation: try name.map { try workspace.organisation(named: $0) },
      indicator: try (indicator ?? scope.indicator).map { try workspace.standard.indicator(named: $0) },
      phases: try range.map { try workspace.standard.phases(in: $0) } ?? workspace.phasesWithFigures(),
      service: options.service ?? scope.service ?? .all)
  }
}
