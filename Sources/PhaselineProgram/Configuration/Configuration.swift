import Foundation
import Phaseline

/// What is set for a whole run of the program: by the environment, and beneath it by the configuration file.
struct Configuration: Sendable {
  let place: ConfigurationPlace
  /// The file, where it is there, or ought to be.
  let file: ConfigurationFile?
  /// What keeps all commands from running but those that help to mend it.
  let problem: ConfigurationProblem?
  /// The environment, with what the file sets where it says nothing.
  let environment: [String: String]
  private let given: [String: String]

  init(environment given: [String: String]) {
    place = ConfigurationPlace(given)
    file = Self.file(at: place, home: given["HOME"])
    self.given = given
    let wrong = Setting.all.compactMap { setting in Self.refusal(of: setting, in: given).map { (setting, $0) } }
    let faults = file?.faults ?? []
    problem =
      wrong.isEmpty && faults.isEmpty
      ? nil : ConfigurationProblem(file: file?.path ?? "", faults: faults, variables: wrong.map(\.1))
    var filled = given
    for (setting, _) in wrong { filled[setting.variable] = nil }
    for entry in file?.entries ?? [] where !Self.isGiven(entry.setting, in: filled) {
      filled[entry.setting.variable] = entry.value
    }
    // What cannot be understood may have said that somebody else reads along.
    if problem != nil, !Self.isGiven(.audience, in: filled) {
      filled[Setting.audience.variable] = Audience.shared.rawValue
    }
    environment = filled
  }

  private static func file(at place: ConfigurationPlace, home: String?) -> ConfigurationFile? {
    guard let path = place.path else { return nil }
    if case .usual = place, access(path, F_OK) != 0, errno == ENOENT || errno == ENOTDIR { return nil }
    return ConfigurationFile(path: path, home: home.flatMap { $0.isEmpty ? nil : $0 })
  }

  /// An empty variable is as good as none, but where nothing is a value.
  private static func isGiven(_ setting: Setting, in environment: [String: String]) -> Bool {
    environment[setting.variable].map { !$0.isEmpty || setting.mayBeEmpty } ?? false
  }

  private static func refusal(of setting: Setting, in environment: [String: String]) -> String? {
    guard isGiven(setting, in: environment), let value = environment[setting.variable] else { return nil }
    return setting.expectation(of: value).map { "\(setting.variable) is '\(value)': \($0). Correct it, or unset it." }
  }

  /// - Throws: `ConfigurationProblem` where anything is wrong.
  func check() throws { if let problem { throw problem } }

  /// Where a setting's value comes from, when no option says.
  enum Origin: Hashable {
    case environment
    case file(line: Int)
    case usual
  }

  /// What holds when no option says, and why.
  func value(of setting: Setting) -> (value: String, origin: Origin) {
    guard let value = environment[setting.variable], Self.isGiven(setting, in: environment) else {
      return (setting.usual, .usual)
    }
    if given[setting.variable] == value { return (value, .environment) }
    let entry = file?.entries.first { $0.setting.key == setting.key }
    return (value, entry.map { .file(line: $0.line) } ?? .usual)
  }

  /// Gives what the file sets to this process, for what asks its own environment, as gnuplot's limit of time does.
  func export() {
    for (name, value) in environment where given[name] != value { setenv(name, value, 1) }
  }
}
