import Phaseline
import Testing

@testable import PhaselineProgram

/// Tables fitted to a width.
@Suite("Table layout") struct TableLayoutTests {
  private func text(_ table: Table, _ width: Int?, rowLimit: Int? = nil) -> String {
    TerminalLayout(
      Surroundings(
        isTerminal: true, width: width ?? 80, hasWidth: width != nil, height: 24, isColoured: false, rowLimit: rowLimit)
    ).table(table)
  }

  private let authorities = Table(
    columns: [
      .init(key: "code", title: "Code"), .init(key: "name", title: "Authority"),
      .init(key: "ratio", title: "Relative likelihood", isNumeric: true), .init(key: "verdict", title: "Verdict"),
    ],
    rows: [
      [.text("X1"), .text("Saint Inkerhaven"), .number(0.5, decimals: 1), .text("worsening (now away from parity)")],
      [.text("X2"), .text("日本"), .number(12.25, decimals: 2), .text("cannot tell")],
      [.text("X3"), .text("E\u{301}lan"), .none, .text("improving")],
      [.text("X4"), .text("ירושלים"), .number(.infinity, decimals: 2), .text("–")],
    ])

  @Test("numbers stand with their points under each other, and headings over them")
  func points() {
    let table = Table(
      columns: [
        .init(key: "n", title: "n", isNumeric: true), .init(key: "x", title: "Rate", isNumeric: true),
        .init(key: "r", title: "Ratio (95%)"), .init(key: "phase", title: "Phase"),
      ],
      rows: [
        [.integer(1377), .number(2, decimals: 0), .text("0.39 (0.27–0.57)"), .text("1")],
        [.integer(5), .number(0.25, decimals: 2), .text("12.4 (1.1–∞)"), .text("10")],
        [.none, .none, .text("–"), .text("pilot")],
        [.integer(-3), .number(.infinity, decimals: 1), .text("∞ (2.10–∞)"), .text("2")],
      ])
    #expect(
      text(table, 80) == """
            n  Rate  Ratio (95%)       Phase
        1,377  2     0.39 (0.27–0.57)  1
            5  0.25  12.4 (1.1–∞)      10
            –     –  –                 pilot
           −3  ∞     ∞ (2.10–∞)        2
        """)
  }

  @Test("one that fits is as it was; a pipe gets whole rows")
  func whole() {
    let whole = """
      Code  Authority         Relative likelihood  Verdict
      X1    Saint Inkerhaven                 0.5   worsening (now away from parity)
      X2    日本                            12.25  cannot tell
      X3    E\u{301}lan                                –  improving
      X4    ירושלים                          ∞     –
      """
    #expect(text(authorities, nil) == whole)
    #expect(text(authorities, 100) == whole)
  }

  @Test("the widest texts are broken between words first")
  func narrowed() {
    #expect(
      text(authorities, 70) == """
        Code  Authority         Relative likelihood  Verdict
        X1    Saint Inkerhaven                 0.5   worsening (now away from
                                                     parity)
        X2    日本                            12.25  cannot tell
        X3    E\u{301}lan                                –  improving
        X4    ירושלים                          ∞     –
        """)
  }

  @Test("where that is not enough it stands in blocks, each with the first column, with a line that says which")
  func blocks() {
    #expect(
      text(authorities, 30) == """
        Code  Authority       Relative
                            likelihood
        X1    Saint               0.5
              Inkerhaven
        X2    日本               12.25
        X3    E\u{301}lan                   –
        X4    ירושלים             ∞

        (column 4 of 4)
        Code  Verdict
        X1    worsening (now away from
              parity)
        X2    cannot tell
        X3    improving
        X4    –
        """)
  }

  @Test("nothing is dropped, cut or too wide", arguments: [20, 25, 30, 40, 60, 80, 200])
  func complete(width: Int) {
    var table = authorities
    table.rows.append([
      .text("X5"), .text(String(repeating: "Llanfairpwllgwyngyll", count: 10)), .number(1, decimals: 2), .text("–"),
    ])
    let text = text(table, width)
    #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= width })
    let letters = text.filter { !$0.isWhitespace }
    for word in ["Code", "Authority", "Relative", "likelihood", "Verdict", "worsening", "12.25", "日本", "∞"] {
      #expect(letters.contains(word), "\(word) is not in \(text)")
    }
    #expect(letters.count(where: { "Llanfairpwllgwyngyll".contains($0) }) > 200)
  }

  @Test("a line says how many rows are shown of how many; of few it says nothing")
  func rows() {
    var table = authorities
    table.columns = Array(table.columns.prefix(1))
    table.rows = (1...1377).map { [.integer($0)] }
    table.notes = ["A note."]
    let lines = text(table, 60, rowLimit: 2).split(separator: "\n")
    #expect(lines == ["Code", "1", "2", "Showing 2 of 1,377 rows: `show _ --all` has all.", "A note."])
    #expect(text(table, 60, rowLimit: 1377) == text(table, 60))
    #expect(text(table, 60).split(separator: "\n").count == 1379)
  }

  @Test("a table without rows says so") func empty() {
    let table = Table(columns: authorities.columns, rows: [], empty: "No figures.")
    #expect(text(table, 20) == "No figures.")
  }

  @Test("where there is no room beside a term its text stands under it")
  func document() {
    let layout = TerminalLayout(Surroundings(isTerminal: true, width: 20, height: 24, isColoured: false))
    let document = Document(parts: [.entry(term: "relative likelihood", text: "one rate over another")])
    #expect(layout.document(document) == "  relative\n  likelihood\n    one rate over\n    another")
  }
}
