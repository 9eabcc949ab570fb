import Phaseline

/// What may be set for all commands: in the configuration file and by the environment, some also by an option.
struct Setting: Sendable {
  /// Its name in the file.
  var key: String
  /// The environment variable.
  var variable: String
  /// The option that every command takes, where there is one.
  var option: Option?
  /// What it does, as a sentence.
  var meaning: String
  var values: Values
  /// What holds where nobody says, in words.
  var usual: String
  /// A value for the file that `config --init` writes, where the words are none.
  var example: String?
  /// Whether nothing is a value: "none".
  var mayBeEmpty = false

  struct Option: Sendable {
    var name: String
    /// What was chosen by it.
    var value: @Sendable (Choices) -> String?
  }

  enum Values: Sendable {
    /// Any text of one line; in words what it is.
    case text(String)
    /// A place in the file system, where `~/` is the home folder.
    case path(String)
    case choice([String])
    case seconds
  }

  /// What is wrong with a value, as the end of a sentence; `nil` where nothing is.
  func expectation(of value: String) -> String? {
    if value.isEmpty { return mayBeEmpty ? nil : "expected \(values.words)" }
    if value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      return "expected \(values.words), on one line"
    }
    return values.allow(value) ? nil : "expected \(values.words)"
  }
}

extension Setting.Values {
  /// "internal or shared".
  var words: String {
    switch self {
    case .text(let words), .path(let words): words
    case .choice(let values): Wordings.list(values, "or")
    case .seconds: "a number of seconds, above 0 and up to 86400"
    }
  }

  fileprivate func allow(_ value: String) -> Bool {
    switch self {
    case .text, .path: true
    case .choice(let values): values.contains(value)
    case .seconds: Double(value).map { $0 > 0 && $0 <= 86_400 } ?? false
    }
  }
}
