import Foundation
import Phaseline

/// A notebook: cells of commands and of prose, in the form nbformat 4.5. What it has besides is kept as it was.
struct Notebook: Hashable, Sendable {
  var cells: [Cell]
  var metadata: [String: JSONValue]
  /// What stands beside cells and metadata.
  var rest: [String: JSONValue] = [:]

  struct Cell: Hashable, Sendable {
    /// "code", "markdown", "raw"; any other is kept as it is.
    var type: String
    var id: String
    var source: String
    var metadata: [String: JSONValue] = [:]
    /// Of a code cell: as they are kept.
    var outputs: [JSONValue] = []
    /// Of a code cell: its number in the order of execution.
    var count: Int?
    /// What else it has, attachments for one.
    var rest: [String: JSONValue] = [:]

    var isCode: Bool { type == "code" }
    /// Whether it has something to do.
    var isRunnable: Bool { isCode && source.contains { !$0.isWhitespace } }
    var tags: [String] { metadata["tags"]?.array?.compactMap(\.string) ?? [] }
    /// Whether it is there to show a failure.
    var mayFail: Bool { tags.contains("raises-exception") }

    /// The identifier of one that has none, by its place.
    static func usualID(at index: Int) -> String { "cell-\(index + 1)" }
  }

  /// The path of the workspace that it names: from its folder, where it is not absolute.
  func workspace(in folder: URL) -> String? {
    metadata["phaseline"]?["workspace"]?.string.map { URL(fileURLWithPath: $0, relativeTo: folder).path }
  }
  /// The parameters that it was run with: "name=text".
  var parameters: [String] {
    get {
      (metadata["phaseline"]?["parameters"]?.object ?? [:]).sorted { $0.key < $1.key }.map {
        "\($0.key)=\($0.value.string ?? "")"
      }
    }
    set {
      var ours = metadata["phaseline"]?.object ?? [:]
      ours["parameters"] =
        newValue.isEmpty
        ? nil
        : .object(
          Dictionary(
            newValue.compactMap { Assignment($0) }.map { ($0.name, .string($0.text)) }, uniquingKeysWith: { $1 }))
      metadata["phaseline"] = ours.isEmpty ? nil : .object(ours)
    }
  }

  /// The names that its cells give texts to.
  var parameterNames: [String] {
    cells.filter(\.isCode).flatMap { cell in
      cell.source.split(whereSeparator: \.isNewline).compactMap { line in
        line.firstMatch(of: /^\s*let\s+([A-Za-z_][A-Za-z0-9_]*)\s*=/).map { String($0.output.1) }
      }
    }.unique
  }

  /// Gives cells of one identifier others: each has its own.
  mutating func tellApart() {
    var taken = Set(cells.map(\.id))
    var seen: Set<String> = []
    for index in cells.indices where !seen.insert(cells[index].id).inserted {
      var number = index
      repeat { number += 1 } while taken.contains(Cell.usualID(at: number - 1))
      cells[index].id = Cell.usualID(at: number - 1)
      taken.insert(cells[index].id)
      seen.insert(cells[index].id)
    }
  }

  /// Says in which language its cells are.
  mutating func declareLanguage() {
    metadata["kernelspec"] = Kernelspec.metadata
    metadata["language_info"] = Kernelspec.languageInfo
  }
}

// MARK: - Files

extension Notebook {
  /// Larger ones are refused before they are read.
  static let most = 100_000_000

  /// - Parameter name: What messages call the file.
  /// - Throws: `UsageProblem.refused` for what is no notebook, or another version's, or in another language.
  init(_ data: Data, name: String) throws {
    func refused(_ what: String) -> UsageProblem { .refused("'\(name)' \(what)") }
    let json: JSONValue
    do { json = try JSONValue(data) } catch {
      throw refused("is no notebook: it is not JSON, or ends too early. Open it in Jupyter, or fetch it once more.")
    }
    guard let object = json.object, let version = object["nbformat"]?.integer else {
      throw refused("is no notebook: it is JSON, but has no \"nbformat\". Name a notebook that Jupyter wrote.")
    }
    guard version == 4 else {
      let remedy =
        version < 4
        ? "Open it in Jupyter and save it, which brings it up to date."
        : "Save it as version 4, or use a newer Phaseline."
      throw refused("has the form nbformat \(version), and Phaseline reads nbformat 4. \(remedy)")
    }
    guard let cells = object["cells"]?.array, let metadata = object["metadata"]?.object else {
      throw refused("is damaged: expected \"cells\" and \"metadata\". Open it in Jupyter, or fetch it once more.")
    }
    if let language = metadata["kernelspec"]?["name"]?.string, language != Kernelspec.name {
      throw refused(
        "is a notebook of the kernel '\(language)', and Phaseline runs its own: choose the kernel Phaseline.")
    }
    self.metadata = metadata
    self.cells = try cells.enumerated().map { index, cell in
      guard let cell = Cell(cell, at: index) else {
        throw refused("is damaged: cell \(index + 1) has no \"cell_type\" or \"source\". Open it in Jupyter.")
      }
      return cell
    }
    for (parameter, text) in metadata["phaseline"]?["parameters"]?.object ?? [:] where text.string == nil {
      throw refused("has the parameter \(parameter), which is no text. Write it in quotation marks.")
    }
    tellApart()
    rest = object.filter { !["cells", "metadata", "nbformat", "nbformat_minor"].contains($0.key) }
  }

  /// As Jupyter writes it on disk.
  var data: Data {
    let members: [String: JSONValue] = [
      "cells": .array(cells.map(\.json)), "metadata": .object(metadata), "nbformat": 4, "nbformat_minor": 5,
    ]
    return Data((JSONValue.object(rest.merging(members) { $1 }).pretty + "\n").utf8)
  }
}

extension Notebook.Cell {
  init?(_ json: JSONValue, at index: Int) {
    guard var members = json.object, let type = members["cell_type"]?.string,
      let source = members["source"]?.joinedText
    else { return nil }
    let isCode = type == "code"
    self.init(
      type: type, id: members["id"]?.string ?? Self.usualID(at: index), source: source,
      metadata: members["metadata"]?.object ?? [:], outputs: isCode ? members["outputs"]?.array ?? [] : [],
      count: isCode ? members["execution_count"]?.integer : nil)
    for key in ["cell_type", "id", "source", "metadata"] + (isCode ? ["outputs", "execution_count"] : []) {
      members[key] = nil
    }
    rest = members
  }

  var json: JSONValue {
    var members: [String: JSONValue] = [
      "cell_type": .string(type), "id": .string(id), "source": .lines(of: source), "metadata": .object(metadata),
    ]
    if isCode {
      members["outputs"] = .array(outputs)
      members["execution_count"] = count.map { .integer($0) } ?? .null
    }
    return .object(rest.merging(members) { $1 })
  }
}
