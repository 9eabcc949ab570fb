/// Mark-up that Phaseline made itself, such as a chart, which a template may print unescaped as `{{{svg}}}`.
///
/// Any other text of a context is escaped, whatever a template says; so never make one of a text that people typed.
public struct TrustedMarkup: Codable, Hashable, Sendable {
  /// The mark-up.
  public let text: String

  /// - Parameter text: Mark-up in which every text that people typed is escaped.
  public init(_ text: String) { self.text = text }

  /// Reads it from a plain text.
  public init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }

  /// Writes it as a plain text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
