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

  static let register = "code,name,region,type"
  static let longForm = "phase,authority,service,indicator,category,ethnicity,numerator,denominator"

  /// Every kind of file that `load` knows; registers are loaded first, then figures, then counts.
  static let all = [
    FileKind(
      content: .register, required: register.split(separator: ",").map(String.init), optional: ["kind", "standard"]),
    FileKind(
      content: .publishedFigures,
      required: [
        "standard", "phase", "area", "organisation", "service", "indicator", "category", "measure", "value",
        "printed_as", "source",
      ], optional: []),
    FileKind(
      content: .observations, required: longForm.split(separator: ",").map(String.init),
      optional: ["source", "standard"]),
  ]

  /// The kind whose columns these are.
  /// - Throws: `LoadProblem` for an unknown or a doubled column, or one that is missing.
  static func recognise(_ header: [String], at place: Place) throws(LoadProblem) -> (
    kind: FileKind, columns: [String: Int]
  ) {
    let names = header.map { Name.folded($0).replacing(" ", with: "_") }
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw LoadProblem.doubledColumn(at: Place(file: place.file, line: place.line, column: index + 1), name: name)
    }
    let found = Set(names)
    for kind in all where found.isSuperset(of: kind.required) {
      guard found.isSubset(of: kind.required + kind.optional) else { continue }
      return (kind, Dictionary(uniqueKeysWithValues: zip(names, names.indices)))
    }
    if names.count == 1, let separator = [";", "\t", "|"].first(where: { header[0].contains($0) }) {
      throw LoadProblem.separator(at: place, found: separator == "\t" ? "tabs" : "'\(separator)'")
    }
    if let kind = all.first(where: { found.isSuperset(of: $0.required) }),
      let index = names.firstIndex(where: { !(kind.required + kind.optional).contains($0) })
    {
      throw LoadProblem.unknownColumn(
        at: Place(file: place.file, line: place.line, column: index + 1), name: header[index],
        of: kind.content.rawValue, columns: (kind.required + kind.optional).joined(separator: ","))
    }
    let likely = all.max { found.intersection($0.required).count < found.intersection($1.required).count }
    let nearest = likely.flatMap { found.isDisjoint(with: $0.required) ? nil : $0.required.joined(separator: ",") }
    throw LoadProblem.unknownHeader(at: place, found: header.joined(separator: ","), nearest: nearest ?? longForm)
  }
}
