import ArgumentParser
import Foundation
import Phaseline

/// Sets the scope.
struct Use: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "use",
    abstract:
      "Set what the following commands are about, and for whom: authority, indicators, phases, service, audience, standard.",
    discussion: """
      What is not named stays as it is; `use` alone shows the scope, --without takes one part of it away, --clear all. Of \
      use at the prompt and in scripts only.

      --owner and --rules are kept in the workspace. The owner's own figures are internal unless said otherwise, all others \
      shared; a workspace is the programme's, whose own are all of them, until somebody else is named.

      Example: use "Northbridge" --phases 1..3 --service adults
      Example: use --indicators leaving,training --with region
      Example: use --without phases
      Example: use --audience shared
      Example: use --standard nhs-wres
      Example: use --owner Northbridge --rules under-5
      """)
  /// What of a scope can be taken away.
  enum Part: String, CaseIterable, ExpressibleByArgument, Sendable {
    case authority, indicators, phases, service, comparator, audience, standard
  }
  @OptionGroup var globals: Globals
  @OptionGroup var subject: SubjectArguments
  @OptionGroup var options: ScopeOptions
  @Option(help: ArgumentHelp("Several indicators, as in leaving,training.", valueName: "indicators"))
  var indicators: String?
  @Option(
    help: ArgumentHelp(
      "With whom `compare` compares: national, rest, region, type, or an authority.", valueName: "others"))
  var with: String?
  @Option(help: "Take a part away: authority, indicators, phases, service, comparator, audience or standard.")
  var without: [Part] = []
  @Flag(help: "Forget authority, indicators, phases, service, comparator, audience and standard.") var clear = false
  @Option(help: ArgumentHelp("Whose workspace it is: an authority, or programme.", valueName: "authority"))
  var owner: String?

  var isResult: Bool { false }
  /// `use` alone asks.
  var isNote: Bool {
    let names = [
      subject.first, subject.authorityOption, subject.indicatorOption, options.phases, indicators, with, owner,
      globals.rules, globals.standard,
    ]
    return clear || !without.isEmpty || options.service != nil || !globals.audiences.isEmpty
      || names.contains { $0 != nil }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    var scope = clear ? Workbench.Scope() : workbench.scope
    for part in without { scope.clear(part) }
    if let standard = globals.standard, standard != scope.standard {
      scope.clear(.standard)
      scope.standard = standard
    }
    var bench = workbench
    bench.scope = scope
    let workspace = try bench.workspace()
    let named = try subject.resolved(in: workspace)
    if let authority = named.authority { scope.authority = authority.name }
    if let indicator = named.indicator { scope.indicators = [indicator.key] }
    if let indicators { scope.indicators = try keys(indicators, in: workspace.standard) }
    if let phases = options.phases {
      _ = try workspace.standard.phases(in: phases)
      scope.phases = phases
    }
    if let service = options.service { scope.service = service }
    if let with { scope.comparator = try ComparisonRequest.Comparator(named: with, in: workspace).word }
    if let audience = globals.audiences.first { scope.audience = audience }
    let kept = try keep(in: workspace, workbench)
    workbench.scope = scope
    return workbench.words(.message((kept + ["Scope: " + scope.words]).joined(separator: "\n")))
  }

  private func keys(_ list: String, in standard: Standard) throws -> [String] {
    let names = list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    guard !names.isEmpty else { throw ValidationError("--indicators takes names, as in leaving,training.") }
    return try names.map { try standard.indicator(named: $0).key }.unique
  }

  /// What stays in the workspace.
  /// - Returns: A sentence for each.
  private func keep(in workspace: Workspace, _ workbench: Workbench) throws -> [String] {
    var kept: [String] = []
    if let owner {
      let named = owner.lowercased() == "programme" ? nil : try workspace.organisation(named: owner)
      try workspace.setOwner(named)
      kept.append("Owner: \(named?.name ?? "the programme, whose own figures are all of them").")
    }
    if let name = globals.rules {
      let rules = try DisclosureRules(named: name, in: workbench.catalogue)
      try workspace.setRules(DisclosureRules.lasting(name, in: workbench.catalogue))
      kept.append("Rules for a shared audience: \(rules.key), \(rules.words).")
    }
    return kept
  }
}

extension Workbench.Scope {
  /// Whether nothing narrows it.
  var isEverything: Bool { self == Workbench.Scope() }

  /// The service, where it is one and not all.
  var narrowingService: Service? { service == .all ? nil : service }

  mutating func clear(_ part: Use.Part) {
    switch part {
    case .authority: authority = nil
    case .indicators: indicators = []
    case .phases: phases = nil
    case .service: service = nil
    case .comparator: comparator = nil
    case .audience: audience = nil
    // Authorities, indicators and phases are each standard's own.
    case .standard: self = Workbench.Scope(audience: audience)
    }
  }

  /// "Northbridge · leaving, training · phases 1–3 · adults · with region".
  var words: String {
    var parts = [standard, authority, indicators.isEmpty ? nil : indicators.joined(separator: ", ")].compactMap { $0 }
    if let phases {
      parts.append((phases.contains { ",.".contains($0) } ? "phases " : "phase ") + phases.replacing("..", with: "–"))
    }
    if let service = narrowingService { parts.append(service.rawValue) }
    if let comparator { parts.append("with \(comparator)") }
    if let audience { parts.append(audience.rawValue) }
    return parts.isEmpty ? "everything" : parts.joined(separator: " · ")
  }

  /// The commands that make it, where nothing is in scope before; none where it is everything.
  var commands: [String] {
    guard !isEverything else { return [] }
    var words = ["use", "--clear"]
    words += standard.map { ["--standard", $0] } ?? []
    words += authority.map { ["--authority", $0] } ?? []
    words += indicators.isEmpty ? [] : ["--indicators", indicators.joined(separator: ",")]
    words += phases.map { ["--phases", $0] } ?? []
    words += service.map { ["--service", $0.rawValue] } ?? []
    words += comparator.map { ["--with", $0] } ?? []
    words += audience.map { ["--audience", $0.rawValue] } ?? []
    return [ShellWords.joined(words)]
  }
}
