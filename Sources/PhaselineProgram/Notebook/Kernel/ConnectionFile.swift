import Foundation
import Phaseline

/// Where a kernel listens, and by which key its messages are signed: Jupyter writes it before it starts one.
struct ConnectionFile: Hashable, Sendable {
  enum Channel: String, CaseIterable, Sendable {
    case shell, control, iopub, stdin
    case heartbeat = "hb"
  }
  /// "tcp" or "ipc".
  var transport: String
  /// The address; of ipc the beginning of the paths.
  var address: String
  var ports: [Channel: Int]
  var key: String

  /// Where a channel is.
  func endpoint(of channel: Channel) -> String {
    "\(transport)://\(address)\(transport == "ipc" ? "-" : ":")\(ports[channel] ?? 0)"
  }

  /// - Throws: `UsageProblem.refused` where it cannot be read, or lacks something.
  init(file: String) throws {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw UsageProblem.refused(
        "The connection file '\(file)' cannot be read. Jupyter writes it and starts the kernel: `kernel install`, then "
          + "choose Phaseline in Jupyter.")
    }
    func refused(_ what: String) -> UsageProblem {
      .refused("The connection file '\(file)' \(what). Let Jupyter write another: restart the kernel.")
    }
    guard let json = try? JSONValue(data), json.object != nil else { throw refused("is no JSON object") }
    func string(_ name: String) throws -> String {
      guard let text = json[name]?.string else { throw refused("has no \"\(name)\"") }
      return text
    }
    transport = try string("transport")
    guard ["tcp", "ipc"].contains(transport) else {
      throw refused("asks for the transport '\(transport)', and this kernel knows tcp and ipc")
    }
    (address, key) = (try string("ip"), try string("key"))
    ports = try Dictionary(
      uniqueKeysWithValues: Channel.allCases.map { channel in
        guard let port = json["\(channel.rawValue)_port"]?.integer, (1...65_535).contains(port) else {
          throw refused("has no \"\(channel.rawValue)_port\" from 1 to 65535")
        }
        return (channel, port)
      })
    let scheme = try string("signature_scheme")
    guard scheme == "hmac-sha256" || key.isEmpty else {
      throw refused("asks for signatures by '\(scheme)', and this kernel signs by hmac-sha256")
    }
  }
}
