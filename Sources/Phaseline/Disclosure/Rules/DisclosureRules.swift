import IndicatorStatistics

/// Which counts may not be shown to everybody, and how the others are: one preset, or an organisation's own rules.
public struct DisclosureRules: Hashable, Sendable, Codable {
  /// What it is called: the name of its file in the catalogue; of a file of one's own the name without its folders, which are
  /// nobody else's business, and a mark of what it says, so that no other one is taken for it: "mine.yaml#0c3f1a".
  public var key: String
  /// Who works by it, and where that is written.
  public var source: String
  /// Counts below this are hidden; 0 hides none for being small.
  public var hiddenBelow: Int
  /// Whether a 0 is hidden too.
  public var hidesZero: Bool
  /// Whether a count is hidden as well where nearly all of its denominator is in it, so that the few others stand out; not
  /// where counts are rounded.
  public var hidesNearlyAll: Bool
  /// What every shown count is a multiple of; 1 leaves them as they are.
  public var roundedTo: Int
  /// No percentage and no ratio is shown on fewer people; 0 sets no such limit.
  public var smallestBase: Double
  /// No figure of fewer organisations together is shown.
  public var fewestOrganisations: Int
  /// A sum is withheld of which one organisation makes more than so many percent.
  public var dominance: Double
  /// So many values a hidden count must leave possible, whatever is worked out from the others.
  public var spread: Int
  /// SHA-256 of what it was read from, in hexadecimal.
  public var hash: String

  /// What rules take for `dominance` that do not say.
  static let usualDominance = 70.0
  /// The preset that is used where none is chosen.
  public static let defaultKey = "under-10"

  /// What they do, as a noun phrase: "counts under 10 hidden, 0 included, and what would give them away".
  public var words: String {
    var parts: [String] = []
    if hiddenBelow > 0 {
      parts.append(
        hidesZero ? "counts under \(hiddenBelow) hidden, 0 included" : "counts of 1 to \(hiddenBelow - 1) hidden")
    }
    if isRounding {
      parts.append(
        parts.isEmpty ? "counts rounded to the nearest \(roundedTo)" : "others rounded to the nearest \(roundedTo)")
    }
    if isRounding { parts.append("figures worked out of the rounded counts") }
    if smallestBase > 0 {
      parts.append(
        "no percentage on fewer than \(Wordings.fixed(smallestBase, smallestBase.rounded() == smallestBase ? 0 : 1)) people"
      )
    }
    return parts.joined(separator: ", ") + (isRounding ? "" : ", and what would give them away")
  }

  /// Whether counts are rounded, so that they no longer add up.
  var isRounding: Bool { roundedTo > 1 }

  /// Whether a count is hidden for being small.
  func isSmall(_ count: Int) -> Bool { count == 0 ? hidesZero && hiddenBelow > 0 : count < hiddenBelow }

  /// By how much at least a shown numerator is less than its denominator: where nearly all is hidden too, and it is not all.
  var leastLeftOut: Int { hidesNearlyAll ? hiddenBelow : 0 }

  /// By how much at least a numerator that is shown is less than its denominator.
  /// - Parameters:
  ///   - numerator: As it is shown.
  ///   - all: The least that the denominator can be: where a 0 is shown, the numerator may be all of it.
  func leastLeftOut(ofShown numerator: Int, all: Int) -> Int { hidesZero || all > numerator ? leastLeftOut : 0 }

  /// Whether one organisation makes too much of a sum for it to be shown.
  func isDominated(_ sum: Int, by most: Int) -> Bool {
    sum > 0 && 100 * Double(most) > dominance * Double(sum)
  }

  /// How shown counts are rounded; not at all where there is none.
  var rounding: Rounding? {
    isRounding
      ? Rounding(
        below: roundedTo / 2, above: (roundedTo - 1) / 2, isZeroExact: !hidesZero && hiddenBelow > roundedTo / 2) : nil
  }

  /// The nearest multiple, halves upwards.
  func rounded(_ count: Int) -> Int { isRounding ? (2 * count + roundedTo) / (2 * roundedTo) * roundedTo : count }

  /// What a count may be that is shown as this.
  func meaning(ofShown count: Int) -> (low: Int, high: Int) {
    let told = CountRange(count)
    let meant = rounding?.meaning(told) ?? told
    return (meant.low, meant.high)
  }
}
