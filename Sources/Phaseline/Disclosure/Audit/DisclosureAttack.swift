/// An attacker who has everything that was shared: works out of it the narrowest range of each hidden count that it can
/// prove, and tells which are narrower than the rules promise, and how that follows.
public struct DisclosureAttack: Sendable {
  /// What the files say.
  public var evidence: Evidence
  /// What the categories of an indicator are, and what its denominators count.
  public var standard: Standard
  /// The public register: who lies in which region, and is of which type.
  public var organisations: [Organisation]
  /// The rules by which the files were shared.
  public var rulebook: AuditRulebook
  /// Whether no count was corrected between the files: what the same rules print otherwise is one count all the same.
  public var isUncorrected: Bool

  /// - Parameters:
  ///   - evidence: What the files say.
  ///   - standard: Its indicators and phases.
  ///   - organisations: The public register.
  ///   - rulebook: The rules by which the files were shared.
  ///   - isUncorrected: Whether no count was corrected between the files.
  public init(
    _ evidence: Evidence, standard: Standard, organisations: [Organisation], rulebook: AuditRulebook,
    isUncorrected: Bool = false
  ) {
    (self.evidence, self.standard) = (evidence, standard)
    (self.organisations, self.rulebook, self.isUncorrected) = (organisations, rulebook, isUncorrected)
  }

  /// What it finds.
  /// - Parameters:
  ///   - listsAll: Whether every hidden count is told with its range, leak or not.
  ///   - progress: Told of each phase.
  public func report(listsAll: Bool = false, progress: WorkProgress = .silent) -> AuditReport {
    let gathering = AuditGathering(evidence, rulebook, isUncorrected: isUncorrected)
    let setting = AuditSetting(
      evidence: evidence, names: gathering.names, rulebook: rulebook, standard: standard, organisations: organisations,
      isUncorrected: isUncorrected)
    let rules = evidence.counts.map(\.rules).unique
    var report = AuditReport()
    report.rules = rules.isEmpty ? [rulebook.usual.key] : rules.map { rulebook.rules($0).key }.unique
    report.unknownRules = rulebook.unknown(in: evidence)
    report.contradictions = gathering.contradictions
    report.files = files
    report.extent.figures = evidence.figures.count
    for (done, phase) in gathering.phases.enumerated() {
      progress("Attacking", done, of: gathering.phases.count)
      let attack = PhaseAttack(phase.key, phase.files, setting)
      let judgement = AuditJudgement(attack, setting, listsAll: listsAll)
      report.add(judgement)
      report.add(attack, setting)
    }
    report.remarks +=
      unknownPlaces(gathering.names)
      + report.unknownRules.map { key in
        AuditReport.Remark(
          sentence:
            "The rules '\(key)' that files name are not known here; \(rulebook.usual.key) are taken in their place. "
            + "--rules names a file of rules.", whereabouts: [])
      }
    // What a file prints needs no reasoning, and comes first.
    report.leaks = report.leaks.filter(\.isPrinted) + report.leaks.filter { !$0.isPrinted }
    return report
  }

  private var files: [AuditReport.File] {
    var files: [AuditReport.File] = []
    var numbers: [String: Int] = [:]
    func number(_ path: String) -> Int {
      if let known = numbers[path] { return known }
      numbers[path] = files.count
      files.append(AuditReport.File(path: path, counts: 0, figures: 0, rules: []))
      return files.count - 1
    }
    for count in evidence.counts {
      let file = number(count.whereabouts.file)
      files[file].counts += (count.numerator == nil ? 0 : 1) + (count.denominator == nil ? 0 : 1)
      if let rules = count.rules, !files[file].rules.contains(rules) { files[file].rules.append(rules) }
    }
    for figure in evidence.figures { files[number(figure.whereabouts.file)].figures += 1 }
    return files
  }

  /// Organisations that the register does not have: nothing is known of their region, and they make no sum.
  private func unknownPlaces(_ names: AuditNames) -> [AuditReport.Remark] {
    let known = Set(organisations.map(\.name))
    let unknown = names.places.compactMap { place -> String? in
      if case .organisation(let name) = place, !known.contains(name) { name } else { nil }
    }.sorted()
    guard !unknown.isEmpty else { return [] }
    let nouns = Wordings.plural(standard.organisationNoun)
    let named = unknown.prefix(5).joined(separator: ", ") + (unknown.count > 5 ? " and \(unknown.count - 5) more" : "")
    let whereabouts = evidence.counts.first { count in
      if case .organisation(let name) = count.subject.place { name == unknown.first } else { false }
    }
    return [
      AuditReport.Remark(
        sentence:
          "The register does not have these \(nouns): \(named). Their counts are taken by themselves, not as part "
          + "of a sum; --register names the register that has them.",
        whereabouts: whereabouts.map { [$0.whereabouts] } ?? [])
    ]
  }
}

extension AuditReport {
  fileprivate mutating func add(_ judgement: AuditJudgement) {
    leaks += judgement.leaks
    remarks += judgement.remarks
    weakened += judgement.weakened
    hidden += judgement.hidden
    extent.counts += judgement.told
    extent.hidden += judgement.hiddenCount
  }

  fileprivate mutating func add(_ attack: PhaseAttack, _ setting: AuditSetting) {
    for relation in attack.used {
      switch relation.relation {
      case .sum: extent.sums += 1
      case .partialSum: extent.partialSums += 1
      case .atMost: break
      }
    }
    let words = AuditWords(setting: setting, phase: attack.phase, system: attack.system)
    contradictions += attack.contradictions.map { words.contradiction($0) }
    if let differing = words.differing {
      if setting.isUncorrected { contradictions.append(differing) } else { remarks.append(differing) }
    }
    for figures in attack.strangeFigures {
      if attack.contradicts(figures) {
        contradictions.append(words.strange(figures))
      } else {
        remarks.append(words.strange(figures))
      }
    }
    undecided += attack.undecided + attack.unfinished
    if attack.undecided > 0 {
      notTried.append(
        "Phase \(attack.phase): of \(Wordings.counted(attack.undecided, "count")) it was not found out in time what all sums "
          + "together leave; what each sum leaves by itself was.")
    }
    if attack.unfinished > 0 {
      notTried.append(
        "Phase \(attack.phase): of \(Wordings.counted(attack.unfinished, "table")) not every pair of counts that prints its "
          + "figures was tried; the ranges are no narrower than the truth.")
    }
  }
}

extension AuditWords {
  /// "shared.csv, line 12: 52 is not 45 + 3: …"
  fileprivate func contradiction(_ relation: AuditSystem.Relation) -> AuditReport.Remark {
    let cells = relation.relation.cells
    let parts = cells.dropFirst().map { printed($0) ?? "hidden" }
    let shown = parts.count > 6 ? "the sum of \(parts.count) parts" : parts.joined(separator: " + ")
    let total = cells[0]
    let place = whereabouts(total).first.map { "\($0.words): " } ?? ""
    let verb =
      switch relation.relation {
      case .sum: "cannot be"
      case .partialSum: "cannot be \(shown) and more, that is, as much as"
      case .atMost: "cannot be as much as"
      }
    return AuditReport.Remark(
      sentence: "\(place)\(printed(total) ?? "hidden") \(verb) \(shown): \(subject(total, besides: relation.kind)), "
        + "\(people(total)).", whereabouts: cells.flatMap(whereabouts).unique)
  }

  /// That files print different counts, where they do; those first that cannot both be true.
  fileprivate var differing: AuditReport.Remark? {
    let disagreeing = pair { !$0.agrees(with: $1) }
    guard let found = disagreeing ?? pair(where: { !$0.isOfOneState(with: $1) }),
      let cells = system.pairs[found.state][found.key]
    else { return nil }
    let places = found.rows.compactMap { ($0.numerator.mentions + $0.denominator.mentions).first }.map {
      setting.evidence.counts[Int($0)].whereabouts
    }
    let meaning =
      if setting.isUncorrected {
        ", which cannot both be true though nothing was corrected."
      } else {
        ": they are taken as those before and after a correction. If nothing was corrected, "
          + (disagreeing == nil
            ? "both together may tell more: add --uncorrected." : "the files contradict each other.")
      }
    return AuditReport.Remark(
      sentence: "\(Wordings.list(places.map(\.words))) print different counts of "
        + subject(cells.numerator, besides: nil) + meaning,
      whereabouts: places)
  }

  /// The first row of two states of which something holds.
  private func pair(
    where holds: (AuditRow, AuditRow) -> Bool
  ) -> (state: Int, key: AuditRowKey, rows: [AuditRow])? {
    for (state, one) in system.states.enumerated() {
      for other in system.states.dropFirst(state + 1) {
        let found = one.rows.filter { key, row in other.rows[key].map { holds(row, $0) } ?? false }.min {
          $0.key < $1.key
        }
        if let found, let row = other.rows[found.key] { return (state, found.key, [found.value, row]) }
      }
    }
    return nil
  }

  fileprivate func strange(_ group: AuditFigures) -> AuditReport.Remark {
    let told = group.mentions.map { setting.evidence.figures[$0] }
    let figures = told.map { "\($0.measure.words) \($0.printed)" }.unique
    return AuditReport.Remark(
      sentence:
        "\(subject(group.one.numerator, besides: nil)): no counts that are told give \(Wordings.list(figures)), "
        + "which is left out.", whereabouts: told.map(\.whereabouts).unique)
  }
}
