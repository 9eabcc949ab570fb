import Foundation

/// Holds values against a schema: what is there and not described, what is missing, what is of another kind; and which keys
/// were never seen.
struct SchemaCheck {
  private let schema: [String: Any]
  private let definitions: [String: [String: Any]]
  /// Each once, by place.
  private(set) var problems: Set<String> = []
  private var seen: Set<String> = []

  init(_ schema: [String: Any]) {
    self.schema = schema
    definitions = schema["$defs"] as? [String: [String: Any]] ?? [:]
  }

  mutating func look(at value: Any) { look(at: value, schema, of: "") }

  /// Keys of which there was none, by what they are described in.
  var unseen: Set<String> {
    var all = Self.keys(schema, of: "")
    for (name, definition) in definitions { all.formUnion(Self.keys(definition, of: name)) }
    return all.subtracting(seen)
  }

  private static func keys(_ schema: [String: Any], of name: String) -> Set<String> {
    Set((schema["properties"] as? [String: Any] ?? [:]).keys.map { "\(name).\($0)" })
  }

  private mutating func look(at value: Any, _ schema: [String: Any], of name: String) {
    if let reference = schema["$ref"] as? String {
      let name = String(reference.dropFirst("#/$defs/".count))
      return look(at: value, definitions[name] ?? [:], of: name)
    }
    let types = schema["type"] as? [String] ?? [schema["type"] as? String ?? ""]
    if !types.contains(where: { Self.isOf($0, value) }) { problems.insert("\(name): \(value) is no \(types)") }
    if let words = schema["enum"] as? [String], let word = value as? String, !words.contains(word) {
      problems.insert("\(name): '\(word)' is none of \(words)")
    }
    for element in value as? [Any] ?? [] { look(at: element, schema["items"] as? [String: Any] ?? [:], of: name) }
    guard let object = value as? [String: Any] else { return }
    if let all = schema["additionalProperties"] as? [String: Any] {
      for value in object.values { look(at: value, all, of: name) }
      return
    }
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    for key in schema["required"] as? [String] ?? [] where object[key] == nil {
      problems.insert("\(name): \(key) is missing")
    }
    for (key, value) in object {
      seen.insert("\(name).\(key)")
      guard let described = properties[key] else {
        problems.insert("\(name): \(key) is not described")
        continue
      }
      if (described["description"] as? String ?? "").isEmpty { problems.insert("\(name): \(key) has no words") }
      look(at: value, described, of: described["$ref"] == nil ? "\(name).\(key)" : name)
    }
  }

  private static func isOf(_ type: String, _ value: Any) -> Bool {
    let isBoolean = (value as? NSNumber).map(isYesOrNo) ?? false
    return switch type {
    case "string": value is String
    case "boolean": isBoolean
    case "number": value is NSNumber && !isBoolean
    case "integer": !isBoolean && (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
    case "array": value is [Any]
    case "object": value is [String: Any]
    case "null": value is NSNull
    default: false
    }
  }

  private static func isYesOrNo(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}
