import Foundation

/// A file that may have been shared.
struct SharedFile: Sendable {
  /// As it was named, or found in a folder that was.
  let path: String
  /// Its first bytes.
  let start: Data
  /// Where programs are found that read it.
  let environment: [String: String]
  /// How many bytes it has.
  private let size: Int
  /// More bytes are not read of one file that has to be held as a whole.
  static let most = 256 << 20
  /// Nor of a text of sentences, each of which is searched for names and numbers.
  static let mostText = 16 << 20
  private static let startLength = 4096

  /// - Parameters:
  ///   - path: As it was named, or found in a folder that was.
  ///   - environment: Where programs are found that read it.
  /// - Throws: `SharedFileProblem` where there is none, it cannot be read, is empty, or no file: to read a pipe would block
  ///   for ever, and a device has no end.
  init(_ path: String, environment: [String: String]) throws(SharedFileProblem) {
    (self.path, self.environment) = (path, environment)
    size = try Self.size(of: path)
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw SharedFileProblem(.unreadable(reason: String(cString: strerror(errno))), of: path)
    }
    defer { try? handle.close() }
    do { start = try handle.read(upToCount: Self.startLength) ?? Data() } catch {
      throw SharedFileProblem(.unreadable(reason: "\(error.localizedDescription)"), of: path)
    }
    guard !start.isEmpty else { throw SharedFileProblem(.empty, of: path) }
  }

  /// The size of what a path leads to, by whatever links.
  /// - Throws: `SharedFileProblem` where it leads to no file.
  private static func size(of path: String) throws(SharedFileProblem) -> Int {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let fault = errno
      if lstat(path, &status) == 0 { throw SharedFileProblem(.deadLink, of: path) }
      guard fault != ENOENT, fault != ENOTDIR else { throw SharedFileProblem(.missing, of: path) }
      throw SharedFileProblem(.unreadable(reason: String(cString: strerror(fault))), of: path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw SharedFileProblem(.noFile, of: path) }
    return Int(status.st_size)
  }

  /// Whether a path leads to a file that can be opened without waiting.
  static func isFile(_ path: String) -> Bool { (try? size(of: path)) != nil }

  /// The ending of its name in small letters.
  var ending: String { URL(fileURLWithPath: path).pathExtension.lowercased() }

  /// Whether it begins with these bytes.
  func begins(with bytes: String) -> Bool { start.starts(with: Data(bytes.utf8)) }

  /// Its first bytes as text in small letters, without blanks and a byte order mark before it.
  var beginning: String {
    let text = String(decoding: start, as: UTF8.self).lowercased()
    return String(text.drop { $0.isWhitespace || $0 == "\u{FEFF}" })
  }

  /// All of it.
  func data() throws(SharedFileProblem) -> Data {
    guard size <= Self.most else { throw SharedFileProblem(.tooLarge(most: Self.most), of: path) }
    do { return try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      throw SharedFileProblem(.unreadable(reason: "\(error.localizedDescription)"), of: path)
    }
  }

  /// All of it as text, without a byte order mark.
  /// - Parameter most: More bytes are refused.
  func text(most: Int = SharedFile.most) throws(SharedFileProblem) -> String {
    guard size <= most else { throw SharedFileProblem(.tooLarge(most: most), of: path) }
    guard let text = String(validating: try data(), as: UTF8.self), !text.unicodeScalars.contains("\0") else {
      throw SharedFileProblem(.notUTF8, of: path)
    }
    return text.first == "\u{FEFF}" ? String(text.dropFirst()) : text
  }
}
