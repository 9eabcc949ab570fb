import Phaseline

/// What the tour says.
struct TourText {
  let layout: any TextLayout

  /// One step.
  /// - Parameter step: Which, from 0.
  func step(_ step: Int) -> String {
    let it = TourStep.all[step]
    return [
      layout.heading("Tour, \(step + 1) of \(TourStep.all.count): \(it.question)"),
      layout.paragraph(it.about + " Type:"), "    " + it.command, layout.paragraph(it.look),
    ].joined(separator: "\n\n")
  }

  /// What may be typed in the midst of it.
  var ways: String {
    layout.paragraph(
      "Then `tour` for the next step. `tour --back` is the one before, `tour 5` the fifth; `tour --end` ends it.")
  }

  /// How it begins.
  /// - Parameter path: The workspace that is put aside.
  func beginning(besides path: String) -> String {
    layout.paragraph(
      "Ten minutes on illustrative data: no real authority. They are in a workspace of the tour's own, which is thrown away "
        + "at its end; yours (\(path)) stays as it is and comes back.")
  }

  /// How it ends.
  /// - Parameter path: The workspace that has come back.
  func end(backAt path: String) -> String {
    layout.paragraph("The tour is over and its workspace gone. This is yours again: \(path).")
  }

  /// All of it, to read.
  var whole: String {
    let introduction = layout.paragraph(
      "Ten minutes on illustrative data. At the prompt (`phaseline` alone) `tour` goes through this step by step, in a "
        + "workspace of its own.")
    return ([introduction] + TourStep.all.indices.map(step)).joined(separator: "\n\n")
  }

  /// The steps for programs.
  static func rows(_ steps: some Collection<Int>) -> Table {
    let columns = ["step", "question", "about", "command", "look"].map {
      Table.Column(key: $0, title: $0.capitalized, isNumeric: $0 == "step")
    }
    let rows = steps.map { step -> [Table.Cell] in
      let it = TourStep.all[step]
      return [.integer(step + 1), .text(it.question), .text(it.about), .text(it.command), .text(it.look)]
    }
    return Table(columns: columns, rows: rows)
  }
}
