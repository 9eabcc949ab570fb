/// How many indicators show what, as a headline of at most 15 words: the fullest that fits.
struct Tally: Hashable, Sendable {
  struct Part: Hashable, Sendable {
    var count: Int
    /// "improving", before "on 2".
    var words: String
    /// Whether something is shown; what is not may be summed up.
    var isShown: Bool
  }
  /// Whom it is about, and when.
  let name: String
  /// Those that count for something, in order of importance.
  let parts: [Part]
  /// What sums up all of which nothing is shown: "no change shown".
  let rest: String
  let total: Int

  init(name: String, parts: [Part], rest: String) {
    (self.name, self.rest) = (name, rest)
    self.parts = parts.filter { $0.count > 0 }
    total = parts.map(\.count).reduce(0, +)
  }

  var headline: String {
    let candidates = [inFull(parts), inFull(summed), inShort(summed), inShort(shown)]
    let fitting = candidates.filter { !$0.isEmpty }.map { "\(name): \($0)" }
    return fitting.first { Headline.words(in: $0) <= Headline.mostWords }
      ?? Self.cut(name, before: inShort(shown.isEmpty ? Array(summed.prefix(1)) : shown))
  }

  private var shown: [Part] { parts.filter(\.isShown) }

  /// With all of which nothing is shown as one.
  private var summed: [Part] {
    let unknown = parts.filter { !$0.isShown }
    guard unknown.count > 1 else { return parts }
    return shown + [Part(count: unknown.map(\.count).reduce(0, +), words: rest, isShown: false)]
  }

  /// "improving on 2 of 9 indicators, worsening on 1".
  private func inFull(_ parts: [Part]) -> String {
    let noun = total == 1 ? "indicator" : "indicators"
    return parts.enumerated().map { index, part in
      guard index == 0 else { return "\(part.words) on \(part.count)" }
      let all = part.count == total
      return "\(part.words) on \(all && total > 1 ? "all " : "")\(part.count)\(all ? "" : " of \(total)") \(noun)"
    }.joined(separator: ", ")
  }

  /// "2 of 9 improving, 1 worsening".
  private func inShort(_ parts: [Part]) -> String {
    parts.enumerated().map { index, part in
      "\(part.count)\(index == 0 ? " of \(total)" : "") \(part.words)"
    }.joined(separator: ", ")
  }

  /// A name before the rest of a headline, with an ellipsis where the two together would be too long.
  static func cut(_ name: String, before rest: String) -> String {
    "\(short(name, Headline.mostWords - Headline.words(in: rest))): \(rest)"
  }

  /// The first words of a name, with an ellipsis where there are more.
  static func short(_ name: String, _ limit: Int) -> String {
    let words = name.split(separator: " ")
    return words.count > max(1, limit) ? words.prefix(max(1, limit)).joined(separator: " ") + "…" : name
  }
}
