import IndicatorStatistics

/// The evidence, file by file and phase by phase, with what the rules say that its printed counts may be.
struct AuditGathering {
  let evidence: Evidence
  let rulebook: AuditRulebook
  private(set) var names = AuditNames()
  /// For each phase what each file tells of it, in the order of the files.
  private(set) var phases: [(key: String, files: [AuditFile])] = []
  /// What one file says in two ways.
  private(set) var contradictions: [AuditReport.Remark] = []

  init(_ evidence: Evidence, _ rulebook: AuditRulebook) {
    (self.evidence, self.rulebook) = (evidence, rulebook)
    var places: [String: [String: Int]] = [:]
    var numbers: [String: Int] = [:]
    func file(_ whereabouts: Whereabouts, _ phase: String, in gathering: inout AuditGathering) -> (Int, Int) {
      let number =
        numbers[phase]
        ?? {
          gathering.phases.append((phase, []))
          numbers[phase] = gathering.phases.count - 1
          return gathering.phases.count - 1
        }()
      if let place = places[phase]?[whereabouts.file] { return (number, place) }
      let place = gathering.phases[number].files.count
      gathering.phases[number].files.append(AuditFile(path: whereabouts.file))
      places[phase, default: [:]][whereabouts.file] = place
      return (number, place)
    }
    for (index, count) in evidence.counts.enumerated() {
      let (phase, place) = file(count.whereabouts, count.subject.phase, in: &self)
      add(count, Int32(index), &phases[phase].files[place])
    }
    for (index, figure) in evidence.figures.enumerated() {
      let (phase, place) = file(figure.whereabouts, figure.subject.phase, in: &self)
      phases[phase].files[place].figures.append(index)
      for ethnicity in Ethnicity.allCases { _ = names.key(figure.subject, ethnicity) }
    }
  }

  private mutating func add(_ count: ToldCount, _ index: Int32, _ file: inout AuditFile) {
    let key = names.key(count.subject, count.ethnicity)
    let rules = rulebook.rules(count.rules)
    var row = AuditRow(
      numerator: told(count.numerator, rules, index), denominator: told(count.denominator, rules, index),
      organisations: count.organisations)
    guard row.numerator.low <= row.denominator.high else {
      return contradict(
        "A numerator of \(count.numerator?.words ?? "") is more than its denominator of \(count.denominator?.words ?? "").",
        index)
    }
    if let known = file.rows[key] {
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
    file.rows[key] = row
    if count.ethnicity == .unknown { file.tellsUnknown = true }
  }

  private func told(_ range: CountRange?, _ rules: DisclosureRules, _ index: Int32) -> AuditTold {
    guard let range else { return AuditTold() }
    let meaning = rules.meaning(of: range)
    return AuditTold(
      low: meaning.lowerBound, high: meaning.upperBound, lowFrom: index, highFrom: index, mentions: [index])
  }

  private func words(of count: ToldCount) -> String {
    "\(count.numerator.printedWords) of \(count.denominator.printedWords)"
  }

  private mutating func contradict(_ sentence: String, _ indices: Int32...) {
    contradictions.append(
      AuditReport.Remark(sentence: sentence, whereabouts: indices.map { evidence.counts[Int($0)].whereabouts }))
  }
}

extension CountRange? {
  /// As people read it: "7", "0–9", "hidden".
  var printedWords: String {
    guard let self, self.high < ReceivedCount.largest else { return "hidden" }
    return self.isExact ? Wordings.grouped(self.low) : "\(self.low)–\(Wordings.grouped(self.high))"
  }
}
