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
    guard let kind = Self.likeliest(fields), let line = place.line else {
      problems.add(LoadProblem(Self.unknown(fields), at: place))
      return nil
    }
    var reading = HeaderReading(kind, fields, at: place)
    reading.find()
    reading.tellMissing()
    reading.tellUnknown(ignoresUnknown: ignoresUnknown)
    for problem in reading.problems { problems.add(problem) }
    guard reading.isReadable else { return nil }
    (self.kind, self.line, columns, count) = (kind, line, reading.columns, fields.count)
    nameless = reading.names.indices.filter { reading.names[$0].isEmpty }
    ignored = reading.unknown.map { fields[$0] }
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

/// Finds the columns of a kind of file in a header, and what is wrong with it.
private struct HeaderReading {
  let names: [String]
  /// Where the columns are, by name.
  private(set) var columns: [String: Int] = [:]
  /// Where columns are that the kind of file has not.
  private(set) var unknown: [Int] = []
  private(set) var problems: [LoadProblem] = []
  /// Whether the rows can be read all the same.
  private(set) var isReadable = true
  private let kind: FileKind
  private let fields: [String]
  private let place: Place

  init(_ kind: FileKind, _ fields: [String], at place: Place) {
    (self.kind, self.fields, self.place) = (kind, fields, place)
    names = fields.map { FileKind.columnName($0) }
  }

  private mutating func tell(_ fault: Fault, _ index: Int? = nil) {
    problems.append(
      LoadProblem(fault, at: Place(file: place.file, line: place.line, column: index.map { $0 + 1 })))
  }

  mutating func find() {
    for (index, name) in names.enumerated() where !name.isEmpty {
      if !kind.columns.contains(name) {
        unknown.append(index)
      } else if columns[name] != nil {
        tell(.doubledColumn(name: name), index)
        isReadable = false
      } else {
        columns[name] = index
      }
    }
  }

  /// Columns that are not there, or stand under another name.
  mutating func tellMissing() {
    var missing: [String] = []
    for name in kind.required where columns[name] == nil {
      isReadable = false
      if let index = unknown.first(where: { meant(by: $0, among: kind.required) == name }) {
        tell(.misspeltColumn(found: fields[index], expected: name), index)
        unknown.removeAll { $0 == index }
      } else {
        missing.append(name)
      }
    }
    let elsewhere = unknown.compactMap { meant(by: $0, among: kind.optional) }
    missing += kind.halves(without: columns).filter { !elsewhere.contains($0) }
    guard !missing.isEmpty else { return }
    isReadable = false
    tell(.missingColumns(names: missing, of: kind.content.rawValue))
  }

  mutating func tellUnknown(ignoresUnknown: Bool) {
    for index in unknown {
      // Left out, these would change what the row says: a pay band would become the whole.
      let telling = ["category", "service"] + FileKind.counts
      if let meant = meant(by: index, among: kind.optional), !ignoresUnknown || telling.contains(meant) {
        isReadable = false
        tell(.misspeltColumn(found: fields[index], expected: meant), index)
      } else if !ignoresUnknown || FileKind.counts.contains(names[index]) {
        tell(
          .unknownColumn(
            name: fields[index], of: kind.content.rawValue, columns: kind.columns.filter { columns[$0] == nil }), index)
      }
    }
  }

  private func meant(by index: Int, among candidates: [String]) -> String? {
    kind.meant(by: names[index], without: columns, among: candidates)
  }
}
