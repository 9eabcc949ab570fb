import Foundation
import IndicatorStatistics
import Testing

@testable import Charting
@testable import Phaseline

/// The shares of pay bands, over hundreds of random authorities.
@Suite("Pay bands") struct PayBandsTests {
  /// What a random authority is like besides its counts.
  enum Sort: CaseIterable { case plain, hidden, gap, zeros, published, composition, nation, tiny, broken }

  struct Case {
    var sort: Sort
    var findings: PayBandFindings
  }

  static let all: [Case] = (0..<324).map { seed in
    let sort = Sort.allCases[seed % Sort.allCases.count]
    var random = RandomLines(seed: UInt64(1_000 + seed))
    return Case(sort: sort, findings: findings(sort, &random))
  }

  static func describe(_ findings: PayBandFindings, _ canvas: Canvas = .slide) throws -> ChartDescription {
    try PayBandsChart.describe(findings, ChartChecks.setting(canvas))
  }

  // MARK: - Random authorities

  /// An indicator with three to seven bands, the last of which stands for it.
  static func indicator(_ bands: Int) throws -> Indicator {
    var indicator = try #require(RandomLines.standard.indicator("paybands"))
    if bands > 3 {
      indicator.categories = (1...bands).map { band in
        Category(key: "b\(band)", title: "band \(band)", isHeadline: band == bands)
      }
    }
    return indicator
  }

  private static func findings(_ sort: Sort, _ random: inout RandomLines) -> PayBandFindings {
    guard let indicator = try? indicator(3 + random.next(4)) else { return PayBandFindings(findings: [], headline: "") }
    let names = [
      "Northbridge", "Bishop's Tarrant", "The Metropolitan Borough of Upper Nightinghaven and Lower Kestrelminster",
      "{/Bold x} `rm` $(x) \\n %d",
    ]
    let organisation = Organisation(
      code: "X1", name: names[random.next(names.count)], kind: .illustrative, region: "", type: "")
    let count = 1 + random.next(6)
    let phases = Array(RandomLines.standard.phases.suffix(count))
    let size = sort == .tiny ? 3 + random.next(9) : [40, 600, 20_000][random.next(3)] + random.next(60)
    let found = indicator.categories.map { band -> Finding in
      let phases = phases.enumerated().map { index, phase in
        self.phase(phase, band.key, size, sort, index, &random)
      }
      return RandomLines.made(
        indicator, organisation, phases, isNation: sort == .nation || sort == .composition, category: band.key)
    }
    return PayBandFindings(findings: found.reversed(), headline: indicator.headlineCategory)
  }

  private static func phase(
    _ phase: Phase, _ band: String, _ size: Int, _ sort: Sort, _ index: Int, _ random: inout RandomLines
  ) -> PhaseFinding {
    func figure(_ measure: PublishedFigure.Measure, _ percent: Int) -> PublishedFigure {
      PublishedFigure(
        phase: phase.key, area: nil, organisation: "X1", service: .all, indicator: "paybands", category: band,
        measure: measure, value: "\(percent)", printedAs: "\(percent)", source: "s")
    }
    let (one, two) = (random.next(size + 1), random.next(3 * size + 1))
    let low = sort == .zeros ? 0 : one
    let bame = CountRange(low: low, high: sort == .hidden && random.next(3) == 0 ? min(size, low + 4) : low)
    let counts = RangedCounts(bame: bame, of: size, white: CountRange(low: two, high: two), of: 3 * size)
    switch sort {
    case .gap where index == 1: return RandomLines.phase(phase, nil)
    case .published:
      var found = RandomLines.phase(phase, nil)
      found.published = [figure(.percentBame, random.next(101)), figure(.percentWhite, random.next(101))]
      return found
    case .composition, .nation:
      var found = RandomLines.phase(phase, nil)
      let pooled = sort == .nation ? counts : nil
      found.comparator = ComparatorFinding(
        figures: sort == .nation ? [] : [figure(.bameShareOfNumerator, random.next(60))], publishedWords: [],
        pooled: pooled.map { RatioFinding($0) },
        pooledCounts: pooled.map {
          PooledCounts(
            service: .all, organisations: 20, bame: RandomLines.group($0.bame, $0.bameTotal),
            white: RandomLines.group($0.white, $0.whiteTotal))
        }, kind: .nation, name: "Illustrative nation", differsFromPublished: nil)
      return found
    default:
      var found = RandomLines.phase(phase, counts)
      if sort == .broken, index == 1 { found.seriesBreak = "bands were drawn otherwise" }
      return found
    }
  }

  /// Northbridge in two phases, its headline band of so many.
  static func example(_ last: (Int, Int, Int, Int)) throws -> PayBandFindings {
    let indicator = try indicator(3)
    let organisation = Organisation(code: "X1", name: "Northbridge", kind: .illustrative, region: "", type: "")
    let findings = try indicator.categories.map { band in
      let counts = try #require(
        RangedCounts(
          bame: CountRange(low: last.0, high: last.0), of: last.1, white: CountRange(low: last.2, high: last.2),
          of: last.3))
      let phases = RandomLines.standard.phases.suffix(2).map { RandomLines.phase($0, counts) }
      return RandomLines.made(indicator, organisation, phases, isNation: false, category: band.key)
    }
    return PayBandFindings(findings: findings.reversed(), headline: indicator.headlineCategory)
  }

  // MARK: - Tests

  @Test("nothing is clipped, nothing covers anything", arguments: ChartChecks.canvases)
  func placed(canvas: Canvas) throws {
    let setting = try ChartChecks.setting(canvas)
    var drawn: [Sort: Int] = [:]
    // A canvas takes its share of the findings: all on all would take minutes.
    let share = try #require(ChartChecks.canvases.firstIndex(of: canvas))
    for (index, it) in Self.all.enumerated() where index / 9 % ChartChecks.canvases.count == share {
      do {
        ChartChecks.check(try PayBandsChart.describe(it.findings, setting))
        drawn[it.sort, default: 0] += 1
      } catch ChartProblem.tooSmall {
        #expect(canvas.height < 500, "\(it.sort) with \(it.findings.findings.count) bands on \(canvas)")
      } catch ChartProblem.nothingToDraw {
        #expect(it.sort == .gap)
      }
    }
    for sort in Sort.allCases { #expect(drawn[sort, default: 0] > 0, "\(sort) on \(canvas)") }
  }

  @Test("every share stands at its mark or is listed; with its counts it is in the alt text, and in the data")
  func shares() throws {
    var met = 0
    for it in Self.all.prefix(72) {
      guard let content = PayBands(it.findings, atMost: 6), let chart = try? Self.describe(it.findings) else {
        continue
      }
      let labels = chart.texts.map(\.text)
      for share in content.shares {
        met += 1
        #expect(labels.contains { $0.hasSuffix(share.words) } || chart.data.csv.contains(share.words), "\(share.words)")
        #expect(chart.altText.contains(share.words) && (share.counts.isEmpty || chart.altText.contains(share.counts)))
        #expect(chart.data.rows.contains { $0.contains(ChartData.cell(share.low * 100)) })
        if let interval = share.interval {
          #expect(interval.contains(share.low) && chart.altText.contains(Wordings.percent(interval.upper)))
        }
      }
    }
    #expect(met > 2_000)
  }

  @Test("a mark further right is a greater share, on one axis in all panels; bands run from the lowest pay up")
  func axis() throws {
    for it in Self.all where it.sort == .plain {
      guard let content = PayBands(it.findings, atMost: 6) else { continue }
      let chart = try Self.describe(it.findings)
      let circles = chart.marks.filter { $0.shape == .circle }
      let shares = content.panels.flatMap { panel in panel.cells.compactMap { $0.bame?.middle } }
      #expect(circles.count == shares.count)
      let bands = content.bands.count
      for panel in 0..<content.panels.count {
        let here = Array(panel * bands..<(panel + 1) * bands)
        for (one, two) in zip(here, here.dropFirst()) where shares[one] < shares[two] {
          #expect(circles[one].at.x < circles[two].at.x)
        }
        for (one, two) in zip(here, here.dropFirst()) { #expect(circles[one].at.y > circles[two].at.y) }
      }
      #expect(it.findings.findings.last?.indicator.category == (bands == 3 ? "under-30000" : "b1"))
    }
  }

  @Test("the headline says the shares of the band that counts, or that they cannot be told apart")
  func headline() throws {
    let shown = try Self.example((31, 1_000, 52, 1_000))
    #expect(shown.findings[0].phases.last?.comparison?.verdict == .lessLikely)
    #expect(
      try Self.describe(shown).headline
        == "Northbridge: 3.1% of minoritised staff are paid £70,000 and over, against 5.2% of White staff")
    let open = try Self.example((3, 100, 5, 100))
    #expect(
      try Self.describe(open).headline
        == "Cannot tell whether pay of £70,000 and over differs by ethnicity at Northbridge")
    for it in Self.all.prefix(72) {
      guard let content = PayBands(it.findings, atMost: 6), let chart = try? Self.describe(it.findings) else {
        continue
      }
      #expect(chart.headline.split(separator: " ").count <= 15, "\(chart.headline)")
      guard let cell = content.panels.last?.cells[content.headlineBand], !cell.isEmpty else { continue }
      if cell.isOpen, cell.bame?.isExact == true {
        #expect(chart.headline.hasPrefix("Cannot tell"))
        #expect(chart.marks.contains { $0.isHollow })
      } else if cell.bame?.isExact == true {
        #expect(chart.headline.contains(cell.bame?.words ?? "–"))
      } else {
        #expect(chart.headline.hasPrefix("Hidden counts"))
      }
    }
  }

  @Test("both groups are named beside a mark of the first panel, and always in the footer")
  func names() throws {
    let chart = try Self.describe(try Self.example((31, 1_000, 52, 1_000)))
    #expect(chart.texts.filter { $0.text == "Minoritised 3.1%" }.count == 1)
    #expect(chart.texts.filter { $0.text == "White 5.2%" }.count == 1)
    #expect(chart.footer.contains("Circle: minoritised staff. Square: White staff."))
  }

  @Test("published shares are drawn and not tested; of those of a band it is said what they are not")
  func published() throws {
    var met = Set<Sort>()
    for it in Self.all where [.published, .composition].contains(it.sort) {
      let chart = try Self.describe(it.findings)
      met.insert(it.sort)
      #expect(chart.footer.contains("not tested"))
      #expect(!chart.headline.contains("Cannot tell") && !chart.marks.contains { $0.isHollow })
      #expect(chart.footer.contains("Not the share of each group") == (it.sort == .composition))
      #expect(chart.marks.contains { $0.shape == .square } == (it.sort == .published))
    }
    #expect(met.count == 2)
  }

  @Test("a hidden count is drawn as all that it may be")
  func hidden() throws {
    var met = 0
    for it in Self.all where it.sort == .hidden {
      guard let content = PayBands(it.findings, atMost: 6), content.shares.contains(where: { !$0.isExact }) else {
        continue
      }
      met += 1
      let chart = try Self.describe(it.findings)
      #expect(chart.footer.contains("Hollow, from–to: all that a hidden count allows."))
      #expect(chart.lines.contains { $0.colour == .authority && $0.width > 4 })
    }
    #expect(met > 10)
  }

  @Test("the latest phases are drawn where there is no room for all, and it is said that there are more")
  func latest() throws {
    let it = try #require(Self.all.first { $0.findings.findings.first?.phases.count == 6 && $0.sort == .plain })
    let narrow = try Self.describe(it.findings, .cells(columns: 79, lines: 30))
    #expect(narrow.texts.contains { $0.text == "Phase 5" } && !narrow.texts.contains { $0.text == "Pilot" })
    #expect(narrow.footer.contains("Shown: the latest 4 phases with figures."))
    let wide = try Self.describe(it.findings)
    #expect(wide.texts.contains { $0.text == "Pilot" } && !wide.footer.contains("Shown: "))
  }

  @Test("without a share there is nothing to draw, and it is said why")
  func nothing() throws {
    let indicator = try Self.indicator(3)
    let organisation = Organisation(code: "X1", name: "Northbridge", kind: .illustrative, region: "", type: "")
    let findings = try indicator.categories.map { band in
      let phase = try #require(RandomLines.standard.phase("1"))
      return RandomLines.made(
        indicator, organisation, [RandomLines.phase(phase, nil, published: "0.8")], isNation: false,
        category: band.key)
    }
    let empty = PayBandFindings(findings: findings, headline: indicator.headlineCategory)
    #expect(
      throws: ChartProblem.nothingToDraw(
        "Northbridge has no counts of staff in pay bands that are not hidden, and no published shares of them")
    ) { try Self.describe(empty) }
  }
}
