import Crypto
import Foundation

/// Says whether templates are still the same.
enum TemplateDigest {
  /// SHA-256 in hexadecimal digits.
  static func make(_ files: [(name: String, content: String)]) -> String {
    var hash = SHA256()
    for (name, content) in files {
      // With its lengths, so that no text can be taken for the beginning of the next.
      hash.update(data: Data("\(name.utf8.count) \(content.utf8.count) \(name)\(content)".utf8))
    }
    return hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
