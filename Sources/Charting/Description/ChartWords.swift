import Phaseline

/// What a chart says, computed from the very values that it draws.
struct ChartWords: Hashable, Sendable {
  /// At most 15 words.
  var headline: String
  var subtitle: String
  /// Sentences, the most important first: what does not fit is left to the alt text.
  var footer: [String]
  /// Chart type, of what, what it shows.
  var altText: String
  var data: ChartData
  /// In full.
  var source: String
}

/// On what, and with what besides findings, a chart is laid out.
public struct ChartSetting: Sendable {
  /// Its size, and whether it is a picture or characters.
  public var canvas: Canvas
  /// How wide text is.
  public var measure: any TextMeasure
  /// What stands in place of the computed headline, which the alt text keeps.
  public var title: String?
  /// What stands in place of the computed subtitle.
  public var subtitle: String?
  /// For whom it is, and by which rules: `Chart.ask` sets it.
  var disclosure = Disclosure.internal

  /// - Parameters:
  ///   - canvas: Its size, and whether it is a picture or characters.
  ///   - measure: How wide text is.
  ///   - title: What stands in place of the computed headline.
  ///   - subtitle: What stands in place of the computed subtitle.
  public init(canvas: Canvas, measure: any TextMeasure, title: String? = nil, subtitle: String? = nil) {
    (self.canvas, self.measure, self.title, self.subtitle) = (canvas, measure, title, subtitle)
  }
}

extension Service {
  /// What a subtitle ends with: ", adults' services"; nothing for all of them.
  var ending: String { self == .all ? "" : ", \(words)" }
}

extension Finding {
  /// What is measured, of which service; with a name where the headline has it not.
  func subtitle(naming name: String, under headline: String) -> String {
    (headline.contains(name) ? "" : "\(name): ") + measure + service.ending
  }
}

extension String {
  /// For within a sentence: "minoritised", but "BME".
  var lowercasedUnlessAcronym: String { self == uppercased() ? self : lowercased() }
}

/// The sentences that footers share.
enum FooterNotes {
  static let logarithmic = "Logarithmic scale."
  static let band = "Band across: 0.8 to 1.25."
  static let arrow = "Arrow at the edge: goes on beyond it."

  /// "Source: …", shortened; nothing for made-up figures, which are said to be so.
  static func source(_ sources: [String], isIllustrative: Bool) -> [String] {
    guard !sources.isEmpty, !isIllustrative else { return [] }
    return ["Source: \(Finding.short(sources).joined(separator: "; "))."]
  }

  /// In full, for a file's metadata; of made-up figures, that they are.
  static func origin(_ sources: [String], isIllustrative: Bool) -> String {
    (illustrative(isIllustrative) + [sources.unique.joined(separator: "; ")]).filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  static func illustrative(_ isIllustrative: Bool) -> [String] { isIllustrative ? [Wordings.illustrative] : [] }
}
