import Phaseline

/// Practices as text and tables.
enum PracticeTable {
  /// For people, a row a practice.
  static func table(_ entries: [PracticeEntry], of standard: Standard, notes: [String]) -> Table {
    let columns = [
      ("number", "No."), ("title", "Practice"), ("indicators", "On"), ("by", "By"), ("start", "From"),
      ("named", "May be named"), ("followed", "What followed"),
    ].map { Table.Column(key: $0.0, title: $0.1, isNumeric: $0.0 == "number") }
    let rows = entries.map { entry -> [Table.Cell] in
      [
        .integer(entry.practice.number), .text(entry.practice.title),
        .text(entry.practice.indicators.joined(separator: ", ")), .text(entry.by),
        .text(standard.words(of: entry.practice.start)), .text(entry.mayBeNamed ? "yes" : "no"),
        .text(entry.followedWords),
      ]
    }
    return Table(
      columns: columns, rows: rows,
      empty: "No practices. `practice add` adds one; `learn` says who moved towards parity.",
      notes: (entries.isEmpty ? [] : [notProof]) + notes)
  }

  private static let notProof = "A before-and-after is not proof."

  /// For programs: everything.
  static func records(_ entries: [PracticeEntry]) -> Table {
    let keys = [
      "number", "code", "by", "may_be_named", "title", "indicators", "text", "start", "action", "may_be_shared",
      "change",
      "followed",
    ]
    let rows = entries.map { entry -> [Table.Cell] in
      let practice = entry.practice
      return [
        .integer(practice.number), practice.organisation.isEmpty ? .none : .text(practice.organisation),
        .text(entry.by),
        .text(entry.mayBeNamed ? "yes" : "no"), .text(practice.title),
        .text(practice.indicators.joined(separator: " ")), .text(practice.text), .text(practice.start.stored),
        .integer(practice.action), .text(practice.mayBeShared ? "yes" : "no"),
        .integer(practice.change == 0 ? nil : practice.change),
        .text(entry.followedInFull),
      ]
    }
    return Table(columns: keys.map { Table.Column(key: $0, title: $0) }, rows: rows)
  }

  /// What came of adding one, in words and a row.
  static func report(ofAdding practice: Practice, by organisation: Organisation, notes: [String]) -> Report {
    let text =
      "Practice \(practice.number) of \(organisation.name): \(practice.title). Change \(practice.change); `undo` takes it "
      + "back."
    return report(text, practice, organisation, change: practice.change, notes)
  }

  /// What came of sharing one, or of no longer doing so.
  static func report(
    of done: (practice: Practice, change: Int?), by organisation: Organisation, notes: [String]
  ) -> Report {
    let name = "Practice \(done.practice.number) of \(organisation.name)"
    let state = done.practice.mayBeShared ? "what was done may be shared" : "what was done is not shared any more"
    let text = done.change.map { "\(name): \(state). Change \($0); `undo` takes it back." }
    return report(
      text ?? "\(name) is so already; nothing changed.", done.practice, organisation, change: done.change, notes)
  }

  private static func report(
    _ text: String, _ practice: Practice, _ organisation: Organisation, change: Int?, _ notes: [String]
  ) -> Report {
    let keys = ["number", "code", "name", "title", "change"]
    return Report(
      text: ([text] + notes).joined(separator: "\n"),
      rows: Table(
        columns: keys.map { Table.Column(key: $0, title: $0) },
        rows: [
          [
            .integer(practice.number), .text(organisation.code), .text(organisation.name), .text(practice.title),
            .integer(change),
          ]
        ]), isProse: true)
  }

  /// One in full.
  static func report(
    _ entry: PracticeEntry, of standard: Standard, _ layout: any TextLayout, notes: [String]
  ) -> Report {
    let practice = entry.practice
    let entries: [(String, String?)] = [
      ("by", entry.by + (entry.mayBeNamed ? "" : " (has not agreed to be named)")),
      ("indicators", practice.indicators.joined(separator: ", ")), ("from", standard.words(of: practice.start)),
      ("action", practice.action.map { "\($0)" }), ("what", practice.text),
      ("followed", entry.followed.isEmpty ? nil : "\(entry.followedInFull). \(notProof)"),
      ("shared", practice.mayBeShared ? "what was done may be shared" : "not shared"),
    ]
    let parts =
      [Document.Part.heading("Practice \(practice.number): \(practice.title)")]
      + entries.compactMap { term, text in text.map { .entry(term: term, text: $0) } }
    return Report(
      text: ([layout.document(Document(parts: parts))] + notes.map { layout.paragraph($0) }).joined(separator: "\n"),
      rows: records([entry]), object: entry)
  }
}

extension PracticeEntry {
  /// "shortlisting: improved, from 0.40 to 0.64, +60% (+16% to +121%); leaving: cannot tell (too uncertain)".
  fileprivate var followedWords: String { followed.map(\.words).joined(separator: "; ") }

  /// The same with counts.
  fileprivate var followedInFull: String { followed.map(\.fullWords).joined(separator: ". ") }
}
