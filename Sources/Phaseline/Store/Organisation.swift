import GRDB

/// A reporting organisation, as its register names it.
public struct Organisation: Hashable, Sendable, Codable, FetchableRecord {
  /// How it stands to the nation.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// One of the authorities that make the nation.
    case authority
    /// Compared with the nation, never part of it.
    case employer
    /// Fictional.
    case illustrative
  }
  /// Its code in the register: "E06000001"; a fictional one begins with X.
  public var code: String
  /// Its name, no other organisation's.
  public var name: String
  /// How it stands to the nation.
  public var kind: Kind
  /// The region it lies in; may be empty.
  public var region: String
  /// What sort of organisation, in the register's words: "unitary authority".
  public var type: String

  /// Whether a code is a fictional organisation's: they begin with X.
  static func isFictional(code: String) -> Bool { code.first == "X" || code.first == "x" }

  /// Every organisation of a standard's registers, by code.
  static func all(of standard: String, in db: Database) throws -> [Organisation] {
    try fetchAll(
      db, sql: "SELECT code, name, kind, region, type FROM organisation WHERE standard = ? ORDER BY code",
      arguments: [standard])
  }

  /// The one of a code.
  static func one(_ code: String, of standard: String, in db: Database) throws -> Organisation? {
    try fetchOne(
      db, sql: "SELECT code, name, kind, region, type FROM organisation WHERE standard = ? AND code = ?",
      arguments: [standard, code])
  }

  /// Whether its counts are part of the national totals.
  public var isPartOfTheNation: Bool { kind != .employer }
}

extension Workspace {
  /// Every organisation of the standard's registers, by name.
  public func organisations() throws -> [Organisation] {
    try queue.read { db in
      try Organisation.fetchAll(
        db,
        sql: "SELECT code, name, kind, region, type FROM organisation WHERE standard = ? ORDER BY name, code",
        arguments: [standard.key])
    }
  }

  /// The organisation meant by a code, a name or an unambiguous part of one.
  /// - Throws: `UsageProblem.unknown` with the nearest names, `.ambiguous` with those that fit.
  public func organisation(named text: String) throws -> Organisation {
    if let exact = try organisation(exactly: text, by: Self.indexed) { return exact }
    func index(_ organisations: [Organisation]) -> NameIndex<Organisation> {
      organisations.reduce(into: NameIndex()) { $0.add($1, name: $1.name, spellings: [$1.code]) }
    }
    // Who fits is among a few; only who is near to what fits nobody is sought among all.
    if case .one(let organisation) = index(try organisations(perhaps: text)).find(text) { return organisation }
    return try index(organisations()).require(text, what: standard.organisationNoun, list: "authorities")
  }

  /// Those whose name or code has a text, and some that have not: by name. Letters with accents are looked at by whoever
  /// asks, who folds them.
  private func organisations(perhaps text: String) throws -> [Organisation] {
    let folded = Name.folded(text)
    guard folded.utf8.allSatisfy({ $0 < 128 }) else { return try organisations() }
    return try queue.read { db in
      try Organisation.fetchAll(
        db,
        sql: """
          SELECT code, name, kind, region, type FROM organisation
          WHERE standard = ?1 AND code IN (  -- an index has names and codes, and nothing else to be read
            SELECT code FROM organisation WHERE standard = ?1 AND (
              name LIKE ?2 ESCAPE '\\' OR code LIKE ?2 ESCAPE '\\'
              OR length(name) <> length(CAST(name AS BLOB)) OR length(code) <> length(CAST(code AS BLOB))))
          ORDER BY name, code
          """, arguments: [standard.key, Self.pattern(folded).replacing(" ", with: "%")])
    }
  }

  /// Whether any organisation's name or code fits the text.
  public func hasOrganisation(named text: String) throws -> Bool {
    do { _ = try organisation(named: text) } catch UsageProblem.unknown { return false } catch {}
    return true
  }

  /// Whether the text is an organisation's whole name or code.
  public func hasOrganisation(exactly text: String) throws -> Bool {
    try organisation(exactly: text, by: Self.indexed + ["code = ?2 COLLATE NOCASE"]) != nil
  }

  /// What finds an organisation by an index; a code in another case than all of it is found by reading them.
  private static let indexed = ["name = ?2 COLLATE NOCASE", "code IN (?2, upper(?2))"]

  private func organisation(exactly text: String, by conditions: [String]) throws -> Organisation? {
    try queue.read { db in
      for condition in conditions {
        let found = try Organisation.fetchOne(
          db.cachedStatement(
            sql: "SELECT code, name, kind, region, type FROM organisation WHERE standard = ?1 AND \(condition) LIMIT 1"),
          arguments: [standard.key, text])
        if let found { return found }
      }
      return nil
    }
  }
}

extension NameIndex {
  /// The one thing that the text means.
  /// - Throws: `UsageProblem.unknown` or `.ambiguous`.
  func require(_ text: String, what: String, list: String) throws -> Value {
    switch find(text) {
    case .one(let value): value
    case .several(let names): throw UsageProblem.ambiguous(what: what, name: text, among: names)
    case .none(let nearest): throw UsageProblem.unknown(what: what, name: text, nearest: nearest, list: list)
    }
  }
}

extension Standard {
  /// The indicators meant by words that commas separate.
  /// - Throws: `UsageProblem` for a word that means none.
  public func indicators(in text: String) throws -> [Indicator] {
    try text.split(separator: ",").map { try indicator(named: $0.trimmingCharacters(in: .whitespaces)) }
  }

  /// The indicator meant by a key, number, title, alias or an unambiguous part.
  /// - Throws: `UsageProblem`.
  public func indicator(named text: String) throws -> Indicator {
    try indicatorIndex.require(text, what: "indicator", list: "indicators")
  }

  /// The indicator of exactly this key, number, title or alias.
  public func indicator(exactly text: String) -> Indicator? { indicatorIndex.exactly(text) }

  var indicatorIndex: NameIndex<Indicator> {
    var index = NameIndex<Indicator>()
    for it in indicators { index.add(it, name: it.key, spellings: it.spellings) }
    return index
  }

  /// The phase meant by a key, label or alias.
  /// - Throws: `UsageProblem`.
  public func phase(named text: String) throws -> Phase {
    let index = phaseIndex
    guard let phase = index.exactly(text) else {
      if text.contains("-") || text.contains("–") { throw UsageProblem.phaseRange(text) }
      throw UsageProblem.unknown(what: "phase", name: text, nearest: index.nearest(to: text), list: "phases")
    }
    return phase
  }

  /// The area meant by a name or an unambiguous part of one.
  /// - Throws: `UsageProblem`.
  public func area(named text: String) throws -> Area {
    var index = NameIndex<Area>()
    for it in areas { index.add(it, name: it.key, spellings: []) }
    if case .one(let area) = index.find(text) { return area }
    throw UsageProblem.refused("No area is called '\(text)'. \(shortTitle) has \(Wordings.list(areas.map(\.key))).")
  }

  var phaseIndex: NameIndex<Phase> {
    var index = NameIndex<Phase>()
    for it in phases { index.add(it, name: it.key, spellings: it.spellings) }
    return index
  }

  /// The phases of a range: `3`, `1,3`, `1..3`, `2..`, `..2`, in order of time.
  /// - Throws: `UsageProblem`.
  public func phases(in text: String) throws -> [Phase] {
    var chosen = Set<Int>()
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
      guard ends.count == 2 else {
        chosen.insert(try phase(named: part.trimmingBlanks).ordinal)
        continue
      }
      let first = ends[0].isEmpty ? phases.first : try phase(named: ends[0].trimmingBlanks)
      let last = ends[1].isEmpty ? phases.last : try phase(named: ends[1].trimmingBlanks)
      guard let first, let last, first.ordinal <= last.ordinal else { throw UsageProblem.phaseRange(text) }
      chosen.formUnion(first.ordinal...last.ordinal)
    }
    return phases.filter { chosen.contains($0.ordinal) }
  }
}

extension Indicator {
  /// What it may be called besides its key.
  var spellings: [String] { [title] + (number.map { ["\($0)", "indicator \($0)"] } ?? []) + aliases }
}

extension Phase {
  /// As it stands within a sentence: "phase 3", "2021".
  public var words: String { Wordings.phase(label, key: key) }

  /// What it may be called besides its key.
  var spellings: [String] { [label] + aliases }
}

extension StringProtocol {
  /// Without white space at either end.
  var trimmingBlanks: String {
    String(trimmingPrefix(while: \.isWhitespace).reversed().trimmingPrefix(while: \.isWhitespace).reversed())
  }
}
