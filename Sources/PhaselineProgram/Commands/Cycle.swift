import ArgumentParser
import Phaseline

/// The twelve months of a phase: who has done what, what is due, who is late.
struct Cycle: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "cycle",
    abstract: "Show who has done what in the twelve months of a phase, what is due and who is late; record steps.",
    usage: """
      phaseline cycle [<authority>] [--every-authority] [--phase <phase>]
      phaseline cycle record <authority> --phase <phase> <step> [--on <date>]
      """,
    discussion: """
      Alone it is about the authority in scope, else it counts who has done each step of the phase. Of an authority each phase \
      is a row; --every-authority lists all, the latest first. Whoever has not registered is not late: nobody must take part; \
      nor is anybody for a step of a past phase of which nothing was ever recorded. \
      Counts that are here are submitted. `-o cycle.ics` writes the last days for a calendar, with the sessions of \
      the phase; of an authority also when its open actions are due.

      record: a step is registered, took-part, submitted, reported or plan-agreed; may-be-named and not-named keep the answer \
      whether the authority may be named to everybody. `undo` takes a record back.

      Example: phaseline cycle record Northbridge --phase 4 registered --on 2026-05-12
      Example: phaseline cycle --every-authority --late
      Example: phaseline cycle --phase 4 -o cycle.ics
      """)
  var formats: [OutputFormat] { OutputFormat.ofAnswers + (isRecording ? [] : [.ics]) }
  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("An authority; or record, an authority and a step.", valueName: "words"))
  var words: [String] = []
  @Option(help: ArgumentHelp("One phase (default: the one that is under way).", valueName: "phase")) var phase: String?
  @Option(help: ArgumentHelp("When it was done (default: today).", valueName: "date")) var on: String?
  @Option(help: ArgumentHelp("The day from which lateness is reckoned.", valueName: "date")) var asOf: String?
  @Flag(help: "All authorities, and employers after them.") var everyAuthority = false
  @Flag(help: "Only those that are late; of all authorities, unless one is named.") var late = false

  private var isRecording: Bool { words.first?.lowercased() == "record" }

  func validate() throws {
    if isRecording {
      guard (2...3).contains(words.count) else {
        throw ValidationError("Name an authority and a step, as in `cycle record Northbridge --phase 4 registered`.")
      }
      if everyAuthority || late { throw ValidationError("--every-authority and --late do not go with record.") }
      return
    }
    if let extra = words.dropFirst().first {
      let isMeant = words.first.map { !Nearest.names(to: $0, among: ["record"]).isEmpty } ?? false
      throw ValidationError(
        isMeant ? "'\(words[0])' is no command of `cycle`. Did you mean record?" : "'\(extra)' is one word too many.")
    }
    if on != nil { throw ValidationError("--on goes with `cycle record`; --as-of is the day to count from.") }
    if everyAuthority, !words.isEmpty { throw ValidationError("Name an authority, or --every-authority, not both.") }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let today = try asOf.map { try Day($0) } ?? .today()
    // What is to come cannot be recorded, whatever day is taken for today.
    if isRecording { return try record(in: workspace, workbench, today: min(today, .today())) }
    let listsAll = everyAuthority || late && words.isEmpty
    let named = try (listsAll ? nil : words.first ?? workbench.scope.authority).map {
      try workspace.organisation(named: $0)
    }
    let chosen = try chosenPhases(in: workspace, workbench)
    let now = try chosen.last ?? workspace.phaseOfCycle(on: today)
    guard let now else { throw UsageProblem.refused("\(workspace.standard.shortTitle) has no phases.") }
    if workbench.format == .ics { return try calendar(of: now, for: named, in: workspace, workbench, today: today) }
    if let named {
      return try one(named, chosen.isEmpty ? workspace.standard.phases : chosen, in: workspace, workbench, today: today)
    }
    return listsAll
      ? try everybody(in: now, of: workspace, workbench, today: today)
      : try summary(of: now, in: workspace, workbench, today: today)
  }

  /// Those that the words or the scope choose.
  private func chosenPhases(in workspace: Workspace, _ workbench: Workbench) throws -> [Phase] {
    if let phase { return [try workspace.standard.phase(named: phase)] }
    return try workbench.scope.phases.map { try workspace.standard.phases(in: $0) } ?? []
  }
}

// MARK: - To show

extension Cycle {
  private func one(
    _ organisation: Organisation, _ phases: [Phase], in workspace: Workspace, _ workbench: Workbench, today: Day
  ) throws -> Disclosed<Answer> {
    try workbench.gate(in: workspace, about: organisation).participation("`cycle \(organisation.name)`") {
      let standings = try workspace.cycle(of: organisation, phases: phases, today: today).filter {
        !late || $0.daysLate != nil
      }
      let (standard, notes) = (workspace.standard, try workspace.illustrativeNotes())
      return .read { reader in
        .table(
          CycleTable.phases(
            standings, of: standard, isForPeople: reader.isForPeople, notes: standard.assumption(of: phases) + notes))
      }
    }
  }

  private func everybody(
    in phase: Phase, of workspace: Workspace, _ workbench: Workbench, today: Day
  ) throws -> Disclosed<Answer> {
    try workbench.gate(in: workspace).participation("`cycle --every-authority`") {
      let all = try workspace.cycle(in: phase, today: today)
      let shown = late ? all.filter { $0.daysLate != nil } : all
      let (standard, notes) = (workspace.standard, try workspace.illustrativeNotes())
      let empty = late ? "Nobody is late in \(phase.words)." : "The register is empty."
      return .read { reader in
        .table(
          CycleTable.everybody(
            shown, of: standard, isForPeople: reader.isForPeople, empty: empty,
            notes: [standard.heading(of: phase, today: today)] + notes))
      }
    }
  }

  private func summary(
    of phase: Phase, in workspace: Workspace, _ workbench: Workbench, today: Day
  ) throws -> Disclosed<Answer> {
    let summary = try workspace.cycleSummary(of: phase, today: today)
    let next = summary.next(after: today).flatMap { line in
      line.due.map { "Next: \(line.step.kind.words), by \($0.words)." }
    }
    let isAnyLate = summary.lines.contains { $0.late > 0 }
    let notes: [String?] =
      [workspace.standard.heading(of: phase, today: today), next]
      + summary.programme
      + [isAnyLate ? "Who is late: `cycle --every-authority --late --phase \(phase.key)`." : nil]
    // Of few, numbers tell who it is.
    return try workbench.gate(in: workspace).participation("`cycle`") {
      let (standard, notes) = (workspace.standard, notes.compactMap { $0 } + (try workspace.illustrativeNotes()))
      return .read { reader in
        .table(CycleTable.summary(summary, of: standard, isForPeople: reader.isForPeople, notes: notes))
      }
    }
  }

  private func calendar(
    of phase: Phase, for organisation: Organisation?, in workspace: Workspace, _ workbench: Workbench, today: Day
  ) throws -> Disclosed<Answer> {
    // The programme's own days say nothing of who stands where.
    guard let organisation else {
      return workbench.words(try .calendar(workspace.calendar(of: phase, seenBy: workbench.saidAudience, today: today)))
    }
    return try workbench.gate(in: workspace, about: organisation).participation("`cycle \(organisation.name)`") {
      .calendar(try workspace.calendar(of: phase, for: organisation, seenBy: .internal, today: today))
    }
  }
}

extension Standard {
  /// "Phase 4, April 2026 to March 2027 (assumed: no source dates it), as of 1 November 2026."
  fileprivate func heading(of phase: Phase, today: Day) -> String {
    let year = cycleYear(of: phase)
    let months = year.map { ", \($0.words)\($0.isAssumed ? " (assumed: no source dates it)" : "")" } ?? ""
    return "\(phase.label)\(months), as of \(today.words)."
  }

  /// Which phases no source dates.
  fileprivate func assumption(of phases: [Phase]) -> [String] {
    let assumed = phases.filter { cycleYear(of: $0)?.isAssumed == true }
    guard !assumed.isEmpty else { return [] }
    return ["No source dates \(Wordings.list(assumed.map(\.words))): the days are counted on from the phase before."]
  }
}

// MARK: - To record

extension Cycle {
  /// What can be recorded.
  private enum Record {
    case step(CycleStep.Kind)
    case consent(Bool)

    init(_ word: String) throws {
      switch word.lowercased() {
      case "may-be-named": self = .consent(true)
      case "not-named": self = .consent(false)
      default:
        guard let kind = CycleStep.Kind(rawValue: word.lowercased()) else {
          let nearest = Nearest.names(to: word, among: Cycle.records)
          let meant = nearest.isEmpty ? "" : "Did you mean \(Wordings.list(nearest, "or"))? "
          throw UsageProblem.refused(
            "'\(word)' is no step. \(meant)A record ends in one of \(Wordings.list(Cycle.records, "or")); nothing was changed."
          )
        }
        self = .step(kind)
      }
    }
  }

  /// What the words of a record may end in.
  static let records = CycleStep.Kind.allCases.map(\.rawValue) + ["may-be-named", "not-named"]

  private func record(in workspace: Workspace, _ workbench: Workbench, today: Day) throws -> Disclosed<Answer> {
    let record = try Record(words[words.count - 1])
    guard let name = words.count == 3 ? words[1] : workbench.scope.authority else { throw UsageProblem.noAuthority }
    let organisation = try workspace.organisation(named: name)
    let phase = try workbench.onePhase(phase, in: workspace.standard)
    let day = try on.map { try Day($0) } ?? today
    let command = ShellWords.joined(
      [
        "cycle", "record", organisation.name, "--phase", phase.key, words[words.count - 1].lowercased(), "--on",
        day.iso,
      ])
    return try workbench.gate(in: workspace, about: organisation).participation("`cycle record`") {
      let recorded =
        switch record {
        case .step(let kind):
          try workspace.record(kind, of: organisation, phase: phase, on: day, today: today, command: command)
        case .consent(let mayBeNamed):
          try workspace.recordConsent(
            mayBeNamed, of: organisation, phase: phase, on: day, today: today, command: command)
        }
      return .report(RecordText.report(recorded, notes: try workspace.illustrativeNotes()))
    }
  }
}
