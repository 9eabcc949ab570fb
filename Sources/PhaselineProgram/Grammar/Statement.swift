import Foundation
import Phaseline

/// What somebody typed before anything is done: a line, or the lines that belong together.
struct Statement: Hashable {
  /// The number of its first line.
  var line: Int
  /// Its lines, joined.
  var text: String
}

/// Puts lines together: one that ends with a backslash goes on in the next, and SQL without quotation marks until its
/// semicolon. Blank lines and comments say nothing.
struct StatementReader {
  private var pending: Statement?
  /// How a pending one goes on: a backslash stands for a blank, within SQL a line stays one.
  private var joint = " "

  /// Whether lines have come that are no whole statement yet.
  var isWaiting: Bool { pending != nil }
  /// Whether they are SQL, which only a semicolon ends.
  var isInSQL: Bool { pending != nil && joint == "\n" }

  /// Takes the next line.
  /// - Returns: The statement that it ends; `nil` where more is to come, or it says nothing.
  mutating func take(_ line: some StringProtocol, number: Int) -> Statement? {
    // Nothing but a semicolon ends SQL: each line is read once, however many there are.
    let isInSQL = isInSQL
    if isInSQL, !line.contains(";") {
      pending?.text += joint + line.trimmingCharacters(in: .whitespacesAndNewlines)
      return nil
    }
    let plain = number == 1 && line.hasPrefix("\u{FEFF}") ? String(line.dropFirst()) : String(line)
    let text = plain.trimmingCharacters(in: .whitespacesAndNewlines)
    if pending == nil, text.isEmpty || text.hasPrefix("#") { return nil }
    var statement = pending ?? Statement(line: number, text: "")
    statement.text += (pending == nil ? "" : joint) + text
    pending = nil
    if !isInSQL, text.reversed().prefix(while: { $0 == "\\" }).count % 2 == 1, !Tokens.endsInComment(text) {
      statement.text.removeLast()
      (pending, joint) = (statement, " ")
    } else if !CommandText.isWhole(statement.text) {
      (pending, joint) = (statement, "\n")
    } else {
      return statement
    }
    return nil
  }

  /// Forgets what is pending.
  /// - Returns: What it was.
  @discardableResult mutating func clear() -> Statement? {
    defer { pending = nil }
    return pending
  }

  /// What is pending when there are no more lines, and what it lacks.
  var unfinished: (statement: Statement, problem: UsageProblem)? {
    pending.map {
      (
        $0,
        .refused(
          joint == " "
            ? "Nothing follows the backslash at the end of this line."
            : "This SQL never ends: put a semicolon behind it.")
      )
    }
  }
}
