import ArgumentParser
import Foundation
import Phaseline

/// Loads files.
struct Load: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Add submissions, registers or published figures: all of it, or nothing.",
    discussion: """
      Files are told apart by what is in them. A folder means all its CSV files and workbooks, registers first, as one \
      change; - means standard input. Loading a corrected file replaces what it covers.

      WORKBOOKS (.xlsx) are those that `template` makes. What is wrong in them is said by sheet and cell (adults!D14); \
      cells that are blank leave what is stored as it is.

      COUNTS have the columns phase, authority, service (adults, children, all), indicator, category (all, or one that \
      `explain` lists), ethnicity (bame, white, unknown), numerator, denominator, and optionally source, standard. \
      Hidden counts: <5, *, [c], c, ~, blank, 76-79.

      Or, one row for all groups: phase, authority, indicator, bame_numerator, bame_denominator, white_numerator, \
      white_denominator, and optionally unknown_numerator, unknown_denominator, service, category, source, standard.

      A REGISTER names the authorities: code, name, region, type, and optionally kind (authority, employer, \
      illustrative; codes of fictional ones begin with X).

      PUBLISHED FIGURES: standard, phase, area, organisation, service, indicator, category, measure, value, \
      printed_as, source.

      Example: phaseline load Data/illustrative
      Example: phaseline load returns.csv --dry-run
      Example: phaseline load northbridge-phase-5.xlsx --authority Northbridge --phase 5
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "Files and folders; - is standard input.") var paths: [String]
  @Flag(help: "Zeros are shown in these files: <5 means 1 to 4.") var zerosShown = false
  @Flag(help: "Say what would happen, and change nothing.") var dryRun = false
  @Flag(help: "Leave out columns that a kind of file has not.") var ignoreUnknownColumns = false
  @Option(help: ArgumentHelp("Refuse any other authority's workbook.", valueName: "authority"))
  var authority: String?
  @Option(help: ArgumentHelp("Refuse any other phase's workbook.", valueName: "phase")) var phase: String?
  @Flag(help: "Say every problem and every warning, not the first ones only.") var allProblems = false

  var files: [String] { Loader.files(of: paths) }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let gate = try workbench.gate()
    // A notebook that is to be shared loads its data like any other, and shows nothing of them.
    if !workbench.isInNotebook { try gate.requireInternal("`load`") }
    if paths.contains("-"), workbench.commandsComeByStandardInput {
      throw UsageProblem.refused(
        "Standard input gives the commands here, so `load -` has nothing to read. Name a file, or run `phaseline load -`."
      )
    }
    let loader = Loader(
      path: workbench.workspacePath, standardKey: workbench.standardKey, catalogue: workbench.catalogue,
      options: options(workbench), progress: workbench.progress, cancellation: workbench.cancellation)
    let expected = (authority.map { ["--authority", $0] } ?? []) + (phase.map { ["--phase", $0] } ?? [])
    let flags =
      expected + (zerosShown ? ["--zeros-shown"] : []) + (ignoreUnknownColumns ? ["--ignore-unknown-columns"] : [])
    do {
      let report = try loader.load(
        paths, command: ShellWords.joined(["load"] + paths + flags + workbench.standardWords))
      if gate.audience == .shared { return workbench.words(.message(Self.shared(report))) }
      return try gate.everything("`load`") {
        .report(LoadAnswer(report, workbench: workbench, saysAll: allProblems).report)
      }
    } catch let refused as LoadRefused where !workbench.isForPeople && gate.audience == .internal {
      throw AnsweredFailure(
        answer: try gate.everything("`load`") { .report(RefusedAnswer(refused).report) }, status: ExitStatus.failed)
    }
  }

  /// What was loaded, without anything that is in it.
  private static func shared(_ load: LoadReport) -> String {
    let names = load.files.map { URL(fileURLWithPath: $0.path).lastPathComponent }
    let done =
      "\(load.isDryRun ? "Would load" : "Loaded") \(Wordings.list(names)). What they hold is not for a shared audience."
    return done + (load.isIllustrative ? "\n" + Wordings.illustrative : "")
  }

  private func options(_ workbench: Workbench) -> LoadOptions {
    var options = LoadOptions()
    options.zerosAreShown = zerosShown
    options.ignoresUnknownColumns = ignoreUnknownColumns
    options.keepsAll = allProblems || !workbench.isForPeople
    options.isDryRun = dryRun
    (options.organisation, options.phase) = (authority, phase)
    return options
  }
}

/// What a load says when it is done.
private struct LoadAnswer {
  private let load: LoadReport
  private let path: String
  private let standard: String
  private let saysAll: Bool

  init(_ load: LoadReport, workbench: Workbench, saysAll: Bool) {
    (self.load, path, standard, self.saysAll) = (load, workbench.workspacePath, workbench.standardKey, saysAll)
  }

  /// Words for people; the warnings as rows; all of it as JSON.
  var report: Report {
    Report(
      text: (files + changes + warnings + next).joined(separator: "\n"), rows: rows,
      object: load)
  }

  /// What happened, then what is worth a look: a row each.
  private var rows: Table {
    var table = WarningTable.table(of: load.warnings)
    let said = changes.map { line -> [Table.Cell] in
      [.text(load.isDryRun ? "dry run" : "load"), .text(""), .text(""), .text(""), .text(line)]
    }
    table.rows = said + table.rows
    return table
  }

  private var files: [String] {
    let unfilled = Set(load.files.filter { $0.rows == 0 }.map(\.path))
    let files = load.files.filter { !unfilled.contains($0.path) }.map { file in
      let name = URL(fileURLWithPath: file.path).lastPathComponent
      if let workbook = load.workbooks.first(where: { $0.path == file.path }) {
        return words(workbook, name, file.rows)
      }
      let columns = load.ignoredColumns.filter { $0.path == file.path }.flatMap(\.columns).map { "'\($0)'" }
      let ignored = columns.isEmpty ? "" : ", without the columns \(Wordings.list(columns))"
      return "\(name): \(Wordings.rows(file.rows)) of \(file.kind)\(ignored)"
    }
    let background = load.background.map {
      "With them \(load.isDryRun ? "would come" : "came") the standard's own registers and published figures "
        + "(\(Wordings.rows($0.added)))."
    }
    let ofOthers = load.rowsWithoutCounts - load.workbooks.reduce(0) { $0 + $1.linesWithoutCounts }
    let blank = ofOthers > 0 ? "\(Wordings.rows(ofOthers)) without any count passed over." : nil
    let groups =
      load.groupsWithoutCounts > 0
      ? "\(load.groupsWithoutCounts) group\(load.groupsWithoutCounts == 1 ? "" : "s") without any count passed over; "
        + "what is stored of them stays." : nil
    let leftOut = load.leftOut.map { "\($0): passed over, since it is neither CSV nor .xlsx." }
    let waiting =
      unfilled.isEmpty
      ? nil : "\(Wordings.grouped(unfilled.count)) workbook\(unfilled.count == 1 ? "" : "s") not filled in yet."
    return files + [waiting].compactMap { $0 } + leftOut + [blank, groups, background].compactMap { $0 }
  }

  /// "x.xlsx: Northbridge, phase 5, 33 rows of counts; the sheet 'children' is blank".
  private func words(_ workbook: LoadReport.Workbook, _ name: String, _ rows: Int) -> String {
    let (sheets, lines) = (workbook.blankSheets.map { "'\($0)'" }, workbook.linesWithoutCounts)
    let blank = [
      sheets.isEmpty
        ? nil
        : "the sheet\(sheets.count == 1 ? "" : "s") \(Wordings.list(sheets)) \(sheets.count == 1 ? "is" : "are") blank",
      lines == 0
        ? nil
        : "\(lines) line\(lines == 1 ? " has" : "s have") no count, and what is stored of \(lines == 1 ? "it" : "them") stays",
    ].compactMap { $0 }
    return (["\(name): \(workbook.organisation), phase \(workbook.phase), \(Wordings.rows(rows)) of counts"] + blank)
      .joined(separator: "; ")
  }

  private var changes: [String] {
    guard !load.tally.isNothing else {
      let known = load.repeated.map { "\($0.path) was loaded as change \($0.change) (\($0.at.prefix(10)))." }
      let why = load.tally.unchanged > 0 ? "\(path) already holds all of it" : "there is no count in it"
      return ["Nothing \(load.isDryRun ? "would change" : "changed"): \(why)."] + known
    }
    let tally = load.tally
    let counts =
      "\(Wordings.rows(tally.added)) added, \(Wordings.grouped(tally.replaced)) replaced, "
      + "\(Wordings.grouped(tally.unchanged)) unchanged"
    let line =
      load.isDryRun
      ? "\(path) would change: \(counts). Nothing was changed: this was a dry run."
      : "Change \(load.change ?? 0) in \(path): \(counts)."
    return [line] + movement + putBack
  }

  /// "2 rows moved: numerators by −4 to +9 (in all +5)."
  private var movement: [String] {
    let movement = load.movement
    guard movement.rows > 0 else { return [] }
    func words(_ shift: LoadMovement.Shift, _ name: String) -> String? {
      guard shift.rows > 0 else { return nil }
      let range =
        shift.least == shift.greatest
        ? Self.signed(shift.least) : "\(Self.signed(shift.least)) to \(Self.signed(shift.greatest))"
      return "\(name) by \(range)" + (shift.rows > 1 ? " (in all \(Self.signed(shift.sum)))" : "")
    }
    let parts = [
      words(movement.numerators, "numerators"), words(movement.denominators, "denominators"),
      movement.hidden > 0 ? "\(movement.hidden) with hidden counts" : nil,
    ].compactMap { $0 }
    let verb = load.isDryRun ? "would move" : "moved"
    let details = load.change.map { " `history \($0)` shows them." } ?? ""
    return ["\(Wordings.rows(movement.rows)) \(verb): \(parts.joined(separator: ", ")).\(details)"]
  }

  /// An older file that comes again may undo a correction.
  private var putBack: [String] {
    load.repeated.compactMap { file in
      file.putsBack.map {
        "\(file.path) is the same file as change \(file.change) (\(file.at.prefix(10))): its rows "
          + "\(load.isDryRun ? "would take" : "take") the place of what change \($0) has brought since."
      }
    }
  }

  /// Each, where they are few; how many of each sort, where they are many.
  private var warnings: [String] {
    let warnings = load.warnings
    guard warnings.count > 0 else { return [] }
    let verb = load.isDryRun ? "it would load" : "loaded"
    if saysAll || warnings.count < LoadRefused.many {
      return ["Worth a look (\(verb) all the same):"]
        + warnings.sorts.flatMap(\.items).map { "  \($0.text) (\($0.sort.rawValue))" }
    }
    let place = load.change.map { "`history \($0) --warnings`" } ?? "`--all-problems`"
    return ["Worth a look (\(verb) all the same; \(place) lists them):"]
      + warnings.sorts.map { "  \(Wordings.grouped($0.count)) × \($0.sort.rawValue)" }
  }

  private var next: [String] {
    var lines = load.isIllustrative ? [Wordings.illustrative] : []
    if load.standard != standard {
      lines.append("These files are of the standard '\(load.standard)': add `--standard \(load.standard)` from here.")
    }
    return lines
  }

  private static func signed(_ number: Int) -> String {
    (number < 0 ? "−" : "+") + Wordings.grouped(Int(number.magnitude))
  }
}

/// What is wrong with a load, for programs: a row a problem.
private struct RefusedAnswer {
  let refused: LoadRefused

  init(_ refused: LoadRefused) { self.refused = refused }

  var report: Report {
    Report(text: refused.description, rows: rows)
  }

  private var rows: Table {
    let columns = [
      ("file", false), ("line", true), ("column", true), ("cell", false), ("kind", false), ("found", false),
      ("expected", false),
      ("nearest", false), ("remedy", false), ("more_rows", true), ("message", false),
    ].map { Table.Column(key: $0.0, title: $0.0, isNumeric: $0.1) }
    return Table(
      columns: columns,
      rows: refused.problems.map { problem in
        let details = problem.details
        return [
          .text(problem.place.file), number(problem.place.line), number(problem.place.column),
          problem.place.cell.map { .text("\(problem.place.sheet ?? "")!\($0)") } ?? .none, .text(details.kind),
          details.found.map { .text($0) } ?? .none, .text(details.expected),
          .text(details.nearest.joined(separator: "; ")), .text(details.remedy), .integer(problem.more),
          .text(problem.description),
        ]
      })
  }

  private func number(_ value: Int?) -> Table.Cell { value.map { .integer($0) } ?? .none }
}
