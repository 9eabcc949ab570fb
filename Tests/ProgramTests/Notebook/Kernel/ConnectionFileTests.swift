import Foundation
import Phaseline
import Testing

@testable import PhaselineProgram

@Suite("Connection files") struct ConnectionFileTests {
  private static let whole = """
    {"transport": "tcp", "ip": "127.0.0.1", "key": "k", "signature_scheme": "hmac-sha256", "shell_port": 1,
     "control_port": 2, "iopub_port": 3, "stdin_port": 4, "hb_port": 65535, "kernel_name": "phaseline"}
    """

  private static func read(_ text: String) throws -> ConnectionFile {
    let program = try Program()
    let path = program.folder.appendingPathComponent(try program.write(text, to: "c.json")).path
    do { return try ConnectionFile(file: path) } catch let UsageProblem.refused(what) {
      throw UsageProblem.refused(what.replacing(path, with: "c.json"))
    }
  }

  @Test("says where each channel is, by TCP or by files")
  func endpoints() throws {
    let file = try Self.read(Self.whole)
    #expect(
      file.endpoint(of: .shell) == "tcp://127.0.0.1:1" && file.endpoint(of: .heartbeat) == "tcp://127.0.0.1:65535")
    let local = try Self.read(Self.whole.replacing("tcp", with: "ipc").replacing("127.0.0.1", with: "/tmp/k"))
    #expect(local.endpoint(of: .iopub) == "ipc:///tmp/k-3")
  }

  @Test(
    "what it lacks is told",
    arguments: [
      ("{", "{\"", "is no JSON object"),
      ("\"tcp\"", "\"carrier\"", "asks for the transport 'carrier', and this kernel knows tcp and ipc"),
      ("\"ip\"", "\"address\"", "has no \"ip\""),
      ("\"hb_port\": 65535", "\"hb_port\": 65536", "has no \"hb_port\" from 1 to 65535"),
      ("hmac-sha256", "hmac-md5", "asks for signatures by 'hmac-md5', and this kernel signs by hmac-sha256"),
    ])
  func lacking(found: String, replacement: String, problem: String) {
    #expect(
      throws: UsageProblem.refused(
        "The connection file 'c.json' \(problem). Let Jupyter write another: restart the kernel.")
    ) { try Self.read(Self.whole.replacing(found, with: replacement)) }
  }
}
