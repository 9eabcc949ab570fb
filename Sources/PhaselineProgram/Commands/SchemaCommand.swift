import ArgumentParser
import Foundation
import Phaseline

/// Prints the schemas of what is written as JSON.
struct SchemaCommand: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "List the JSON Schemas of what --format json and jsonl write, or print one.",
    discussion: """
      A finding names its schema, with the version: "schema": "phaseline/finding/1". Keys are added within a version; one that \
      is renamed, removed or changes its meaning makes another. Rows of tables have the schema `row`.

      Example: phaseline schema
      Example: phaseline schema finding
      """)
  var formats: [OutputFormat] { name == nil ? OutputFormat.ofTables : [.json] }
  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("finding, ranking, funnel or row, the newest of its versions.", valueName: "name"))
  var name: String?

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let folder = try SchemaFolder(workbench.catalogue)
    guard let name else { return workbench.words(.table(folder.table)) }
    let file = FileAnswer(data: try folder.data(of: name), defaultName: "schema.json", isText: true)
    return workbench.words(.file(file))
  }
}

/// Where the schemas are.
struct SchemaFolder {
  private let folder: URL

  /// - Throws: `UsageProblem.refused` where there is no catalogue.
  init(_ catalogue: Catalogue?) throws {
    guard let catalogue else {
      throw UsageProblem.refused(
        "The schemas are not there: they lie in `schema` of the catalogue. `doctor` says where it is sought.")
    }
    folder = catalogue.folder.appendingPathComponent("schema", isDirectory: true)
  }

  /// What they are asked for by: "finding".
  static var names: [String] { SchemaName.all.map(short) }

  var table: Table {
    Table(
      columns: [("schema", "Schema"), ("describes", "Describes"), ("file", "File")].map {
        Table.Column(key: $0.0, title: $0.1)
      },
      rows: SchemaName.all.map { name in
        [.text(name), .text(title(of: name)), .text(Self.file(of: name))]
      }, notes: ["They are files in \(folder.path). `schema NAME` prints one."])
  }

  /// - Parameter asked: "finding", "finding/1" or "phaseline/finding/1".
  /// - Throws: `UsageProblem` where there is none of this name, or its file cannot be read.
  func data(of asked: String) throws -> Data {
    let wanted = asked.lowercased()
    let found = SchemaName.all.first { name in [name, Self.versioned(name), Self.short(name)].contains(wanted) }
    guard let found else {
      throw UsageProblem.unknown(
        what: "schema", name: asked, nearest: Nearest.names(to: wanted, among: Self.names), list: "schema")
    }
    let file = folder.appendingPathComponent(Self.file(of: found))
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw UsageProblem.refused("The schema \(file.path) cannot be read. Install Phaseline anew, or see to that file.")
    }
    return data
  }

  private func title(of name: String) -> String {
    let data = FileManager.default.contents(atPath: folder.appendingPathComponent(Self.file(of: name)).path) ?? Data()
    return (try? JSONDecoder().decode(Titled.self, from: data))?.title ?? ""
  }

  private struct Titled: Decodable { var title: String }

  /// "finding/1".
  private static func versioned(_ name: String) -> String {
    name.split(separator: "/").dropFirst().joined(separator: "/")
  }

  /// "finding".
  private static func short(_ name: String) -> String {
    name.split(separator: "/").dropFirst().first.map(String.init) ?? name
  }

  /// "finding-1.json".
  static func file(of name: String) -> String { versioned(name).replacing("/", with: "-") + ".json" }
}
