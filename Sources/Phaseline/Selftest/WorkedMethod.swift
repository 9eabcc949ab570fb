import IndicatorStatistics

/// A method that worked examples are computed by; a new one is a line in `all`.
struct WorkedMethod: Sendable {
  /// As the file of examples names it.
  let name: String
  /// The numbers in the order in which they are expected; `nil` where the input cannot be read.
  let compute: @Sendable (WorkedExample) throws -> [Double]?

  static func named(_ name: String) -> WorkedMethod? { all.first { $0.name == name } }

  static let all: [WorkedMethod] = [
    WorkedMethod(name: "Wilson 95%") { wilson($0, .ninetyFive) },
    WorkedMethod(name: "Wilson 99.8%") { wilson($0, .ninetyNineEight) },
    WorkedMethod(name: "Byar 95%") { count($0)?.byarInterval().limits },
    WorkedMethod(name: "exact Poisson 95%") { count($0)?.exactInterval().limits },
    WorkedMethod(name: "Koopman 95%") { ratio($0, .koopman) },
    WorkedMethod(name: "Miettinen-Nurminen 95%") { ratio($0, .miettinenNurminen) },
    WorkedMethod(name: "Katz 95%") { ratio($0, .katz) },
    WorkedMethod(name: "risk difference 95%") { tables($0)?.first?.riskDifferenceInterval()?.limits },
    WorkedMethod(name: "people to parity", compute: people),
    WorkedMethod(name: "Cochran-Armitage") { trend($0)?.test },
    WorkedMethod(name: "logistic slope") { trend($0)?.slope },
    WorkedMethod(name: "Cochran-Armitage and logistic slope") { example in
      trend(example).map { $0.test + $0.slope }
    },
    WorkedMethod(name: "Benjamini-Hochberg", compute: benjaminiHochberg),
    WorkedMethod(name: "random effects REML log RR, z interval (without Knapp-Hartung)", compute: vaccine),
    WorkedMethod(name: "log-ratio line 95%", compute: line),
    WorkedMethod(name: "log-ratio line common events", compute: line),
    WorkedMethod(name: "boundary line", compute: line),
    WorkedMethod(name: "time of parity 95%", compute: parity),
    WorkedMethod(name: "gap to the rest 95%", compute: gap),
    WorkedMethod(name: "Mantel-Haenszel RR", compute: mantelHaenszel),
    WorkedMethod(name: "panel effect", compute: panel),
  ]

  // MARK: - One table

  private static func wilson(_ example: WorkedExample, _ level: ConfidenceLevel) -> [Double]? {
    let n = integers(example.input)
    return n.count == 2 ? Proportion(n[0], of: n[1])?.wilsonInterval(level)?.limits : nil
  }

  private static func count(_ example: WorkedExample) -> PoissonCount? {
    integers(example.input).first.flatMap { PoissonCount($0) }
  }

  private static func ratio(_ example: WorkedExample, _ method: RatioMethod) -> [Double]? {
    guard let counts = tables(example)?.first, let interval = counts.ratioInterval(method) else { return nil }
    return (example.expected.hasPrefix("RR") ? [counts.relativeLikelihood ?? .nan] : []) + interval.limits
  }

  private static func people(_ example: WorkedExample) -> [Double]? {
    guard let people = tables(example)?.first?.peopleToParity, let band = people.toFourFifths else { return nil }
    return [people.estimate] + people.interval.limits + [band.estimate] + band.interval.limits
  }

  // MARK: - Several phases

  private static func trend(_ example: WorkedExample) -> (test: [Double], slope: [Double])? {
    let rates = example.input.split(separator: " ").compactMap { word -> Proportion? in
      let n = integers(word)
      return n.count == 2 ? Proportion(n[0], of: n[1]) : nil
    }
    let trend = RateTrend(rates.enumerated().map { (t: Double($0.offset + 1), proportion: $0.element) })
    guard let test = trend.cochranArmitage() else { return nil }
    if example.expected.contains("increasing"), test.direction != .up || FingertipsMarker(rates) != .increasing {
      return nil
    }
    let slope = trend.logisticSlope()
    let hasP = example.expected.contains(" p ")
    return (
      [test.chiSquared] + (hasP ? [test.p] : []), [slope.slope ?? .nan] + (slope.interval?.limits ?? [])
    )
  }

  /// `t=1..3: 5/150 0/150 0/150 v 30/600 each` or `t=1..4: 14/210 v 31/840; …`.
  private static func strata(_ text: some StringProtocol) -> Line? {
    guard let body = text.split(separator: ":").last, let tables = tables(body) else { return nil }
    return Line(tables.enumerated().map { Stratum(t: Double($0.offset + 1), counts: $0.element) })
  }

  private static func line(_ example: WorkedExample) -> [Double]? {
    guard let fit = strata(example.input)?.fit(), let interval = fit.slopeInterval, let ratio = fit.likelihoodRatio
    else { return nil }
    let slope = fit.slope ?? -.infinity
    let change = [slope] + interval.limits + [ratio]
    guard example.expected.hasPrefix("a "), let first = fit.first, let deviance = fit.deviance,
      let score = fit.adjustedScore
    else { return change }
    return [first.log - slope * first.t] + change + [deviance, score]
  }

  private static func parity(_ example: WorkedExample) -> [Double]? {
    guard let line = strata(example.input) else { return nil }
    let projection = line.projection(of: line.fit())
    guard let parity = projection.parity, let interval = projection.interval else { return nil }
    return [parity] + interval.limits
  }

  /// `t=1..4: authority 14/210 v 31/840; … rest 140/2100 v …`.
  private static func gap(_ example: WorkedExample) -> [Double]? {
    let sides = example.input.split(separator: " rest ")
    guard sides.count == 2, let own = strata(sides[0]), let rest = strata(sides[1]),
      let gap = own.gap(to: rest), let difference = gap.difference, let interval = gap.interval
    else { return nil }
    return [difference] + interval.limits
  }

  // MARK: - Many at once

  private static func benjaminiHochberg(_ example: WorkedExample) -> [Double]? {
    let p = example.input.split(separator: " ").compactMap { Double($0) }
    let q = BenjaminiHochberg.qValues(p)
    return [Double(q.count { $0 <= 0.05 }), 0.05] + q.prefix(5)
  }

  /// The trials of `reference/bcg.csv`.
  private static func vaccine(_ example: WorkedExample) throws -> [Double]? {
    let trials = try WorkedExample.rows(of: "bcg.csv", in: example.folder, columns: 7).compactMap { row in
      let n = row[2...5].compactMap { Int($0) }
      return n.count == 4 ? GroupCounts(x1: n[0], n1: n[0] + n[1], x0: n[2], n0: n[2] + n[3]) : nil
    }
    guard trials.count == 13, let effects = RandomEffects(trials), let differences = effects.heterogeneity else {
      return nil
    }
    return [effects.meanLog] + effects.normalInterval.limits
      + [differences.variance, differences.inconsistency, differences.cochranQ]
  }

  private static func mantelHaenszel(_ example: WorkedExample) -> [Double]? {
    guard let tables = tables(example), let stratified = MantelHaenszel(tables), let interval = stratified.interval,
      let pooled = tables.pooled.relativeLikelihood
    else { return nil }
    return [stratified.ratio] + interval.limits + [pooled]
  }

  /// `P1 A 4/60 v 20/500 B …; P2 B …`.
  private static func panel(_ example: WorkedExample) -> [Double]? {
    let phases = example.input.split(separator: ";").map { phase -> [String: GroupCounts] in
      let words = phase.split(separator: " ").dropFirst()
      let names = words.indices.filter { words[$0].count == 1 && words[$0].first?.isUppercase == true }
      return Dictionary(
        names.compactMap { index in
          table(words[(index + 1)..<min(index + 4, words.endIndex)].joined(separator: " ")).map {
            (String(words[index]), $0)
          }
        }, uniquingKeysWith: { first, _ in first })
    }
    guard phases.count == 2, let parts = PanelEffect(first: phases[0], second: phases[1])?.parts else { return nil }
    return [parts.total, parts.panel, parts.entrants, parts.leavers]
  }

  // MARK: - Reading

  private static func integers(_ text: some StringProtocol) -> [Int] {
    text.split { !$0.isNumber }.compactMap { Int($0) }
  }

  private static func table(_ text: some StringProtocol) -> GroupCounts? {
    let n = integers(text)
    return n.count == 4 ? GroupCounts(x1: n[0], n1: n[1], x0: n[2], n0: n[3]) : nil
  }

  private static func tables(_ example: WorkedExample) -> [GroupCounts]? { tables(example.input) }

  private static func tables(_ text: some StringProtocol) -> [GroupCounts]? {
    guard text.hasSuffix("each") else {
      let parts = text.split(separator: ";")
      let tables = parts.compactMap { table($0) }
      return tables.count == parts.count && !tables.isEmpty ? tables : nil
    }
    let sides = text.split(separator: "v")
    let tables = sides[0].split(separator: " ").compactMap { table("\($0) v \(sides[1])") }
    return tables.isEmpty ? nil : tables
  }
}

extension Interval {
  /// Both limits, the lower one first.
  fileprivate var limits: [Double] { [lower, upper] }
}
