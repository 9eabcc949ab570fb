/// The formulas by which a sheet of counts checks itself while somebody types. They say in words what they find; colour only
/// repeats it.
enum CountFormulas {
  /// What the check says first, by which the sheet counts its lines.
  static let (error, look, blank, fine) = ("Error", "Check", "Not filled in", "OK")

  /// Whether a cell holds a count, or one of the ways to hide it.
  static func isCount(_ cell: String, also number: String = "") -> String {
    "IF(ISNUMBER(\(cell)),AND(\(cell)>=0,\(cell)=INT(\(cell))\(number)),"
      + "OR(EXACT(\(cell),\"*\"),EXACT(\(cell),\"[c]\"),EXACT(\(cell),\"c\"),EXACT(\(cell),\"~\"),"
      + "LEFT(\(cell),1)=\"<\",ISNUMBER(FIND(\"-\",\(cell)))))"
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
  /// - Parameter lastPhase: "phase 4", for counts that moved far.
  static func check(_ pairs: [Pair], lastPhase: String) -> String {
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
      (any(numbers.map { "\($0)=\"\"" }), "\(look): a group is blank"),
      (any(compared.map { "AND(ISNUMBER(\($0.number)),\($0.number)=0)" }), "\(look): is 0 right?"),
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
