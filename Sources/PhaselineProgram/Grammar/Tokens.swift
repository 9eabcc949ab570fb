import Phaseline

/// Reads the words of a line one by one, as a shell would: blanks separate, quotes and backslashes keep together, `#` begins a
/// comment, `;` ends a command where a blank or nothing stands behind it. Within double quotes a backslash stands for itself,
/// but before a double quote, a dollar sign or another backslash.
struct Tokens {
  enum Token: Hashable {
    case word(String)
    /// The semicolon between two commands.
    case separator
  }
  /// What `$name` stands for, but within single quotes; none where a dollar sign is one.
  private let variables: Variables?
  private let line: String.UnicodeScalarView
  /// Where the next token begins, or the blanks before it.
  private(set) var position: String.Index

  init(_ line: String, variables: Variables? = nil, from start: String.Index? = nil) {
    (self.line, self.variables) = (line.unicodeScalars, variables)
    position = start ?? line.startIndex
  }

  /// Whether a comment stands at the end of a line.
  static func endsInComment(_ line: String) -> Bool {
    var tokens = Tokens(line)
    do { while try tokens.next() != nil {} } catch { return false }
    return tokens.scalar != nil
  }

  /// What stands at an index: scalars and not characters, since a combining mark behind a quotation mark is no part of it.
  private var scalar: Unicode.Scalar? { position < line.endIndex ? line[position] : nil }

  private mutating func advance() { position = line.index(after: position) }

  /// Passes over blanks.
  mutating func skipBlanks() {
    while let scalar, scalar.properties.isWhitespace { advance() }
  }

  /// - Returns: `nil` at the end, and where a comment begins.
  /// - Throws: `UsageProblem.refused` for a quotation mark that is never closed, or a variable that is not set.
  mutating func next() throws -> Token? {
    skipBlanks()
    guard let first = scalar, first != "#" else { return nil }
    if isSeparator {
      advance()
      return .separator
    }
    var word = String.UnicodeScalarView()
    while let scalar, !scalar.properties.isWhitespace, !isSeparator {
      advance()
      switch scalar {
      case "\\": try takeEscaped(into: &word)
      case "\"", "'": try takeQuoted(by: scalar, into: &word)
      case "$": try takeVariable(into: &word)
      default: word.append(scalar)
      }
    }
    return .word(String(word))
  }

  private var isSeparator: Bool {
    guard scalar == ";" else { return false }
    let after = line.index(after: position)
    return after == line.endIndex || line[after].properties.isWhitespace
  }

  private mutating func takeEscaped(into word: inout String.UnicodeScalarView) throws {
    guard let scalar else { return }
    word.append(scalar)
    advance()
  }

  private mutating func takeQuoted(by quote: Unicode.Scalar, into word: inout String.UnicodeScalarView) throws {
    while let scalar {
      advance()
      switch scalar {
      case quote: return
      case "$" where quote == "\"": try takeVariable(into: &word)
      case "\\" where quote == "\"":
        guard let next = self.scalar, "\"\\$".unicodeScalars.contains(next) else {
          word.append(scalar)
          continue
        }
        word.append(next)
        advance()
      default: word.append(scalar)
      }
    }
    throw UsageProblem.refused("A quotation mark (\(quote)) is never closed: \(String(line))")
  }

  /// The value of `$name` or `${name}`; a dollar sign before anything else is one.
  private mutating func takeVariable(into word: inout String.UnicodeScalarView) throws {
    let rest = line[position...]
    let isBraced = rest.first == "{"
    let name = String(rest.dropFirst(isBraced ? 1 : 0).prefix(while: Variables.isPartOfName))
    guard let variables, Variables.isName(name) else { return word.append("$") }
    let end = line.index(position, offsetBy: name.unicodeScalars.count + (isBraced ? 1 : 0))
    if isBraced, end == line.endIndex || line[end] != "}" { return word.append("$") }
    position = isBraced ? line.index(after: end) : end
    word.append(contentsOf: try variables.value(of: name).unicodeScalars)
  }
}
