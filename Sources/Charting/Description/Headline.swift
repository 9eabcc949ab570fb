/// A headline has at most 15 words.
enum Headline {
  static let mostWords = 15

  /// The first that is short enough; the last where none is, which is therefore the shortest.
  static func chosen(from candidates: String...) -> String {
    candidates.first { $0.split(separator: " ").count <= mostWords } ?? candidates.last ?? ""
  }
}
