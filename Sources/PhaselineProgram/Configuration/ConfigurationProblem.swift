import Phaseline

/// What is wrong with the configuration file, and with the environment.
struct ConfigurationProblem: PeopleReadable, Hashable {
  /// One fault of the file.
  struct Fault: Hashable, Sendable {
    /// From 1.
    var line: Int
    /// From 1.
    var column: Int
    /// What is wrong, as part of a sentence.
    var what: String
  }
  /// Path of the file.
  var file: String
  /// In the order of the file.
  var faults: [Fault]
  /// What is wrong with variables: whole sentences.
  var variables: [String]

  /// It is about a file that holds no counts.
  var isFreeOfCounts: Bool { true }

  var description: String {
    let places = faults.map { "\(file):\($0.line):\($0.column): \($0.what)." }
    let remedy = faults.isEmpty ? "" : " Correct the file; `config` shows what holds without it."
    return (variables + (faults.isEmpty ? [] : [places.joined(separator: "\n") + remedy])).joined(separator: "\n")
  }
}
