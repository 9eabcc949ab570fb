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
    "pay_band": "category", "measure": "indicator", "metric": "indicator",
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

extension FileKind {
  /// How many of its required columns are there, by whatever name.
  func known(in names: Set<String>) -> Int {
    Set(names.map { required.contains($0) ? $0 : Self.synonyms[$0] ?? Self.wideSynonym(of: $0) ?? "" })
      .intersection(required).count
  }

  func share(in names: Set<String>) -> Double { Double(known(in: names)) / Double(required.count) }

  /// The column that somebody means by another name, of those that are not there under their own.
  func meant(by name: String, without found: [String: Int], among columns: [String]) -> String? {
    let missing = columns.filter { found[$0] == nil }
    if let meant = Self.synonyms[name] ?? Self.wideSynonym(of: name), missing.contains(meant) { return meant }
    return missing.first { column in
      let distance = Nearest.editDistance(Array(name), Array(column))
      return distance <= 1 || distance == 2 && name.count >= 9
    }
  }

  /// "bame_total" and "white_headcount" are denominators of the wide form, "bame_count" is a numerator.
  private static func wideSynonym(of name: String) -> String? {
    let words = name.split(separator: "_", maxSplits: 1).map(String.init)
    guard words.count == 2, Ethnicity(rawValue: words[0]) != nil, let part = synonyms[words[1]] else { return nil }
    return ["numerator", "denominator"].contains(part) ? "\(words[0])_\(part)" : nil
  }

  /// The other halves of optional pairs of which one is there.
  func halves(without found: [String: Int]) -> [String] {
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
