import Foundation

/// Programs that stand in for Chromium and pandoc, and a place for what they leave.
struct StandIns {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stand-ins-\(UUID().uuidString)")
  private var bin: URL { folder.appendingPathComponent("bin") }
  private var temporary: URL { folder.appendingPathComponent("tmp") }

  init() throws {
    for place in [bin, temporary] {
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    }
  }

  /// As a converter is to see it: nothing else is on the PATH.
  func environment(seconds: String = "60") -> [String: String] {
    ["PATH": bin.path, "TMPDIR": temporary.path, "PHASELINE_CONVERTER_SECONDS": seconds]
  }

  /// What is left of their work.
  var left: [String] { (try? FileManager.default.contentsOfDirectory(atPath: temporary.path)) ?? ["no folder"] }

  /// - Parameter script: For `sh`; it runs in the folder of the work, and may write beside `bin`, as `$OUT`.
  func add(_ name: String, _ script: String) throws {
    let file = bin.appendingPathComponent(name)
    try Data("#!/bin/sh\nOUT='\(folder.path)'\n\(script)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
  }

  /// What one wrote as `$OUT/NAME`.
  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
