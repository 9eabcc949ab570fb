import ArgumentParser

/// What a command's help shows as examples.
extension WorkbenchCommand {
  private static var mark: String { "Example: " }

  /// Lines that can be typed; those without `phaseline` before them are of use at the prompt.
  static var examples: [String] {
    configuration.discussion.split(separator: "\n").compactMap { line in
      line.ranges(of: mark).first.map { String(line[$0.upperBound...]) }
    }
  }

  /// The paragraphs before the examples, and what is in their lines.
  static var explanation: [String] {
    let lines = configuration.discussion.split(separator: "\n", omittingEmptySubsequences: false)
    let texts = lines.map { line in line.ranges(of: mark).first.map { line[..<$0.lowerBound] } ?? line }
    return texts.map { $0.trimmingPrefix(" ").description }.filter { !$0.isEmpty }
  }
}
