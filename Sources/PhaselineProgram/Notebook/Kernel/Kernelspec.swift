import Foundation
import Phaseline

/// How Jupyter finds the kernel and what it says of its language.
enum Kernelspec {
  static let name = "phaseline"
  static let title = "Phaseline"

  /// What a notebook says of its kernel.
  static let metadata: JSONValue = [
    "display_name": .string(title), "language": .string(name), "name": .string(name),
  ]

  /// What a notebook says of its language. The lexers of front ends know the shell's comments, quotes and variables, which
  /// are Phaseline's.
  static let languageInfo: JSONValue = [
    "codemirror_mode": "shell", "file_extension": ".phaseline", "mimetype": "text/x-phaseline",
    "name": .string(name), "pygments_lexer": "bash", "version": .string(Version.current),
  ]

  /// What Jupyter starts.
  /// - Parameters:
  ///   - options: Those that hold for every cell.
  ///   - variables: Those of the environment without which it would not find its data.
  static func file(of executable: String, options: [String], variables: [String: String]) -> JSONValue {
    [
      "argv": .array(([executable, "kernel", "start"] + options + ["{connection_file}"]).map { .string($0) }),
      "display_name": .string(title), "language": .string(name), "interrupt_mode": "message",
      "env": .object(variables.mapValues { .string($0) }),
      "kernel_protocol_version": .string(Message.protocolVersion), "metadata": ["debugger": false],
    ]
  }
}
