import Foundation
import Testing

@testable import PhaselineProgram

@Suite("Messages of a kernel") struct MessageTests {
  private static let delimiter = Data("<IDS|MSG>".utf8)
  /// By Python's `hmac.new(b"key", b'{"msg_type":"a"}{}{}{}', "sha256").hexdigest()`.
  private static let signature = "cb1d3df993c8d5e96e4430d55293bbc54ca70b0c2a603bb86f4a02e549c7cf09"

  private static func frames(_ signature: String, header: String = #"{"msg_type":"a"}"#) -> [Data] {
    [Data("who".utf8), delimiter, Data(signature.utf8)] + [header, "{}", "{}", "{}"].map { Data($0.utf8) }
  }

  @Test("one with the right signature is read, with whom it came from")
  func read() throws {
    let message = try MessageCodec(key: "key").message(Self.frames(Self.signature))
    #expect(message.type == "a" && message.identities == [Data("who".utf8)] && message.content == [:])
  }

  @Test("without a key none is signed, and any is read")
  func unsigned() throws {
    #expect(try MessageCodec(key: "").message(Self.frames("")).type == "a")
    let sent = MessageCodec(key: "").frames(Message(header: [:], content: [:]))
    #expect(sent[1].isEmpty)
  }

  @Test("what is sent is signed, and read back the same")
  func sent() throws {
    let codec = MessageCodec(key: "key", session: "s")
    let message = Message(
      identities: [Data("to".utf8)], header: codec.header("status"), parent: ["msg_id": "é"], content: ["a": [1, "\n"]])
    #expect(try codec.message(codec.frames(message)) == message)
    #expect(message.header["version"] == "5.4" && message.header["session"] == "s")
    let date = try #require(message.header["date"]?.string)
    #expect(date.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/) != nil, "\(date)")
  }

  @Test("one that is malformed or wrongly signed is none")
  func faults() {
    let codec = MessageCodec(key: "key")
    let right = Self.frames(Self.signature)
    let cases: [([Data], MessageCodec.Fault)] = [
      ([], .noDelimiter), ([Data("x".utf8)], .noDelimiter), (Array(right.prefix(6)), .tooShort),
      (Self.frames(""), .wrongSignature), (Self.frames(String(repeating: "0", count: 64)), .wrongSignature),
      (Self.frames(String(Self.signature.dropLast()) + "é"), .wrongSignature),
      (Self.frames(Self.signature.uppercased() + "00"), .wrongSignature),
      (Self.frames(Self.signature, header: #"{"msg_type":"b"}"#), .wrongSignature),
    ]
    for (frames, fault) in cases {
      #expect(throws: fault) { try codec.message(frames) }
    }
    let open = MessageCodec(key: "")
    #expect(throws: MessageCodec.Fault.notJSON) { try open.message(Self.frames("", header: "[")) }
    #expect(throws: MessageCodec.Fault.notJSON) { try open.message(Self.frames("", header: "[]")) }
    #expect(throws: MessageCodec.Fault.noType) { try open.message(Self.frames("", header: "{}")) }
  }
}
