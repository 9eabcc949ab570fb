import Foundation

/// One fictional authority: who works there, and the lines that its figures are drawn from.
struct FictionalAuthority: Sendable {
  var index: Int
  var code: String { "X" + String(repeating: "0", count: max(0, 4 - "\(index + 1)".count)) + "\(index + 1)" }
  var name: String { FictionalNames.name(index) }
  var region: String { ["North", "East", "South", "West", "Midlands"][index % 5] }
  var staff: Double
  var adultsShare: Double
  var hasChildren: Bool
  /// Share of minoritised staff among those whose ethnicity is known.
  var minoritisedShare: Double
  var unknownShare: Double

  /// The first authority is of middle size and gives both services.
  init(index: Int, seed: UInt64) {
    var random = SeededRandom(seed, "authority \(index)")
    self.index = index
    let drawn = exp(log(800) + 1.0 * random.normal())
    staff = index == 0 ? 1150 : min(9000, max(40, drawn))
    adultsShare = 0.45 + 0.25 * random.uniform()
    hasChildren = random.uniform() < 0.8 || index == 0
    let logit = -1.5 + 0.9 * random.normal()
    minoritisedShare = index == 0 ? 0.28 : min(0.65, max(0.03, 1 / (1 + exp(-logit))))
    unknownShare = index == 0 ? 0.07 : min(0.35, 0.02 + 0.09 * -log(1 - random.uniform()))
  }

  var services: [Service] { hasChildren ? [.adults, .children] : [.adults] }

  /// Head-counts by ethnicity in one phase; they drift a little from year to year.
  func headcounts(_ service: Service, phase: String, seed: UInt64) -> [Ethnicity: Int] {
    var random = SeededRandom(seed, "staff \(index) \(phase) \(service.rawValue)")
    let share = hasChildren ? (service == .adults ? adultsShare : 1 - adultsShare) : 1
    let all = max(20, staff * share * exp(0.04 * random.normal()))
    let unknown = (all * min(0.5, unknownShare * exp(0.25 * random.normal()))).rounded()
    let known = all - unknown
    let minoritised = max(3, (known * min(0.9, minoritisedShare * exp(0.03 * random.normal()))).rounded())
    return [.unknown: Int(unknown), .bame: Int(minoritised), .white: Int(max(5, known - minoritised))]
  }
}

/// The underlying line of one authority on one indicator: log relative likelihood at the first phase, and its change.
struct TrueLine: Sendable {
  enum Kind: String, Sendable { case improves, worsens, stays, crosses }
  var kind: Kind
  var intercept: Double
  var slope: Double
  /// Whether it is kept as it is when the nation is brought to its published figure.
  var isFixed = false

  func log(at step: Int) -> Double { intercept + slope * Double(step) }

  /// A line around a national value.
  /// - Parameters:
  ///   - nation: Log of the national relative likelihood.
  ///   - steps: Number of phases less one.
  init(around nation: Double, steps: Int, _ random: inout SeededRandom) {
    let start = nation + 0.22 * random.normal()
    let pace = 0.05 + 0.12 * random.uniform()
    let draw = random.uniform()
    let towards = start > 0 ? -1.0 : 1.0
    intercept = start
    switch draw {
    case ..<0.35: (kind, slope) = (.improves, towards * min(pace, abs(start) / Double(max(1, steps))))
    case ..<0.55: (kind, slope) = (.worsens, -towards * pace)
    case ..<0.9: (kind, slope) = (.stays, 0)
    default: (kind, slope) = (.crosses, towards * 2 * abs(start) / Double(max(1, steps)))
    }
  }

  init(kind: Kind, intercept: Double, slope: Double) {
    (self.kind, self.intercept, self.slope, isFixed) = (kind, intercept, slope, true)
  }
}
