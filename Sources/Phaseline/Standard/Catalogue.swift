import Crypto
import Foundation

/// A folder with the catalogues of the standards: the installed `share/phaseline`, or `Data` of a source tree.
public struct Catalogue: Hashable, Sendable {
  /// Where they are: one folder for each standard.
  public let folder: URL

  /// The catalogues in a folder; whether there are any shows when one is read.
  public init(folder: URL) { self.folder = folder }

  /// Finds the catalogues: `PHASELINE_DATA` if set, then `share/phaseline` beside the executable's `bin`, then `Data`
  /// in a folder above the executable's real path.
  /// - Returns: `nil` where there are none; a workspace then uses its own copy.
  public static func locate(executable: URL, environment: [String: String]) -> Catalogue? {
    if let named = environment["PHASELINE_DATA"], !named.isEmpty {
      return Catalogue(folder: URL(fileURLWithPath: named, isDirectory: true))
    }
    var folder = executable.resolvingSymlinksInPath().deletingLastPathComponent()
    let installed = folder.deletingLastPathComponent().appendingPathComponent("share/phaseline", isDirectory: true)
    if isCatalogue(installed) { return Catalogue(folder: installed) }
    while folder.path != "/" {
      let data = folder.appendingPathComponent("Data", isDirectory: true)
      if isCatalogue(data) { return Catalogue(folder: data) }
      folder.deleteLastPathComponent()
    }
    return nil
  }

  private static func isCatalogue(_ folder: URL) -> Bool {
    access(folder.path + "/\(Standard.defaultKey)/standard.yaml", R_OK) == 0
  }

  /// The keys of the standards that are here, sorted.
  public var keys: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { access(file(of: $0).path, R_OK) == 0 }.sorted()
  }

  /// The folder of one standard: its catalogue, registers, published figures, observations.
  public func folder(of key: String) -> URL { folder.appendingPathComponent(key, isDirectory: true) }

  /// The text of a standard's catalogue with its hash.
  /// - Throws: `UsageProblem.unknownStandard` where there is no such standard.
  public func source(of key: String) throws -> CatalogueSource {
    guard let data = FileManager.default.contents(atPath: file(of: key).path) else {
      throw UsageProblem.unknownStandard(key, known: keys)
    }
    return CatalogueSource(
      key: key, file: file(of: key).path, text: String(decoding: data, as: UTF8.self),
      hash: SHA256.hash(data: data).hex)
  }

  func file(of key: String) -> URL { folder(of: key).appendingPathComponent("standard.yaml") }
}

/// A catalogue as text, not yet read.
public struct CatalogueSource: Hashable, Sendable {
  /// The name of its folder.
  public var key: String
  /// Path of the file.
  public var file: String
  /// All of it, YAML.
  public var text: String
  /// SHA-256 in hexadecimal.
  public var hash: String

  /// Reads it.
  /// - Throws: `CatalogueProblem` with file and line.
  public func standard() throws -> Standard {
    let standard = try Standard(yaml: text, file: file)
    guard standard.key == key else {
      throw CatalogueProblem(
        file: file, line: 1, what: "the key is '\(standard.key)', the folder is called '\(key)'")
    }
    return standard
  }
}

extension Sequence where Element == UInt8 {
  /// Two lower-case hexadecimal digits a byte.
  var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
