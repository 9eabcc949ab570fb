import Phaseline

/// What an audit found: the verdict first, then each leak with how it follows.
struct AuditText {
  let result: AuditReport
  let layout: any TextLayout

  /// So many of a sort are told to people; a program gets all.
  private static let most = 20

  var report: Report { Report(text: text, rows: rows, object: result) }

  // MARK: - For people

  private var text: String {
    let sections = [
      opening, leaks, remarks("Contradictions", result.contradictions), unread,
      remarks("To be known", result.remarks), hidden, notTried,
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var opening: String {
    let extent = result.extent
    let files = result.files.count
    let read =
      "\(Wordings.grouped(files)) file\(files == 1 ? "" : "s"): \(counted(extent.counts, "count")), of which "
      + "\(Wordings.grouped(extent.hidden)) no file prints; \(counted(extent.figures, "figure")) worked out of counts. "
      + "\(counted(extent.sums, "sum")) and \(counted(extent.partialSums, "partial sum")) were used. Promises are those of "
      + "the rules \(Wordings.list(result.rules))."
    return [layout.heading(verdict), layout.paragraph(read), internals].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var internals: String {
    let files = result.internals
    guard !files.isEmpty else { return "" }
    let are = files.count == 1 ? "1 file says that it is" : "\(Wordings.grouped(files.count)) files say that they are"
    return layout.paragraph("\(are) for internal use, and never to be shared: \(Self.some(of: files)).")
  }

  private var verdict: String {
    let found: [String] = [
      result.leaks.isEmpty
        ? nil : "\(counted(result.leaks.count, "count")) \(result.leaks.count == 1 ? "leaks" : "leak")",
      result.contradictions.isEmpty ? nil : counted(result.contradictions.count, "contradiction"),
      result.unread.isEmpty ? nil : "\(counted(result.unread.count, "file")) could not be read",
    ].compactMap(\.self)
    let internals = result.internals.count
    let open: [String] = [
      result.undecided == 0 ? nil : "\(counted(result.undecided, "count")) could not be decided in time",
      internals == 0 ? nil : "\(counted(internals, "file")) \(internals == 1 ? "is" : "are") for internal use",
      result.unknownRules.isEmpty
        ? nil : "the rules \(Wordings.list(result.unknownRules)) are not known here",
    ].compactMap(\.self)
    let parts = (found.isEmpty && !open.isEmpty ? ["nothing was found to leak"] : found) + open
    let (count, follows) = (counted(result.weakened, "count"), result.weakened == 1 ? "follows" : "follow")
    let weakened =
      result.weakened == 0 ? "" : "; \(count) \(follows) from several sets of rules together, or from the weaker one"
    return (parts.isEmpty ? "Nothing leaks" : Wordings.list(parts).sentenceCased) + weakened
  }

  private var leaks: String {
    let shown = result.leaks.prefix(Self.most).map { leak in
      ([layout.paragraph(leak.sentence)] + (leak.isPrinted ? [] : chain(leak)))
        .joined(separator: "\n")
    }
    return section("Leaks", Array(shown), of: result.leaks.count)
  }

  private func chain(_ leak: AuditReport.Leak) -> [String] { leak.chain.map { layout.paragraph("→ \($0.sentence)") } }

  private func remarks(_ heading: String, _ remarks: [AuditReport.Remark]) -> String {
    section(heading, remarks.prefix(Self.most).map { layout.paragraph($0.sentence) }, of: remarks.count)
  }

  private var unread: String {
    section("Not read", result.unread.prefix(Self.most).map { layout.paragraph($0.reason) }, of: result.unread.count)
  }

  private var hidden: String {
    guard !result.hidden.isEmpty else { return "" }
    let columns = [("count", "Hidden count", false), ("printed", "Printed", false), ("range", "Can be", false)].map {
      Table.Column(key: $0.0, title: $0.1, isNumeric: $0.2)
    }
    let rows = result.hidden.map { proven -> [Table.Cell] in
      [.text(proven.count.words), proven.printed.map { .text($0) } ?? .none, .text(proven.words)]
    }
    return [layout.heading("Every hidden count"), layout.table(Table(columns: columns, rows: rows))]
      .joined(separator: "\n")
  }

  private var notTried: String {
    let others = [unplaced, foreign].compactMap(\.self)
    let lines = result.notTried.prefix(Self.most) + others
    return section("Not tried", lines.map { layout.paragraph($0) }, of: result.notTried.count + others.count)
  }

  private var unplaced: String? {
    let (files, numbers) = (result.unplaced.count, result.unplaced.reduce(0) { $0 + $1.numbers })
    guard numbers > 0 else { return nil }
    return "\(counted(numbers, "number")) in \(counted(files, "file")) could not be said to be of anything: "
      + "\(Self.some(of: result.unplaced.map { "\($0.path) (\(Wordings.grouped($0.numbers)))" }))."
  }

  private var foreign: String? {
    let files = result.foreign.count
    guard files > 0 else { return nil }
    return "\(counted(files, "other file")) \(files == 1 ? "is" : "are") not of Phaseline, or "
      + "\(files == 1 ? "tells" : "tell") no counts: \(Self.some(of: result.foreign))."
  }

  /// The first of names, and how many more there are.
  private static func some(of names: [String]) -> String {
    Wordings.list(names.prefix(3) + (names.count > 3 ? ["\(names.count - 3) more"] : []))
  }

  private func section(_ heading: String, _ lines: [String], of count: Int) -> String {
    guard !lines.isEmpty else { return "" }
    let more =
      count > lines.count
      ? [layout.paragraph("And \(Wordings.grouped(count - lines.count)) more; `--format csv` has all.")] : []
    return ([layout.heading(heading)] + lines + more).joined(separator: "\n")
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(Wordings.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  // MARK: - For programs

  private var rows: Table {
    let keys = [
      "kind", "phase", "indicator", "category", "place", "service", "ethnicity", "part", "printed", "low", "high",
      "values", "rules", "spread", "sentence", "chain", "files",
    ]
    let said =
      result.contradictions.map { row("contradiction", $0.sentence, $0.whereabouts) }
      + result.unread.map { row("unread", $0.reason, [$0.whereabouts]) }
      + result.remarks.map { row("remark", $0.sentence, $0.whereabouts) }
      + result.internals.map { row("internal", "\($0) says that it is for internal use.", [Whereabouts(file: $0)]) }
      + result.notTried.map { row("not tried", $0, []) }
      + result.unplaced.map { row($0) }
      + result.foreign.map { path in
        row("other file", "\(path) is not of Phaseline, or tells no counts.", [Whereabouts(file: path)])
      }
    return Table(
      columns: keys.map { Table.Column(key: $0, title: $0) },
      rows: result.leaks.map(row) + said + result.hidden.map { row("hidden", $0) }, empty: "Nothing leaks.")
  }

  private func row(_ leak: AuditReport.Leak) -> [Table.Cell] {
    count("leak", leak.proven) + [
      .text(leak.rules), .integer(leak.spread), .text(leak.sentence),
      .text(leak.chain.map(\.sentence).joined(separator: " ")), files(leak.chain.flatMap(\.whereabouts)),
    ]
  }

  private func row(_ unplaced: AuditReport.Unplaced) -> [Table.Cell] {
    row(
      "not tried", "\(unplaced.path): \(counted(unplaced.numbers, "number")) could not be said to be of anything.",
      [Whereabouts(file: unplaced.path)])
  }

  private func row(_ kind: String, _ proven: AuditReport.Proven) -> [Table.Cell] {
    count(kind, proven) + [.none, .none, .text("\(proven.count.words): \(proven.words)."), .none, .none]
  }

  private func count(_ kind: String, _ proven: AuditReport.Proven) -> [Table.Cell] {
    let count = proven.count
    return [
      .text(kind), .text(count.phase), .text(count.indicator), .text(count.category), .text(count.place),
      .text(count.service.rawValue), .text(count.ethnicity.rawValue), .text(count.part.rawValue),
      proven.printed.map { .text($0) } ?? .none, .integer(proven.low), .integer(proven.high), .integer(proven.values),
    ]
  }

  private func row(_ kind: String, _ sentence: String, _ whereabouts: [Whereabouts]) -> [Table.Cell] {
    [.text(kind)] + [Table.Cell](repeating: .none, count: 13) + [.text(sentence), .none, files(whereabouts)]
  }

  private func files(_ whereabouts: [Whereabouts]) -> Table.Cell {
    whereabouts.isEmpty ? .none : .text(whereabouts.map(\.words).unique.joined(separator: "; "))
  }
}
