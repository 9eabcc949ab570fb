import Foundation

/// The files that templates are made of: those of a designer's own folder, and of the shipped one whatever that lacks.
struct TemplateFolder {
  /// A file in one of the two folders.
  struct File: Hashable {
    /// Within its folder.
    let name: String
    let folder: URL
    /// As messages name it.
    var path: String { folder.appendingPathComponent(name).path }
  }

  /// The most that one file may hold, in bytes.
  static let mostBytes = 5_000_000

  private(set) var files: [String: File] = [:]
  /// The folder that whoever reads a message can write to.
  let first: URL

  /// - Throws: A fault if either is no folder.
  init(own: URL?, shipped: URL) throws(TemplateProblem.Fault) {
    first = own ?? shipped
    for folder in [shipped, own].compactMap(\.self) {
      for name in try Self.names(in: folder) { files[name] = File(name: name, folder: folder) }
    }
  }

  private static func names(in folder: URL) throws(TemplateProblem.Fault) -> [String] {
    do {
      // What begins with a full stop is hidden, and left there by desktops.
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
    } catch {
      let isThere = FileManager.default.fileExists(atPath: folder.path)
      throw .init(
        file: folder.path, what: isThere ? "expected a folder of templates that can be read" : "there is no such folder"
      )
    }
  }

  /// Names of the files with one of these endings, in order.
  func names(endingIn endings: [String]) -> [String] {
    files.keys.filter { name in endings.contains { name.lowercased().hasSuffix(".\($0)") } }.sorted()
  }

  /// What a file holds.
  /// - Throws: A fault if it is no file of its folder, cannot be read, or is too large.
  func contents(of file: File) throws(TemplateProblem.Fault) -> Data {
    let place = try place(of: file)
    guard let data = FileManager.default.contents(atPath: place.path) else {
      throw .init(file: file.path, what: "the file cannot be read")
    }
    return data
  }

  /// Where a file lies.
  /// - Throws: A fault if it is no file of its folder, or is too large.
  func place(of file: File) throws(TemplateProblem.Fault) -> URL {
    func fault(_ what: String) -> TemplateProblem.Fault { .init(file: file.path, what: what) }
    let place = file.folder.appendingPathComponent(file.name).resolvingSymlinksInPath()
    guard place.path.hasPrefix(file.folder.resolvingSymlinksInPath().path + "/") else {
      throw fault("the symbolic link leads out of its folder, to \(place.path); expected a file in the folder")
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: place.path)
    // A pipe or a device would be waited for.
    guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular else {
      throw fault("expected a file")
    }
    guard let size = attributes[.size] as? Int, size <= Self.mostBytes else {
      throw fault("the file is larger than 5 MB; expected a smaller one")
    }
    return place
  }

  /// What a file of text holds, with one character at the end of each line.
  /// - Throws: As `contents(of:)`, and where it is not in UTF-8.
  func text(of file: File) throws(TemplateProblem.Fault) -> String {
    guard let text = String(validating: try contents(of: file), as: UTF8.self) else {
      throw .init(file: file.path, what: "expected text in UTF-8")
    }
    let plain = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    return plain.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }
}

extension TemplateProblem.Fault: Error {}
