/// A headline has at most 15 words.
enum Headline {
  static let mostWords = 15

  static func words(in text: String) -> Int { text.split(separator: " ").count }

  /// With a name cut, where it would be too long.
  static func shortened(_ headline: String, naming name: String) -> String {
    let others = words(in: headline) - words(in: name)
    guard words(in: headline) > mostWords, headline.contains(name) else { return headline }
    return headline.replacing(name, with: Tally.short(name, mostWords - others))
  }

  /// The first that is short enough; the last where none is, which is therefore the shortest.
  static func chosen(from candidates: String...) -> String {
    candidates.first { words(in: $0) <= mostWords } ?? candidates.last ?? ""
  }
}
