import Foundation

/// A file of SQLite's as the system sees it.
enum SQLiteFile {
  /// The path as SQLite is to be given it: it reads `file:` and `:memory:` at the beginning as something else than a name.
  static func name(_ path: String) -> String { path.hasPrefix("/") ? path : "./" + path }

  /// The folder that it lies in.
  static func folder(of path: String) -> String { URL(fileURLWithPath: path).deletingLastPathComponent().path }

  /// Where a link leads to that leads nowhere; `nil` for anything else.
  static func danglingTarget(of path: String) -> String? {
    guard access(path, F_OK) != 0 else { return nil }
    return try? FileManager.default.destinationOfSymbolicLink(atPath: path)
  }

  /// The programs that have it open, but this one: "phaseline (process 4711)". As far as the system lets one see.
  static func holders(of path: String) -> [String] {
    var file = stat()
    guard stat(path, &file) == 0 else { return [] }
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.compactMap(Int32.init).sorted().filter { $0 != getpid() && has($0, open: file) }.map { process in
      let name = (try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)) ?? "a program"
      return "\(name.trimmingBlanks) (process \(process))"
    }
  }

  private static func has(_ process: Int32, open file: stat) -> Bool {
    let folder = "/proc/\(process)/fd"
    let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return descriptors.contains { descriptor in
      var other = stat()
      return stat("\(folder)/\(descriptor)", &other) == 0 && other.st_ino == file.st_ino && other.st_dev == file.st_dev
    }
  }
}
