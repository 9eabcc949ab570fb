import ArgumentParser
import Charting
import Foundation
import Phaseline
import Reporting

/// Checks what Phaseline needs.
struct Doctor: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check gnuplot, fonts, SQLite, catalogue, configuration and workspace; say what to do.",
    discussion: """
      Exits with 3 if something is wrong. With --deep, every page of the workspace, every national total, and the journal \
      against the rows. Nothing is repaired.

      Example: phaseline doctor --deep
      """)
  @OptionGroup var globals: Globals
  @Flag(help: "Check the workspace in depth: minutes, for a very large one.") var deep = false

  var needsConfiguration: Bool { false }

  private struct Check {
    var name: String
    var isGood: Bool
    var found: String
    var remedy = ""
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    var checks = [
      await Self.gnuplot(), Self.font(), Check(name: "SQLite", isGood: true, found: Workspace.sqliteVersion),
      Self.catalogue(workbench), Self.settings(workbench.configuration), Self.workspace(workbench),
    ]
    checks += ReportForm.allCases.compactMap(Self.converter)
    if deep {
      try workbench.gate().requireInternal("`doctor --deep`")
      checks += try Self.depths(workbench)
    }
    let columns = [("check", "Check"), ("status", "Status"), ("found", "Found"), ("remedy", "What to do")].map {
      Table.Column(key: $0.0, title: $0.1)
    }
    let rows = checks.map { check -> [Table.Cell] in
      [.text(check.name), .text(check.isGood ? "good" : "wrong"), .text(check.found), .text(check.remedy)]
    }
    let answer = workbench.words(.table(Table(columns: columns, rows: rows)))
    guard checks.allSatisfy(\.isGood) else { throw AnsweredFailure(answer: answer) }
    return answer
  }

  private static func gnuplot() async -> Check {
    guard let gnuplot = await Gnuplot.check() else {
      return Check(name: "gnuplot", isGood: false, found: "not installed", remedy: "apt install gnuplot-nox")
    }
    let missing = ["pngcairo", "svg", "pdfcairo", "dumb"].filter { !gnuplot.terminals.contains($0) }
    guard gnuplot.isNewEnough else {
      return Check(
        name: "gnuplot", isGood: false, found: "\(gnuplot.version), too old",
        remedy: "install gnuplot \(Gnuplot.oldest) or later")
    }
    return Check(
      name: "gnuplot", isGood: missing.isEmpty,
      found: gnuplot.version
        + (missing.isEmpty ? ", PNG, SVG, PDF, terminal" : ", without " + missing.joined(separator: ", ")),
      remedy: missing.isEmpty ? "" : "apt install gnuplot-nox")
  }

  private static func font() -> Check {
    do {
      let family = try PangoMeasure().family
      let isBest = family == Theme.standard.families[0]
      return Check(
        name: "font", isGood: true, found: family, remedy: isBest ? "" : "apt install fonts-open-sans for the best")
    } catch {
      return Check(name: "font", isGood: false, found: "Pango is missing", remedy: "apt install gnuplot-nox")
    }
  }

  /// Nothing but its one form of report needs it, so that a machine without it is a good one.
  private static func converter(of form: ReportForm) -> Check? {
    guard let (name, package) = form.program else { return nil }
    let check = "reports as \(form.rawValue.uppercased())"
    do throws(ConverterProblem) {
      return Check(name: check, isGood: true, found: "\(name): \(try form.requireConverter() ?? "")")
    } catch {
      let isAbsent = error.isAbsence
      return Check(
        name: check, isGood: isAbsent, found: isAbsent ? "\(name) is not installed" : error.description,
        remedy: isAbsent ? "apt install \(package), if you want them" : "as it says")
    }
  }

  private static func catalogue(_ workbench: Workbench) -> Check {
    guard let catalogue = workbench.catalogue else {
      return Check(
        name: "catalogue", isGood: false, found: "none beside the program or above it",
        remedy: "`make install`, or set PHASELINE_DATA to the folder Data")
    }
    do {
      for key in catalogue.keys { _ = try catalogue.source(of: key).standard() }
    } catch {
      return Check(name: "catalogue", isGood: false, found: "\(error)", remedy: "correct it")
    }
    guard !catalogue.keys.isEmpty else {
      return Check(
        name: "catalogue", isGood: false, found: "no standard in \(catalogue.folder.path)",
        remedy: "set PHASELINE_DATA to a folder with catalogues, or unset it")
    }
    return Check(
      name: "catalogue", isGood: true, found: "\(catalogue.folder.path): \(catalogue.keys.joined(separator: ", "))")
  }

  private static func settings(_ configuration: Configuration) -> Check {
    let found = configuration.file?.path ?? configuration.place.absence
    guard let problem = configuration.problem else { return Check(name: "configuration", isGood: true, found: found) }
    return Check(
      name: "configuration", isGood: false, found: problem.description.replacing("\n", with: " "), remedy: "as it says")
  }

  private static func workspace(_ workbench: Workbench) -> Check {
    do {
      let workspace = try workbench.workspace()
      let health = try workspace.health()
      let damage = try workspace.registerDamage()
      let isGood = health.integrity == "ok" && health.brokenReferences == 0 && damage.isEmpty
      return Check(
        name: "workspace", isGood: isGood,
        found: "\(workspace.path): \(health.integrity), \(Wordings.grouped(health.observations)) counts, "
          + "\(health.changes) changes"
          + (damage.isEmpty ? "" : "; register of shares: \(Wordings.list(damage))")
          + (workspace.keptCopies.isEmpty ? "" : "; kept before an update: \(Wordings.list(workspace.keptCopies))"),
        remedy: isGood
          ? "" : "restore a copy that `backup` made\(damage.isEmpty ? "" : " after the last share"); --deep says more")
    } catch UsageProblem.noWorkspace(let path) {
      return Check(name: "workspace", isGood: true, found: "none yet at \(path)", remedy: "`load` makes one")
    } catch {
      return failed("workspace", error, workbench)
    }
  }

  private static func failed(_ name: String, _ error: any Error, _ workbench: Workbench) -> Check {
    let problem = UsageProblem(ofStore: error, at: workbench.workspacePath)
    return Check(name: name, isGood: false, found: problem?.description ?? "\(error)", remedy: "as it says")
  }

  /// What `--deep` finds; nothing where there is no workspace. A file too damaged to be opened is looked at all the same.
  private static func depths(_ workbench: Workbench) throws -> [Check] {
    do {
      return try workbench.workspace().deepChecks(progress: workbench.progress).map {
        Check(name: $0.name, isGood: $0.isGood, found: $0.found, remedy: $0.remedy)
      }
    } catch is CancellationError {
      throw CancellationError()
    } catch UsageProblem.damagedWorkspace(let path, _) {
      let damage = (try? Workspace.damage(at: path)) ?? []
      return damage.map { Check(name: "file", isGood: false, found: $0, remedy: "restore a copy that `backup` made") }
    } catch is UsageProblem {
      return []  // the check above has told it
    } catch {
      return [failed("file", error, workbench)]
    }
  }
}
