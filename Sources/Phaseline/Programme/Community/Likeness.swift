import IndicatorStatistics
import RealModule

/// Which authorities are comparable with one: of like size, of its type, and from a like start on an indicator.
struct Likeness {
  /// Sizes within this factor of each other are alike.
  static let sizeFactor = 2.0
  /// First fitted ratios within this factor of each other, on one side of parity, are alike.
  static let startFactor = 1.5

  let own: Organisation
  /// Staff, if known.
  let size: Int?
  /// Where its line begins, if one was fitted.
  let first: LineFit.End?
  private let peers: Peers

  /// - Parameters:
  ///   - own: The one that others are to be like.
  ///   - line: Its own; none where it gave no counts.
  ///   - peers: What is known of the others.
  init(_ own: Organisation, _ line: AuthorityLine?, _ peers: Peers) {
    (self.own, size, first, self.peers) = (own, peers.sizes.people[own.code], line?.first, peers)
  }

  /// Whether an authority is of like size and type.
  func isAlike(_ code: String) -> Bool {
    guard code != own.code, let other = peers.organisations[code], other.type == own.type else { return false }
    guard let size else { return true }
    guard let people = peers.sizes.people[code] else { return false }
    return Double(max(size, people)) <= Self.sizeFactor * Double(min(size, people))
  }

  /// Whether a line begins where its own does.
  func isFromLikeStart(_ line: AuthorityLine) -> Bool {
    guard let first else { return true }
    guard let other = line.first else { return false }
    let sides: Set<LineVerdict.Side> = [LineVerdict.Side(first.log), LineVerdict.Side(other.log)]
    return sides != [.below, .above] && abs(first.log - other.log) <= Double.log(Self.startFactor)
  }

  /// In what it compares, for people: "of 390 to 1,560 staff, of the type 'county', and from a ratio of 0.41 to 0.92".
  var words: String {
    var parts: [String] = []
    if let size {
      let (low, high) = (Double(size) / Self.sizeFactor, Double(size) * Self.sizeFactor)
      parts.append(
        "of \(Wordings.grouped(Int(low.rounded(.up)))) to \(Wordings.grouped(Int(high.rounded(.down)))) staff")
    }
    if !own.type.isEmpty { parts.append("of the type '\(own.type)'") }
    if let start { parts.append("from a fitted ratio of \(Wordings.interval(start).replacing("–", with: " to "))") }
    return Wordings.list(parts)
  }

  /// What it cannot compare in, for want of its own figures.
  var unknown: [String] {
    [size == nil ? "size" : nil, first == nil ? "starting point" : nil].compactMap { $0 }
  }

  /// First fitted ratios that are alike: those within the factor, on its own side of parity.
  private var start: Interval? {
    guard let first else { return nil }
    let (low, high) = (first.ratio / Self.startFactor, first.ratio * Self.startFactor)
    return switch LineVerdict.Side(first.log) {
    case .below: Interval(lower: low, upper: min(1, high))
    case .above: Interval(lower: max(1, low), upper: high)
    case .parity: Interval(lower: low, upper: high)
    }
  }
}
