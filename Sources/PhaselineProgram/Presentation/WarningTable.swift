import Phaseline

/// The warnings of a load as a table.
enum WarningTable {
  static func table(of warnings: LoadWarnings, notes: [String] = []) -> Table {
    let columns = [
      ("kind", "Worth a look"), ("phase", "Phase"), ("indicator", "Indicator"), ("organisation", "Code"),
      ("message", "What"),
    ].map { Table.Column(key: $0.0, title: $0.1) }
    return Table(
      columns: columns,
      rows: warnings.sorts.flatMap(\.items).map {
        [.text($0.sort.rawValue), .text($0.phase), .text($0.indicator), .text($0.organisation), .text($0.text)]
      }, empty: "Nothing is odd.", notes: notes)
  }
}
