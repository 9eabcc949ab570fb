import Foundation

/// The counts of one phase of an illustrative nation.
struct PhaseCounts {
  /// Counts of one authority, service, indicator and category.
  private struct Cell {
    var authority: FictionalAuthority
    var service: Service
    var indicator: Indicator
    var category: String
    var counts: [Ethnicity: (numerator: Int, denominator: Int)]
  }
  private let nation: IllustrativeNation
  private let step: Int
  private let cells: [Cell]

  init(nation: IllustrativeNation, step: Int) {
    (self.nation, self.step) = (nation, step)
    let drawer = CellDrawer(nation: nation, step: step)
    cells = drawer.members.flatMap { authority in
      authority.services.flatMap { service in
        nation.standard.indicators.flatMap { indicator in
          drawer.draw(authority, service, indicator).map { category, counts in
            Cell(authority: authority, service: service, indicator: indicator, category: category, counts: counts)
          }
        }
      }
    }
  }

  /// The long form.
  var csv: String {
    let phase = nation.phases[step].key
    var text = FileKind.longForm + "\n"
    for cell in cells {
      for ethnicity in Ethnicity.allCases {
        guard let pair = cell.counts[ethnicity] else { continue }
        text += "\(phase),\(cell.authority.name),\(cell.service.rawValue),\(cell.indicator.key),\(cell.category),"
        text += "\(ethnicity.rawValue),\(pair.numerator),\(pair.denominator)\n"
      }
    }
    return text
  }

  /// The pooled ratios as a publisher would print them: one decimal in the first phase, two later.
  var publishedFigures: String {
    nation.standard.indicators.flatMap { indicator in
      categories(of: indicator).compactMap { category -> String? in
        var sums: [Ethnicity: (Int, Int)] = [:]
        for cell in cells where cell.indicator.key == indicator.key && cell.category == category {
          for (ethnicity, pair) in cell.counts {
            let sum = sums[ethnicity] ?? (0, 0)
            sums[ethnicity] = (sum.0 + pair.numerator, sum.1 + pair.denominator)
          }
        }
        guard let bame = sums[.bame], let white = sums[.white], white.0 > 0, bame.1 > 0 else { return nil }
        let ratio = Double(bame.0) / Double(bame.1) * Double(white.1) / Double(white.0)
        let value = Wordings.fixed(ratio, step == 0 ? 1 : 2)
        return "\(nation.standard.key),\(nation.phases[step].key),\(nation.standard.nation(illustrative: true)),,all,"
          + "\(indicator.key),\(category),relative_likelihood,\(value),\(value) (illustrative),"
          + "\"Illustrative nation, phaseline generate --seed \(nation.seed)\"\n"
      }
    }.joined()
  }

  private func categories(of indicator: Indicator) -> [String] {
    CellDrawer.categories(of: indicator, in: nation.phases[step], nation.standard.phases)
  }
}

/// Draws counts that agree with each other: staff are the same wherever staff are counted.
struct CellDrawer {
  private let nation: IllustrativeNation
  private let step: Int
  private let staffBase: String
  let members: [FictionalAuthority]
  /// What all authorities' log ratios are moved by, so that the pooled figure comes near its target.
  private var shifts: [String: [Double]] = [:]

  init(nation: IllustrativeNation, step: Int) {
    (self.nation, self.step) = (nation, step)
    members = nation.participants[step].map { nation.authorities[$0] }
    staffBase = nation.standard.indicators.first { $0.kind == .distribution }?.denominatorBase ?? ""
    for indicator in nation.standard.indicators {
      let categories = max(1, indicator.categories.count)
      shifts[indicator.key] = (0...categories).map { shift(indicator, $0) }
    }
  }

  /// The categories in which an indicator is given in a phase: all of a distribution's; the parts before a series break;
  /// else the whole.
  static func categories(of indicator: Indicator, in phase: Phase, _ phases: [Phase]) -> [String] {
    if indicator.kind == .distribution { return indicator.categories.map(\.key) }
    let isBroken = indicator.breaks.contains { gap in
      phases.first { $0.key == gap.before }.map { phase.ordinal < $0.ordinal } ?? false
    }
    return isBroken && !indicator.categories.isEmpty ? indicator.categories.map(\.key) : [Category.all]
  }

  func draw(
    _ authority: FictionalAuthority, _ service: Service, _ indicator: Indicator
  ) -> [(String, [Ethnicity: (numerator: Int, denominator: Int)])] {
    let denominators = denominators(authority, service, indicator)
    let keys = Self.categories(of: indicator, in: phase, nation.standard.phases)
    let label = "count \(authority.index) \(phase.key) \(service.rawValue) \(indicator.key)"
    var drawn = keys.map { ($0, [Ethnicity: (numerator: Int, denominator: Int)]()) }
    for ethnicity in Ethnicity.allCases {
      var random = SeededRandom(nation.seed, "\(label) \(ethnicity.rawValue)")
      let total = denominators[ethnicity] ?? 0
      if indicator.kind == .distribution {
        let shares = shares(authority, indicator, ethnicity)
        var (left, room) = (total, 1.0)
        for index in keys.indices {
          let isLast = index == keys.count - 1
          let count = isLast ? left : random.binomial(left, room > 0 ? shares[index] / room : 0)
          drawn[index].1[ethnicity] = (count, total)
          left -= count
          room -= shares[index]
        }
      } else {
        for index in keys.indices {
          let category = keys[index] == Category.all ? indicator.categories.count : index
          drawn[index].1[ethnicity] = (random.binomial(total, rate(authority, indicator, category, ethnicity)), total)
        }
      }
    }
    return drawn
  }

  private var phase: Phase { nation.phases[step] }

  private func denominators(
    _ authority: FictionalAuthority, _ service: Service, _ indicator: Indicator
  ) -> [Ethnicity: Int] {
    let staff = authority.headcounts(service, phase: phase.key, seed: nation.seed)
    guard indicator.denominatorBase != staffBase else { return staff }
    var random = SeededRandom(
      nation.seed, "base \(authority.index) \(phase.key) \(service.rawValue) \(indicator.denominatorBase)")
    var denominators: [Ethnicity: Int] = [:]
    for ethnicity in Ethnicity.allCases {  // in this order: a dictionary's own differs from run to run
      let expected = Double(staff[ethnicity] ?? 0) * indicator.illustration.perStaff * exp(0.08 * random.normal())
      denominators[ethnicity] = max(2, Int(expected.rounded()))
    }
    return denominators
  }

  /// Rate among White staff of an authority: its own habit around the nation's.
  private func whiteRate(_ authority: FictionalAuthority, _ indicator: Indicator, _ category: Int) -> Double {
    var random = SeededRandom(nation.seed, "rate \(authority.index) \(indicator.key)")
    let rates = indicator.illustration.whiteRates
    return min(0.9, rates[min(category, rates.count - 1)] * exp(0.2 * random.normal()))
  }

  private func rate(
    _ authority: FictionalAuthority, _ indicator: Indicator, _ category: Int, _ ethnicity: Ethnicity
  ) -> Double {
    let white = whiteRate(authority, indicator, category)
    guard ethnicity == .bame else { return white }
    let line = nation.line(authority, indicator)
    let shift = line.isFixed ? 0 : shifts[indicator.key]?[category] ?? 0
    return min(0.95, white * exp(line.log(at: step) + shift))
  }

  /// What an authority's counts are drawn from in the headline category, its services together.
  func drawnRates(_ authority: FictionalAuthority, _ indicator: Indicator) -> DrawnRates {
    var totals: [Ethnicity: Int] = [:]
    for service in authority.services {
      totals.merge(denominators(authority, service, indicator)) { $0 + $1 }
    }
    func rate(_ ethnicity: Ethnicity) -> Double {
      guard indicator.kind == .distribution else {
        return self.rate(authority, indicator, indicator.categories.count, ethnicity)
      }
      let headline = indicator.categories.firstIndex(where: \.isHeadline) ?? 0
      return shares(authority, indicator, ethnicity)[headline]
    }
    return DrawnRates(
      bame: (totals[.bame] ?? 0, rate(.bame)), white: (totals[.white] ?? 0, rate(.white)),
      stays: nation.line(authority, indicator).kind == .stays)
  }

  /// The share of a group in each category: the catalogue's, tilted by the authority's own line in the headline category.
  private func shares(_ authority: FictionalAuthority, _ indicator: Indicator, _ ethnicity: Ethnicity) -> [Double] {
    var random = SeededRandom(nation.seed, "shares \(authority.index) \(indicator.key)")
    let tilt = 0.15 * random.normal()
    let shares = indicator.categories.enumerated().map { index, category in
      let white = indicator.illustration.whiteRates[index] * (category.isHeadline ? exp(tilt) : 1)
      guard ethnicity == .bame else { return white }
      let own = category.isHeadline ? nation.line(authority, indicator).slope * Double(step) : 0
      return white * indicator.illustration.ratios[index] * exp(own)
    }
    let sum = shares.reduce(0, +)
    return shares.map { $0 / sum }
  }

  /// Expected counts pooled over all members, solved for the target.
  private func shift(_ indicator: Indicator, _ category: Int) -> Double {
    guard indicator.kind != .distribution else { return 0 }
    var (fixed, free, n1, x0, n0) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for authority in members {
      let line = nation.line(authority, indicator)
      let white = whiteRate(authority, indicator, category)
      for service in authority.services {
        let totals = denominators(authority, service, indicator)
        let (bame, whites) = (Double(totals[.bame] ?? 0), Double(totals[.white] ?? 0))
        let expected = bame * white * exp(line.log(at: step))
        if line.isFixed { fixed += expected } else { free += expected }
        n1 += bame
        x0 += whites * white
        n0 += whites
      }
    }
    let wanted = nation.target(step, indicator, category) * x0 / n0 * n1 - fixed
    return free > 0 && wanted > 0 ? log(wanted / free) : 0
  }
}
