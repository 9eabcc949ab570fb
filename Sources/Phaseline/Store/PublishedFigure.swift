import GRDB
import IndicatorStatistics
import RealModule

/// A figure as it was printed, of an area or of an organisation, without the counts behind it: shown, never tested.
public struct PublishedFigure: Hashable, Sendable, Codable, FetchableRecord {
  /// What the value is.
  public enum Measure: String, Sendable, Codable, CaseIterable {
    /// Rate among Black, Asian and minoritised ethnic staff over the rate among White staff.
    case relativeLikelihood = "relative_likelihood"
    /// The same ratio printed the other way up.
    case relativeLikelihoodWhiteOverBame = "relative_likelihood_white_over_bame"
    /// Rate among Black, Asian and minoritised ethnic staff, percent.
    case percentBame = "percent_bame"
    /// Rate among White staff, percent.
    case percentWhite = "percent_white"
    /// Rate among staff of unknown ethnicity, percent.
    case percentUnknown = "percent_unknown"
    /// Share that the minoritised group has of all to whom it happened, percent.
    case bameShareOfNumerator = "bame_share_of_numerator"
    /// Share that the minoritised group has of all who are counted, percent.
    case bameShareOfDenominator = "bame_share_of_denominator"
    /// Share that the White group has of all to whom it happened, percent.
    case whiteShareOfNumerator = "white_share_of_numerator"
    /// Share that the White group has of all who are counted, percent.
    case whiteShareOfDenominator = "white_share_of_denominator"
    /// Some other percentage, as labelled by its category.
    case percent

    /// Whether it is a relative likelihood, either way up; else it is a percentage.
    var isRatio: Bool { self == .relativeLikelihood || self == .relativeLikelihoodWhiteOverBame }
  }
  /// Key of the phase.
  public var phase: String
  /// Key of the area; none for a figure of an organisation.
  public var area: String?
  /// Code of the organisation; none for a figure of an area.
  public var organisation: String?
  /// The service that it covers.
  public var service: Service
  /// Key of the indicator.
  public var indicator: String
  /// Key of the category; `all` for the whole.
  public var category: String
  /// What its value is.
  public var measure: Measure
  /// As printed, precision and all.
  public var value: String
  /// The words it was printed in.
  public var printedAs: String
  /// Where it was printed.
  public var source: String

  enum CodingKeys: String, CodingKey {
    case phase, area, organisation, service, indicator, category, measure, value, source
    case printedAs = "printed_as"
  }

  /// The value as a number.
  public var number: Double? { Double(value) }

  /// As a relative likelihood of Black, Asian and minoritised ethnic staff over White staff, turned where it was printed
  /// the other way up; `nil` for a figure that is no ratio, or a turned 0.
  public var relativeLikelihood: Double? {
    switch measure {
    case .relativeLikelihood: number
    case .relativeLikelihoodWhiteOverBame: number.flatMap { $0 > 0 ? 1 / $0 : nil }
    default: nil
    }
  }

  /// How many digits it was printed with after the point.
  var decimals: Int { value.split(separator: ".", maxSplits: 1).dropFirst().first?.count ?? 0 }

  /// What the relative likelihood may be, given the precision it was printed in.
  var ratioRange: Interval? {
    guard let number, relativeLikelihood != nil else { return nil }
    let half = 0.5 * Double.pow(10, -decimals)
    let (low, high) = (max(0, number - half), number + half)
    if measure == .relativeLikelihood { return Interval(lower: low, upper: high) }
    return Interval(lower: 1 / high, upper: low > 0 ? 1 / low : .infinity)
  }

  /// The relative likelihood for tables and labels: with the precision it was printed in, or turned, to two decimals.
  public var ratioWords: String? {
    measure == .relativeLikelihood ? value : relativeLikelihood.map { Wordings.ratio($0) }
  }

  /// Which figure it is, in words.
  var words: String {
    [area ?? organisation ?? "", phase, indicator, category, service.rawValue, measure.rawValue].joined(separator: ", ")
  }
}

extension [PublishedFigure] {
  /// Of several figures of one phase and indicator the one to show: the ratio, if one was printed.
  var toShow: PublishedFigure? { first { $0.relativeLikelihood != nil } ?? first }
}
