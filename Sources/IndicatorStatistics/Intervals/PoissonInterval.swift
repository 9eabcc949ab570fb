import RealModule

/// A count of events that has no total: so many, each on its own, in a time or among a population.
public struct PoissonCount: Hashable, Sendable {
  /// So many, 0 or more.
  public let events: Int

  /// So many events.
  /// - Returns: `nil` below 0.
  public init?(_ events: Int) {
    guard events >= 0 else { return nil }
    self.events = events
  }

  /// From so many events on, Byar's approximation is good enough.
  public static let leastForByar = 10

  /// The interval of the expected count: Byar's from 10 events on, the exact one below. For a rate divide both limits by
  /// what the count is divided by.
  /// - Parameter level: How sure.
  /// - Returns: Limits in `0...∞`, both finite; the lower one is exactly 0 at 0.
  /// - SeeAlso: Eayres (2008) Commonly used public health statistics and their confidence intervals, APHO, for the change at 10.
  public func interval(_ level: ConfidenceLevel = .ninetyFive) -> Interval {
    events < Self.leastForByar ? exactInterval(level) : byarInterval(level)
  }

  /// Byar's approximation: `x(1 − 1/9x − z/3√x)³` and, with `y = x + 1`, `y(1 − 1/9y + z/3√y)³`.
  /// - Parameter level: How sure.
  /// - Returns: Finite limits; the lower one is exactly 0 at 0, and where so few events would make it negative.
  /// - SeeAlso: Breslow & Day (1987) Statistical Methods in Cancer Research II, IARC, equation 2.13.
  public func byarInterval(_ level: ConfidenceLevel = .ninetyFive) -> Interval {
    let (x, y) = (Double(events), Double(events) + 1)
    let lower = events == 0 ? 0 : max(0, 1 - 1 / (9 * x) - level.z / (3 * x.squareRoot()))
    let upper = 1 - 1 / (9 * y) + level.z / (3 * y.squareRoot())
    return Interval(lower: x * lower * lower * lower, upper: y * upper * upper * upper)
  }

  /// The exact interval: the expected counts at which so many events or more, and so many or fewer, each have a probability
  /// of α/2. The same as `½χ²(α/2; 2x)` and `½χ²(1−α/2; 2x+2)`.
  /// - Parameter level: How sure.
  /// - Returns: Finite limits; the lower one is exactly 0 at 0.
  /// - Complexity: The square root of the count, some hundred times.
  /// - SeeAlso: Garwood (1936) Biometrika 28:437–442.
  public func exactInterval(_ level: ConfidenceLevel = .ninetyFive) -> Interval {
    let tail = level.alpha / 2
    // No event at all has a probability of exp(−λ).
    guard events > 0 else { return Interval(lower: 0, upper: -Double.log(tail)) }
    let (x, step) = (Double(events), level.z / Double(events).squareRoot())
    let lower = Root.outward(from: Double.log(x), step: -step, reach: 40) { tail - sums(Double.exp($0)).orMore }
    let upper = Root.outward(from: Double.log(x), step: step, reach: 40) { tail - sums(Double.exp($0)).orFewer }
    return Interval(lower: lower.map(Double.exp) ?? 0, upper: upper.map(Double.exp) ?? .infinity)
  }

  /// The probabilities of so many events or more, and or fewer. Each term is taken relative to that of the count itself:
  /// the finite sum of `exp(−λ)λʲ/j!` is 0 to a computer from λ = 746 on.
  private func sums(_ expected: Double) -> (orMore: Double, orFewer: Double) {
    let x = Double(events)
    var (below, above) = (0.0, 0.0)
    var (term, j) = (1.0, x)
    while j > 0 {
      term *= j / expected
      below += term
      j -= 1
      if !below.isFinite || (j < expected && term <= 1e-18 * below) { break }
    }
    (term, j) = (1.0, x + 1)
    while true {
      term *= expected / j
      above += term
      j += 1
      if !above.isFinite || (j > expected && term <= 1e-18 * above) { break }
    }
    let all = below + 1 + above
    guard all.isFinite else { return below.isFinite ? (1, 0) : (0, 1) }
    return ((1 + above) / all, (1 + below) / all)
  }
}
