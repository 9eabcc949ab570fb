import Testing

@testable import IndicatorStatistics

/// Authorities about their pooled ratio.
@Suite("Funnel") struct FunnelTests {
  static func of(_ rows: [(Int, Int, Int, Int)]) throws -> Funnel { try #require(Funnel(try Nations.tables(rows))) }

  /// mpmath: the constrained rates as roots of the score equation, by bisection at 40 digits; numpy's quantiles.
  @Test("28 made-up authorities, against an independent computation")
  func reference() throws {
    let found = try Self.of(Nations.madeUp)
    #expect(agree(found.pooledRatio, 1.6530585827072881, to: 1e-14))
    #expect(found.leftOut == 2)
    let expected: [(Int, Double, Double)] = [
      (0, -1.4908091705139035, 0.20355269432429204), (1, -0.45748123686137826, 0.5242519089288697),
      (8, 4.8933057589951146, 0.181549325445529), (10, -2.1040592253433212, 0.29208730265516575),
      (11, -0.8876859666819484, 1.1681195996019709), (23, -2.0139393258281713, 0.30221539866694197),
      (26, -1.1094415230178853, 1.082566398546171), (27, -1.8070121509100154, 0.3614024301820031),
    ]
    for (index, z, error) in expected {
      let point = try #require(found.points.first { $0.index == index })
      #expect(agree(point.z, z, to: 1e-12))
      #expect(agree(point.standardError, error, to: 1e-12))
      #expect(agree(point.precision, 1 / error, to: 1e-12))
    }
    #expect(found.points.map(\.index) == Array(0...23) + [26, 27])
    let over = try #require(found.overDispersion)
    #expect(agree(over.factor, 1.290480419860553, to: 1e-13))
    #expect(agree(over.variance, 0.04082672653014499, to: 1e-12))
    #expect(found.points.filter(\.outside.ninetyFive).map(\.index) == [8, 10, 23])
    #expect(found.points.filter(\.outside.ninetyFiveOverDispersed).map(\.index) == [8])
    #expect(found.points.filter(\.outside.ninetyNineEight).map(\.index) == [8])
    #expect(found.points.filter(\.outside.ninetyNineEightOverDispersed).map(\.index) == [8])
  }

  @Test("limits stand symmetrically about the pooled ratio, wider with over-dispersion and at 99.8%")
  func limits() throws {
    let found = try Self.of(Nations.madeUp)
    let inner = found.limits(at: 0.3)
    // 1.65305858… · exp(∓1.95996398… · 0.3)
    #expect(agree(inner.lower, 0.9181799010517, to: 1e-12))
    #expect(agree(inner.lower * inner.upper, found.pooledRatio * found.pooledRatio, to: 1e-13))
    #expect(inner.isInside(found.limits(at: 0.3, isOverDispersed: true)))
    #expect(inner.isInside(found.limits(at: 0.3, .ninetyNineEight)))
    #expect(found.limits(at: 0) == Interval(lower: found.pooledRatio, upper: found.pooledRatio))
    // φ · exp(3.09023230… · √(0.09 + 0.04082672…))
    let outer = found.limits(at: 0.3, .ninetyNineEight, isOverDispersed: true)
    #expect(agree(outer.upper, 5.05492787981926, to: 1e-12))
  }

  @Test("authorities that differ less than chance would have them are not over-dispersed")
  func similar() throws {
    let found = try Self.of(Nations.similar)
    let over = try #require(found.overDispersion)
    #expect(over.variance == 0 && over.factor < 1)
    #expect(found.limits(at: 0.2) == found.limits(at: 0.2, isOverDispersed: true))
  }

  @Test("one authority is the pooled ratio, so z is 0; of over-dispersion it says nothing", arguments: 1...60)
  func one(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    for table in Nations.random(&random, authorities: 20...20) {
      guard let found = Funnel([table]), let point = found.points.first else { continue }
      #expect(abs(point.z) <= 1e-7)
      #expect(found.overDispersion == nil)
      #expect(agree(found.height(of: point), found.pooledRatio, to: 1e-7))
    }
    let found = try Self.of([(36, 180, 40, 520)])
    #expect(abs(found.points[0].z) <= 1e-14)
  }

  @Test("there is none without tables, or where the pooled ratio is 0, ∞ or 0/0")
  func none() throws {
    for rows in [[], [(0, 40, 0, 300)], [(0, 40, 3, 300), (0, 9, 1, 80)], [(4, 40, 0, 300)], [(0, 0, 4, 80)]] {
      #expect(Funnel(try Nations.tables(rows)) == nil)
    }
  }

  @Test("where everybody everywhere is a case nobody has a point")
  func full() throws {
    let found = try Self.of([(3, 3, 5, 5), (40, 40, 300, 300)])
    #expect(found.pooledRatio == 1)
    #expect(found.points.isEmpty && found.leftOut == 2 && found.overDispersion == nil)
  }

  @Test("swapping the groups turns z and leaves the errors", arguments: 1...40)
  func swapped(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let tables = Nations.random(&random)
    let (found, other) = (try #require(Funnel(tables)), try #require(Funnel(tables.map(\.swapped))))
    #expect(found.points.count == other.points.count)
    for (a, b) in zip(found.points, other.points) {
      #expect(agree(b.z, -a.z, to: 1e-6))
      #expect(agree(b.standardError, a.standardError, to: 1e-9))
    }
  }

  @Test("a point is drawn outside the limits exactly when it is outside them", arguments: 1...40)
  func heights(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let found = try #require(Funnel(Nations.random(&random)))
    for point in found.points where abs(abs(point.z) - 1.96) > 1e-3 && abs(abs(point.z) - 3.09) > 1e-3 {
      let height = found.height(of: point)
      guard height > 0, height < .infinity else { continue }
      let (s, outside) = (point.standardError, point.outside)
      #expect(outside.ninetyFive == !found.limits(at: s).contains(height))
      #expect(outside.ninetyNineEight == !found.limits(at: s, .ninetyNineEight).contains(height))
      #expect(!outside.ninetyFiveOverDispersed || outside.ninetyFive, "over-dispersion only widens")
      #expect(!outside.ninetyNineEight || outside.ninetyFive)
    }
  }

  @Test("it comes back from JSON as it was")
  func coding() throws {
    let found = try Self.of(Nations.madeUp)
    #expect(try JSON.decode(Funnel.self, from: JSON.encode(found)) == found)
  }
}
