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

  /// What people call columns besides; such a name is no column, but tells which one is meant.
  static let synonyms = [
    "year": "phase", "council": "authority", "local_authority": "authority", "organisation": "authority",
    "ethnic_group": "ethnicity", "ethnic_background": "ethnicity", "group": "ethnicity", "band": "category",
    "pay_band": "category", "measure": "indicator", "metric": "indicator", "directorate": "service",
    "white": "white_numerator", "bame": "bame_numerator", "unknown": "unknown_numerator", "number": "numerator",
    "count": "numerator", "n": "numerator", "events": "numerator", "out_of": "denominator",
    "total": "denominator", "headcount": "denominator", "head_count": "denominator", "staff": "denominator",
    "base": "denominator",
  ]

  /// Spellings of the wide form's columns besides their own: "BME numerator", "numerator white".
  static func columnName(_ text: String) -> String {
    let words = Name.folded(text).split { " _-".contains($0) }.map {
      ["bme", "poc"].contains($0) ? "bame" : String($0)
    }
    if words.count == 2, ["numerator", "denominator"].contains(words[0]) { return "\(words[1])_\(words[0])" }
    return words.joined(separator: "_")
  }
}

/// A header: which kind of file it is of, and where its columns are.
struct Header: Hashable, Sendable {
  var kind: FileKind
  /// Its line, from 1.
  var line: Int
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
  /// - Returns: `nil` where its rows cannot be read: a column is missing, or there twice.
  init?(_ fields: [String], at place: Place, ignoresUnknown: Bool, problems: inout ProblemList) {
    guard let kind = Self.likeliest(fields) else {
      problems.add(LoadProblem(Self.unknown(fields), at: place))
      return nil
    }
    let names = fields.map { FileKind.columnName($0) }
    func at(_ index: Int) -> Place { Place(file: place.file, line: place.line, column: index + 1) }
    var (columns, unknown): ([String: Int], [Int]) = ([:], [])
    var isReadable = true
    for (index, name) in names.enumerated() where !name.isEmpty {
      if !kind.columns.contains(name) {
        unknown.append(index)
      } else if columns[name] != nil {
        problems.add(LoadProblem(.doubledColumn(name: name), at: at(index)))
        isReadable = false
      } else {
        columns[name] = index
      }
    }
    var missing: [String] = []
    for name in kind.required where columns[name] == nil {
      isReadable = false
      if let index = unknown.first(where: {
        kind.meant(by: names[$0], without: columns, among: kind.required) == name
      }) {
        problems.add(LoadProblem(.misspeltColumn(found: fields[index], expected: name), at: at(index)))
        unknown.removeAll { $0 == index }
      } else {
        missing.append(name)
      }
    }
    for name in kind.halves(without: columns) {
      missing.append(name)
      isReadable = false
    }
    if !missing.isEmpty {
      problems.add(LoadProblem(.missingColumns(names: missing, of: kind.content.rawValue), at: place))
    }
    for index in unknown {
      if let meant = kind.meant(by: names[index], without: columns, among: kind.optional) {
        // Left out, it would change what the row says: a pay band would become the whole.
        problems.add(LoadProblem(.misspeltColumn(found: fields[index], expected: meant), at: at(index)))
      } else if !ignoresUnknown || FileKind.counts.contains(names[index]) {
        problems.add(
          LoadProblem(
            .unknownColumn(name: fields[index], of: kind.content.rawValue, columns: kind.columns), at: at(index)))
      }
    }
    guard isReadable, let line = place.line else { return nil }
    (self.kind, self.line, self.columns, count) = (kind, line, columns, fields.count)
    nameless = names.indices.filter { names[$0].isEmpty }
    ignored = unknown.map { fields[$0] }
  }

  /// The kind of file that has most of the columns: all that it requires, or at least three and half of them, by whatever
  /// name.
  private static func likeliest(_ fields: [String]) -> FileKind? {
    let found = Set(fields.map { FileKind.columnName($0) })
    let whole = FileKind.all.filter { found.isSuperset(of: $0.required) }
    if let kind = whole.max(by: { $0.required.count < $1.required.count }) { return kind }
    let near = FileKind.all.filter { kind in
      let known = kind.known(in: found)
      return known >= 3 && 2 * known >= kind.required.count
    }
    return near.max { $0.share(in: found) < $1.share(in: found) }
  }

  private static func unknown(_ fields: [String]) -> Fault {
    if fields.count <= 2, let separator = [";", "\t", "|"].first(where: { fields[0].contains($0) }) {
      return .separator(found: separator == "\t" ? "tabs" : "'\(separator)'")
    }
    let found = Set(fields.map { FileKind.columnName($0) })
    let nearest = FileKind.all.max { $0.known(in: found) < $1.known(in: found) }
    let isNear = nearest.map { $0.known(in: found) >= 2 } ?? false
    return .unknownHeader(
      found: fields.joined(separator: ","),
      nearest: isNear ? nearest?.required.joined(separator: ",") ?? "" : FileKind.longForm)
  }

  /// Whether a line is a header, or was meant to be one.
  static func isLikely(_ fields: [String]) -> Bool { likeliest(fields) != nil }
}

extension FileKind {
  /// How many of its required columns are there, by whatever name.
  fileprivate func known(in names: Set<String>) -> Int {
    Set(names.map { required.contains($0) ? $0 : Self.synonyms[$0] ?? Self.wideSynonym(of: $0) ?? "" })
      .intersection(required).count
  }

  fileprivate func share(in names: Set<String>) -> Double { Double(known(in: names)) / Double(required.count) }

  /// The column that somebody means by another name, of those that are not there under their own.
  fileprivate func meant(by name: String, without found: [String: Int], among columns: [String]) -> String? {
    let missing = columns.filter { found[$0] == nil }
    if let meant = Self.synonyms[name] ?? Self.wideSynonym(of: name), missing.contains(meant) { return meant }
    return missing.first { Nearest.editDistance(Array(name), Array($0)) <= min(2, name.count / 3) }
  }

  /// "bame_total" and "white_headcount" are denominators of the wide form, "bame_count" is a numerator.
  private static func wideSynonym(of name: String) -> String? {
    let words = name.split(separator: "_", maxSplits: 1).map(String.init)
    guard words.count == 2, Ethnicity(rawValue: words[0]) != nil, let part = synonyms[words[1]] else { return nil }
    return ["numerator", "denominator"].contains(part) ? "\(words[0])_\(part)" : nil
  }

  /// The other halves of optional pairs of which one is there.
  fileprivate func halves(without found: [String: Int]) -> [String] {
    optional.filter { name in
      let other =
        name.hasSuffix("_numerator")
        ? name.replacing("_numerator", with: "_denominator") : name.replacing("_denominator", with: "_numerator")
      return found[name] == nil && other != name && found[other] != nil
    }
  }

  /// Columns of counts, which are never left out.
  static let counts = Set(all.filter { $0.content == .observations }.flatMap(\.columns)).filter {
    $0.contains("numerator") || $0.contains("denominator")
  }
}
