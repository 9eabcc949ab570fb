import IndicatorStatistics
import Phaseline
import RealModule

/// An authority as it may be: its staff, how often the event befalls White staff, and the relative likelihood.
struct Design: Sendable {
  var bame: Int
  var white: Int
  var rate: Double
  var ratio: Double

  /// From an authority of average size with rare events to the largest, and beyond to a region.
  static let sizes = [(150, 600), (400, 1600), (1000, 9000), (5000, 20_000)]
  /// From what befalls one of a hundred to what befalls three of ten.
  static let rates = [0.01, 0.02, 0.1, 0.3]

  /// Every size with every rate and each of these ratios.
  static func grid(ratios: [Double]) -> [Design] {
    sizes.flatMap { size in
      rates.flatMap { rate in
        ratios.map { Design(bame: size.0, white: size.1, rate: rate, ratio: $0) }
      }
    }
  }

  /// "150 v 600", "1%" and "0.5".
  var label: [String] {
    [
      "\(Wordings.grouped(bame)) v \(Wordings.grouped(white))", percent(rate, 0) + "%",
      Wordings.fixed(ratio, 1),
    ]
  }
  /// What the columns of `label` are called.
  static let header = ["staff", "White rate", "ratio"]

  /// The distributions of both numerators, the ratio being changed by a factor.
  func groups(times factor: Double = 1, least: Double = 1e-20) -> DrawnGroups {
    DrawnGroups(
      bame: Binomial(bame, rate * ratio * factor, least: least), of: bame, white: Binomial(white, rate, least: least),
      of: white)
  }
}

/// One phase of a design: what the numerators of both groups are drawn from.
struct DrawnGroups: Sendable {
  let bame: Binomial
  let white: Binomial
  private let bameTotal: Int
  private let whiteTotal: Int

  init(bame: Binomial, of bameTotal: Int, white: Binomial, of whiteTotal: Int) {
    (self.bame, self.white, self.bameTotal, self.whiteTotal) = (bame, white, bameTotal, whiteTotal)
  }

  func draw(_ random: inout SplitMix) -> GroupCounts {
    counts(bame.draw(&random), white.draw(&random))
  }

  func counts(_ x1: Int, _ x0: Int) -> GroupCounts {
    guard let counts = GroupCounts(x1: x1, n1: bameTotal, x0: x0, n0: whiteTotal) else {
      preconditionFailure("more cases than staff")
    }
    return counts
  }
}

/// A design over several phases: what its lines are drawn from.
struct DrawnLine: Sendable {
  private let phases: [DrawnGroups]

  /// - Parameter slope: Change of the log ratio a phase.
  init(_ design: Design, phases: Int, slope: Double = 0) {
    self.phases = (0..<phases).map { design.groups(times: .exp(slope * Double($0))) }
  }

  init(_ phases: [DrawnGroups]) { self.phases = phases }

  func draw(_ random: inout SplitMix) -> Line { Line(strata(&random)) }

  func strata(_ random: inout SplitMix) -> [Stratum] {
    phases.enumerated().map { Stratum(t: Double($0.offset), counts: $0.element.draw(&random)) }
  }
}
