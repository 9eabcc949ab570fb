import Foundation
import Phaseline
import Testing

@testable import PhaselineProgram

@Suite("Cells and scripts") struct SameTextTests {
  @Test("the same lines give the same text in a notebook and in a script")
  func same() throws {
    let lines = """
      authorities wick
      explain training
      use Northbridge --phases 3..5
      compare shortlisting
      compare --format csv
      trend leaving --format json
      trend
      use --indicators leaving,training --with rest
      compare
      let rest = compare leaving
      show rest --format markdown
      results
      rank leaving --phase 5
      quality
      sql SELECT phase, count(*) FROM observation GROUP BY 1; phases --format csv
      action add leaving --title "Exit interviews" --term short --start 3
      action list
      compare Silvercombe disciplinary --audience shared
      save rest rest.csv
      chart trajectory leaving -o chart.png
      rules
      help compare
      """
    let (script, notebook) = (try Program(), try Program())
    for program in [script, notebook] { try program.loadNation() }
    try script.write(lines, to: "a.phaseline")
    let printed = try script.run(["run", "a.phaseline"], environment: ["COLUMNS": ""])
    try #require(printed.status == 0, "\(printed.error)")
    let cells = lines.split(separator: "\n").chunked(by: 4).map { "```phaseline\n\($0.joined(separator: "\n"))\n```\n" }
    try notebook.write(cells.joined(separator: "\n"), to: "a.md")
    let done = try notebook.run("notebook", "run", "a.md", "-o", "a.ipynb", "--workspace", "phaseline.sqlite")
    try #require(done.status == 0, "\(done.error)")
    let outputs = try Notebook(notebook.data("a.ipynb"), name: "a").cells.flatMap(\.outputs)
    let texts = outputs.filter { $0["name"] != "stderr" }.compactMap {
      ($0["text"] ?? $0["data"]?["text/plain"])?.joinedText
    }
    #expect(texts.count > 15)
    #expect(texts.joined() == printed.text)
    for file in ["rest.csv", "chart.png"] { #expect(try notebook.data(file) == script.data(file)) }
  }
}

extension Array {
  fileprivate func chunked(by count: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: self.count, by: count).map { self[$0..<Swift.min($0 + count, self.count)] }
  }
}
