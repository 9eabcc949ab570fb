import Foundation
import Phaseline

/// Knows what may stand in a question in SQL: the tables of a workspace, their columns, the words of a SELECT.
struct SQLCompleter {
  let tables: [String: [String]]

  private static let keywords = [
    "SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "JOIN", "LEFT JOIN", "USING", "ON", "AND",
    "OR", "NOT",
    "IN", "LIKE", "IS NULL", "IS NOT NULL", "DISTINCT", "AS", "DESC", "count(*)", "sum(", "avg(", "min(", "max(",
    "WITH",
    "CASE", "WHEN", "THEN", "ELSE", "END", "BETWEEN", "UNION ALL",
  ]

  /// - Parameter sql: The SQL up to the cursor.
  func complete(_ sql: String) -> Completion {
    let word = String(sql.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }.reversed())
    let before = sql.dropLast(word.count).split { !($0.isLetter || $0.isNumber || $0 == "_") }
    let candidates = candidates(for: word, behind: before.last?.uppercased(), all: Set(before.map { $0.lowercased() }))
    let wanted = word.lowercased()
    return Completion(
      replaced: word, candidates: candidates.filter { $0.lowercased().hasPrefix(wanted) }, isPlain: true)
  }

  private func candidates(for word: String, behind last: String?, all words: Set<String>) -> [String] {
    if let point = word.lastIndex(of: ".") {
      let table = String(word[..<point])
      return (tables[table.lowercased()] ?? []).map { "\(table).\($0)" }
    }
    let names = tables.keys.sorted()
    if ["FROM", "JOIN", "INTO", "TABLE"].contains(last) { return names }
    let named = names.filter(words.contains)
    let columns = Set((named.isEmpty ? names : named).flatMap { tables[$0] ?? [] }).sorted()
    let keywords = word.first?.isLowercase == true ? Self.keywords.map { $0.lowercased() } : Self.keywords
    return (columns + keywords + names).unique
  }
}
