import Foundation

/// Puts files into folders, whole or not at all.
package enum ChartFolder {
  /// Makes it, if it is not there.
  /// - Throws: `ChartProblem.unwritable`.
  package static func make(_ folder: URL) throws {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw ChartProblem.unwritable(folder.path, reason: reason(error))
    }
  }

  /// A file under its name is never half written.
  /// - Throws: `ChartProblem.unwritable`.
  package static func write(_ data: Data, to file: URL) throws {
    try make(file.deletingLastPathComponent())
    do { try data.write(to: file, options: .atomic) } catch {
      throw ChartProblem.unwritable(file.path, reason: reason(error))
    }
  }

  /// The system's own word, where there is one.
  private static func reason(_ error: any Error) -> String {
    let inner = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    if let inner, inner.domain == NSPOSIXErrorDomain { return String(cString: strerror(Int32(inner.code))) }
    if (error as? CocoaError)?.code == .fileWriteOutOfSpace { return String(cString: strerror(ENOSPC)) }
    return error.localizedDescription.trimmingCharacters(in: ["."])
  }
}
