import Phaseline

/// Finds in sentences of small letters what they say of whose their numbers are.
struct NamesInText {
  /// Something that was named.
  enum Name: Hashable {
    case phase(String)
    /// Several phases together.
    case phases
    /// An authority that is not named: "an authority of 1,000–2,000 staff".
    case somebody
    case place(ToldSubject.Place)
    case topic(AuditVocabulary.Topic)
    case service(Service)
    /// Whose count is told next.
    case group(Ethnicity)
    /// Figures that are not worked out of the counts of one place, up to the end of the sentence: published ones, lines.
    case otherFigures
    case sentenceEnd
  }
  /// A name, with where it ends.
  struct Found {
    var name: Name
    var range: Range<String.Index>
  }
  private let vocabulary: AuditVocabulary
  private let text: String

  /// - Parameter text: In small letters, with single blanks.
  init(_ text: String, _ vocabulary: AuditVocabulary) { (self.text, self.vocabulary) = (text, vocabulary) }

  /// All of them, in order.
  var found: [Found] {
    (phases + sums + somebody + others + services + groups + series + sentenceEnds + names).sorted {
      $0.range.lowerBound < $1.range.lowerBound
    }
  }

  private var phases: [Found] {
    text.matches(of: /phase ([^\s,;:.()]+)/).compactMap { match in
      vocabulary.phase(match.1).map { Found(name: .phase($0), range: match.range) }
    }
  }

  private var sums: [Found] {
    text.ranges(of: /phases \w+(?:, \w+)*(?: and |–| to )\w+/).map { Found(name: .phases, range: $0) }
  }

  private var somebody: [Found] {
    text.ranges(of: /an? [a-z]+ of (?:under |over )?[0-9][0-9,–]* staff/).map { Found(name: .somebody, range: $0) }
  }

  /// "The 7 authorities here together, in phase 4: 3.4 times as likely": with whom somebody is compared.
  private var others: [Found] {
    text.matches(of: /(?:^|[.;:]\ )(the (?:one|other|[0-9][0-9,]*) [^.;:]+), in phase\ /).map { match in
      Found(name: .otherFigures, range: match.1.startIndex..<match.1.endIndex)
    }
  }

  private var services: [Found] {
    text.matches(of: /(adults|children)['’]s? services/).compactMap { match in
      Service(rawValue: String(match.1)).map { Found(name: .service($0), range: match.range) }
    }
  }

  private var groups: [Found] {
    text.matches(of: /the count of ([^.:;]+) is hidden \(/).compactMap { match in
      vocabulary.group(startingWith: match.1).map { Found(name: .group($0), range: match.range) }
    }
  }

  /// "Fitted line: Phase 1: 1.11", "Same 20 throughout: phase 1: 1.27": neither is of a place's own counts.
  private var series: [Found] {
    text.ranges(of: /: phase [^\s:]+:/).compactMap { range in
      let before = text[..<range.lowerBound]
      let start = before.lastIndex { ".;:".contains($0) }.map(text.index(after:)) ?? text.startIndex
      let label = before[start...].drop { $0.isWhitespace }
      let isOwn = label == "measured" || vocabulary.knownPlace(label) != nil || vocabulary.topic(label) != nil
      return isOwn || label.isEmpty ? nil : Found(name: .otherFigures, range: start..<range.lowerBound)
    }
  }

  private var sentenceEnds: [Found] { text.ranges(of: ". ").map { Found(name: .sentenceEnd, range: $0) } }

  /// Topics and places: where a sentence begins with one, or says what it is about.
  private var names: [Found] {
    var found: [Found] = []
    var at = text.startIndex
    var isWordStart = true
    while at < text.endIndex {
      let isWord = text[at].isLetter || text[at].isNumber
      if isWord, isWordStart, let name = vocabulary.names.name(at: text[at...]) {
        let range = at..<text.index(at, offsetBy: name.count)
        if let meant = meaning(of: name, at: range) { found.append(Found(name: meant, range: range)) }
        if found.last?.range == range {
          at = range.upperBound
          continue
        }
      }
      isWordStart = !isWord
      at = text.index(after: at)
    }
    return found
  }

  private func meaning(of name: String, at range: Range<String.Index>) -> Name? {
    let (before, behind) = (text[..<range.lowerBound], text[range.upperBound...])
    if let topic = vocabulary.topic(name) {
      return isSaid(name, before, behind) ? .topic(topic) : nil
    }
    guard let place = vocabulary.knownPlace(name), Self.begins(before) else { return nil }
    if behind.hasPrefix(", as published") { return .otherFigures }
    let isNamed =
      behind.isEmpty
      || [":", " (phase ", ", phase ", " in phase ", " moved towards parity"].contains { behind.hasPrefix($0) }
    return isNamed ? .place(place) : nil
  }

  private func isSaid(_ name: String, _ before: Substring, _ behind: Substring) -> Bool {
    // What people were likely to do names its indicator wherever it stands.
    if name.split(separator: " ").count >= 4, !Self.begins(before) { return true }
    if ["chart of ", "plot of ", "figure on "].contains(where: { before.hasSuffix($0) }) { return true }
    if before.hasSuffix(" on ") { return behind.isEmpty || behind.hasPrefix(".") }
    return Self.begins(before) && (behind.isEmpty || [":", ". ", " in phase "].contains { behind.hasPrefix($0) })
  }

  /// Whether a sentence, or a part of one, begins behind this.
  private static func begins(_ before: Substring) -> Bool {
    before.isEmpty || [". ", "; ", ": "].contains { before.hasSuffix($0) }
  }
}

extension AuditVocabulary {
  /// The group that words begin with: "White staff".
  func group(startingWith text: some StringProtocol) -> Ethnicity? {
    let words = text.split(separator: " ")
    return (1...max(1, words.count)).reversed().lazy.compactMap { count in
      ethnicity(words.prefix(count).joined(separator: " "))
    }.first
  }
}
