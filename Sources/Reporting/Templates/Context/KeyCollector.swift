import Foundation

/// A decoder that reads nothing: it answers with samples, and notes what it was asked for.
struct KeyCollector: Decoder {
  let draft: ShapeDraft
  /// What is being decoded around this, so that a type that holds itself comes to an end.
  let types: [ObjectIdentifier]
  /// What is answered to whoever asks for a text.
  let sample: String
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// The shape of what a type is encoded as, provided that it is decoded from the same.
  static func shape(of type: any Decodable.Type) -> ContextShape { collect(type, within: []).shape }

  /// The shape of a type, and a value of it; no value where none of the samples makes one.
  static func collect<T: Decodable>(_ type: T.Type, within types: [ObjectIdentifier]) -> (
    shape: ContextShape, value: T?
  ) {
    if let sample = type as? any SampleValue.Type { return (sample.shape, sample.sample as? T) }
    if let sample = type as? any EmptySample.Type, sample.isOpen { return (.open, sample.empty as? T) }
    guard !types.contains(ObjectIdentifier(type)) else { return (.open, nil) }
    var shape = ContextShape.open
    for sample in ["", "2025-03-31"] {
      let collector = KeyCollector(
        draft: ShapeDraft(), types: types + [ObjectIdentifier(type)], sample: sample)
      let value = try? T(from: collector)
      shape = collector.draft.shape(isWhole: value != nil)
      if let value { return (shape, value) }
    }
    return (shape, substitute(type))
  }

  /// A value of a type that no sample makes.
  private static func substitute<T>(_ type: T.Type) -> T? {
    if let list = type as? any EmptySample.Type { return list.empty as? T }
    return (type as? any CaseIterable.Type).flatMap { first(of: $0) as? T }
  }

  private static func first<C: CaseIterable>(of type: C.Type) -> C? { type.allCases.first }

  /// A value that was asked for, of which the shape goes to a part of the draft.
  func value<T: Decodable>(_ type: T.Type, into part: ShapeDraft) throws -> T {
    if type == String.self, let text = sample as? T {
      part.form = .known(.text)
      return text
    }
    let (shape, value) = Self.collect(type, within: types)
    part.form = .known(shape)
    guard let value else { throw NoSample() }
    return value
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    draft.beGroup()
    return KeyedDecodingContainer(KeyedCollector<Key>(collector: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { UnkeyedCollector(collector: self) }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { SingleCollector(collector: self) }

  func part(_ draft: ShapeDraft) -> KeyCollector { KeyCollector(draft: draft, types: types, sample: sample) }

  /// No value of a type could be made.
  struct NoSample: Error {}
}

/// The shape of a value while its parts are being asked for.
final class ShapeDraft {
  enum Form {
    case unknown
    case known(ContextShape)
    case list(ShapeDraft)
    case group([(key: String, part: ShapeDraft)])
  }
  var form = Form.unknown

  /// - Parameter isWhole: Whether everything was asked for; what broke off may have more keys than those noted.
  func shape(isWhole: Bool) -> ContextShape {
    switch form {
    case .unknown: .open
    case .known(let shape): shape
    case .list(let element): .list(element.shape(isWhole: true))
    case .group(let parts):
      isWhole ? .group(parts.map { .init(key: $0.key, shape: $0.part.shape(isWhole: true)) }) : .open
    }
  }

  func beGroup() {
    if case .group = form { return }
    form = .group([])
  }

  func part(_ key: any CodingKey) -> ShapeDraft {
    let (name, part) = (ContextCoding.key(key), ShapeDraft())
    if case .group(let parts) = form {
      if let known = parts.first(where: { $0.key == name }) { return known.part }
      form = .group(parts + [(name, part)])
    }
    return part
  }
}
