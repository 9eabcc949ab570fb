import Foundation
import Phaseline

/// Where a notebook is kept: as Jupyter keeps it, or as Markdown.
struct NotebookFile {
  /// As it was named.
  let name: String
  /// Absolute: the current folder changes while a notebook runs.
  let url: URL
  let form: Form

  enum Form: Sendable { case notebook, markdown }

  var folder: URL { url.deletingLastPathComponent() }
  /// The folder of the pictures of one that is kept as Markdown.
  var pictures: String { url.deletingPathExtension().lastPathComponent + "_files" }

  /// - Throws: `UsageProblem.refused` for another ending.
  init(_ name: String) throws {
    switch name.split(separator: ".").last?.lowercased() {
    case "ipynb": form = .notebook
    case "md", "markdown": form = .markdown
    default:
      throw UsageProblem.refused("'\(name)' is named like no notebook: expected an ending .ipynb, or .md.")
    }
    (self.name, url) = (name, URL(fileURLWithPath: name).standardizedFileURL)
  }

  /// - Throws: `UsageProblem.refused` where it is not there, or is no notebook.
  func read() throws -> Notebook {
    let size = (try? FileManager.default.attributesOfItem(atPath: url.path))?[.size] as? Int
    if let size, size > Notebook.most {
      throw UsageProblem.refused(
        "'\(name)' has \(Wordings.grouped(size / 1_000_000)) MB, and a notebook may have \(Notebook.most / 1_000_000). "
          + "Clear its outputs, or split it.")
    }
    guard let data = FileManager.default.contents(atPath: url.path) else {
      throw UsageProblem.refused("The notebook '\(name)' cannot be read. Check its name.")
    }
    switch form {
    case .notebook: return try Notebook(data, name: name)
    case .markdown:
      guard let text = String(data: data, encoding: .utf8) else {
        throw UsageProblem.refused("'\(name)' is no text in UTF-8. Save it as UTF-8.")
      }
      do { return try MarkdownNotebook.read(text, picture: picture) } catch let UsageProblem.refused(what) {
        throw UsageProblem.refused("\(name): \(what)")
      }
    }
  }

  /// A picture of its own; what else a text names is not read.
  private func picture(_ path: String) -> Data? {
    guard path.hasPrefix(pictures + "/"), !path.contains("..") else { return nil }
    return try? Data(contentsOf: folder.appendingPathComponent(path))
  }

  /// What its files would be: itself, and pictures beside it, by their paths in its folder.
  /// - Parameter keeping: What of the outputs is kept in Markdown.
  func files(of notebook: Notebook, keeping: MarkdownNotebook.Outputs = .shown) -> [(path: String, data: Data)] {
    switch form {
    case .notebook: return [(url.lastPathComponent, notebook.data)]
    case .markdown:
      let (text, files) = MarkdownNotebook.text(of: notebook, pictures: pictures, keeping: keeping)
      return [(url.lastPathComponent, Data(text.utf8))] + files
    }
  }

  /// What is kept of it once it is written.
  func kept(_ notebook: Notebook) -> Notebook {
    guard form == .markdown else { return notebook }
    let (text, files) = MarkdownNotebook.text(of: notebook, pictures: pictures, keeping: .shown)
    return (try? MarkdownNotebook.read(text) { path in files.first { $0.path == path }?.data }) ?? notebook
  }

  /// Writes it; each file appears whole, and one that is the same already stays as it is.
  /// - Throws: `UsageProblem.refused` where it cannot be written.
  func write(_ notebook: Notebook, keeping: MarkdownNotebook.Outputs = .shown) throws {
    let files = files(of: notebook, keeping: keeping)
    let before = form == .markdown ? (try? read()).map { self.files(of: $0).map(\.path) } ?? [] : []
    for (path, data) in files.reversed() {
      let file = folder.appendingPathComponent(path)
      if FileManager.default.contents(atPath: file.path) == data { continue }
      do {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file.resolvingSymlinksInPath(), options: .atomic)
      } catch {
        throw UsageProblem.refused(
          "'\(path == url.lastPathComponent ? name : file.path)' cannot be written. Check that its folder exists and may "
            + "be written to.")
      }
    }
    removePictures(of: before, besides: files)
  }

  /// Takes away the pictures of cells that have none any more; not those that prose shows.
  private func removePictures(of before: [String], besides files: [(path: String, data: Data)]) {
    let text = String(decoding: files[0].data, as: UTF8.self)
    for path in Set(before).subtracting(files.map(\.path)) where !text.contains(path) {
      try? FileManager.default.removeItem(at: folder.appendingPathComponent(path))
    }
  }
}
