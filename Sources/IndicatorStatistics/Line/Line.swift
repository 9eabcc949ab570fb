/// One stratum of a line: where it stands in time, and its counts.
public struct Stratum: Hashable, Sendable {
  /// Where it stands in time: the ordinal of a phase, or years.
  public let t: Double
  /// Its counts of both groups.
  public let counts: GroupCounts

  /// A stratum of a line.
  public init(t: Double, counts: GroupCounts) { (self.t, self.counts) = (t, counts) }
}

/// Strata through which `log RR = a + b·t` is drawn. The White rates are profiled out, so that there are two parameters
/// whatever the number of strata.
public struct Line: Sendable {
  /// Those that can say something: both denominators above 0 and at least one case.
  let strata: [(t: Double, table: Table)]
  /// How many could not.
  public let dropped: Int

  /// A line through strata in any order; those without a denominator or a case are dropped and counted.
  public init(_ strata: [Stratum]) {
    let all = strata.map { (t: $0.t, table: $0.counts.table) }.sorted { $0.t < $1.t }
    self.strata = all.filter { $0.table.isInformative }
    dropped = all.count - self.strata.count
  }

  /// Expected counts, which may be fractions.
  init(_ tables: [(t: Double, table: Table)]) { (strata, dropped) = (tables, 0) }

  /// First and last time of the strata that count.
  var first: Double { strata.first?.t ?? 0 }
  var last: Double { strata.last?.t ?? 0 }

  /// Whether a finite line is likeliest, decided before any fitting.
  enum Existence: Hashable {
    case unique
    case boundary(LineFit.Direction?)
    case tooFew
  }

  /// The log-likelihood is concave. Its maximum is finite and unique unless some direction (α, β) never lowers it:
  /// `α + βt` = 0 wherever both counts are above 0, ≤ 0 where `x1` = 0, ≥ 0 where `x0` = 0.
  var existence: Existence {
    guard Set(strata.map(\.t)).count >= 2 else { return .tooFew }
    let inner = Set(strata.filter { $0.table.x1 > 0 && $0.table.x0 > 0 }.map(\.t))
    if inner.count >= 2 { return .unique }
    let zeros = strata.filter { $0.table.x1 == 0 }.map(\.t)
    let infinities = strata.filter { $0.table.x0 == 0 }.map(\.t)
    if let pivot = inner.first {
      let up = zeros.allSatisfy { $0 <= pivot } && infinities.allSatisfy { $0 >= pivot }
      let down = zeros.allSatisfy { $0 >= pivot } && infinities.allSatisfy { $0 <= pivot }
      return up ? .boundary(.up) : down ? .boundary(.down) : .unique
    }
    guard let (z0, z1) = zeros.range, let (i0, i1) = infinities.range else { return .boundary(nil) }
    return z1 <= i0 ? .boundary(.up) : i1 <= z0 ? .boundary(.down) : .unique
  }
}

extension [Double] {
  /// Least and most.
  fileprivate var range: (Double, Double)? {
    guard let least = self.min(), let most = self.max() else { return nil }
    return (least, most)
  }
}
