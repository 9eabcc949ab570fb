import Crypto
import Foundation
import Phaseline

/// A message of the Jupyter protocol: https://jupyter-client.readthedocs.io/en/stable/messaging.html, version 5.4.
struct Message: Hashable, Sendable {
  static let protocolVersion = "5.4"
  /// To whom it goes, or from whom it came.
  var identities: [Data] = []
  var header: JSONValue
  var parent: JSONValue = [:]
  var metadata: JSONValue = [:]
  var content: JSONValue

  var type: String { header["msg_type"]?.string ?? "" }
}

/// Signs messages, and reads those whose signature is right.
struct MessageCodec: Sendable {
  /// None where messages are not signed.
  private let key: SymmetricKey?
  /// Names this run of the kernel in the messages that it sends.
  private let session: String

  private static let delimiter = Data("<IDS|MSG>".utf8)

  /// - Parameter key: Empty where messages are not signed.
  init(key: String, session: String = UUID().uuidString) {
    self.key = key.isEmpty ? nil : SymmetricKey(data: Data(key.utf8))
    self.session = session
  }

  /// What is wrong with frames that are no message.
  enum Fault: String, Error, Hashable {
    case noDelimiter = "it has no delimiter"
    case tooShort = "it has too few frames"
    case wrongSignature = "its signature is wrong"
    case notJSON = "its parts are no JSON objects"
    case noType = "it has no type"
  }

  /// - Throws: `Fault`.
  func message(_ frames: [Data]) throws(Fault) -> Message {
    guard let delimiter = frames.firstIndex(of: Self.delimiter) else { throw .noDelimiter }
    let rest = Array(frames[(delimiter + 1)...])
    guard rest.count >= 5 else { throw .tooShort }
    guard isSigned(Array(rest[1...4]), by: rest[0]) else { throw .wrongSignature }
    let parts = rest[1...4].compactMap { try? JSONValue($0) }
    guard parts.count == 4, parts.allSatisfy({ $0.object != nil }) else { throw .notJSON }
    let message = Message(
      identities: Array(frames[..<delimiter]), header: parts[0], parent: parts[1], metadata: parts[2], content: parts[3]
    )
    guard !message.type.isEmpty else { throw .noType }
    return message
  }

  private func isSigned(_ parts: [Data], by signature: Data) -> Bool {
    guard let key else { return true }
    guard let bytes = Self.bytes(ofHex: signature) else { return false }
    return HMAC<SHA256>.isValidAuthenticationCode(bytes, authenticating: parts.reduce(Data(), +), using: key)
  }

  private static func bytes(ofHex text: Data) -> Data? {
    guard text.count == 64, let string = String(data: text, encoding: .ascii) else { return nil }
    var bytes = Data()
    var rest = Substring(string)
    while !rest.isEmpty {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    return bytes
  }

  func frames(_ message: Message) -> [Data] {
    let parts = [message.header, message.parent, message.metadata, message.content].map { Data($0.line.utf8) }
    var signature = ""
    if let key {
      let code = HMAC<SHA256>.authenticationCode(for: parts.reduce(Data(), +), using: key)
      signature = code.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
    return message.identities + [Self.delimiter, Data(signature.utf8)] + parts
  }

  /// The header of a message of this kernel.
  func header(_ type: String) -> JSONValue {
    [
      "msg_id": .string(UUID().uuidString), "session": .string(session), "username": "kernel",
      "date": .string(Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))),
      "msg_type": .string(type),
      "version": .string(Message.protocolVersion),
    ]
  }
}
