import ArgumentParser
import Foundation
import Phaseline

/// Where output goes, and what it can show.
struct Surroundings: Sendable {
  var isTerminal: Bool
  var width: Int
  /// Whether that is the width of something; else lines may be longer, and those of tables are: whatever reads them takes a
  /// row a line.
  var hasWidth = false
  /// How wide a table may be.
  var tableWidth: Int? { hasWidth ? width : nil }
  var height: Int
  var isColoured: Bool
  /// How many rows of a table are shown at once; all if none.
  var rowLimit: Int?
  /// The window in pixels, where the terminal says how many it has.
  var pixels: Pixels?

  struct Pixels: Sendable { var width, height: Int }

  /// Nobody's terminal: the same everywhere.
  static let notebook = Surroundings(isTerminal: false, width: 80, height: 24, isColoured: false)

  static func current(_ environment: [String: String]) -> Surroundings {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let window = window(of: STDOUT_FILENO)
    let columns = environment["COLUMNS"].flatMap(Int.init).map { max(20, $0) }
    let isDumb = environment["TERM"] == "dumb"
    // Whoever sets the width wants the same everywhere.
    let lines = environment["LINES"].flatMap(Int.init) ?? (columns == nil ? window?.lines : nil) ?? 24
    return Surroundings(
      isTerminal: isTerminal, width: columns ?? window.map { max(20, $0.columns) } ?? 80,
      hasWidth: columns != nil || isTerminal, height: max(16, lines),
      isColoured: isTerminal && !isDumb && (environment["NO_COLOR"] ?? "").isEmpty
        && environment[Setting.colour.variable] != "never", pixels: pixels(of: STDOUT_FILENO))
  }

  private static func size(of descriptor: Int32) -> winsize? {
    var size = winsize()
    return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
  }

  private static func pixels(of descriptor: Int32) -> Pixels? {
    guard let size = size(of: descriptor), size.ws_xpixel > 0, size.ws_ypixel > 0 else { return nil }
    return Pixels(width: Int(size.ws_xpixel), height: Int(size.ws_ypixel))
  }

  /// The size of the terminal behind a descriptor; `nil` where there is none, or it does not say.
  static func window(of descriptor: Int32) -> (columns: Int, lines: Int)? {
    guard let size = size(of: descriptor), size.ws_col > 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}

/// What commands work on: the workspace, the scope, the audience. A value: a command that changes the scope changes the
/// one that it was given.
struct Workbench: Sendable {
  /// What commands are about where they do not say.
  struct Scope: Sendable, Hashable {
    var authority: String?
    /// Keys; none means all.
    var indicators: [String] = []
    var phases: String?
    var service: Service?
    /// With whom `compare` compares.
    var comparator: String?
    var audience: Audience?
    /// The standard's key, where it is not the usual one.
    var standard: String?
    /// The indicator, where there is one and no more.
    var onlyIndicator: String? { indicators.count == 1 ? indicators[0] : nil }
  }
  var scope = Scope()
  var surroundings: Surroundings
  let configuration: Configuration
  /// The environment, with what the configuration file sets beneath it.
  var environment: [String: String] { configuration.environment }
  let executable: URL
  let cancellation: Cancellation
  private let keeper = WorkspaceKeeper()
  /// Whether standard input is what tells the program what to do.
  var commandsComeByStandardInput = false
  /// Whether the commands are a notebook's, whose answers are shown in the best form that its reader knows.
  var isInNotebook = false
  /// Whether all that is shown is for a shared audience, whatever a command says: a notebook that was asked for so.
  var isForSharing = false
  /// Whether somebody sits at the prompt.
  var isAtPrompt = false
  /// The tour that is under way.
  var tour: TourStay?
  /// What of the actions was shown last, so that nobody changes one by what it was before.
  var seen = SeenActions()
  /// Told how far long work is.
  var progress = WorkProgress.silent
  /// What commands gave, by name.
  var results = Results()
  /// Texts that `let` and `--set` gave names to.
  var variables = Variables()
  /// Where commands are kept, if they are.
  var log: CommandLog?
  /// Options given before any command, as defaults for all that follow.
  var defaults = Choices()
  /// The options of the command that runs.
  var chosen = Choices()
  /// The words of the command that runs.
  var words: [String] = []
  /// What the command that runs has to say besides its answer, for standard error.
  var remarks: [String] = []
  /// The scope that is set, while a command runs under a kept result's.
  private var setScope: Scope?
  /// The format in which the command that runs will be shown.
  var format = OutputFormat.table
  /// Whether nobody wants to read notes and progress.
  var isQuiet: Bool { chosen.isQuiet || defaults.isQuiet }
  /// Whether a line may say how far long work is.
  var tellsProgress: Bool { !isQuiet && !isInNotebook }
  /// Whether people read the answer, so that long things are shortened.
  var isForPeople: Bool { format == .table || format == .markdown }

  init(environment: [String: String], executable: URL, cancellation: Cancellation = Cancellation()) {
    configuration = Configuration(environment: environment)
    (self.executable, self.cancellation) = (executable, cancellation)
    surroundings = .current(configuration.environment)
  }

  /// What the command that runs was asked.
  var question: Question { Question(words: words, scope: scope) }

  /// Goes on under another scope until the command that runs is done.
  mutating func borrow(_ other: Scope) { (setScope, scope) = (setScope ?? scope, other) }

  /// Forgets what only one command was told.
  mutating func startAnew() {
    (chosen, remarks) = (Choices(), [])
    if let setScope { scope = setScope }
    setScope = nil
  }

  var catalogue: Catalogue? { Catalogue.locate(executable: executable, environment: environment) }
  var standardKey: String {
    chosen.standard ?? scope.standard ?? defaults.standard ?? environment[Setting.standard.variable]
      ?? Standard.defaultKey
  }
  /// The words that choose the standard, where it is not the default.
  var standardWords: [String] { standardKey == Standard.defaultKey ? [] : ["--standard", standardKey] }
  var workspacePath: String {
    chosen.workspace ?? defaults.workspace ?? environment["PHASELINE_WORKSPACE"].flatMap { $0.isEmpty ? nil : $0 }
      ?? Workspace.usualPath
  }

  /// The workspace, opened.
  func workspace() throws -> Workspace {
    try keeper.open(workspacePath, standard: standardKey, catalogue: catalogue, cancellation: cancellation)
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
  /// The one that was named, or the only one in scope.
  var indicator: Indicator?
  /// Those in scope, where none was named.
  var scopeIndicators: [Indicator] = []
  var phases: [Phase]
  /// The last of the phases, where they were chosen: else they are all that have figures.
  var chosenPhase: Phase?
  var service: Service

  /// The one that was named, or those in scope, or all.
  var indicators: [Indicator] {
    if let indicator { return [indicator] }
    return scopeIndicators.isEmpty ? workspace.standard.indicators : scopeIndicators
  }

  /// The organisation, which this command cannot do without.
  func requiredOrganisation() throws -> Organisation {
    guard let organisation else { throw UsageProblem.noAuthority }
    return organisation
  }
}

extension Workbench {
  /// The phase of a command that is about exactly one: the named one, else the scope's.
  /// - Throws: `UsageProblem.refused` where none is named, and the scope has none or several.
  func onePhase(_ name: String?, in standard: Standard) throws -> Phase {
    if let name { return try standard.phase(named: name) }
    let phases = try scope.phases.map { try standard.phases(in: $0) } ?? []
    guard phases.count <= 1 else {
      throw UsageProblem.refused("The scope has \(phases.count) phases, and this is about one: name it with --phase.")
    }
    guard let phase = phases.first else {
      throw UsageProblem.refused("No phase is named and none is in scope. Name one with --phase; `phases` lists them.")
    }
    return phase
  }

  /// The indicators in scope; none means all.
  func scopeIndicators(in standard: Standard) throws -> [Indicator] {
    try scope.indicators.map { try standard.indicator(named: $0) }
  }

  /// The scope that words, options and what is in scope make together.
  func scope(of arguments: SubjectArguments, _ options: ScopeOptions) throws -> Scope {
    let named = try subject(arguments, options)
    return Scope(
      authority: named.organisation?.name,
      indicators: (named.indicator.map { [$0] } ?? named.scopeIndicators).map(\.key),
      phases: options.phases ?? scope.phases, service: options.service ?? scope.service, standard: scope.standard)
  }

  /// What a command is about: what its words mean, and the scope where they are silent.
  func subject(_ arguments: SubjectArguments, _ options: ScopeOptions) throws -> Subject {
    let workspace = try workspace()
    let named = try arguments.resolved(in: workspace)
    let chosen = try (options.phases ?? scope.phases).map { try workspace.standard.phases(in: $0) }
    let indicators = try scopeIndicators(in: workspace.standard)
    return Subject(
      workspace: workspace,
      organisation: try named.authority ?? scope.authority.map { try workspace.organisation(named: $0) },
      indicator: named.indicator ?? (indicators.count == 1 ? indicators[0] : nil), scopeIndicators: indicators,
      phases: try chosen ?? workspace.phasesWithFigures(), chosenPhase: chosen?.last,
      service: options.service ?? scope.service ?? .all)
  }
}

extension SubjectArguments {
  /// What the words mean. A single word is an authority, or else an indicator; one that is exactly an indicator's is the
  /// indicator, though it may be part of an authority's name.
  func resolved(in workspace: Workspace) throws -> (authority: Organisation?, indicator: Indicator?) {
    var words = [first, second].compactMap { $0 }
    let indicator = try indicatorOption.map { try workspace.standard.indicator(named: $0) }
    if let authorityOption {
      let authority = try workspace.organisation(named: authorityOption)
      guard let word = words.first else { return (authority, indicator) }
      try Self.refuse(words.dropFirst(), and: indicator == nil ? nil : word)
      return (authority, try workspace.standard.indicator(named: word))
    }
    guard let word = words.first else { return (nil, indicator) }
    words.removeFirst()
    if let indicator {
      try Self.refuse(words[...], and: nil)
      return (try workspace.organisation(named: word), indicator)
    }
    if let second = words.first {
      return (try workspace.organisation(named: word), try workspace.standard.indicator(named: second))
    }
    if try !workspace.hasOrganisation(exactly: word) {
      if let exact = workspace.standard.indicator(exactly: word) { return (nil, exact) }
      if try !workspace.hasOrganisation(named: word) {
        do { return (nil, try workspace.standard.indicator(named: word)) } catch UsageProblem.unknown {}  // nor that
      }
    }
    return (try workspace.organisation(named: word), nil)
  }

  private static func refuse(_ words: ArraySlice<String>, and word: String?) throws {
    guard let left = word ?? words.first else { return }
    throw ValidationError("'\(left)' is one word too many beside --authority and --indicator.")
  }
}

extension Workspace {
  /// What its organisations are called, by code.
  func namesByCode() throws -> [String: String] {
    try Dictionary(uniqueKeysWithValues: organisations().map { ($0.code, $0.name) })
  }

  /// A note for tables of illustrative figures.
  func illustrativeNotes() throws -> [String] {
    try isIllustrative() ? [Wordings.illustrative] : []
  }
}
