import Foundation
import IndicatorStatistics

@testable import Charting
@testable import Phaseline

/// Findings with real lines through random counts, and with where they lead, made by the very code that makes them from a
/// workspace; the same at every run.
struct RandomLines {
  /// What a finding is to be like, besides its random counts.
  enum Sort: CaseIterable {
    /// Towards parity at a pace that shows; until it is nearly there; slowly; hardly at all; away; across.
    case fast, near, slow, still, away, across, fromAfar
    case few, zeros, hidden, onePhase, twoPhases, publishedOnly, hugeRatio, gap, broken, services
  }
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  static let standard: Standard = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appendingPathComponent("Data/sc-wres/standard.yaml")
    do { return try Standard(yaml: String(contentsOf: file, encoding: .utf8), file: file.path) } catch {
      fatalError("the catalogue of the test cannot be read: \(error)")
    }
  }()

  /// Each sort twenty times and more.
  static let all: [(sort: Sort, finding: Finding)] = (0..<340).map { seed in
    let sort = Sort.allCases[seed % Sort.allCases.count]
    var random = RandomLines(seed: UInt64(seed))
    return (sort, random.finding(sort, seed))
  }

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  /// From 0 to 1.
  private mutating func share() -> Double { Double(next(1_000_000)) / 1_000_000 }

  // MARK: - A finding

  mutating func finding(_ sort: Sort, _ seed: Int) -> Finding {
    let standard = Self.standard
    let keys = ["shortlisting", "disciplinary", "training", "leaving", "senior-management"]
    let key = sort == .broken ? "harassment-colleagues" : keys[next(keys.count)]
    guard let indicator = standard.indicator(key) else { fatalError("the catalogue has no \(key)") }
    let names = [
      "Northbridge", "Bishop's Tarrant", "Llanfair Môr",
      "The Metropolitan Borough of Upper Nightinghaven and Lower Kestrelminster", "{/Bold x} `rm` $(x) \\n %d",
    ]
    let organisation = Organisation(
      code: "X1", name: names[next(names.count)], kind: .illustrative, region: "", type: "")
    let phases = phases(sort)
    var finding = Self.made(indicator, organisation, phases, isNation: false)
    finding.isIllustrative = next(2) == 0
    return finding
  }

  /// The finding that these phases make, by way of the library's own line, projection and words.
  static func made(
    _ indicator: Indicator, _ organisation: Organisation, _ phases: [PhaseFinding], isNation: Bool,
    category: String = Category.all, request: LineRequest = LineRequest(looksAhead: true)
  ) -> Finding {
    let standard = Self.standard
    var finding = Finding(
      standard: standard.key,
      subject: Finding.Subject(
        code: isNation ? nil : organisation.code, name: isNation ? "Illustrative nation" : organisation.name,
        nation: "Illustrative nation"), indicator: Finding.Topic(indicator, category: category),
      organisationNoun: standard.organisationNoun, groups: Finding.GroupLabels(standard), service: .all, phases: phases,
      line: nil, verdict: LineVerdict(notTested: true), verdictWords: "", headline: "", sentence: "", measure: "",
      notes: [], sources: ["A source"], isIllustrative: true)
    if !isNation,
      var analysis = try? LineAnalysis(phases, breaks: indicator.breaks, phases: standard.phases, request: request)
    {
      if let line = analysis.finding {
        let ahead = LookAhead(
          standard: standard, indicator: indicator, category: category, organisation: organisation, request: request,
          fewest: 1, nation: ReadNation())
        analysis.lookAhead(nil, try? ahead.projection(line, analysis.exact))
      }
      (finding.line, finding.verdict) = (analysis.finding, analysis.verdict)
    }
    let sentences = Sentences(finding, indicator: indicator, standard: standard)
    (finding.headline, finding.sentence, finding.measure) = (sentences.headline, sentences.sentence, sentences.measure)
    let outlook = Outlook(finding, indicator: indicator, standard: standard)
    let noPace = finding.line.flatMap(outlook.whyNoWay)
    finding.line?.projection?.noPace = noPace
    return finding
  }

  // MARK: - Its phases

  private mutating func phases(_ sort: Sort) -> [PhaseFinding] {
    let known = Self.standard.phases.dropFirst()
    let count = sort == .onePhase ? 1 : sort == .twoPhases ? 2 : sort == .few ? 2 + next(4) : 3 + next(3)
    let taken = Array(sort == .broken ? known.prefix(5) : known.suffix(5).prefix(count))
    let size = people(sort)
    let (start, factor) = course(sort)
    return taken.enumerated().compactMap { index, phase in
      if sort == .gap, index == 1 { return Self.phase(phase, nil) }
      if sort == .publishedOnly {
        return Self.phase(phase, nil, published: "\(Double(40 + next(120)) / 100)")
      }
      let ratio = start * pow(factor, Double(index))
      let counts = counts(ratio, size, sort, isLast: index == taken.count - 1)
      var found = Self.phase(phase, counts)
      if sort == .services { found.service = index == 0 ? .adults : .children }
      if sort == .broken, phase.key == "2" { found.seriesBreak = "phase 1 gave colleagues and managers apart" }
      return found
    }
  }

  private mutating func people(_ sort: Sort) -> Int {
    switch sort {
    case .few, .zeros, .hidden: 20 + next(60)
    case .fromAfar: 4_000_000
    case .fast: 2_500 + next(30_000)
    case .near: 800 + next(2_000)
    case .twoPhases: 3_000 + next(20_000)
    default: [200, 900, 6_000][next(3)] + next(400)
    }
  }

  /// The ratio in the first phase, and what it is multiplied by each phase.
  private mutating func course(_ sort: Sort) -> (Double, Double) {
    let isAbove = next(2) == 0
    let (start, factor): (Double, Double) =
      switch sort {
      case .fast: (0.3 + 0.1 * share(), 1.08 + 0.12 * share())
      case .near: (0.62, 1.12)
      case .twoPhases: (0.3, 1.12 + 0.15 * share())
      case .slow: (0.4, 1.03)
      case .fromAfar: (0.30, 1.003)
      case .away: (0.85, 0.8)
      case .across: (0.6, 1.35)
      case .hugeRatio: (1 / 40.0, 1.1)
      default: (0.4 + 0.6 * share(), 0.9 + 0.2 * share())
      }
    return isAbove ? (1 / start, 1 / factor) : (start, factor)
  }

  private mutating func counts(_ ratio: Double, _ size: Int, _ sort: Sort, isLast: Bool) -> RangedCounts? {
    let white = 3 * size
    let rate = min(0.2, 0.6 / max(1, ratio))
    let expected = (rate * ratio * Double(size), rate * Double(white))
    let noise = sort == .fromAfar ? 0 : 1.0
    func drawn(_ mean: Double, _ total: Int, _ wave: Double) -> Int {
      min(total, max(0, Int((mean + noise * wave * mean.squareRoot()).rounded())))
    }
    // Two waves in −1…1, less than chance would give, so that the courses stay what they are called.
    var (one, two) = (
      drawn(expected.0, size, share() - share()), drawn(expected.1, white, share() - share())
    )
    if sort == .zeros { (one, two) = next(2) == 0 ? (0, two) : (one, next(3) == 0 ? 0 : two) }
    let hidden = sort == .hidden && (isLast || next(3) == 0)
    let bame = hidden ? CountRange(low: 0, high: min(size, 4)) : CountRange(low: one, high: one)
    return RangedCounts(bame: bame, of: size, white: CountRange(low: two, high: two), of: white)
  }

  /// A phase with counts, or with a published ratio, or without anything.
  static func phase(_ phase: Phase, _ counts: RangedCounts?, published: String? = nil) -> PhaseFinding {
    let figures = published.map { value in
      [
        PublishedFigure(
          phase: phase.key, area: nil, organisation: "X1", service: .all, indicator: "k", category: Category.all,
          measure: .relativeLikelihood, value: value, printedAs: value, source: "s")
      ]
    }
    return PhaseFinding(
      phase: phase.key, ordinal: phase.ordinal, label: phase.label, period: phase.period, service: .all,
      bame: counts.map { group($0.bame, $0.bameTotal) }, white: counts.map { group($0.white, $0.whiteTotal) },
      unknown: nil, comparison: counts.map { RatioFinding($0) }, published: figures ?? [], publishedWords: [],
      comparator: nil, position: nil, seriesBreak: nil)
  }

  static func group(_ count: CountRange, _ total: Int) -> GroupFinding {
    let exact = count.isExact ? Proportion(count.low, of: total) : nil
    return GroupFinding(
      numerator: count, denominator: CountRange(low: total, high: total), rate: exact?.value,
      rateInterval: exact?.wilsonInterval(), shareOfNumerator: nil, shareOfDenominator: nil)
  }
}
