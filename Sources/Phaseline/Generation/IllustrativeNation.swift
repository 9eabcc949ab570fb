import Foundation

/// A national relative likelihood that the fictional nation comes near.
public struct TargetRatio: Hashable, Sendable {
  /// Key of the phase.
  public var phase: String
  /// Key of the indicator.
  public var indicator: String
  /// Key of the category; `all` for the whole.
  public var category: String
  /// Relative likelihood, above 0.
  public var ratio: Double

  /// A ratio to come near.
  public init(phase: String, indicator: String, category: String, ratio: Double) {
    (self.phase, self.indicator, self.category, self.ratio) = (phase, indicator, category, ratio)
  }
}

/// A believable nation of fictional authorities, the same for the same seed: for a demonstration and for benchmarks,
/// since real authorities' counts are not public.
public struct IllustrativeNation: Sendable {
  let standard: Standard
  let phases: [Phase]
  let seed: UInt64
  /// Authorities that take part in each phase, by index.
  let participants: [[Int]]
  let authorities: [FictionalAuthority]
  private let targets: [TargetRatio]

  /// How many of 120 authorities took part in each of the first five phases; later ones stay at 120.
  private static let participation = [23, 76, 99, 110, 120]

  /// A nation that is the same for the same seed, phases and number of authorities.
  /// - Parameters:
  ///   - standard: Its indicators' `illustration` entries are the rates to start from.
  ///   - nationalRatios: What the pooled figures come near, where there are any.
  ///   - seed: Any number; another makes another nation.
  ///   - authorities: How many take part in the last phase, 10 or more.
  ///   - phases: How many phases, at most as many as the catalogue numbers.
  /// - Throws: `UsageProblem.refused` for more phases or authorities than there can be.
  public init(
    standard: Standard, nationalRatios: [TargetRatio], seed: UInt64, authorities: Int = 120, phases: Int = 5
  ) throws {
    let numbered = standard.phases.filter { Int($0.key) != nil }
    guard phases >= 1, phases <= numbered.count else {
      throw UsageProblem.refused("The catalogue numbers \(numbered.count) phases: ask for 1 to \(numbered.count).")
    }
    guard standard.areas.contains(where: { $0.kind == .illustrative }) else {
      throw UsageProblem.refused("The standard '\(standard.key)' has no illustrative area to publish figures of.")
    }
    let most = FictionalNames.count * 2 / 3
    guard (10...most).contains(authorities) else {
      throw UsageProblem.refused("A nation has from 10 to \(most) authorities.")
    }
    guard standard.indicators.contains(where: { $0.kind == .distribution }) else {
      throw UsageProblem.refused("The standard '\(standard.key)' has no distribution of staff to build a nation on.")
    }
    self.standard = standard
    self.phases = Array(numbered.prefix(phases))
    self.seed = seed
    targets = nationalRatios
    participants = Self.takePart(authorities, phases: phases, seed: seed)
    let count = (participants.flatMap { $0 }.max() ?? 0) + 1
    guard count <= FictionalNames.count else {
      throw UsageProblem.refused(
        "\(authorities) authorities, of which some leave and others come in each of \(phases) phases, are more than there "
          + "are names for. Ask for fewer of either.")
    }
    self.authorities = (0..<count).map { FictionalAuthority(index: $0, seed: seed) }
  }

  /// Most stay, some skip a phase, a few leave; newcomers fill up. The first is always there.
  private static func takePart(_ authorities: Int, phases: Int, seed: UInt64) -> [[Int]] {
    var random = SeededRandom(seed, "participation")
    var (joined, pool, result) = ([Int](), 0, [[Int]]())
    for phase in 0..<phases {
      func share(_ step: Int) -> Int { participation[min(step, participation.count - 1)] }
      let wanted = max(1, share(phase) * authorities / share(phases - 1))
      joined.removeAll { $0 != 0 && phase > 0 && random.uniform() < 0.02 }
      var here = joined.filter { $0 == 0 || random.uniform() >= 0.05 }
      if here.count > wanted { here.removeLast(here.count - wanted) }
      while here.count < wanted {
        here.append(pool)
        joined.append(pool)
        pool += 1
      }
      result.append(here.sorted())
    }
    return result
  }

  /// The target of an indicator's category in a phase: its own, else the last one before, else the next one after, else
  /// the catalogue's.
  func target(_ step: Int, _ indicator: Indicator, _ category: Int) -> Double {
    let key = category < indicator.categories.count ? indicator.categories[category].key : Category.all
    let keys = [key, Category.all]
    for other in (0...step).reversed() + Array((step + 1)..<max(step + 1, phases.count)) {
      let found = targets.first {
        $0.phase == phases[other].key && $0.indicator == indicator.key && keys.contains($0.category)
      }
      if let found { return found.ratio }
    }
    return indicator.illustration.ratios[min(category, indicator.illustration.ratios.count - 1)]
  }

  /// The line of an authority on an indicator. The first authority's are chosen to be worth showing: it improves on the
  /// first ratio of the standard and worsens on the commonest unwanted event.
  func line(_ authority: FictionalAuthority, _ indicator: Indicator) -> TrueLine {
    let steps = phases.count - 1
    if authority.index == 0 {
      if indicator.key == showcase.improving?.key { return TrueLine(kind: .improves, intercept: log(0.4), slope: 0.16) }
      if indicator.key == showcase.worsening?.key { return TrueLine(kind: .worsens, intercept: log(1.1), slope: 0.15) }
    }
    var random = SeededRandom(seed, "line \(authority.index) \(indicator.key)")
    return TrueLine(around: log(target(0, indicator, indicator.categories.count)), steps: steps, &random)
  }

  private var showcase: (improving: Indicator?, worsening: Indicator?) {
    let ratios = standard.indicators.filter { $0.kind == .ratio && $0.categories.isEmpty }
    func cases(_ indicator: Indicator) -> Double {
      indicator.illustration.whiteRates[0] * indicator.illustration.perStaff
    }
    let worst = ratios.filter { $0.event == .unwanted }.max { cases($0) < cases($1) }
    return (ratios.first, worst)
  }

  /// Writes `authorities.csv`, a file of counts for each phase, and `published-figures.csv`.
  /// - Parameters:
  ///   - folder: Made if it is not there.
  ///   - truth: Where to write each authority's underlying line, if anywhere.
  ///   - progress: Told of each phase.
  ///   - cancellation: Asked before each phase; the files that are written by then stay.
  /// - Throws: `UsageProblem.refused` where the folder holds CSV files that this nation has not; `CancellationError`; an
  ///   error of the file system.
  public func write(
    into folder: URL, truth: URL?, progress: WorkProgress = .silent, cancellation: Cancellation = Cancellation()
  ) throws {
    try prepare(folder)
    if let truth, let before = try? String(contentsOf: truth, encoding: .utf8), !before.hasPrefix(Self.truthHeader) {
      throw UsageProblem.refused("\(truth.path) is another file. Name one that is not there for --truth.")
    }
    try Data(register.utf8).write(to: folder.appendingPathComponent("authorities.csv"))
    var published = "standard,phase,area,organisation,service,indicator,category,measure,value,printed_as,source\n"
    for step in phases.indices {
      try cancellation.check()
      progress("Writing phase \(phases[step].key)", step, of: phases.count)
      let counts = PhaseCounts(nation: self, step: step)
      let file = folder.appendingPathComponent("phase-\(phases[step].key).csv")
      try Data(counts.csv.utf8).write(to: file)
      published += counts.publishedFigures
    }
    try Data(published.utf8).write(to: folder.appendingPathComponent("published-figures.csv"))
    if let truth { try Data(self.truth.utf8).write(to: truth) }
  }

  /// Makes the folder; refuses one with files that this would write over, or that would be loaded with it.
  private func prepare(_ folder: URL) throws {
    do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
      throw UsageProblem.refused("\(folder.path) is no folder and cannot be made one. Name another.")
    }
    let found = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().filter {
      $0.hasSuffix(".csv")
    }
    let own = Set(["authorities.csv", "published-figures.csv"] + phases.map { "phase-\($0.key).csv" })
    let before = try? String(contentsOf: folder.appendingPathComponent("authorities.csv"), encoding: .utf8)
    let isNation = before?.contains(",illustrative authority,illustrative\n") ?? false
    guard let other = found.first(where: { !isNation || !own.contains($0) }) else { return }
    throw UsageProblem.refused("\(folder.path) holds \(other), which is no part of this nation. Name an empty folder.")
  }

  private var register: String {
    "code,name,region,type,kind\n"
      + authorities.map { "\($0.code),\($0.name),\($0.region),illustrative authority,illustrative\n" }.joined()
  }

  private static let truthHeader = "code,name,indicator,kind,log_ratio_at_first_phase,change_per_phase\n"

  private var truth: String {
    Self.truthHeader
      + authorities.flatMap { authority in
        standard.indicators.map { indicator in
          let line = line(authority, indicator)
          let numbers = "\(Wordings.fixed(line.intercept, 4)),\(Wordings.fixed(line.slope, 4))".replacing(
            "−", with: "-")
          return "\(authority.code),\(authority.name),\(indicator.key),\(line.kind.rawValue),\(numbers)\n"
        }
      }.joined()
  }
}
