/// Finds the names that somebody may have meant.
public enum Nearest {
  /// The names closest to what was typed, closest first.
  /// - Parameters:
  ///   - typed: What somebody wrote.
  ///   - names: What there is.
  ///   - limit: At most so many.
  /// - Returns: Names that are the same but for the words for a sort of authority; else names whose edit distance is at most
  ///   half of the longer length, that hold the typed text, or that it holds ("Leeds City Council"), and whose distance is
  ///   at most one more than the closest's. None for a text of more than 100 characters.
  public static func names(to typed: String, among names: some Sequence<String>, limit: Int = 3) -> [String] {
    let wanted = Array(Name.folded(typed))
    guard !wanted.isEmpty, wanted.count <= 100 else { return [] }  // the work grows with the product of the lengths
    let core = core(of: typed)
    let ranked = names.compactMap { name in
      rank(typed: wanted, core, name: Array(Name.folded(name)), self.core(of: name)).map { (distance: $0, name: name) }
    }
    let sorted = ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
    let most = sorted.first.map { $0.distance <= 1 ? $0.distance : $0.distance + 1 } ?? 0
    return sorted.prefix(limit).filter { $0.distance <= most }.map(\.name)
  }

  /// How far a name is from what was typed; `nil` where it is too far.
  private static func rank(
    typed: [Character], _ core: Set<Substring>, name: [Character], _ nameCore: Set<Substring>
  ) -> Int? {
    if !core.isEmpty, nameCore == core { return 0 }
    if !core.isEmpty, nameCore.isSuperset(of: core) || isPart(typed, of: name) { return 1 }
    let longer = max(typed.count, name.count)
    let isPart = name.count >= 4 && isPart(name, of: typed)
    guard isPart || abs(typed.count - name.count) * 2 <= longer else { return nil }
    let distance = editDistance(typed, name)
    if isPart { return min(4, distance) }
    return distance * 2 <= longer ? distance : nil
  }

  /// What is left of a name without the words for what sort of authority it is: "bristol" of "Bristol, City of" and of
  /// "City of Bristol".
  private static func core(of name: String) -> Set<Substring> {
    let words = Set(Name.folded(name).split { !$0.isLetter && !$0.isNumber && $0 != "-" })
    let sorts: Set<Substring> = [
      "council", "city", "county", "borough", "metropolitan", "district", "royal", "unitary", "authority", "of", "the",
      "and", "lb",
    ]
    return words.subtracting(words.contains("borough") ? sorts.union(["london"]) : sorts)
  }

  private static func isPart(_ part: [Character], of whole: [Character]) -> Bool {
    String(whole).contains(String(part))
  }

  /// Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours.
  static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var twoBack = [Int]()
    var previous = Array(0...right.count)
    for i in 1...left.count {
      var current = [i] + Array(repeating: 0, count: right.count)
      for j in 1...right.count {
        let replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
        current[j] = min(previous[j] + 1, current[j - 1] + 1, replaced)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          current[j] = min(current[j], twoBack[j - 2] + 1)
        }
      }
      (twoBack, previous) = (previous, current)
    }
    return previous[right.count]
  }
}

/// How names are compared.
enum Name {
  /// Whether a text holds no control character and none that changes the direction of writing.
  /// - Parameter hasLines: Whether it may be of several lines.
  static func isPlain(_ text: String, hasLines: Bool = false) -> Bool {
    text.utf8.allSatisfy { $0 >= 32 && $0 < 127 }
      || !text.unicodeScalars.contains { scalar in
        [.control, .format].contains(scalar.properties.generalCategory)
          && !(hasLines && ["\n", "\r", "\t"].contains(scalar))
      }
  }

  /// Lower case without accents, white space folded to single spaces.
  static func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 128 }) { return foldedASCII(text) }
    return foldedASCII(text.decomposed.lowercased())
  }

  private static func foldedASCII(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension String {
  /// Without combining marks: "é" becomes "e".
  fileprivate var decomposed: String {
    String(
      String.UnicodeScalarView(
        decomposedStringWithCanonicalMapping.unicodeScalars.filter {
          $0.properties.generalCategory != .nonspacingMark
        }))
  }
}
