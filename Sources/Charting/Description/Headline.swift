/// A headline has at most 15 words.
enum Headline {
  static let mostWords = 15

  static func words(in text: String) -> Int { text.split(separator: " ").count }

  /// The first that is short enough; the last where none is, which is therefore the shortest.
  static func chosen(from candidates: String...) -> String {
    candidates.first { words(in: $0) <= mostWords } ?? candidates.last ?? ""
  }
}
