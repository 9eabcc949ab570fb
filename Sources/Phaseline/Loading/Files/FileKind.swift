/// What a CSV holds, told by its header alone: names in any order and case.
struct FileKind: Hashable, Sendable {
  enum Content: String, Sendable {
    case register
    case publishedFigures = "published figures"
    case observations
  }
  var content: Content
  var required: [String]
  var optional: [String]
  var columns: [String] { required + optional }

  static let register = "code,name,region,type"
  static let longForm = "phase,authority,service,indicator,category,ethnicity,numerator,denominator"
  static let wideForm = "phase,authority,indicator,bame_numerator,bame_denominator,white_numerator,white_denominator"

  /// Every kind of file that `load` knows; registers are loaded first, then figures, then counts.
  static let all = [
    FileKind(.register, register, optional: "kind,standard"),
    FileKind(
      .publishedFigures,
      "standard,phase,area,organisation,service,indicator,category,measure,value,printed_as,source"),
    FileKind(.observations, longForm, optional: "source,standard"),
    FileKind(
      .observations, wideForm,
      optional: "service,category,unknown_numerator,unknown_denominator,source,standard"),
  ]

  private init(_ content: Content, _ required: String, optional: String = "") {
    func names(_ list: String) -> [String] { list.split(separator: ",").map(String.init) }
    (self.content, self.required, self.optional) = (content, names(required), names(optional))
  }

  /// Spellings of the wide form's columns besides their own: "BME numerator", "numerator white".
  static func columnName(_ text: String) -> String {
    let words = Name.folded(text).split { " _-".contains($0) }.map { $0 == "bme" ? "bame" : String($0) }
    if words.count == 2, ["numerator", "denominator"].contains(words[0]) { return "\(words[1])_\(words[0])" }
    return words.joined(separator: "_")
  }
}

/// A header: which kind of file it is of, and where its columns are.
struct Header: Hashable, Sendable {
  var kind: FileKind
  /// By name, from 0.
  var columns: [String: Int]
  /// Columns without a name, from 0: blank all the way down, as spreadsheets leave them.
  var nameless: [Int]
  /// Columns that are left out, as the file calls them.
  var ignored: [String]
  /// Number of fields.
  var count: Int

  /// - Parameters:
  ///   - fields: The header's fields.
  ///   - place: Its line.
  ///   - ignoresUnknown: Whether columns that the kind of file has not are left out, and not a problem.
  ///   - problems: Takes everything that is wrong with it.
  /// - Returns: `nil` where something is.
  init?(_ fields: [String], at place: Place, ignoresUnknown: Bool, problems: inout ProblemList) {
    let names = fields.map { FileKind.columnName($0) }
    let before = problems.count
    func at(_ index: Int) -> Place { Place(file: place.file, line: place.line, column: index + 1) }
    guard let kind = Self.likeliest(names) else {
      problems.add(LoadProblem(Self.unknown(fields), at: place))
      return nil
    }
    var (columns, unknown): ([String: Int], [Int]) = ([:], [])
    for (index, name) in names.enumerated() where !name.isEmpty {
      if !kind.columns.contains(name) {
        unknown.append(index)
      } else if columns[name] != nil {
        problems.add(LoadProblem(.doubledColumn(name: name), at: at(index)))
      } else {
        columns[name] = index
      }
    }
    var missing: [String] = []
    for name in kind.required where columns[name] == nil {
      if let index = unknown.first(where: { Nearest.names(to: names[$0], among: kind.columns).first == name }) {
        problems.add(LoadProblem(.misspeltColumn(found: fields[index], expected: name), at: at(index)))
        unknown.removeAll { $0 == index }
      } else {
        missing.append(name)
      }
    }
    if !missing.isEmpty {
      problems.add(LoadProblem(.missingColumns(names: missing, of: kind.content.rawValue), at: place))
    }
    for index in unknown where !ignoresUnknown {
      problems.add(
        LoadProblem(
          .unknownColumn(name: fields[index], of: kind.content.rawValue, columns: kind.columns), at: at(index)))
    }
    guard problems.count == before else { return nil }
    (self.kind, self.columns, count) = (kind, columns, fields.count)
    nameless = names.indices.filter { names[$0].isEmpty }
    ignored = unknown.map { fields[$0] }
  }

  /// The kind of file that has most of the columns: all that it requires, or at least three and half of them.
  private static func likeliest(_ names: [String]) -> FileKind? {
    let found = Set(names)
    if let kind = FileKind.all.first(where: { found.isSuperset(of: $0.required) }) { return kind }
    func known(_ kind: FileKind) -> Int { found.intersection(kind.columns).count }
    func share(_ kind: FileKind) -> Double {
      Double(found.intersection(kind.required).count) / Double(kind.required.count)
    }
    let best = FileKind.all.max { (share($0), known($0)) < (share($1), known($1)) }
    return best.flatMap { share($0) >= 0.5 && known($0) >= 3 ? $0 : nil }
  }

  private static func unknown(_ fields: [String]) -> Fault {
    if fields.count <= 2, let separator = [";", "\t", "|"].first(where: { fields[0].contains($0) }) {
      return .separator(found: separator == "\t" ? "tabs" : "'\(separator)'")
    }
    let found = Set(fields.map { FileKind.columnName($0) })
    func known(_ kind: FileKind) -> Int { found.intersection(kind.columns).count }
    let nearest = FileKind.all.max { known($0) < known($1) }.flatMap { known($0) >= 2 ? $0 : nil }
    return .unknownHeader(
      found: fields.joined(separator: ","), nearest: nearest?.required.joined(separator: ",") ?? FileKind.longForm)
  }

  /// Whether a line is a header, or was meant to be one.
  static func isLikely(_ fields: [String]) -> Bool { likeliest(fields.map { FileKind.columnName($0) }) != nil }
}
