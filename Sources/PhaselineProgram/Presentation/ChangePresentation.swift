import Phaseline

/// One change of the journal as text and tables.
enum ChangePresentation {
  /// For people: what it was, its files, how much it changed, and the first of what it replaced.
  static func text(of detail: ChangeDetail, _ layout: any TextLayout, notes: [String]) -> String {
    var parts = [
      layout.heading("Change \(detail.change.id): \(detail.change.command)") + "\n" + layout.paragraph(when(detail))
    ]
    if !detail.load.files.isEmpty { parts.append(layout.table(files(of: detail.load))) }
    parts.append(layout.table(self.parts(of: detail)))
    if !detail.rows.isEmpty { parts.append(replacements(in: detail, layout)) }
    return (parts + notes.map { layout.paragraph($0) }).joined(separator: "\n\n")
  }

  private static func replacements(in detail: ChangeDetail, _ layout: any TextLayout) -> String {
    let head = layout.paragraph("Rows that \(isUndo(detail) ? "returned" : "took the place of others"):")
    let shown = head + "\n" + layout.table(rows(of: detail, notes: []))
    let more = detail.replacements - detail.rows.count
    guard more > 0 else { return shown }
    return shown + "\n"
      + layout.paragraph("and \(Wordings.grouped(more)) more: `history \(detail.change.id) --rows`")
  }

  private static func isUndo(_ detail: ChangeDetail) -> Bool { detail.change.kind == .undo }

  private static func when(_ detail: ChangeDetail) -> String {
    let what =
      switch detail.change.kind {
      case .undo: " It took back change \(detail.load.id) (\(detail.load.command))."
      case .redo: " It brought change \(detail.load.id) again (\(detail.load.command))."
      case .load, .standard, .record, .register: detail.state.isEmpty ? "" : " It is taken back."
      }
    return "\(detail.change.at).\(what)"
  }

  private static func files(of change: Change) -> Table {
    let columns = [
      ("file", "File", false), ("kind", "Kind", false), ("rows", "Rows", true), ("sha256", "SHA-256", false),
    ]
    return Table(
      columns: columns.map { Table.Column(key: $0.0, title: $0.1, isNumeric: $0.2) },
      rows: change.files.map { [.text($0.path), .text($0.kind), .integer($0.rows), .text($0.sha256)] })
  }

  /// How many rows of each table, phase and indicator.
  static func parts(of detail: ChangeDetail) -> Table {
    let counts =
      isUndo(detail)
      ? [("removed", "Removed"), ("restored", "Restored")] : [("added", "Added"), ("replaced", "Replaced")]
    let columns =
      [("table", "Rows of"), ("phase", "Phase"), ("indicator", "Indicator")].map {
        Table.Column(key: $0.0, title: $0.1)
      }
      + counts.map { Table.Column(key: $0.0, title: $0.1, isNumeric: true) }
    let rows = detail.parts.map { part -> [Table.Cell] in
      [.text(part.table.rawValue), .text(part.phase), .text(part.indicator)]
        + (isUndo(detail)
          ? [.integer(part.removed), .integer(part.restored)] : [.integer(part.added), .integer(part.replaced)])
    }
    return Table(columns: columns, rows: rows)
  }

  /// One row for each row that is told.
  static func rows(of detail: ChangeDetail, notes: [String]) -> Table {
    let columns = [
      ("what", "What"), ("table", "Rows of"), ("phase", "Phase"), ("indicator", "Indicator"),
      ("authority", "Authority"),
      ("category", "Category"), ("service", "Service"), ("ethnicity", "Ethnicity"), ("was", "Was"), ("now", "Now"),
    ].map { Table.Column(key: $0.0, title: $0.1) }
    let rows = detail.rows.map { row -> [Table.Cell] in
      [
        row.what.rawValue, row.table.rawValue, row.phase, row.indicator, row.authority, row.category, row.service,
        row.ethnicity,
      ].map { .text($0) } + [row.was, row.now].map { $0.map { .text($0) } ?? .none }
    }
    return Table(columns: columns, rows: rows, notes: notes)
  }
}
