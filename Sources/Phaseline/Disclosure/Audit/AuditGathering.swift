import IndicatorStatistics

/// The evidence, file by file and phase by phase, with what the rules say that its printed counts may be.
struct AuditGathering {
  let evidence: Evidence
  let rulebook: AuditRulebook
  private let isUncorrected: Bool
  private(set) var names = AuditNames()
  /// For each phase what each file tells of it, in the order of the files.
  private(set) var phases: [(key: String, files: [AuditFile])] = []
  /// What one file says in two ways.
  private(set) var contradictions: [AuditReport.Remark] = []

  /// For each phase its number, and the number of each file in it.
  private var numbers: [String: (phase: Int, files: [String: Int])] = [:]

  init(_ evidence: Evidence, _ rulebook: AuditRulebook, isUncorrected: Bool) {
    (self.evidence, self.rulebook, self.isUncorrected) = (evidence, rulebook, isUncorrected)
    for (index, count) in evidence.counts.enumerated() { add(count, Int32(index)) }
    for (index, figure) in evidence.figures.enumerated() {
      let place = place(of: figure.whereabouts, figure.subject.phase)
      phases[place.phase].files[place.file].figures.append(index)
      for ethnicity in Ethnicity.allCases { _ = names.key(figure.subject, ethnicity) }
    }
  }

  /// Where a file's rows of a phase are gathered.
  private mutating func place(of whereabouts: Whereabouts, _ key: String) -> (phase: Int, file: Int) {
    let phase = numbers[key]?.phase ?? phases.count
    if phase == phases.count {
      phases.append((key, []))
      numbers[key] = (phase, [:])
    }
    if let file = numbers[key]?.files[whereabouts.file] { return (phase, file) }
    let file = phases[phase].files.count
    phases[phase].files.append(AuditFile(path: whereabouts.file))
    numbers[key]?.files[whereabouts.file] = file
    return (phase, file)
  }

  private mutating func add(_ count: ToldCount, _ index: Int32) {
    let place = place(of: count.whereabouts, count.subject.phase)
    let key = names.key(count.subject, count.ethnicity)
    let rules = rulebook.rules(count.rules)
    var row = AuditRow(
      numerator: told(count.numerator, rules, index), denominator: told(count.denominator, rules, index),
      organisations: count.organisations,
      printed: isUncorrected
        ? [] : [AuditRow.Printed(rules: count.rules, numerator: count.numerator, denominator: count.denominator)])
    guard row.numerator.low <= row.denominator.high else {
      return contradict(
        "The numerator \(count.numerator.printedWords) is more than its denominator \(count.denominator.printedWords).",
        index)
    }
    if let known = phases[place.phase].files[place.file].rows[key] {
      guard known.agrees(with: row) else {
        let other = known.numerator.mentions.first ?? known.denominator.mentions.first ?? index
        return contradict(
          "The same counts are told in two ways: \(words(of: evidence.counts[Int(other)])), and \(words(of: count)).",
          other, index)
      }
      var both = known
      both.add(row)
      row = both
    }
    phases[place.phase].files[place.file].rows[key] = row
    if count.ethnicity == .unknown { phases[place.phase].files[place.file].tellsUnknown = true }
  }

  private func told(_ range: CountRange?, _ rules: DisclosureRules, _ index: Int32) -> AuditTold {
    // A row whose count is struck out tells that there is one.
    guard let range else { return AuditTold(mentions: [index]) }
    let meaning = rules.meaning(of: range)
    return AuditTold(
      low: meaning.lowerBound, high: meaning.upperBound, lowFrom: index, highFrom: index, mentions: [index])
  }

  private func words(of count: ToldCount) -> String {
    "\(count.numerator.printedWords) of \(count.denominator.printedWords)"
  }

  private mutating func contradict(_ sentence: String, _ indices: Int32...) {
    contradictions.append(
      AuditReport.Remark(
        sentence: "\(Wordings.list(indices.map { evidence.counts[Int($0)].whereabouts.words })): \(sentence)",
        whereabouts: indices.map { evidence.counts[Int($0)].whereabouts }))
  }
}

extension CountRange? {
  /// As people read it: "7", "0–9", "hidden".
  var printedWords: String {
    guard let self, self.high < ReceivedCount.largest else { return "hidden" }
    return self.isExact ? Wordings.grouped(self.low) : "\(self.low)–\(Wordings.grouped(self.high))"
  }
}
