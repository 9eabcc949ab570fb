import Foundation

/// Any JSON.
public enum JSONValue: Hashable, Sendable {
  /// Nothing.
  case null
  /// True or false.
  case bool(Bool)
  /// A whole number, also one that was written with a point.
  case integer(Int)
  /// Any other number.
  case number(Double)
  /// A text.
  case string(String)
  /// Values in a row.
  case array([JSONValue])
  /// Values by their names.
  case object([String: JSONValue])

  /// - Throws: `DecodingError` for what is no JSON.
  public init(_ data: Data) throws { self = try JSONDecoder().decode(JSONValue.self, from: data) }

  /// Its text, if it is one.
  public var string: String? { if case .string(let string) = self { string } else { nil } }
  /// Its values, if it is a row of them.
  public var array: [JSONValue]? { if case .array(let array) = self { array } else { nil } }
  /// Its values by their names, if it has some.
  public var object: [String: JSONValue]? { if case .object(let object) = self { object } else { nil } }
  /// Whether it is true, if it is true or false.
  public var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
  /// Its whole number, if it is one.
  public var integer: Int? { if case .integer(let integer) = self { integer } else { nil } }

  /// The value of a name.
  public subscript(key: String) -> JSONValue? { object?[key] }
}

extension JSONValue: Decodable {
  /// - Throws: `DecodingError` for what is no JSON.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    // The commonest first: each attempt in vain costs as much as the value.
    if let string = try? container.decode(String.self) {
      self = .string(string)
    } else if container.decodeNil() {
      self = .null
    } else if let bool = try? container.decode(Bool.self) {
      self = .bool(bool)
    } else if let integer = try? container.decode(Int.self) {
      self = .integer(integer)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let array = try? container.decode([JSONValue].self) {
      self = .array(array)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// True or false.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// Values in a row.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// Values by their names, each of which stands once.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(uniqueKeysWithValues: elements))
  }
}
