import RealModule

/// Which authorities lie furthest from parity, as far as that can be told: each drawn towards the mean by how little is known
/// of it, and with how far its rank could be another. A raw league table of small authorities ranks noise.
public struct ShrunkRanking: Hashable, Sendable, Codable {
  /// One authority.
  public struct Entry: Hashable, Sendable, Codable {
    /// Where its table stood among those given.
    public let index: Int
    /// The natural logarithm of its own relative likelihood.
    public let rawLog: Double
    /// `B`, how far it is drawn to the mean, within 0…1: `s²/(s² + τ²)`.
    public let shrinkage: Double
    /// The shrunk log ratio, `B·μ + (1 − B)·rawLog`.
    public let log: Double
    /// The interval of `log`: its variance is `(1 − B)·s² + B²·SE²`, with the standard error of the mean.
    public let interval: Interval
    /// Its mean rank over the draws, within 1…k; 1 is furthest from parity, on either side.
    public let expectedRank: Double
    /// Its lowest rank, that furthest from parity, leaving out half of 1 − the level of the draws.
    public let lowestRank: Int
    /// Its highest rank, leaving out as many.
    public let highestRank: Int
    /// The probability to be among the ⌊k/4⌋ furthest from parity; 0 with fewer than four authorities.
    public let worstQuarter: Double
  }

  /// What can be said.
  public enum Outcome: String, Sendable, Codable, CaseIterable {
    /// They differ, and are ranked as far as that can be told.
    case ranked
    /// Nothing speaks for a difference between them (τ² is 0): there is no ranking.
    case cannotBeToldApart
  }

  /// The model of the nation that they are drawn from.
  public let effects: RandomEffects
  /// Whether there is a ranking.
  public let outcome: Outcome
  /// The authorities, the one furthest from parity by its expected rank first; empty where they cannot be told apart.
  public let entries: [Entry]

  /// Ranks authorities by 10,000 draws of all their log ratios, from normal distributions about the shrunk ones. Each draw
  /// is used with its mirror image, so that swapping the groups changes no rank. The draws are the same for the same tables
  /// in the same order.
  /// - Parameters:
  ///   - tables: The counts of each authority; those without a denominator or a case are left out.
  ///   - level: How sure the intervals are.
  /// - Returns: `nil` with fewer than two authorities that count.
  /// - SeeAlso: Goldstein & Spiegelhalter (1996) J R Stat Soc A 159:385–443 (intervals of ranks); Laird & Louis (1989)
  ///   J Educ Stat 14:29–46 (expected ranks).
  public init?(_ tables: [GroupCounts], level: ConfidenceLevel = .ninetyFive) {
    self.init(tables, level: level, draws: 10_000)
  }

  /// - Parameter draws: An even number of them; two where only the intervals are wanted.
  package init?(_ tables: [GroupCounts], level: ConfidenceLevel, draws: Int) {
    let ratios = LogRatio.all(tables)
    guard let effects = RandomEffects(ratios, of: tables.count, level), let between = effects.heterogeneity?.variance
    else { return nil }
    self.effects = effects
    guard between > 0 else {
      (outcome, entries) = (.cannotBeToldApart, [])
      return
    }
    let shrunk = ratios.map { Shrunk($0, effects, between) }
    let ranks = Ranks(shrunk, pairs: draws / 2)
    let entries = zip(ratios, shrunk).enumerated().map { position, pair in
      Entry(pair.0, pair.1, ranks, position, level)
    }
    outcome = .ranked
    self.entries = entries.sorted { ($0.expectedRank, $0.index) < ($1.expectedRank, $1.index) }
  }

  /// A log ratio drawn towards the mean.
  fileprivate struct Shrunk {
    var shrinkage: Double
    var log: Double
    var deviation: Double

    init(_ own: LogRatio, _ effects: RandomEffects, _ between: Double) {
      shrinkage = own.variance / (own.variance + between)
      let kept = between / (own.variance + between)
      log = shrinkage * effects.meanLog + kept * own.log
      let ofMean = shrinkage * effects.standardError
      deviation = (kept * own.variance + ofMean * ofMean).squareRoot()
    }
  }

  /// How often each had each rank.
  fileprivate struct Ranks {
    let count: Int
    let draws: Int
    private var times: [UInt32]  // of thousands of authorities a square

    init(_ shrunk: [Shrunk], pairs: Int) {
      (count, draws) = (shrunk.count, 2 * pairs)
      times = Array(repeating: 0, count: count * count)
      var random = SplitMix(seed: 0x5068_6173_656C_696E)
      var (moves, distances, order) = (
        Array(repeating: 0.0, count: count), Array(repeating: 0.0, count: count), Array(0..<count)
      )
      for _ in 0..<pairs {
        for i in 0..<count { moves[i] = shrunk[i].deviation * random.normal() }
        for sign in [1.0, -1] {
          for i in 0..<count { distances[i] = abs(shrunk[i].log + sign * moves[i]) }
          for i in 0..<count { order[i] = i }
          order.sort { distances[$0] > distances[$1] }
          for (rank, i) in order.enumerated() { times[i * count + rank] += 1 }
        }
      }
    }

    /// How often the one at a position had each rank, the first being furthest from parity.
    func of(_ position: Int) -> [Int] { times[position * count..<(position + 1) * count].map { Int($0) } }
  }
}

extension ShrunkRanking.Entry {
  fileprivate init(
    _ own: LogRatio, _ shrunk: ShrunkRanking.Shrunk, _ ranks: ShrunkRanking.Ranks, _ position: Int,
    _ level: ConfidenceLevel
  ) {
    let times = ranks.of(position)
    let draws = Double(ranks.draws)
    let reach = level.z * shrunk.deviation
    (index, rawLog, shrinkage, log) = (own.index, own.log, shrunk.shrinkage, shrunk.log)
    interval = Interval(lower: shrunk.log - reach, upper: shrunk.log + reach)
    expectedRank = times.enumerated().reduce(0) { $0 + Double(($1.offset + 1) * $1.element) } / draws
    lowestRank = times.rank(reaching: level.alpha / 2 * draws)
    highestRank = times.count + 1 - Array(times.reversed()).rank(reaching: level.alpha / 2 * draws)
    worstQuarter = Double(times.prefix(times.count / 4).reduce(0, +)) / draws
  }
}

extension [Int] {
  /// The first rank at which more than so many draws have been counted.
  fileprivate func rank(reaching wanted: Double) -> Int {
    var sum = 0
    for (rank, times) in enumerated() {
      sum += times
      if Double(sum) > wanted { return rank + 1 }
    }
    return count
  }
}
