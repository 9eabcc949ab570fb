import Foundation

/// The desktop's way to show a file.
enum Viewer {
  #if os(macOS)
    private static let program = "open"
  #else
    private static let program = "xdg-open"
  #endif

  /// Shows a file to whoever sits here.
  /// - Returns: Where it is, if nothing shows it.
  static func open(_ file: String, _ environment: [String: String]) -> String? {
    let path = URL(fileURLWithPath: file).path
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    guard let folder = folders.first(where: { access("\($0)/\(program)", X_OK) == 0 }) else {
      return "Nothing here opens files (\(program) is not installed). The chart is \(path)."
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "\(folder)/\(program)")
    process.arguments = [path]
    (process.standardInput, process.standardOutput) = (FileHandle.nullDevice, FileHandle.nullDevice)
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else {
      return "\(program) cannot be run. The chart is \(path)."
    }
    // It ends at once where it cannot, and where it hands the file on; else it is the viewer, and stays.
    let end = Date(timeIntervalSinceNow: 2)
    while process.isRunning, Date() < end { usleep(20_000) }
    guard !process.isRunning, process.terminationStatus != 0 else { return nil }
    return "\(program) could not open the chart. It is \(path)."
  }
}
