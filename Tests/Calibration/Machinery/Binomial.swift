import IndicatorStatistics

/// The binomial distribution of so many with a probability each: to draw from exactly, or to go through one by one.
struct Binomial: Sendable {
  /// The first outcome that is likely enough to count.
  let first: Int
  /// The probability of each outcome from the first on.
  let probabilities: [Double]
  /// The probability of each outcome from the first on, or a lower one.
  private let cumulative: [Double]

  /// - Parameters:
  ///   - total: So many, 0 or more.
  ///   - probability: Of each, within 0…1.
  ///   - least: Outcomes whose probability is a smaller share of the likeliest one's are left out.
  init(_ total: Int, _ probability: Double, least: Double = 1e-20) {
    precondition(total >= 0 && (0...1).contains(probability), "no distribution")
    let odds = probability / (1 - probability)
    let mode = min(total, Int(Double(total + 1) * probability))
    // Outwards from the likeliest outcome, each by its ratio to the last: nothing is too small for a number.
    var (below, above) = ([Double](), [1.0])
    var (share, x) = (1.0, mode)
    while x > 0, share > least {
      share *= Double(x) / (Double(total - x + 1) * odds)
      below.append(share)
      x -= 1
    }
    (share, x) = (1.0, mode)
    while x < total, share > least {
      share *= Double(total - x) / Double(x + 1) * odds
      above.append(share)
      x += 1
    }
    let shares = below.reversed() + above
    let sum = shares.reduce(0, +)
    first = mode - below.count
    probabilities = shares.map { $0 / sum }
    var running = 0.0
    cumulative = probabilities.map { share in
      running += share
      return running
    }
  }

  /// A draw, by inversion: the first outcome whose cumulative probability is above a number from 0 to 1.
  func draw(_ random: inout SplitMix) -> Int {
    let u = Double(random.next() >> 11) * 0x1p-53
    var (low, high) = (0, cumulative.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > u { high = middle } else { low = middle + 1 }
    }
    return first + low
  }

  /// Each outcome with its probability.
  var outcomes: [(count: Int, probability: Double)] {
    probabilities.enumerated().map { (first + $0.offset, $0.element) }
  }
}
