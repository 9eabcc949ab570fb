import IndicatorStatistics
import Phaseline

/// Reads counts and ratios out of sentences. Whose they are, of what and when, is what was named last before them.
struct SentenceReader {
  private(set) var reading = SharedReading()
  /// What is known of what follows: also what a sentence named first of all.
  var context: ToldContext
  private let vocabulary: AuditVocabulary
  private let file: String
  /// What the sentence at hand has named.
  private var told: ToldContext
  private var group: Ethnicity?
  /// The phase that was named before the one that was named last.
  private var earlier: String?
  private var isOther = false

  /// - Parameters:
  ///   - vocabulary: The names that files use.
  ///   - context: What is known before the first sentence.
  ///   - file: The path of the file.
  init(_ vocabulary: AuditVocabulary, in context: ToldContext, file: String) {
    (self.vocabulary, self.context, self.told, self.file) = (vocabulary, context, context, file)
  }

  private enum Part {
    case name(NamesInText.Name)
    case pair(PrintedCounts, PrintedCounts)
    case counts(PrintedCounts)
    case ratio(PrintedRatio)
    case interval(PrintedRatio)

    var isInterval: Bool { if case .interval = self { true } else { false } }
  }

  /// Takes what a paragraph says.
  /// - Parameters:
  ///   - paragraph: In any letters.
  ///   - place: Where it stands.
  mutating func take(_ paragraph: String, at place: String) {
    for piece in Self.pieces(of: AuditVocabulary.folded(paragraph)) { take(folded: piece, at: place) }
  }

  /// No paragraph that Phaseline writes is longer, and no word: of others the search would have no end.
  private static let (longest, longestWord) = (4000, 400)

  /// A paragraph in pieces that are short enough, without what is no word.
  private static func pieces(of text: String) -> [String] {
    guard text.utf8.count > longestWord else { return [text] }
    var pieces = [""]
    var length = 0
    for word in text.split(separator: " ") where word.utf8.count <= longestWord {
      if length + word.utf8.count > longest {
        pieces.append("")
        length = 0
      }
      pieces[pieces.count - 1] += pieces[pieces.count - 1].isEmpty ? word : " " + word
      length += word.utf8.count + 1
    }
    return pieces
  }

  private mutating func take(folded text: String, at place: String) {
    (told, group, isOther) = (context, nil, false)
    let whereabouts = Whereabouts(file: file, place: place)
    var parts = NamesInText(text, vocabulary).found.map { (range: $0.range, part: Part.name($0.name)) }
    if text.contains(where: \.isNumber) { parts += Self.numbers(in: text) }
    parts.sort { $0.range.lowerBound < $1.range.lowerBound }
    for (range, part) in parts {
      switch part {
      case .name(let name): take(name, isFirst: range.lowerBound == text.startIndex)
      case .pair(let bame, let white):
        let subject = self.subject(text[range.upperBound...])
        add(bame, .bame, subject, whereabouts)
        add(white, .white, subject, whereabouts)
      case .counts(let counts):
        let behind = text[range.upperBound...]
        let group = self.group ?? vocabulary.group(startingWith: behind.prefix(60))
        self.group = nil
        if let group { add(counts, group, subject(behind, isAlone: true), whereabouts) } else { reading.unplaced += 1 }
      case .ratio(let ratio), .interval(let ratio):
        guard Self.isOfTheGroups(part, told, before: text[..<range.lowerBound], behind: text[range.upperBound...]),
          !isOther, let subject = subject(text[range.upperBound...]), !ratio.isPublished(of: subject)
        else { continue }
        add(ratio, isInterval: part.isInterval, String(text[range]), subject, whereabouts)
      }
    }
  }

  private mutating func take(_ name: NamesInText.Name, isFirst: Bool) {
    switch name {
    case .phase(let phase): (earlier, told.phase) = (told.phase, phase)
    case .phases: told.phase = nil
    case .somebody: told.place = nil
    case .service(let service): told.service = service
    case .group(let ethnicity): group = ethnicity
    case .otherFigures: isOther = true
    case .sentenceEnd: isOther = false
    case .place(let place):
      (told.place, isOther) = (place, false)
      if isFirst { context.place = place }
    case .topic(let topic):
      (told.indicator, told.category) = (topic.indicator, topic.category)
      if isFirst { (context.indicator, context.category) = (topic.indicator, topic.category) }
    }
  }

  /// Of what a number is: of the phase that stands right behind it, else of what was named before.
  /// - Parameter isAlone: Whether it is of one group, as in "gives 0 of 49 White staff on leaving."
  private func subject(_ behind: Substring, isAlone: Bool = false) -> ToldSubject? {
    var told = told
    if behind.hasPrefix(" at first") { told.phase = earlier }
    if isAlone, let topic = topic(endingSentence: behind) {
      (told.indicator, told.category) = (topic.indicator, topic.category)
    }
    if let match = behind.prefixMatch(of: /\ in phase ([^\s,;:.()]+)/) {
      told.phase = vocabulary.phase(match.1) ?? told.phase
    }
    return told.subject(vocabulary)
  }

  private func topic(endingSentence text: Substring) -> AuditVocabulary.Topic? {
    let sentence = text[..<(text.firstRange(of: ". ")?.lowerBound ?? text.endIndex)]
    guard let on = sentence.ranges(of: " on ").last else { return nil }
    let words = sentence[on.upperBound...]
    return vocabulary.topic(words.last == "." ? words.dropLast() : words)
  }

  private mutating func add(
    _ counts: PrintedCounts, _ ethnicity: Ethnicity, _ subject: ToldSubject?, _ whereabouts: Whereabouts
  ) {
    guard let subject else {
      reading.unplaced += 1
      return
    }
    reading.evidence.counts.append(
      ToldCount(
        subject: subject, ethnicity: ethnicity, numerator: counts.numerator, denominator: counts.denominator,
        rules: told.rules, whereabouts: whereabouts))
  }

  private mutating func add(
    _ ratio: PrintedRatio, isInterval: Bool, _ text: String, _ subject: ToldSubject, _ whereabouts: Whereabouts
  ) {
    func add(_ measure: ToldFigure.Measure, _ bounds: ClosedRange<Double>?) {
      guard let bounds else { return }
      reading.evidence.figures.append(
        ToldFigure(
          subject: subject, measure: measure, low: bounds.lowerBound, high: bounds.upperBound, printed: text,
          whereabouts: whereabouts))
    }
    if isInterval {
      add(.relativeLikelihoodLower, ratio.ends.lower)
      add(.relativeLikelihoodUpper, ratio.ends.upper)
    } else {
      add(.relativeLikelihood, ratio.estimate)
      add(.relativeLikelihoodLower, ratio.lower)
      add(.relativeLikelihoodUpper, ratio.upper)
    }
  }
}

// MARK: - Numbers in a text

extension SentenceReader {
  private static func numbers(in text: String) -> [(range: Range<String.Index>, part: Part)] {
    var found: [(range: Range<String.Index>, part: Part)] = []
    var pending: (range: Range<String.Index>, counts: PrintedCounts)?
    for match in text.matches(of: PrintedCounts.pattern) {
      guard let counts = PrintedCounts(numerator: match.1, denominator: match.2, percent: match.3) else { continue }
      if let first = pending, text[first.range.upperBound..<match.range.lowerBound] == " against " {
        found.append((first.range.lowerBound..<match.range.upperBound, .pair(first.counts, counts)))
        pending = nil
      } else {
        if let first = pending { found.append((first.range, .counts(first.counts))) }
        pending = (match.range, counts)
      }
    }
    if let first = pending { found.append((first.range, .counts(first.counts))) }
    for match in text.matches(of: PrintedRatio.pattern) {
      guard let ratio = PrintedRatio(estimate: match.1, end: match.2, lower: match.3, upper: match.4) else { continue }
      let isInterval = text[match.range.upperBound...].hasPrefix(" with 9")
      found.append((match.range, isInterval ? .interval(ratio) : .ratio(ratio)))
    }
    return found
  }

  /// Whether a number is a ratio of the two groups, and not, as 0.8 to 1.25, something else: "phase 3: 2.44 (1.15–5.18)",
  /// "0.98 in phase 2", "Disciplinary action: 2.83 or more", "(ratio 1.44–9.14 with 95% confidence".
  private static func isOfTheGroups(_ part: Part, _ told: ToldContext, before: Substring, behind: Substring) -> Bool {
    let lead = before.suffix(60)
    if part.isInterval { return lead.hasSuffix("(ratio ") || lead.hasSuffix("; ratio ") }
    if lead.hasSuffix("(ratio ") { return true }
    // A rise "from 1.33 in phase 2 to 1.59 in phase 3" is of others' figures.
    if behind.hasPrefix(" in phase ") { return [": ", "; ", ", ", "likelihood of "].contains { lead.hasSuffix($0) } }
    // "falling 11% a phase (95%: 0.7 to 21)" is of the change.
    return lead.firstMatch(of: /phase [^\s:(]+(?::| is)\ $/) != nil
      || told.indicator != nil && lead.hasSuffix(": ") && behind.prefixMatch(of: /,\ [0-9]/) != nil
  }
}

extension PrintedRatio {
  /// Whether it was published, and not worked out of the counts of an area: then it has no interval.
  fileprivate func isPublished(of subject: ToldSubject) -> Bool {
    if case .area = subject.place { lower == nil && !isRange } else { false }
  }

  /// What the limits of an interval can have been that is printed alone: "1.44–9.14".
  fileprivate var ends: (lower: ClosedRange<Double>, upper: ClosedRange<Double>) {
    (first, last ?? first)
  }
}
