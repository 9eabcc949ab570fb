import Foundation
import Phaseline

/// What a chart's file says of itself, besides its picture.
public struct ChartRecord: Hashable, Sendable {
  /// The headline.
  public var title: String
  /// The chart in words.
  public var description: String
  /// Where the figures come from.
  public var source: String
  /// The command that made it.
  public var command: String
  /// For whom it was made: "internal", "shared (under-10)".
  public var audience: String
  /// The drawn numbers.
  public var data: ChartData

  /// Whether it was made for a shared audience.
  public var isShared: Bool { audience.hasPrefix(Audience.shared.rawValue) }

  init(title: String, description: String, source: String, command: String, audience: String, data: ChartData) {
    (self.title, self.description, self.source) = (title, description, source)
    (self.command, self.audience, self.data) = (command, audience, data)
  }

  init(_ chart: Disclosed<ChartDescription>, command: String) {
    let words = chart.value
    self.init(
      title: words.headline, description: words.altText, source: words.source, command: command,
      audience: chart.disclosure.label, data: words.data)
  }

  /// Every part with its name.
  var texts: [(name: Name, text: String)] {
    [
      (.title, title), (.description, description), (.source, source), (.command, command),
      (.audience, audience), (.data, data.csv),
    ]
  }

  enum Name: CaseIterable {
    case title, description, source, command, audience, data

    /// The keyword of a PNG's chunk: the predefined one (PNG specification, 11.3.3.2) where there is one.
    var inPNG: String {
      switch self {
      case .title: "Title"
      case .description: "Description"
      case .source: "Source"
      case .command: "Software"
      case .audience: "Audience"
      case .data: "Data"
      }
    }

    /// The key in a PDF's document information: the predefined one (ISO 32000-1, table 317) where there is one.
    var inPDF: String {
      switch self {
      case .title: "Title"
      case .description: "Subject"
      case .source: "Source"
      case .command: "Creator"
      case .audience: "Audience"
      case .data: "Data"
      }
    }
  }

  /// - Returns: `nil` where a part is missing, or the data are no table.
  private init?(_ text: (Name) -> String?) {
    guard let title = text(.title), let description = text(.description), let source = text(.source),
      let command = text(.command), let data = text(.data).flatMap({ ChartData(csv: $0) })
    else { return nil }
    // Files of before there were audiences were made for whoever drew them.
    self.init(
      title: title, description: description, source: source, command: command,
      audience: text(.audience) ?? Audience.internal.rawValue, data: data)
  }

  /// Reads a file that `chart` wrote.
  /// - Parameter file: Its path.
  /// - Throws: `ChartRecordProblem`.
  public init(file: String) throws(ChartRecordProblem) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) else {
      throw ChartRecordProblem(file, .missing)
    }
    guard !isFolder.boolValue else { throw ChartRecordProblem(file, .folder) }
    guard let handle = FileHandle(forReadingAtPath: file), let start = try? handle.read(upToCount: 1024) ?? Data()
    else {
      throw ChartRecordProblem(file, .unreadable)
    }
    guard !start.isEmpty else { throw ChartRecordProblem(file, .empty) }
    guard let format = Self.format(of: start) else { throw ChartRecordProblem(file, .otherFile) }
    guard let rest = try? handle.readToEnd() ?? Data() else { throw ChartRecordProblem(file, .unreadable) }
    do {
      guard let record = try Self.record(in: start + rest, format) else { throw ChartRecordProblem(file, .noWords) }
      self = record
    } catch let damage as FileDamage {
      throw ChartRecordProblem(file, .damaged(damage.what))
    } catch {
      throw error as? ChartRecordProblem ?? ChartRecordProblem(file, .unreadable)
    }
  }

  /// Reads a chart that stands within something else.
  /// - Returns: `nil` for what is no picture, or one without the words of a chart.
  /// - Throws: `FileDamage` where it is not as its writer left it.
  package init?(data: Data) throws {
    guard let format = Self.format(of: data.prefix(1024)), let record = try Self.record(in: data, format) else {
      return nil
    }
    self = record
  }

  /// What a file is, from its first bytes.
  private static func format(of start: Data) -> ChartFile.Format? {
    if start.starts(with: PNGMetadata.signature) { return .png }
    if start.starts(with: Data("%PDF-".utf8)) { return .pdf }
    return start.range(of: Data("<svg".utf8)) == nil ? nil : .svg
  }

  private static func record(in data: Data, _ format: ChartFile.Format) throws -> ChartRecord? {
    switch format {
    case .png:
      let texts = try PNGMetadata.texts(of: data)
      return ChartRecord { texts[$0.inPNG] }
    case .pdf:
      let texts = try PDFMetadata.texts(of: data)
      return ChartRecord { texts[$0.inPDF] }
    case .svg:
      let text = String(decoding: data, as: UTF8.self)
      guard text.trimmingCharacters(in: .whitespacesAndNewlines).hasSuffix("</svg>") else {
        throw FileDamage("it is cut short")
      }
      return SVGMetadata.record(of: text)
    }
  }
}

/// Why a file's chart cannot be described.
public struct ChartRecordProblem: PeopleReadable, Hashable {
  enum Reason: Hashable {
    case missing, folder, unreadable, empty, otherFile, noWords
    case damaged(String)
  }
  var file: String
  var reason: Reason

  init(_ file: String, _ reason: Reason) { (self.file, self.reason) = (file, reason) }

  /// What is wrong with a file that is not as its writer left it, as part of a sentence.
  package var damage: String? { if case .damaged(let what) = reason { what } else { nil } }

  /// It is about files and machines.
  public var isFreeOfCounts: Bool { true }

  /// What is wrong and what to do, as a sentence.
  public var description: String {
    switch reason {
    case .missing: "There is no file '\(file)'. Check its name."
    case .folder: "'\(file)' is a folder. Name a chart in it."
    case .unreadable: "'\(file)' cannot be read. Check that you may read it."
    case .empty: "'\(file)' is empty. Draw the chart again."
    case .otherFile: "'\(file)' is no chart: it is neither PNG, SVG nor PDF. Name a file that `chart` wrote."
    case .noWords:
      "'\(file)' holds no words of a chart. Either `chart` did not write it, or a program that saved it since has dropped "
        + "them; name the file as it was written."
    case .damaged(let what): "'\(file)' is damaged: \(what). Draw the chart again, or fetch the file once more."
    }
  }
}
