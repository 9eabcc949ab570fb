import Phaseline

/// Texts that a script calls by name: `let authority = "Northbridge"`, then `compare $authority`.
struct Variables: Sendable, Hashable {
  private var values: [String: String] = [:]
  /// The names that `--set` gave texts to.
  private var givenNames: Set<String> = []

  /// Their names, sorted.
  var names: [String] { values.keys.sorted() }

  subscript(name: String) -> String? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// The commands that set them.
  var commands: [String] { names.map { ShellWords.joined(["let", $0, "=", values[$0] ?? ""]) } }

  /// - Throws: `UsageProblem.refused` where it is not set.
  func value(of name: String) throws -> String {
    if let value = values[name] { return value }
    let nearest = Nearest.names(to: name, among: names)
    let remedy = nearest.isEmpty ? "" : "Did you mean \(Wordings.list(nearest.map { "$\($0)" }, "or"))? "
    throw UsageProblem.refused(
      "$\(name) is not set. \(remedy)Set it by `let \(name) = TEXT` before this, or `run FILE --set \(name)=TEXT`; where a "
        + "dollar sign is meant, put it in single quotes.")
  }

  /// The text that `--set` gave to a name: a script's own `let` is what stands where nobody says otherwise.
  func given(_ name: String) -> String? { givenNames.contains(name) ? values[name] : nil }

  /// As `--set` takes them: "name=text".
  /// - Throws: `UsageProblem.refused` for any other text.
  mutating func set(_ assignments: [String]) throws {
    for text in assignments {
      guard let assignment = Assignment(text) else {
        throw UsageProblem.refused("--set takes NAME=TEXT, as in --set authority=Northbridge; it was '\(text)'.")
      }
      values[assignment.name] = assignment.text
      givenNames.insert(assignment.name)
    }
  }

  /// With the names as they were that assignments have set.
  func restored(_ assignments: [String], from before: Variables) -> Variables {
    var restored = self
    for name in assignments.compactMap({ Assignment($0)?.name }) {
      restored.values[name] = before.values[name]
      if before.given(name) == nil { restored.givenNames.remove(name) }
    }
    return restored
  }

  /// The names that a line uses, as `$name` or `${name}`, or sets by `let`.
  static func named(in line: String) -> [String] {
    let used = line.matches(of: /\$\{?([A-Za-z_][A-Za-z0-9_]*)/).map(\.1)
    let set = line.matches(of: /(?:^|[;\s])let\s+([A-Za-z_][A-Za-z0-9_]*)/).map(\.1)
    return (used + set).map(String.init)
  }

  /// Letters, digits and underscores, no digit first.
  static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, !("0"..."9").contains(first) else { return false }
    return text.unicodeScalars.allSatisfy(isPartOfName)
  }

  static func isPartOfName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_": true
    default: false
    }
  }
}

/// What `--set` and `--param` take: "name=text".
struct Assignment: Hashable {
  let name, text: String

  init?(_ words: String) {
    let parts = words.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, Variables.isName(parts[0]) else { return nil }
    (name, text) = (parts[0], parts[1])
  }
}
