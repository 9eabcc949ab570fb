import ArgumentParser
import Foundation
import Phaseline

/// Writes counts or findings for other programs.
struct Export: WorkbenchCommand {
  enum Kind: String, CaseIterable, ExpressibleByArgument, Sendable { case observations, findings }

  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write counts, or findings, of all authorities or of one, as CSV, JSON or XLSX.",
    discussion: """
      observations: the counts, hidden ones as what they may be: 0-9; without any hidden, \
      `load --ignore-unknown-columns` reads them again. findings: a row for each indicator and phase, as \
      `compare --format csv` has them, the nation's last.

      For a shared audience only the counts that the rules allow, and only authorities that agreed to be named (fictional \
      ones all are), or the one that is named here.

      Example: phaseline export observations -o counts.csv
      Example: phaseline export findings Northbridge --audience shared -o northbridge.xlsx
      """)
  var formats: [OutputFormat] { [.csv, .jsonl, .json, .xlsx] }
  @OptionGroup var globals: Globals
  @Argument(help: "observations or findings.") var kind: Kind
  @OptionGroup var subject: SubjectArguments
  @OptionGroup var options: ScopeOptions
  @Flag(help: "Of observations: also the sums of the nation, its regions and types.") var sums = false

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let named = try workbench.subject(subject, options)
    // The sums are of all authorities, and no owner's own.
    let view =
      sums
      ? try workbench.gate(in: named.workspace).view(of: named.workspace) : try workbench.view(of: named)
    let about = try view.exported(named.organisation)
    switch kind {
    case .observations:
      let found = try view.observations(
        of: about.value, indicators: named.indicators, phases: named.phases,
        service: options.service ?? workbench.scope.narrowingService, sums: sums)
      return found.map { .table(Self.table($0, view.disclosure)) }
    case .findings:
      var findings = view.disclosed([Finding]())
      if let first = about.value.first {
        findings = try await view.compare(
          each: about.value,
          ComparisonRequest(
            organisation: first, indicators: named.indicators, everyCategory: true, phases: named.phases,
            service: named.service),
          jobs: ProcessInfo.processInfo.activeProcessorCount, progress: workbench.progress,
          cancellation: workbench.cancellation
        ).map(\.findings)
      }
      if named.organisation == nil {
        let nation = try view.national(
          named.indicators, everyCategory: true, phases: named.phases, service: named.service)
        findings = findings.map { $0 + nation.value }
      }
      return findings.map { .findings($0, FindingView(kind: .comparison)) }
    }
  }

  private static func table(_ rows: [ExportedCount], _ disclosure: Disclosure) -> Table {
    let keys = [
      "phase", "authority", "service", "indicator", "category", "ethnicity", "numerator", "denominator", "source",
      "area", "organisations", "audience", "illustrative",
    ]
    return Table(
      columns: keys.map { key in
        Table.Column(key: key, title: key, isNumeric: ["numerator", "denominator", "organisations"].contains(key))
      },
      rows: rows.map { row in
        [
          .text(row.phase), row.authority.map { .text($0) } ?? .none, .text(row.service.rawValue), .text(row.indicator),
          .text(row.category), .text(row.ethnicity.rawValue), .text(row.numeratorWords), .text(row.denominatorWords),
          row.source.map { .text($0) } ?? .none, row.area.map { .text($0) } ?? .none, .integer(row.organisations),
          .text(disclosure.label), .text(row.isIllustrative ? "illustrative" : "real"),
        ]
      }, groupsThousands: false, empty: "There is nothing to export.")
  }
}
