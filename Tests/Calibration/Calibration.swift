import Foundation

/// Measures how well Phaseline's statistics keep what they promise, and writes an article of it: `make calibrate`, from
/// the folder of the package. The same tables every time.
@main enum Calibration {
  static let article = "Sources/IndicatorStatistics/IndicatorStatistics.docc/Calibration.md"
  static let chapters: [any Chapter.Type] = [
    FalseClaims.self, Detection.self, Percentages.self, Counts.self, TwoSamples.self, Lines.self, Comparisons.self,
    RateTrends.self, Nations.self, Reviews.self,
  ]

  private static let overview = """
    `make calibrate` measures this and writes it, in a few minutes and the same every time: every draw is an exact
    binomial one from a fixed seed, independent between groups, phases and authorities, as the methods assume; what
    staff who stay do to that is not measured. Where outcomes are few enough, every one is gone through with its
    probability instead, and no chance is left in the table; it says so. "94.7 / 99.81" is the coverage in percent of
    the intervals at 95% and at 99.8%, of those that there are. \(Coverage.missed) marks one below
    \(percent(Coverage.least.ninetyFive, 0))% or \(percent(Coverage.least.ninetyNineEight, 1))%: the interval promises
    more than it keeps. Staff are minoritised v White. Nothing was tuned to these figures: what misses its bound is
    printed as missed, with the cause.
    """
  private static let introduction = [
    "# Calibration",
    "How often intervals hold the truth, how often change is claimed where there is none, and how often it is found.",
    "## Overview", Markdown.wrapped(overview),
  ]

  static func main() async throws {
    var sections = introduction
    for chapter in chapters { sections.append(await chapter.run()) }
    sections += [try Verdicts().section, Methods.section]
    try Data((sections.joined(separator: "\n\n") + "\n").utf8).write(to: URL(fileURLWithPath: article))
    say("\(article) is written")
  }
}
