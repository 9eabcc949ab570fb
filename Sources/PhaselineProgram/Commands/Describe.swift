import ArgumentParser
import Charting
import Foundation
import Phaseline

/// Reads a chart's words and numbers back from its file.
struct Describe: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Say what a chart's file shows: title, description, source, command and data.",
    discussion: """
      From the PNG, SVG or PDF alone, without the workspace. With --format csv the data as the file holds them.

      Example: phaseline describe chart.png
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "A chart that `chart` wrote.") var file: String
  var files: [String] { [file] }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let record = try ChartRecord(file: file)
    let gate = try workbench.gate()
    if gate.audience == .shared, !record.isShared { throw DisclosureRefused(internalFile: file) }
    let shown = Document(parts: [
      .heading(record.title.printable), .paragraph(record.description.printable),
      .entry(term: "source", text: record.source.printable), .entry(term: "command", text: record.command.printable),
      .entry(term: "audience", text: record.audience.printable),
    ])
    return workbench.words(
      .read { reader in
        let table = reader.layout.table(Self.table(record.data) { $0.printable })
        return .report(
          Report(
            text: reader.layout.document(shown) + "\n\n" + table, rows: Self.table(record.data) { $0 },
            object: DescribedChart(record)))
      })
  }

  private static func table(_ data: ChartData, _ cell: (String) -> String) -> Table {
    let columns = data.columns.map { Table.Column(key: cell($0), title: cell($0)) }
    return Table(columns: columns, rows: data.rows.map { $0.map { .text(cell($0)) } })
  }
}

/// A chart's words and data for programs.
private struct DescribedChart: Encodable, Sendable {
  var title, description, source, command, audience: String
  /// Each row by the names of its columns.
  var data: [[String: String]]

  init(_ record: ChartRecord) {
    (title, description, source, command) = (record.title, record.description, record.source, record.command)
    audience = record.audience
    data = record.data.rows.map { Dictionary(zip(record.data.columns, $0)) { first, _ in first } }
  }
}

extension String {
  /// Without what would make a terminal do something, or turn the direction of writing: the file may be anybody's.
  fileprivate var printable: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.filter { scalar in
          scalar.properties.generalCategory != .control && !(0x202A...0x202E).contains(scalar.value)
            && !(0x2066...0x2069).contains(scalar.value)
        }))
  }
}
