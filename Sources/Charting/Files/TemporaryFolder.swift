import Foundation
import SystemPackage

/// A folder that nobody else may look into, for what other programs leave; whoever makes one removes it.
package struct TemporaryFolder: Sendable {
  /// Where it is.
  package let url: URL

  /// - Parameters:
  ///   - place: Where it is made.
  ///   - name: How its name begins.
  /// - Throws: `Errno` where none can be made there.
  package init(in place: URL, named name: String) throws(Errno) {
    var template = Array(place.appendingPathComponent("\(name)-XXXXXX").path.utf8CString)
    guard let made = mkdtemp(&template) else { throw Errno(rawValue: errno) }
    url = URL(fileURLWithPath: String(cString: made), isDirectory: true)
  }

  /// Writes a file that is not there yet.
  /// - Throws: `Errno`.
  package func write(_ data: Data, as name: String) throws {
    let file = try FileDescriptor.open(
      FilePath(url.appendingPathComponent(name).path), .writeOnly, options: [.create, .exclusiveCreate],
      permissions: .ownerReadWrite)
    try file.closeAfter { _ = try file.writeAll(data) }
  }

  package func remove() { try? FileManager.default.removeItem(at: url) }
}
