import Foundation
import IndicatorStatistics

@testable import Charting
@testable import Phaseline

/// Findings of every kind that a chart may meet, the same at every run: missing phases, breaks, hidden counts, zeros, huge
/// and tiny ratios, published figures alone, long names.
struct RandomFindings {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  static let all: [Finding] = (0..<320).map { seed in
    var random = RandomFindings(seed: UInt64(seed))
    return random.finding(seed)
  }

  private mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  private mutating func finding(_ seed: Int) -> Finding {
    let names = [
      "Northbridge", "Llanfair Môr", "Bishop's Tarrant",
      "The Metropolitan Borough of Upper Nightinghaven and Lower Kestrelminster",
      "O\u{0308}st {/Bold x} `rm` $(x) \\n %d",
    ]
    let topics = ["appointments from shortlist", "leaving", "harassment by colleagues (from managers)"]
    let count = 1 + next(9)
    var phases: [PhaseFinding] = []
    for ordinal in 0..<count { phases.append(phase(ordinal, of: count)) }
    let reason = LineVerdict.Reason.allCases[next(LineVerdict.Reason.allCases.count)]
    let name = names[next(names.count)]
    return Finding(
      standard: "s", subject: Finding.Subject(code: "X1", name: name, nation: "Illustrative nation"),
      indicator: Finding.Topic(
        key: "k", number: 1, title: "Title", kind: .ratio, event: .wanted, category: "all", categoryTitle: "",
        words: topics[next(3)]), groups: Finding.GroupLabels(bame: "Minoritised", white: "White"), service: .all,
      phases: phases, line: nil, verdict: LineVerdict(kind: .cannotTell, reason: reason), verdictWords: "cannot tell",
      headline: "Too few cases to say whether \(name) has changed on \(topics[next(3)])", sentence: "A sentence.",
      measure: "How likely candidates of Black, Asian and minoritised ethnicities are to be appointed from shortlist",
      notes: (0..<next(5)).map { "Note \($0): phase 1 gave colleagues and managers apart." },
      sources: ["A source, which is rather long and says who printed what and when"], isIllustrative: next(2) == 0)
  }

  private mutating func phase(_ ordinal: Int, of count: Int) -> PhaseFinding {
    var phase = PhaseFinding(
      phase: "\(ordinal + 1)", ordinal: ordinal, label: "Phase \(ordinal + 1)", period: next(2) == 0 ? "2025–26" : "",
      service: .all, bame: nil, white: nil, unknown: nil, comparison: nil, published: [], publishedWords: [],
      comparator: nil, position: nil, seriesBreak: ordinal > 0 && next(6) == 0 ? "asked another way" : nil)
    if next(8) == 0, count > 1 { return phase }  // a gap
    let (n1, n0) = (1 + next([20, 300, 40_000][next(3)]), 1 + next([30, 2000, 90_000][next(3)]))
    let low = next(n1 + 1)
    let bame = CountRange(low: low, high: next(6) == 0 ? min(n1, low + next(9)) : low)
    let whites = next(n0 + 1)
    let white = CountRange(low: whites, high: next(6) == 0 ? min(n0, whites + next(9)) : whites)
    if next(7) == 0 {
      phase.published = [figure(phase.phase, organisation: "X1", value: "\(Double(1 + next(400)) / 100)")]
    } else if let counts = RangedCounts(bame: bame, of: n1, white: white, of: n0) {
      phase.bame = group(bame, n1)
      phase.white = group(white, n0)
      phase.comparison = RatioFinding(counts)
    }
    phase.comparator = national(phase.phase)
    return phase
  }

  private func group(_ numerator: CountRange, _ total: Int) -> GroupFinding {
    GroupFinding(
      numerator: numerator, denominator: CountRange(low: total), rate: nil, rateInterval: nil, shareOfNumerator: nil,
      shareOfDenominator: nil)
  }

  private func figure(_ phase: String, organisation: String? = nil, value: String) -> PublishedFigure {
    PublishedFigure(
      phase: phase, area: organisation == nil ? "Illustrative nation" : nil, organisation: organisation, service: .all,
      indicator: "k", category: "all", measure: .relativeLikelihood, value: value, printedAs: value, source: "s")
  }

  private mutating func national(_ phase: String) -> ComparatorFinding? {
    let value = "\(Double(40 + next(120)) / 100)"
    let pooled = RangedCounts(
      bame: CountRange(low: 500 + next(400)), of: 4000, white: CountRange(low: 2000), of: 9000)
    switch next(4) {
    case 0: return nil
    case 1:
      return ComparatorFinding(
        figures: [figure(phase, value: value)], publishedWords: [], pooled: nil, pooledCounts: nil, kind: .nation,
        name: "Illustrative nation", differsFromPublished: nil)
    default:
      return ComparatorFinding(
        figures: [], publishedWords: [], pooled: pooled.map { RatioFinding($0) }, pooledCounts: nil, kind: .rest,
        name: "The other 119 authorities", differsFromPublished: nil)
    }
  }
}

extension CountRange {
  init(low: Int) { self.init(low: low, high: low) }
}
