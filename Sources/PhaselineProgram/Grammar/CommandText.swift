import Foundation
import Phaseline

/// One command as it was typed, before its variables stand for anything.
///
/// What `sql` asks may stand without quotation marks: then it goes as it is up to the semicolon that ends it, which SQLite
/// knows, and not one that is in a text.
struct CommandText: Hashable {
  /// All of it, or all before the SQL.
  var text: String
  /// SQL without quotation marks; none where there is no such.
  var sql: String?
  /// Whether the semicolon is still to come that ends the SQL.
  var isOpen = false

  /// As it was typed.
  var words: String { text.trimmingCharacters(in: .whitespaces) + (sql.map { " \($0);" } ?? "") }

  /// The command's words.
  /// - Throws: As `Tokens` does.
  func words(_ variables: Variables? = nil) throws -> [String] {
    var tokens = Tokens(text, variables: variables)
    var words: [String] = []
    while case .word(let word) = try tokens.next() { words.append(word) }
    return words + (sql.map { [$0] } ?? [])
  }

  /// The commands of a statement, which a semicolon separates.
  /// - Throws: `UsageProblem.refused` for a quotation mark that is never closed.
  static func all(in statement: String) throws -> [CommandText] {
    var commands: [CommandText] = []
    var rest = statement[...]
    while !rest.isEmpty {
      let line = String(rest)
      if let start = startOfSQL(in: line) {
        let end = endOfSQL(in: line[start...])
        let sql = line[start..<(end ?? line.endIndex)].trimmingCharacters(in: .whitespacesAndNewlines)
        commands.append(CommandText(text: String(line[..<start]), sql: sql, isOpen: end == nil))
        rest = end.map { line[$0...].dropFirst() } ?? ""
      } else {
        var tokens = Tokens(line)
        var isSaid = false
        var end = line.startIndex
        var isOver = true
        while let token = try tokens.next() {
          guard case .word = token else {
            isOver = false
            break
          }
          isSaid = true
          end = tokens.position
        }
        if isSaid { commands.append(CommandText(text: String(line[..<end]))) }
        rest = isOver ? "" : Substring(line[tokens.position...])
      }
    }
    return commands
  }

  /// Whether lines so far are a whole statement: SQL without quotation marks goes on until its semicolon.
  static func isWhole(_ statement: String) -> Bool {
    (try? all(in: statement))?.last?.isOpen != true
  }

  /// Where SQL begins that stands without quotation marks, behind `sql` and its options.
  private static func startOfSQL(in line: String) -> String.Index? {
    var tokens = Tokens(line, from: startOfCommand(in: line))
    func word() -> String? { if case .word(let word) = try? tokens.next() { word } else { nil } }
    var isValue = false
    var isBehind = false
    while true {
      tokens.skipBlanks()
      let start = tokens.position
      guard start < line.endIndex else { return nil }
      if isBehind, !isValue, line[start] != "-" {
        return "\"'$".contains(line[start]) ? nil : start
      }
      guard let word = word() else { return nil }
      if isValue {
        isValue = false
      } else if !isBehind, isSQL(word) {
        isBehind = true
      } else if isBehind || word != PhaselineCommand._commandName {
        guard word.hasPrefix("-") else { return nil }
        isValue = Globals.valued.contains(word)
      }
    }
  }

  /// Whether a word is the name of `sql`, or its beginning.
  private static func isSQL(_ word: String) -> Bool {
    let name = SQL._commandName
    return word == name || (try? AmbiguousCommand.full(word, among: PhaselineCommand.names)) == name
  }

  /// Where the command begins: behind the sign where a result gets a name.
  private static func startOfCommand(in line: String) -> String.Index {
    guard line.drop(while: \.isWhitespace).hasPrefix("\(Let._commandName) "), let sign = line.firstIndex(of: "=") else {
      return line.startIndex
    }
    return line.index(after: sign)
  }

  /// Where the semicolon is that ends it.
  private static func endOfSQL(in text: Substring) -> String.Index? {
    text.indices.first { text[$0] == ";" && SQLText.isComplete(String(text[...$0])) }
  }
}
