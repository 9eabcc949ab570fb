import Foundation

/// The files that paths name: themselves, or those within folders at any depth, hidden ones left out.
struct SharedPaths {
  /// Files, and folders that cannot be read, each path once: those of a folder in the order of their names.
  private(set) var paths: [String] = []
  /// Why a folder cannot be read: nobody can say what lies in it.
  private(set) var problems: [String: SharedFileProblem] = [:]
  /// The folders of the path at hand, without links, so that one that leads back to them ends.
  private var seen = Set<String>()

  /// - Parameter named: Files and folders.
  init(_ named: [String]) {
    for path in named {
      seen = []
      paths += files(of: path).sorted()
    }
    paths = paths.unique
  }

  private mutating func files(of path: String) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      return [path]
    }
    guard seen.insert(URL(fileURLWithPath: path).resolvingSymlinksInPath().path).inserted else { return [] }
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { !$0.hasPrefix(".") }.sorted()
      return names.flatMap { files(of: (path.hasSuffix("/") ? path : path + "/") + $0) }
    } catch {
      problems[path] = SharedFileProblem(.unreadableFolder(reason: error.localizedDescription), of: path)
      return [path]
    }
  }
}
