/// Answers a type that asks by key.
struct KeyedCollector<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let collector: KeyCollector
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { [] }

  func contains(_ key: Key) -> Bool { true }
  func decodeNil(forKey key: Key) throws -> Bool { false }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    try collector.value(type, into: collector.draft.part(key))
  }

  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    try? collector.value(type, into: collector.draft.part(key))
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try superDecoder(forKey: key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try superDecoder(forKey: key).unkeyedContainer()
  }

  /// `super` is what the encoder calls it.
  func superDecoder() throws -> any Decoder {
    guard let key = Key(stringValue: "super") else { throw KeyCollector.NoSample() }
    return try superDecoder(forKey: key)
  }

  func superDecoder(forKey key: Key) throws -> any Decoder { collector.part(collector.draft.part(key)) }
}

/// Answers a type that asks for a list: of one element.
struct UnkeyedCollector: UnkeyedDecodingContainer {
  let collector: KeyCollector
  private let element = ShapeDraft()
  private(set) var currentIndex = 0
  var codingPath: [any CodingKey] { [] }
  var count: Int? { 1 }
  var isAtEnd: Bool { currentIndex > 0 }

  init(collector: KeyCollector) {
    self.collector = collector
    collector.draft.form = .list(element)
  }

  mutating func decodeNil() throws -> Bool { false }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    currentIndex += 1
    return try collector.value(type, into: element)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try superDecoder().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try superDecoder().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder {
    currentIndex += 1
    return collector.part(element)
  }
}

/// Answers a type that is one value.
struct SingleCollector: SingleValueDecodingContainer {
  let collector: KeyCollector
  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { false }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try collector.value(type, into: collector.draft) }
}
