/// The formulas by which a sheet of counts checks itself while somebody types. They say in words what they find; colour only
/// repeats it.
enum CountFormulas {
  /// What the check says first, by which the sheet counts its lines.
  static let (error, look, blank, fine) = ("Error", "Check", "Not filled in", "OK")

  /// Whether a cell holds a count, or one of the ways to hide it that the instructions name: `*`, `<5`, `3-6`. ISNUMBER takes
  /// the error of a text that is no number for "no".
  static func isCount(_ cell: String, also number: String = "") -> String {
    "IF(ISNUMBER(\(cell)),AND(\(cell)>=0,\(cell)=INT(\(cell))\(number)),"
      + "OR(EXACT(\(cell),\"*\"),ISNUMBER(IF(LEFT(\(cell),1)=\"<\",VALUE(MID(\(cell),2,9)),\"\")),"
      + "ISNUMBER(VALUE(LEFT(\(cell),FIND(\"-\",\(cell))-1))*VALUE(MID(\(cell),FIND(\"-\",\(cell))+1,9)))))"
  }

  /// Whether a number may stand beside its "out of", as far as that is there.
  static func isNumber(_ number: String, of people: String) -> String {
    isCount(number, also: ",OR(NOT(ISNUMBER(\(people))),\(number)<=\(people))")
  }

  /// What a cell of the head-count says, repeated; `SheetReading.followed` knows it again.
  static func following(_ cell: String) -> String { "IF(\(cell)=\"\",\"\",\(cell))" }

  /// The cells of a group in a line.
  struct Pair {
    var number, people: String
    /// Whether "out of" is typed in this line.
    var isTyped: Bool
    /// The number of the phase before, where it is known.
    var before: Int?
    /// Whether it is one of the two that are compared.
    var isCompared: Bool
  }

  /// What the check of a line says.
  /// - Parameters:
  ///   - lastPhase: "phase 4", for counts that moved far.
  ///   - bands: Of the last category of a distribution, for each group the cells of all of them, and of its people.
  static func check(_ pairs: [Pair], lastPhase: String, bands: [(categories: [String], people: String)] = []) -> String
  {
    let numbers = pairs.map(\.number)
    let compared = pairs.filter(\.isCompared)
    let rules: [(String, String)] = [
      (all(pairs.flatMap { ["\($0.number)=\"\""] + ($0.isTyped ? ["\($0.people)=\"\""] : []) }), blank),
      (any((numbers + pairs.filter(\.isTyped).map(\.people)).map(isWrong)), "\(error): not a count"),
      (any(pairs.map { "AND(\($0.number)<>\"\",\($0.people)=\"\")" }), "\(error): 'out of' is missing"),
      (
        any(pairs.filter(\.isTyped).map { "AND(\($0.number)=\"\",\($0.people)<>\"\")" } + ["FALSE"]),
        "\(error): a number is missing"
      ),
      (
        any(pairs.map { "AND(ISNUMBER(\($0.number)),ISNUMBER(\($0.people)),\($0.number)>\($0.people))" }),
        "\(error): more than 'out of'"
      ),
      (any(bands.map { sum($0, ">") } + ["FALSE"]), "\(error): bands above the head-count"),
      (any(numbers.map { "\($0)=\"\"" }), "\(look): a group is blank"),
      (areSame(compared), "\(look): both groups are the same"),
      (any(compared.compactMap(isNewZero) + ["FALSE"]), "\(look): is 0 right?"),
      (any(bands.map { sum($0, "<") } + ["FALSE"]), "\(look): bands below the head-count"),
      (any(compared.compactMap(swing) + ["FALSE"]), "\(look): far from \(lastPhase)"),
    ]
    return nested(rules)
  }

  /// What the check of a line of people says.
  static func headCheck(_ cells: [String]) -> String {
    nested([
      (all(cells.map { "\($0)=\"\"" }), blank), (any(cells.map(isWrong)), "\(error): not a count"),
      (any(cells.map { "\($0)=\"\"" }), "\(look): a group is blank"),
    ])
  }

  private static func isWrong(_ cell: String) -> String { "AND(\(cell)<>\"\",NOT(\(isCount(cell))))" }

  /// Whether the categories of a group, if all are known, are more or fewer than its people.
  private static func sum(_ band: (categories: [String], people: String), _ relation: String) -> String {
    let cells = band.categories.joined(separator: ",")
    return
      "AND(COUNT(\(cells))=\(band.categories.count),ISNUMBER(\(band.people)),SUM(\(cells))\(relation)\(band.people))"
  }

  /// Whether somebody has copied one column over the other.
  private static func areSame(_ pairs: [Pair]) -> String {
    guard pairs.count == 2 else { return "FALSE" }
    let (one, other) = (pairs[0], pairs[1])
    return "AND(ISNUMBER(\(one.number)),\(one.number)>0,\(one.number)=\(other.number),\(one.people)=\(other.people))"
  }

  /// Nobody, where there were five or more: most zeros are small groups', and right.
  private static func isNewZero(_ pair: Pair) -> String? {
    guard let before = pair.before, before >= 5 else { return nil }
    return "AND(ISNUMBER(\(pair.number)),\(pair.number)=0)"
  }

  /// More than three times, or less than a third of, the phase before: as `load` warns of it.
  private static func swing(_ pair: Pair) -> String? {
    pair.before.map {
      "AND(ISNUMBER(\(pair.number)),MAX(\(pair.number),\($0))>=10,MAX(\(pair.number),\($0))>3*MIN(\(pair.number),\($0)))"
    }
  }

  private static func all(_ conditions: [String]) -> String { "AND(\(conditions.joined(separator: ",")))" }
  private static func any(_ conditions: [String]) -> String { "OR(\(conditions.joined(separator: ",")))" }

  private static func nested(_ rules: [(String, String)]) -> String {
    rules.reversed().reduce("\"\(fine)\"") { rest, rule in "IF(\(rule.0),\"\(rule.1)\",\(rest))" }
  }
}
