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

  /// What may be typed at a step.
  /// - Parameter step: Which, from 0.
  func ways(from step: Int) -> String {
    let (isFirst, isLast) = (step == 0, step == TourStep.all.count - 1)
    let next = isLast ? "This is the last step." : "Then `tour` for the next step."
    let others = isFirst ? "`tour 5` is the fifth" : "`tour --back` is the one before, `tour 5` the fifth"
    return layout.paragraph("\(next) \(others); \(isLast ? "`tour` or `tour --end`" : "`tour --end`") ends it.")
  }

  /// How it begins.
  /// - Parameter path: The workspace that is put aside.
  func beginning(besides path: String) -> String {
    layout.paragraph(
      "Ten minutes on illustrative data: no real authority. They are in a workspace of the tour's own, which is thrown away "
        + "at its end; yours (\(path)) stays as it is and comes back. What is longer than the screen comes page by page: space "
        + "goes on, q comes back here.")
  }

  /// How it ends.
  /// - Parameters:
  ///   - path: The workspace that has come back.
  ///   - log: The file of the log that goes on; none where there is no log.
  func end(backAt path: String, log: String?) -> String {
    let logged = log.map { " Commands go to \($0) again; the tour's are not in it." } ?? ""
    return layout.paragraph("The tour is over and its workspace gone. This is yours again: \(path).\(logged)")
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
