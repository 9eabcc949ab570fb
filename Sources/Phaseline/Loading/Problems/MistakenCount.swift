/// What somebody who wrote something else than a count should do about it.
enum MistakenCount {
  static let expected = "a whole number, 0 or above, or a hidden count such as <5, 76-79 or *"

  /// What to do about a text that is no count, by what it looks like.
  static func remedy(for text: String) -> String {
    let plain = text.trimmingBlanks
    if let number = written(plain) ?? limited(plain) { return "Write it as \(number)" }
    for (shape, remedy) in shapes where shape(plain) { return remedy }
    return "Give \(expected)"
  }

  /// A count below a limit, or up to one, that is written otherwise than as `<N`.
  private static func limited(_ text: String) -> String? {
    let below = /(<|less than|fewer than|under|below)\s*([0-9]{1,9})/.ignoresCase()
    let upTo = /(<=|=<|≤|up to|at most|max\.?)\s*([0-9]{1,9})|([0-9]{1,9}) or (fewer|less|under)/.ignoresCase()
    if let match = text.wholeMatch(of: below), let limit = Int(match.2), limit > 0 { return "<\(limit)" }
    guard let match = text.wholeMatch(of: upTo), let most = (match.2 ?? match.3).flatMap({ Int($0) }) else {
      return nil
    }
    return "<\(most + 1)"
  }

  /// The count, where it is only written otherwise: 1,234, 1 234, 26.0, +26.
  private static func written(_ text: String) -> String? {
    let digits = text.filter { !",+".contains($0) && !$0.isWhitespace }.prefix { $0 != "." }
    let shape = /\+?([0-9]{1,3}([,\s][0-9]{3})+|[0-9]+)(\.0*)?/
    guard text.wholeMatch(of: shape) != nil, let count = Int(digits), count <= ReceivedCount.largest else { return nil }
    return "\(count)"
  }

  /// Whether it is what a spreadsheet makes of 3-6: 03-Jun, Jun-03, 03/06/2026, 2026-06-03.
  private static func date(_ text: String) -> Bool {
    let month = /(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/.ignoresCase()
    if text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{1,2}[\/.][0-9]{1,2}[\/.][0-9]{2,4}/) != nil {
      return true
    }
    let parts = text.split { "-/ ".contains($0) }
    return parts.count > 1 && parts.contains { $0.wholeMatch(of: month) != nil }
      && parts.allSatisfy { $0.wholeMatch(of: month) != nil || $0.allSatisfy(\.isNumber) }
  }

  private static let shapes: [(@Sendable (String) -> Bool, String)] = [
    (
      { $0.wholeMatch(of: /#+/) != nil },
      "Make the spreadsheet's column wider and save again, or write * for a hidden count"
    ),
    ({ $0.hasPrefix("#") }, "The spreadsheet's formula has failed in this cell: mend it there, and save again"),
    ({ $0.hasPrefix("=") }, "Save the sheet as CSV from the spreadsheet, so that formulas become their results"),
    ({ $0.contains("%") }, "Give the two counts behind the percentage: how many, out of how many"),
    (
      { $0.wholeMatch(of: /[0-9]*\.[0-9]+/) != nil },
      "People are counted whole, and thousands have no point: give the count itself, not a share or an average"
    ),
    (
      { $0.wholeMatch(of: /[0-9.]+[eE][+-]?[0-9]+/) != nil },
      "The spreadsheet has shortened it: format the column as a number without decimals, and save again"
    ),
    ({ $0.wholeMatch(of: /[-−–][0-9.]+/) != nil }, "A count is 0 or above: check the sign"),
    ({ $0.wholeMatch(of: /[0-9]+/) != nil }, "No count is above 2,147,483,647: check its digits"),
    (
      { $0.wholeMatch(of: /[0-9]+-[0-9]+/) != nil },
      "A range runs from the smaller to the larger count, as in 76-79"
    ),
    (
      { $0.wholeMatch(of: /[0-9]+\s?(–|—|to)\s?[0-9]+|[0-9]+ - [0-9]+/) != nil },
      "Write a range with a hyphen and without spaces, as in 76-79"
    ),
    (
      { date($0) },
      "The spreadsheet has made a date of a range: format the column as text, write the range again, and save"
    ),
    ({ $0.hasPrefix("<") }, "Write a hidden count as <5, or as 3-6"),
    (
      { $0.wholeMatch(of: /[0-9]+ ?(\/|of|out of) ?[0-9]+/) != nil },
      "Give the numerator and the denominator in a column each"
    ),
    (
      { $0.wholeMatch(of: /(>|≥|more than|over|at least).*|[0-9]+\+/.ignoresCase()) != nil },
      "Give the range in which it lies, as in 76-79, or * if it is not known"
    ),
    (
      {
        $0.wholeMatch(
          of: /n\/?a|nil|null|none|[-–—.:]+|\[?[a-z]\]?|unknown|not known|suppressed|redacted|withheld|hidden|missing/
            .ignoresCase()) != nil
      },
      "Write * for a count that is hidden, 0 for none; of a group that was not counted leave out the row, in a workbook leave "
        + "its cells blank"
    ),
  ]
}
