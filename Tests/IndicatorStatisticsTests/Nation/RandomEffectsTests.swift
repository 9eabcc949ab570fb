import Testing

@testable import IndicatorStatistics

/// The mean of authorities that are not all alike.
@Suite("Random effects") struct RandomEffectsTests {
  static func of(_ rows: [(Int, Int, Int, Int)], _ level: ConfidenceLevel = .ninetyFive) throws -> RandomEffects {
    try #require(RandomEffects(try Nations.tables(rows), level: level))
  }

  @Test("the BCG trials, g1, to the digits of metafor's documentation")
  func g1() throws {
    let found = try Self.of(Nations.bcg)
    let different = try #require(found.heterogeneity)
    #expect(close(found.meanLog, -0.7145, 4))
    #expect(close(found.normalInterval.lower, -1.0669, 4))
    #expect(close(found.normalInterval.upper, -0.3622, 4))
    #expect(close(different.variance, 0.3132, 4))
    #expect(close(different.inconsistency, 92.22, 2))
    #expect(close(different.cochranQ, 152.2330, 4))
    #expect(found.authorities == 13 && found.leftOut == 0 && found.corrected == 0)
  }

  struct Reference: Sendable, CustomTestStringConvertible {
    var what: String
    var rows: [(Int, Int, Int, Int)]
    var mean: (Double, error: Double)
    var normal: (Double, Double)
    var knappHartung: (Double, Double)
    var shown: (Double, Double)
    var outer: (Double, Double)
    var prediction: (Double, Double)?
    var variance: Double
    var inconsistency: Double
    var q: (Double, p: Double)
    var counts: (authorities: Int, leftOut: Int, corrected: Int)
    var testDescription: String { what }
  }

  /// metafor 3.8-1, `rma(yi, vi, method = "REML", control = list(threshold = 1e-15, maxiter = 1e5))`, with
  /// `test = "knha"` and `"adhoc"`, the latter two also at `level = 99.8`; the prediction interval from its estimates.
  static let references = [
    Reference(
      what: "BCG", rows: Nations.bcg, mean: (-0.714532342158139, 0.179781516105206),
      normal: (-1.06689763881035, -0.362167045505929), knappHartung: (-1.10844371368555, -0.320620970630728),
      shown: (-1.10844371368555, -0.320620970630728), outer: (-1.42497759371523, -0.00408709060104595),
      prediction: (-2.00837590692258, 0.579311222606298), variance: 0.313243258136481, inconsistency: 92.221384521269,
      q: (152.233008082373, 1.99676459084597e-26), counts: (13, 0, 0)),
    Reference(
      what: "28 made up", rows: Nations.madeUp, mean: (0.422941924474981, 0.10907122667668),
      normal: (0.209166248439085, 0.636717600510878), knappHartung: (0.221588104150224, 0.624295744799738),
      shown: (0.198305528138266, 0.647578320811697), outer: (0.0856291414301034, 0.760254707519859),
      prediction: (-0.358684071230994, 1.20456792018096), variance: 0.131527290034192, inconsistency: 52.6022147556896,
      q: (57.3641241898796, 0.000238868352053764), counts: (26, 2, 4)),
    Reference(
      what: "similar", rows: Nations.similar, mean: (0.173100791634672, 0.160170192792949),
      normal: (-0.140827017636345, 0.48702860090569), knappHartung: (0.0605873082427879, 0.285614275026557),
      shown: (-0.271602956143899, 0.617804539413244), outer: (-0.117587368214589, 0.463788951483934),
      prediction: (-0.336632246635829, 0.682833829905173), variance: 0, inconsistency: 0,
      q: (0.256051635035423, 0.9924717038188), counts: (5, 0, 0)),
    Reference(
      what: "three", rows: Nations.three, mean: (1.29427071749576, 0.265035844156715),
      normal: (0.774810008336427, 1.81373142665509), knappHartung: (0.00772906321421307, 2.58081237177731),
      shown: (0.00772906321421307, 2.58081237177731), outer: (-5.38179120088567, 7.97033263587719),
      prediction: (-3.78206023539271, 6.37060167038423), variance: 0.0893689639740507, inconsistency: 44.3884236144537,
      q: (4.08759575561872, 0.129535814295754), counts: (3, 0, 1)),
    Reference(
      what: "two", rows: Array(Nations.three.dropFirst()), mean: (1.3625368878335, 0.251257656696414),
      normal: (0.870080929868601, 1.8549928457984), knappHartung: (-1.82999433968263, 4.55506811534963),
      shown: (-1.82999433968263, 4.55506811534963), outer: (-78.6149961014308, 81.3400698770978), prediction: nil,
      variance: 0.0706882724634987, inconsistency: 54.7350582574527, q: (2.20921525910203, 0.137188441016858),
      counts: (2, 0, 0)),
    Reference(
      what: "k19", rows: Nations.k19, mean: (0.684644425084321, 0.218133647538436),
      normal: (0.257110332092633, 1.11217851807601), knappHartung: (0.117882698276599, 1.25140615189204),
      shown: (-0.00955419558243187, 1.37884304575107), outer: (-1.13446111696088, 2.50374996712952),
      prediction: (-0.253908908947136, 1.62319775911578), variance: 0, inconsistency: 0,
      q: (1.9996537022438, 0.572478582979545), counts: (4, 0, 1)),
  ]

  @Test("against metafor", arguments: references)
  func metafor(_ it: Reference) throws {
    let found = try Self.of(it.rows)
    let different = try #require(found.heterogeneity)
    let outer = try #require(try Self.of(it.rows, .ninetyNineEight).knappHartungInterval)
    // R printed 15 digits.
    for (number, expected) in [
      (found.meanLog, it.mean.0), (found.standardError, it.mean.error), (found.normalInterval.lower, it.normal.0),
      (found.normalInterval.upper, it.normal.1), (found.knappHartungInterval?.lower, it.knappHartung.0),
      (found.knappHartungInterval?.upper, it.knappHartung.1), (found.interval?.lower, it.shown.0),
      (found.interval?.upper, it.shown.1), (outer.lower, it.outer.0), (outer.upper, it.outer.1),
      (found.predictionInterval?.lower, it.prediction?.0), (found.predictionInterval?.upper, it.prediction?.1),
      (different.variance, it.variance), (different.inconsistency, it.inconsistency), (different.cochranQ, it.q.0),
      (different.pCochranQ, it.q.p),
    ] as [(Double?, Double?)] {
      #expect(agree(number, expected, to: 1e-11))
    }
    #expect((found.authorities, found.leftOut, found.corrected) == it.counts)
    #expect(it.variance > 0 || different.variance == 0, "exactly 0")
  }

  @Test("authorities that are all alike differ by nothing at all")
  func alike() throws {
    let found = try Self.of(Array(repeating: (14, 210, 31, 840), count: 40))
    let different = try #require(found.heterogeneity)
    #expect(different.variance == 0 && different.deviation == 0 && different.inconsistency == 0)
    #expect(agree(found.ratio, 14.0 / 210 / (31.0 / 840), to: 1e-14))
    #expect(agree(found.knappHartungInterval?.lower, found.meanLog, to: 1e-12))
    #expect(try #require(found.interval).upper > found.normalInterval.upper)
  }

  @Test("one authority has its own estimate and normal interval, and nothing else")
  func one() throws {
    let found = try Self.of([(36, 180, 40, 520), (0, 9, 0, 80)])
    #expect(agree(found.ratio, 2.6, to: 1e-14))
    // √(1/36 − 1/180 + 1/40 − 1/520)
    #expect(agree(found.standardError, 0.212835958660997, to: 1e-12))
    #expect(found.interval == nil && found.knappHartungInterval == nil && found.predictionInterval == nil)
    #expect(found.heterogeneity == nil)
    #expect(found.authorities == 1 && found.leftOut == 1)
  }

  @Test("there is none without tables, or where none has a case and both denominators")
  func none() throws {
    #expect(RandomEffects([]) == nil)
    #expect(RandomEffects(try Nations.tables([(0, 40, 0, 300), (0, 0, 4, 80), (2, 9, 0, 0)])) == nil)
  }

  @Test(
    "0.5 is added only where exactly one numerator is 0, or both groups are full",
    arguments: [
      ([(0, 40, 3, 300)], 1), ([(3, 40, 0, 300)], 1), ([(3, 3, 5, 5)], 1), ([(3, 3, 4, 5)], 0), ([(2, 3, 5, 5)], 0),
      ([(0, 40, 0, 300), (1, 2, 1, 2)], 0), ([(0, 1, 1, 1)], 1),
    ] as [([(Int, Int, Int, Int)], Int)])
  func corrected(rows: [(Int, Int, Int, Int)], expected: Int) throws {
    #expect(try Self.of(rows).corrected == expected)
  }

  @Test("both groups full are a ratio of 1, with the variance of 0.5 of 1 added")
  func full() throws {
    let found = try Self.of([(3, 3, 5, 5)])
    #expect(agree(found.ratio, 3.5 / 4 / (5.5 / 6), to: 1e-15))
    // 1/3.5 − 1/4 + 1/5.5 − 1/6
    #expect(agree(found.standardError, 0.225534478219630, to: 1e-12))
  }

  @Test("groups of one person and of a million do not break it")
  func sizes() throws {
    for rows in [
      [(1, 1, 1, 1), (0, 1, 1, 1), (1, 1, 0, 1)], [(999_999, 1_000_000, 1, 1_000_000), (1, 1_000_000, 1, 1)],
      [(999_999, 1_000_000, 999_998, 1_000_000), (999_999, 1_000_000, 1_000_000, 1_000_000), (1, 2, 1, 2)],
      [(400_000, 1_000_000, 500_000, 1_000_000), (410_000, 1_000_000, 500_000, 1_000_000)],
    ] {
      let found = try Self.of(rows)
      #expect(try #require(found.interval).contains(found.meanLog))
      #expect(try #require(found.heterogeneity).variance.isFinite)
    }
    // Two large ones differ by log(41/40): τ² is half its square less their error, about 2·10⁻⁶.
    let large = try Self.of([(400_000, 1_000_000, 500_000, 1_000_000), (410_000, 1_000_000, 500_000, 1_000_000)])
    let gap = Double.log(41.0 / 40)
    let error = (1 / 4e5 + 1 / 4.1e5 + 2 / 5e5 - 4 / 1e6) / 2
    #expect(agree(large.heterogeneity.map { $0.variance * 1e6 }, (gap * gap / 2 - error) * 1e6, to: 1e-9))
  }

  @Test("τ² is where the restricted likelihood is highest, on a fine grid", arguments: 1...60)
  func highest(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let ratios = LogRatio.all(Nations.random(&random, authorities: 3...40))
    let likelihood = RestrictedLikelihood(ratios)
    let found = likelihood.likeliest
    let best = likelihood.sums(at: found).value
    for exponent in stride(from: -16.0, through: 4, by: 0.05) {
      #expect(likelihood.sums(at: Double.exp(2.302585 * exponent)).value <= best + 1e-9)
    }
    #expect(likelihood.sums(at: 0).value <= best)
    let (slope, trace) = (likelihood.sums(at: found).slope, likelihood.sums(at: found).trace)
    #expect(found == 0 ? slope <= 0 : abs(slope) <= 1e-9 * trace)
  }

  /// metafor 3.8-1 stays at the lower of the two, 3.024435, where its iteration begins.
  @Test("where the restricted likelihood has two tops the higher one is taken")
  func twoTops() throws {
    var random = SplitMix(seed: 150)
    let likelihood = RestrictedLikelihood(LogRatio.all(Nations.random(&random, authorities: 3...60)))
    let lower = likelihood.sums(at: 3.024435)
    #expect(abs(lower.slope) <= 1e-5 * lower.trace, "it is a top")
    #expect(agree(likelihood.likeliest, 0.07193885, to: 1e-8))
    #expect(close(likelihood.sums(at: likelihood.likeliest).value - lower.value, 2.027463, 6))
  }

  @Test("swapping the groups turns the mean and its limits, and leaves the rest", arguments: 1...40)
  func swapped(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let tables = Nations.random(&random)
    let (found, other) = (try #require(RandomEffects(tables)), try #require(RandomEffects(tables.map(\.swapped))))
    #expect(agree(other.meanLog, -found.meanLog, to: 1e-10))
    #expect(agree(other.interval?.lower, found.interval.map { -$0.upper }, to: 1e-10))
    #expect(agree(other.knappHartungInterval?.upper, found.knappHartungInterval.map { -$0.lower }, to: 1e-10))
    #expect(agree(other.normalInterval.lower, -found.normalInterval.upper, to: 1e-10))
    #expect(agree(other.predictionInterval?.lower, found.predictionInterval.map { -$0.upper }, to: 1e-10))
    #expect(agree(other.heterogeneity?.variance, found.heterogeneity?.variance, to: 1e-10))
    #expect(other.corrected == found.corrected)
  }

  @Test("the interval shown holds Knapp and Hartung's, and the order of the tables is nothing", arguments: 1...40)
  func shown(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let tables = Nations.random(&random)
    let found = try #require(RandomEffects(tables))
    #expect(try #require(found.knappHartungInterval).isInside(try #require(found.interval)))
    #expect(found.normalInterval.isInside(try #require(found.interval)))
    let other = try #require(RandomEffects(tables.shuffled(using: &random)))
    #expect(agree(other.meanLog, found.meanLog, to: 1e-10))
    #expect(agree(other.heterogeneity?.variance, found.heterogeneity?.variance, to: 1e-10))
  }

  @Test("it comes back from JSON as it was")
  func coding() throws {
    for rows in [Nations.bcg, [(36, 180, 40, 520)]] {
      let found = try Self.of(rows)
      #expect(try JSON.decode(RandomEffects.self, from: JSON.encode(found)) == found)
    }
  }
}
