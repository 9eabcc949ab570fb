/// How many staff an authority has, roughly: what is told of one that is not named.
struct SizeBand: Hashable, Sendable {
  /// The fewest staff of each band.
  private static let starts = [0, 250, 500, 1000, 2000, 5000]
  /// The fewest of this one.
  let lower: Int
  /// The fewest of the next; none of the last.
  let upper: Int?

  /// The band that so many staff are in.
  init(_ staff: Int) {
    lower = Self.starts.last { $0 <= staff } ?? 0
    upper = Self.starts.first { $0 > staff }
  }

  /// After "an authority of": "500–1,000 staff", "under 250 staff", "5,000 staff or more".
  var words: String {
    guard let upper else { return "\(Wordings.grouped(lower)) staff or more" }
    return lower == 0
      ? "under \(Wordings.grouped(upper)) staff" : "\(Wordings.grouped(lower))–\(Wordings.grouped(upper)) staff"
  }
}
