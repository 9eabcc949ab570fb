import Foundation

/// A picture that Phaseline drew itself, which a template may show as `<img src="{{picture}}" alt="…">`.
///
/// No other value of a context may name what is shown: whatever turns the page into a document might open it.
public struct TrustedPicture: Codable, Hashable, Sendable {
  /// The picture itself, as a data URI.
  public let address: String

  /// - Parameter png: The bytes of a file.
  public init(png: Data) { address = "data:image/png;base64," + png.base64EncodedString() }

  /// Reads it from a plain text.
  /// - Throws: `DecodingError` where that is no picture.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    address = try container.decode(String.self)
    guard address.hasPrefix("data:image/png;base64,") else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no picture as a data URI")
    }
  }

  /// Writes it as a plain text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(address)
  }
}
