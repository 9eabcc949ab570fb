import Foundation

/// What a value is in JSON.
indirect enum SchemaNode: Hashable {
  case text, integer, number, boolean
  /// One of these texts.
  case word([String])
  case list(SchemaNode)
  /// Keys that are not known beforehand.
  case map(SchemaNode)
  /// An object of a type of ours, by its name: "Finding.Subject".
  case object(String)
}

/// Collects what types are encoded as, by decoding them from samples: the keys are those that the compiler made, so that no
/// list of them has to be kept.
final class SchemaCollector {
  struct Property: Hashable {
    /// As it is written.
    var key: String
    var node: SchemaNode
    /// Whether it is always there.
    var isRequired: Bool
  }
  /// Every type that was met, by name.
  private(set) var types: [String: [Property]] = [:]

  /// No value of a type could be made.
  struct NoSample: Error { var type: String }

  /// "Finding.Subject", without its module.
  static func name(_ type: any Any.Type) -> String {
    String(reflecting: type).split(separator: ".", maxSplits: 1).last.map(String.init) ?? ""
  }

  /// Keys that may be left out.
  private var optional: Set<String> = []

  /// Only what may be left out is asked whether it is null.
  fileprivate func noteOptional(_ key: String, of type: String) { optional.insert("\(type).\(key)") }

  fileprivate func note(_ key: String, _ node: SchemaNode, of type: String) {
    let property = Property(key: key, node: node, isRequired: !optional.contains("\(type).\(key)"))
    if types[type]?.contains(where: { $0.key == property.key }) != true { types[type, default: []].append(property) }
  }

  /// What a type is encoded as, and a value of it.
  func node<T: Decodable>(of type: T.Type) throws -> (SchemaNode, T) {
    if let plain: (SchemaNode, T) = plain(type) { return plain }
    if let list = type as? any ListSample.Type { return (.list(try list.element(in: self)), try cast(list.empty)) }
    if let map = type as? any MapSample.Type { return (.map(try map.value(in: self)), try cast(map.empty)) }
    if let words = type as? any CaseIterable.Type, let (all, first) = Self.words(words) {
      return (.word(all), try cast(first))
    }
    let name = Self.name(type)
    var failure: any Error = NoSample(type: name)
    for sample in ["", "fitted"] {
      do {
        let value = try T(from: SampleDecoder(collector: self, name: name, sample: sample))
        return (types[name] == nil ? .text : .object(name), value)
      } catch let inner as NoSample { failure = inner } catch {}
    }
    throw failure
  }

  private func plain<T>(_ type: T.Type) -> (SchemaNode, T)? {
    switch type {
    case is String.Type: ("" as? T).map { (.text, $0) }
    case is Int.Type: (0 as? T).map { (.integer, $0) }
    case is Int64.Type: (Int64(0) as? T).map { (.integer, $0) }
    case is Double.Type: (0.0 as? T).map { (.number, $0) }
    case is Bool.Type: (false as? T).map { (.boolean, $0) }
    default: nil
    }
  }

  private static func words<C: CaseIterable>(_ type: C.Type) -> ([String], Any)? {
    let all = type.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
    return type.allCases.first.flatMap { all.isEmpty ? nil : (all, $0) }
  }

  private func cast<T>(_ value: Any) throws -> T {
    guard let value = value as? T else { throw NoSample(type: Self.name(T.self)) }
    return value
  }

  /// A key as the program writes it.
  static func key(_ key: any CodingKey) -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let text = (try? encoder.encode(OneKey(name: key.stringValue))) ?? Data()
    let object = (try? JSONSerialization.jsonObject(with: text)) as? [String: Any]
    return object?.keys.first ?? ""
  }

  private struct OneKey: Encodable {
    struct Key: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }
    var name: String
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(true, forKey: Key(stringValue: name))
    }
  }
}

private protocol ListSample {
  static var empty: Any { get }
  static func element(in collector: SchemaCollector) throws -> SchemaNode
}

extension Array: ListSample where Element: Decodable {
  static var empty: Any { [Element]() }
  static func element(in collector: SchemaCollector) throws -> SchemaNode { try collector.node(of: Element.self).0 }
}

private protocol MapSample {
  static var empty: Any { get }
  static func value(in collector: SchemaCollector) throws -> SchemaNode
}

extension Dictionary: MapSample where Key == String, Value: Decodable {
  static var empty: Any { [Key: Value]() }
  static func value(in collector: SchemaCollector) throws -> SchemaNode { try collector.node(of: Value.self).0 }
}

/// Answers with samples whatever one type asks for.
private struct SampleDecoder: Decoder, SingleValueDecodingContainer {
  let collector: SchemaCollector
  let name: String
  let sample: String
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Keys(collector: collector, name: name))
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw SchemaCollector.NoSample(type: name) }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { self }
  func decodeNil() -> Bool { false }
  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    if let text = sample as? T { return text }
    return try collector.node(of: type).1
  }

  struct Keys<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let collector: SchemaCollector
    let name: String
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) throws -> Bool {
      collector.noteOptional(SchemaCollector.key(key), of: name)
      return false
    }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
      let (node, value) = try collector.node(of: type)
      collector.note(SchemaCollector.key(key), node, of: name)
      return value
    }
    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw SchemaCollector.NoSample(type: name) }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
      throw SchemaCollector.NoSample(type: name)
    }
    func superDecoder() throws -> any Decoder { throw SchemaCollector.NoSample(type: name) }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw SchemaCollector.NoSample(type: name) }
  }
}
