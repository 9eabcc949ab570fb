import Foundation

/// How a context is encoded: as JSON prints it.
enum ContextCoding {
  static func json(_ context: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(context)
  }

  /// A key as the encoder writes it, by its own rules.
  static func key(_ key: any CodingKey) -> String {
    let json = try? json(OneKey(name: key.stringValue))
    return json.flatMap { try? JSONDecoder().decode([String: Int].self, from: $0) }?.keys.first ?? key.stringValue
  }

  private struct OneKey: Encodable {
    var name: String

    struct Key: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(0, forKey: Key(stringValue: name))
    }
  }
}
