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
    /// Rate in the group, percent.
    case percentBame = "percent_bame"
    case percentWhite = "percent_white"
    case percentUnknown = "percent_unknown"
    /// Share that the group has of all who are counted, percent.
    case bameShareOfNumerator = "bame_share_of_numerator"
    case bameShareOfDenominator = "bame_share_of_denominator"
    case whiteShareOfNumerator = "white_share_of_numerator"
    case whiteShareOfDenominator = "white_share_of_denominator"
    /// Some other percentage, as labelled by its category.
    case percent
  }
  public var phase: String
  public var area: String?
  /// Code of the organisation.
  public var organisation: String?
  public var service: Service
  public var indicator: String
  public var category: String
  public var measure: Measure
  /// As printed, precision and all.
  public var value: String
  public var printedAs: String
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

  /// What the relative likelihood may be, given the precision it was printed in.
  var ratioRange: Interval? {
    guard let number, relativeLikelihood != nil else { return nil }
    let decimals = value.split(separator: ".", maxSplits: 1).dropFirst().first?.count ?? 0
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
