/// The words of one comparison of the two groups: who, and how much more or less likely than whom.
struct LikelihoodWords {
  let standard: Standard
  let indicator: Indicator
  let category: String
  /// Whether a 0 may be a small count that was rounded.
  var isZeroRounded = false

  /// What a 0 says.
  var none: String { isZeroRounded ? "hardly a case" : "no case" }
  /// "candidates of Black, Asian and minoritised ethnicities".
  var whom: String { "\(indicator.wording.people) of \(standard.group(.bame).name)" }
  /// "White candidates".
  var whites: String { "\(standard.group(.white).adjective) \(indicator.wording.people)" }
  /// "to be appointed from shortlist".
  var verb: String { indicator.verb(ofCategory: category) }

  /// "candidates of … were 49% less likely than White candidates to be appointed from shortlist in phase 3".
  /// - Parameters:
  ///   - ratio: A relative likelihood, 0 or above; may be infinite.
  ///   - place: When: "in phase 3".
  ///   - white: Whether it is said than whom.
  func statement(_ ratio: Double, place: String, with white: Bool = false) -> String {
    if ratio == 0 { return "\(none) among \(whom) \(place)" }
    let comparison = Wordings.comparison(ratio, form: indicator.wording.form)
    return statement(comparison, place: place, than: white ? " \(joint(comparison)) \(whites)" : "")
  }

  /// The same of a comparison that is in words already.
  func statement(_ comparison: String, place: String, than white: String = "") -> String {
    indicator.wording.form == .rate
      ? "\(whom) \(verb) \(comparison)\(white) \(place)" : "\(whom) were \(comparison)\(white) \(verb) \(place)"
  }

  /// "44% less likely than", "twice as likely as", "at the same rate as", "at twice the rate of".
  func joint(_ comparison: String) -> String {
    if comparison.contains("%") { return "than" }
    return comparison.hasSuffix("the rate") ? "of" : "as"
  }
}
