import Phaseline

/// Figures as they were printed, each with its words and its source.
struct PublishedTable {
  private let finding: Finding
  private let indicator: Indicator
  private let standard: Standard

  init(_ finding: Finding, _ indicator: Indicator, _ standard: Standard) {
    (self.finding, self.indicator, self.standard) = (finding, indicator, standard)
  }

  /// The nation's; none where nothing was printed.
  var ofNation: TableContents? { table { $0.comparator?.figures ?? [] } }

  /// An organisation's own; none likewise.
  var ofOrganisation: TableContents? { table(\.published) }

  private func table(_ figures: (PhaseFinding) -> [PublishedFigure]) -> TableContents? {
    let words = PublishedWords(standard: standard, indicator: indicator)
    let rows = finding.phases.flatMap { phase in
      figures(phase).map { figure in
        [
          phase.label, figure.ratioWords ?? "\(figure.value)%", Wordings.list(words.phrases([figure])),
          figure.printedAs,
          figure.source,
        ]
      }
    }
    guard !rows.isEmpty else { return nil }
    return TableContents(
      caption: "\(finding.indicator.title): as published",
      columns: ["Phase", .number("Figure"), "In words", "As it was printed", "Source"], rows: rows)
  }
}

/// The parts of the nation on one indicator.
struct AreaTable {
  private let finding: Finding
  private let areas: AreaFinding
  private let phase: Phase

  init(_ finding: Finding, _ areas: AreaFinding, _ phase: Phase) {
    (self.finding, self.areas, self.phase) = (finding, areas, phase)
  }

  /// None where no part may be told of.
  var contents: TableContents? {
    // One region, or one type, is the nation once more.
    let parted = areas.areas.filter { area in areas.areas.count { $0.kind == area.kind } > 1 }
    guard !parted.isEmpty else { return nil }
    let rows = parted.map { area in
      [
        "\(area.kind.rawValue.sentenceCased): \(area.name)", Wordings.grouped(area.organisations), area.bame.words,
        area.white.words, FindingTable.ratio(area.comparison),
      ]
    }
    return TableContents(
      caption: "\(finding.indicator.title): regions and types in \(phase.words)",
      columns: [
        "Where", .number(Wordings.plural(finding.organisationNoun).sentenceCased), .init(finding.groups.bame),
        .init(finding.groups.white), .init("Relative likelihood (\(finding.level.rawValue) interval)"),
      ], rows: rows)
  }
}

extension TableContents.Column {
  init(_ title: String) { self.init(title: title, isNumber: false) }
}
