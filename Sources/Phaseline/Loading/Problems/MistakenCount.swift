/// What somebody who wrote something else than a count should do about it.
enum MistakenCount {
  static let expected = "a whole number, 0 or above, or a hidden count such as <5, 76-79 or *"

  /// What to do about a text that is no count, by what it looks like.
  static func remedy(for text: String) -> String {
    let plain = text.trimmingBlanks
    if let number = written(plain) { return "Write it as \(number)" }
    for (shape, remedy) in shapes where shape(plain) { return remedy }
    return "Give \(expected)"
  }

  /// The count, where it is only written otherwise: 1,234, 1 234, 26.0, +26.
  private static func written(_ text: String) -> String? {
    let digits = text.filter { !",+".contains($0) && !$0.isWhitespace }.prefix { $0 != "." }
    let shape = /\+?([0-9]{1,3}([,\s][0-9]{3})+|[0-9]+)(\.0*)?/
    guard text.wholeMatch(of: shape) != nil, let count = Int(digits), count <= ReceivedCount.largest else { return nil }
    return "\(count)"
  }

  private static let shapes: [(@Sendable (String) -> Bool, String)] = [
    ({ $0.hasPrefix("#") }, "The spreadsheet's formula has failed in this cell: mend it there, and save again"),
    ({ $0.hasPrefix("=") }, "Save the sheet as CSV from the spreadsheet, so that formulas become their results"),
    ({ $0.contains("%") }, "Give the two counts behind the percentage: how many, out of how many"),
    (
      { $0.wholeMatch(of: /[0-9]*\.[0-9]+/) != nil },
      "People are counted whole: give the count itself, not a share or an average"
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
      {
        $0.wholeMatch(
          of: /[0-9]{1,2}[-\/ ][A-Za-z]{3,9}([-\/ ][0-9]+)?|[A-Za-z]{3,9}[-\/ ][0-9]{1,4}|[0-9]+\/[0-9]+(\/[0-9]+)?/)
          != nil
      },
      "The spreadsheet has made a date of a range: format the column as text, write it as 3-6, and save again"
    ),
    (
      { $0.wholeMatch(of: /(<=|≤|=<|<|less than|fewer than|under|below|up to).*/.ignoresCase()) != nil },
      "Write a count that is hidden because it is below 5 as <5"
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
      "Write * for a count that is hidden, 0 for none, and leave out the row of a group that was not counted"
    ),
  ]
}
