import IndicatorStatistics
import Phaseline

/// What was told, on lines that a test can compare.
enum ToldWords {
  /// "1 disciplinary/all Northbridge all white 0-9 of 730".
  static func words(_ told: ToldCount) -> String {
    "\(words(told.subject)) \(told.ethnicity.rawValue) \(words(told.numerator)) of \(words(told.denominator))"
      + (told.organisations.map { " over \($0)" } ?? "") + (told.rules.map { " by \($0)" } ?? "")
  }

  /// "1 disciplinary/all Northbridge all relativeLikelihood 2.435 to 2.445".
  static func words(_ told: ToldFigure) -> String {
    "\(words(told.subject)) \(measure(told.measure)) \(rounded(told.low)) to \(rounded(told.high))"
  }

  static func words(_ range: CountRange?) -> String { range?.words ?? "?" }

  private static func words(_ subject: ToldSubject) -> String {
    let place =
      switch subject.place {
      case .organisation(let name): name
      case .area(let name): "[\(name)]"
      }
    return "\(subject.phase) \(subject.indicator)/\(subject.category) \(place) \(subject.service.rawValue)"
  }

  private static func measure(_ measure: ToldFigure.Measure) -> String {
    if case .rate(let ethnicity) = measure { "rate of \(ethnicity.rawValue)" } else { "\(measure)" }
  }

  /// To more digits than are printed.
  private static func rounded(_ number: Double) -> String {
    number.isFinite ? Wordings.fixed(number, 5) : number > 0 ? "inf" : "-inf"
  }
}
