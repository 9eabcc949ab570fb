import Foundation
import Phaseline

/// JSON: keys in snake case and sorted, null for what is infinite or not known.
enum JSONText {
  /// One value on a line.
  static func line(_ value: some Encodable) throws -> String { try encode(value, isPretty: false) + "\n" }

  /// One value as it stands in an array.
  static func element(_ value: some Encodable) throws -> String {
    let lines = try encode(value, isPretty: true).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n")
  }

  /// Values that are written already.
  static func array(_ elements: [String]) -> String {
    elements.isEmpty ? "[\n\n]" : "[\n" + elements.joined(separator: ",\n") + "\n]"
  }

  static func array(_ table: Table) throws -> String {
    try encode(rows(of: table), isPretty: true, keys: .useDefaultKeys)
  }

  static func lines(_ table: Table) throws -> String {
    try rows(of: table).map { try encode($0, isPretty: false, keys: .useDefaultKeys) + "\n" }.joined()
  }

  /// Columns of one name are told apart by a number, since a key can stand once in an object.
  private static func rows(of table: Table) -> [TableRow] {
    var taken = Set<String>()
    let columns = table.columns.map { column -> Table.Column in
      var (key, number) = (column.key, 1)
      while !taken.insert(key).inserted {
        number += 1
        key = "\(column.key)_\(number)"
      }
      return Table.Column(key: key, title: column.title)
    }
    return table.rows.map { TableRow(columns: columns, cells: $0) }
  }

  static func object(_ document: Document) throws -> String {
    var entries: [String: [String]] = [:]
    var paragraphs: [String] = []
    for part in document.parts {
      switch part {
      case .entry(let term, let text): entries[term, default: []].append(text)
      case .heading(let text), .paragraph(let text): paragraphs.append(text)
      }
    }
    return try encode(
      DocumentObject(text: paragraphs, entries: entries.mapValues { $0.joined(separator: "; ") }), isPretty: true)
  }

  static func object(_ value: some Encodable) throws -> String { try encode(value, isPretty: true) }

  static func message(_ message: String) throws -> String { try encode(["message": message], isPretty: false) }

  private struct DocumentObject: Encodable {
    var text: [String]
    var entries: [String: String]
  }

  private struct TableRow: Encodable {
    var columns: [Table.Column]
    var cells: [Table.Cell]

    struct Key: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      for (column, cell) in zip(columns, cells) {
        let key = Key(stringValue: column.key)
        switch cell {
        case .text(let text): try container.encode(text, forKey: key)
        case .integer(let number): try container.encode(number, forKey: key)
        case .number(let number, _) where number.isFinite: try container.encode(number, forKey: key)
        case .number, .none: try container.encodeNil(forKey: key)
        }
      }
    }
  }

  private static func encode(
    _ value: some Encodable, isPretty: Bool, keys: JSONEncoder.KeyEncodingStrategy = .convertToSnakeCase
  ) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = keys
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
