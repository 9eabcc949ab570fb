import ArgumentParser
import IndicatorStatistics
import Phaseline

/// How figures are made, and whether that is told.
struct StatisticsOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How sure intervals and tests are: 0.95 or 0.998.", valueName: "level"))
  var level: ConfidenceLevel = .ninetyFive
  @Flag(help: "Say for each number which counts, method and source it comes from.") var explain = false

  func choices(method: RatioMethod = .koopman) -> StatisticsChoices { StatisticsChoices(level: level, method: method) }
}

extension ConfidenceLevel: ExpressibleByArgument {
  /// As a fraction or a percentage: "0.95", "95", "95%".
  public init?(argument: String) {
    switch argument {
    case "0.95", ".95", "95", "95%": self = .ninetyFive
    case "0.998", ".998", "99.8", "99.8%": self = .ninetyNineEight
    default: return nil
    }
  }

  /// As a fraction, which is how it is asked for.
  public var defaultValueDescription: String { self == .ninetyFive ? "0.95" : "0.998" }

  /// Both, as they are asked for.
  public static var allValueStrings: [String] { ["0.95", "0.998"] }

  /// None: the help says what they are.
  public static var allValueDescriptions: [String: String] { [:] }
}

extension RatioMethod: ExpressibleByArgument {
  /// "miettinen-nurminen", or its initials.
  public init?(argument: String) {
    switch argument.lowercased() {
    case "koopman": self = .koopman
    case "miettinen-nurminen", "mn": self = .miettinenNurminen
    case "katz": self = .katz
    default: return nil
    }
  }

  /// As it is asked for.
  public var defaultValueDescription: String { self == .miettinenNurminen ? "miettinen-nurminen" : rawValue }

  /// All, as they are asked for.
  public static var allValueStrings: [String] { allCases.map(\.defaultValueDescription) }

  /// None: the help says what they are.
  public static var allValueDescriptions: [String: String] { [:] }
}

extension LineFinding.Unit: ExpressibleByArgument {}
