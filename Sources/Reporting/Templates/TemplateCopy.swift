import Foundation
import Phaseline

/// Why the shipped templates cannot be copied for a designer.
public enum TemplateCopyProblem: PeopleReadable, Hashable {
  /// There is something in the folder already.
  case taken(folder: String)
  /// A copy cannot be written; why.
  case unwritable(folder: String, reason: String)
  /// The shipped templates are not where they should be, or cannot be read; why.
  case unreadable(folder: String, reason: String)

  /// It is about files.
  public var isFreeOfCounts: Bool { true }

  /// What is wrong and what to do, as a sentence.
  public var description: String {
    switch self {
    case .taken(let folder):
      "'\(folder)' is there already and is left as it is. Name a folder that is not there yet, or an empty one; nothing "
        + "was copied."
    case .unwritable(let folder, let reason):
      "The templates cannot be copied to '\(folder)' (\(reason)). Make room, or check that the folder around it is there "
        + "and may be written to; nothing was copied."
    case .unreadable(let folder, let reason):
      "The templates of '\(folder)' cannot be read (\(reason)). Bring the folder back; nothing was copied."
    }
  }
}

extension ReportTemplates {
  /// Copies the shipped templates for a designer to change, all of them or none.
  /// - Parameters:
  ///   - shipped: Folder of the templates that Phaseline brings.
  ///   - folder: A folder that is not there yet, or is empty.
  /// - Returns: How many files it copied.
  /// - Throws: `TemplateCopyProblem`.
  @discardableResult
  public static func copy(shipped: URL, to folder: URL) throws(TemplateCopyProblem) -> Int {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: shipped.path).filter { !$0.hasPrefix(".") }
    } catch { throw .unreadable(folder: shipped.path, reason: reason(error)) }
    // Written beside it under another name, so that it is there whole or not at all.
    let draft = folder.deletingLastPathComponent().appendingPathComponent(".\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: draft) }
    do {
      try FileManager.default.createDirectory(at: draft, withIntermediateDirectories: false)
      for name in names {
        try Data(contentsOf: shipped.appendingPathComponent(name)).write(to: draft.appendingPathComponent(name))
      }
    } catch { throw .unwritable(folder: folder.path, reason: reason(error)) }
    // Takes the place of nothing but an empty folder.
    guard rename(draft.path, folder.path) != 0 else { return names.count }
    let code = errno
    guard ![ENOTEMPTY, EEXIST, ENOTDIR].contains(code) else { throw .taken(folder: folder.path) }
    throw .unwritable(folder: folder.path, reason: String(cString: strerror(code)))
  }

  /// The system's own word, where there is one.
  private static func reason(_ error: any Error) -> String {
    let inner = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    if let inner, inner.domain == NSPOSIXErrorDomain { return String(cString: strerror(Int32(inner.code))) }
    let code: Int32? =
      switch (error as? CocoaError)?.code {
      case .fileNoSuchFile, .fileReadNoSuchFile: ENOENT
      case .fileReadNoPermission, .fileWriteNoPermission: EACCES
      case .fileWriteOutOfSpace: ENOSPC
      default: nil
      }
    return code.map { String(cString: strerror($0)) } ?? error.localizedDescription.trimmingCharacters(in: ["."])
  }
}
