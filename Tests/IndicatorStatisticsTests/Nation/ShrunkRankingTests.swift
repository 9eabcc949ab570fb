import Testing

@testable import IndicatorStatistics

/// Who lies furthest from parity, as far as that can be told.
@Suite("Shrunk ranking") struct ShrunkRankingTests {
  static func of(_ tables: [GroupCounts], draws: Int = 2_000) throws -> ShrunkRanking {
    try #require(ShrunkRanking(tables, level: .ninetyFive, draws: draws))
  }

  struct Reference: Sendable, CustomTestStringConvertible {
    var index: Int
    var raw: Double
    var shrinkage: Double
    var log: Double
    var deviation: Double
    var rank: Double
    var quarter: Double
    var ranks: (Int, Int)
    var testDescription: String { "\(index)" }
  }

  /// numpy, 2,000,000 independent draws (ranks to about 0.01, probabilities to 0.001); shrinkage from metafor's estimates.
  static let references = [
    Reference(
      index: 8, raw: 1.261078, shrinkage: 0.1543108929, log: 1.1317444267, deviation: 0.1434551220, rank: 1.551,
      quarter: 0.9973, ranks: (1, 4)),
    Reference(
      index: 9, raw: 0.950663, shrinkage: 0.4327757663, log: 0.7222783356, deviation: 0.2432076955, rank: 6.993,
      quarter: 0.5589, ranks: (1, 19)),
    Reference(
      index: 6, raw: 1.272748, shrinkage: 0.6874099570, log: 0.6885829237, deviation: 0.3098946053, rank: 8.132,
      quarter: 0.5022, ranks: (1, 23)),
    Reference(
      index: 0, raw: 0.171538, shrinkage: 0.2774858122, log: 0.2412987586, deviation: 0.1934243278, rank: 18.481,
      quarter: 0.0135, ranks: (8, 26)),
    Reference(
      index: 26, raw: -0.473484, shrinkage: 0.9415208489, log: 0.3705197195, deviation: 0.3665808286, rank: 14.230,
      quarter: 0.1908, ranks: (2, 26)),
    Reference(
      index: 27, raw: -0.046520, shrinkage: 0.2788800859, log: 0.0844035706, deviation: 0.1939215926, rank: 21.271,
      quarter: 0.0016, ranks: (12, 26)),
  ]

  @Test("28 made-up authorities, against an independent simulation")
  func reference() throws {
    let found = try #require(ShrunkRanking(try Nations.tables(Nations.madeUp)))
    #expect(found.outcome == .ranked)
    #expect(found.entries.count == 26)
    #expect(found.entries.first?.index == 8)
    for it in Self.references {
      let entry = try #require(found.entries.first { $0.index == it.index })
      #expect(close(entry.rawLog, it.raw, 6))
      #expect(close(entry.shrinkage, it.shrinkage, 10))
      #expect(close(entry.log, it.log, 10))
      #expect(close(entry.interval.upper, it.log + 1.959963984540054 * it.deviation, 9))
      // Four standard errors of 10,000 draws, of the mean of a rank and of a probability.
      #expect(abs(entry.expectedRank - it.rank) <= 4 * 7 / 100)
      #expect(abs(entry.worstQuarter - it.quarter) <= 4 * 0.5 / 100)
      #expect(abs(entry.lowestRank - it.ranks.0) <= 1 && abs(entry.highestRank - it.ranks.1) <= 1)
    }
  }

  @Test("authorities that nothing sets apart have no ranking")
  func alike() throws {
    for rows in [Nations.similar, Array(repeating: (14, 210, 31, 840), count: 40)] {
      let found = try Self.of(try Nations.tables(rows))
      #expect(found.outcome == .cannotBeToldApart)
      #expect(found.entries.isEmpty)
      #expect(found.effects.heterogeneity?.variance == 0)
    }
  }

  @Test("there is none with fewer than two authorities that count")
  func none() throws {
    #expect(ShrunkRanking([]) == nil)
    #expect(ShrunkRanking(try Nations.tables([(36, 180, 40, 520), (0, 4, 0, 9), (0, 0, 1, 9)])) == nil)
  }

  @Test("the same tables have the same ranking, and it comes back from JSON")
  func fixed() throws {
    let tables = try Nations.tables(Nations.madeUp)
    let found = try Self.of(tables)
    #expect(found == (try Self.of(tables)))
    #expect(try JSON.decode(ShrunkRanking.self, from: JSON.encode(found)) == found)
  }

  @Test("with fewer than four nobody is in the worst quarter")
  func few() throws {
    let found = try Self.of(try Nations.tables(Nations.three))
    #expect(found.outcome == .ranked)
    #expect(found.entries.allSatisfy { $0.worstQuarter == 0 && (1...3).contains($0.expectedRank) })
  }

  @Test("those known best keep their own ratio, those known least have the nation's", arguments: 1...20)
  func between(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let found = try Self.of(Nations.random(&random), draws: 2)
    let mean = found.effects.meanLog
    for entry in found.entries {
      #expect((0...1).contains(entry.shrinkage))
      #expect(entry.log >= min(mean, entry.rawLog) - 1e-12 && entry.log <= max(mean, entry.rawLog) + 1e-12)
      #expect(entry.interval.contains(entry.log))
      #expect(abs((entry.log - mean) - (1 - entry.shrinkage) * (entry.rawLog - mean)) <= 1e-9)
    }
  }

  @Test("ranks and probabilities add up; swapping the groups changes neither", arguments: 1...12)
  func properties(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let tables = Nations.random(&random, authorities: 5...40)
    let found = try Self.of(tables, draws: 200)
    guard found.outcome == .ranked else { return }
    let k = found.entries.count
    #expect(agree(found.entries.reduce(0) { $0 + $1.worstQuarter }, Double(k / 4), to: 1e-12))
    #expect(agree(found.entries.reduce(0) { $0 + $1.expectedRank }, Double(k * (k + 1) / 2), to: 1e-12))
    for entry in found.entries { #expect(entry.lowestRank <= entry.highestRank && entry.highestRank <= k) }
    let other = try Self.of(tables.map(\.swapped), draws: 200)
    #expect(other.entries.map(\.index) == found.entries.map(\.index))
    #expect(other.entries.map(\.worstQuarter) == found.entries.map(\.worstQuarter))
    #expect(other.entries.map(\.expectedRank) == found.entries.map(\.expectedRank))
    for (a, b) in zip(found.entries, other.entries) { #expect(agree(b.log, -a.log, to: 1e-10)) }
  }
}
