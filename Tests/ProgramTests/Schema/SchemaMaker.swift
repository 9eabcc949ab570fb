import Foundation
import IndicatorStatistics
import Phaseline

/// Makes the schemas that are shipped from the types that are encoded, and what the sources say of them.
struct SchemaMaker {
  private static let comments = Result { try DocComments(of: ["Phaseline", "IndicatorStatistics"]) }
  private let comments: DocComments

  /// Of these an infinite limit is null, so that both are always there.
  private static let nullable = [SchemaCollector.name(Interval.self)]

  /// Of one authority among all nobody asks for its shares of what it counts itself.
  private static let unwritten: [String: Set<String>] = [
    SchemaName.ranking: ["GroupFinding.share_of_numerator", "GroupFinding.share_of_denominator"],
    SchemaName.funnel: ["GroupFinding.share_of_numerator", "GroupFinding.share_of_denominator"],
  ]

  init() throws { comments = try Self.comments.get() }

  /// A key without a word on what it is.
  struct NoComment: Error { var place: String }

  /// The schema of a name, as its file has it.
  func text(of name: String) throws -> Data {
    let object: [String: Any] =
      switch name {
      case SchemaName.finding: try object(Finding.self, name, "A finding on one organisation, or on the nation")
      case SchemaName.ranking: try object(RankFinding.self, name, "The authorities by how far they are from parity")
      case SchemaName.funnel: try object(FunnelFinding.self, name, "The authorities against what chance explains")
      default: Self.row
      }
    let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try JSONSerialization.data(withJSONObject: object, options: options) + Data("\n".utf8)
  }

  private static let dialect = "https://json-schema.org/draft/2020-12/schema"

  private static var row: [String: Any] {
    [
      "$schema": dialect, "$id": SchemaName.row, "title": "A row of a table",
      "description": "Each key is the key of a column: the same that CSV has as its heading.", "type": "object",
      "additionalProperties": ["type": ["string", "number", "null"]],
    ]
  }

  private func object<T: Decodable>(_ type: T.Type, _ name: String, _ title: String) throws -> [String: Any] {
    let collector = SchemaCollector()
    _ = try collector.node(of: type)
    let unwritten = Self.unwritten[name] ?? []
    let root = SchemaCollector.name(type)
    var definitions: [String: Any] = [:]
    for (name, properties) in collector.types where name != root {
      let written = properties.filter { !unwritten.contains("\(name).\($0.key)") }
      definitions[Self.definition(name)] = try body(name, written)
    }
    var schema = try body(root, collector.types[root] ?? [])
    schema["$schema"] = Self.dialect
    schema["$id"] = name
    schema["title"] = title
    schema["$defs"] = definitions
    if var properties = schema["properties"] as? [String: Any], var own = properties["schema"] as? [String: Any] {
      own["const"] = name
      properties["schema"] = own
      schema["properties"] = properties
    }
    return schema
  }

  private func body(_ name: String, _ properties: [SchemaCollector.Property]) throws -> [String: Any] {
    guard let comment = comments.comment(of: name) else { throw NoComment(place: name) }
    let isNullable = Self.nullable.contains(name)
    var keys: [String: Any] = [:]
    for property in properties {
      guard let comment = comments.comment(of: name, key: property.key) else {
        throw NoComment(place: "\(name).\(property.key)")
      }
      var schema = Self.schema(property.node)
      if isNullable, let type = schema["type"] { schema["type"] = [type, "null"] }
      schema["description"] = comment
      keys[property.key] = schema
    }
    let required = properties.filter { $0.isRequired || isNullable }.map(\.key).sorted()
    return ["type": "object", "description": comment, "properties": keys, "required": required]
  }

  /// "Finding.Subject" is defined as "FindingSubject".
  private static func definition(_ name: String) -> String { name.replacing(".", with: "") }

  private static func schema(_ node: SchemaNode) -> [String: Any] {
    switch node {
    case .text: ["type": "string"]
    case .integer: ["type": "integer"]
    case .number: ["type": "number"]
    case .boolean: ["type": "boolean"]
    case .word(let words): ["type": "string", "enum": words]
    case .list(let element): ["type": "array", "items": schema(element)]
    case .map(let value): ["type": "object", "additionalProperties": schema(value)]
    case .object(let name): ["$ref": "#/$defs/\(definition(name))"]
    }
  }
}
