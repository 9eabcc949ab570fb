import IndicatorStatistics

/// What of a phase is known better than the rules promise.
struct AuditJudgement {
  private(set) var leaks: [AuditReport.Leak] = []
  private(set) var remarks: [AuditReport.Remark] = []
  private(set) var weakened = 0
  private(set) var hidden: [AuditReport.Proven] = []
  private(set) var told = 0
  private(set) var hiddenCount = 0

  private let attack: PhaseAttack
  private let setting: AuditSetting
  private let words: AuditWords
  private let chain: AuditChain

  /// - Parameter listsAll: Whether every hidden count is wanted.
  init(_ attack: PhaseAttack, _ setting: AuditSetting, listsAll: Bool) {
    (self.attack, self.setting) = (attack, setting)
    words = AuditWords(setting: setting, phase: attack.phase, system: attack.system)
    chain = AuditChain(words: words, ranges: attack.ranges, used: attack.used, figures: attack.figures)
    let inFigures = Set(attack.figures.flatMap(\.cells))
    for cell in attack.system.cells.indices {
      let mentions = attack.system.cells[cell].told.mentions
      if mentions.isEmpty {
        if inFigures.contains(cell) { judgeUntold(cell) }
        continue
      }
      told += 1
      judge(cell, mentions, listsAll)
    }
  }

  private mutating func judge(_ cell: Int, _ mentions: [Int32], _ listsAll: Bool) {
    let printed = mentions.filter { words.range(cell, by: $0)?.isExact == true }
    if let bare = printed.first(where: { isForbidden(cell, by: $0) }) { return addPrinted(cell, bare) }
    let hiding = mentions.filter { words.range(cell, by: $0)?.isExact != true }
    let rounded = printed.filter { setting.rules(ofMention: $0).isRounding }
    if let exact = printed.first(where: { !setting.rules(ofMention: $0).isRounding }) {
      if let other = hiding.first {
        if setting.rules(ofMention: exact).key != setting.rules(ofMention: other).key { weakened += 1 }
        remark(cell, shown: exact, hidden: other)
      }
      return
    }
    hiddenCount += 1
    if listsAll { hidden.append(proven(cell, values: attack.values(of: cell, upTo: .max))) }
    guard !(hiding + rounded).isEmpty, let rules = attack.rulesInUse.weakest(of: attack.system.cells[cell]) else {
      return
    }
    let told = attack.system.cells[cell].told
    if hiding.isEmpty, told.range == attack.ranges.low[cell]...attack.ranges.high[cell] { return }
    judge(cell, rules)
  }

  /// A count that only figures are made of.
  private mutating func judgeUntold(_ cell: Int) {
    guard attack.ranges.high[cell] < Bounds.most / 2, attack.ranges.width(cell) <= 64 else { return }
    let range = attack.ranges.low[cell]...attack.ranges.high[cell]
    guard range.contains(where: setting.rulebook.usual.isSmall) else { return }
    judge(cell, setting.rulebook.usual)
  }

  private mutating func judge(_ cell: Int, _ rules: DisclosureRules) {
    let values = attack.values(of: cell, upTo: rules.spread)
    guard values < rules.spread, !isDominatedByShown(cell, rules) else { return }
    let proven = proven(cell, values: values)
    let range = attack.ranges.low[cell]...attack.ranges.high[cell]
    let inUse = attack.rulesInUse.rules(of: attack.system.cells[cell])
    if inUse.count > 1,
      let weaker = inUse.first(where: { other in range.allSatisfy(other.tells) })
    {
      weakened += 1
      remarks.append(
        AuditReport.Remark(
          sentence: "\(proven.count.words) is \(proven.words) in the end; the rules \(weaker.key), by which something "
            + "else was shared, do not hide that.", whereabouts: words.whereabouts(cell)))
      return
    }
    let steps = chain.steps(of: cell)
    let printing = attack.system.cells[cell].told.mentions.map { setting.rules(ofMention: $0).key }.unique
    guard !steps.isEmpty || printing.count < 2 else {
      weakened += 1
      remarks.append(
        AuditReport.Remark(
          sentence:
            "\(proven.count.words) is printed as \(proven.printed ?? "") by the rules \(Wordings.list(printing)), "
            + "which together leave \(proven.words).", whereabouts: words.whereabouts(cell)))
      return
    }
    let few =
      proven.low == proven.high
      ? "" : ", \(Wordings.counted(values, "value")) where the rules \(rules.key) promise \(rules.spread)"
    let left = proven.low == proven.high ? "it can only be \(proven.words)" : "only \(proven.words) is possible"
    let was = proven.printed.map { "is printed as \($0)" } ?? "is told by no file"
    leaks.append(
      AuditReport.Leak(
        proven: proven, sentence: "\(proven.count.words) \(was)\(steps.isEmpty ? "" : ", but \(left)")\(few).",
        rules: rules.key,
        spread: rules.spread, isPrinted: false,
        chain: steps.isEmpty
          ? [AuditReport.Step(sentence: "It is printed so.", whereabouts: words.whereabouts(cell))] : steps))
  }

  /// Whether it is a sum that is hidden since one organisation makes most of it, and that one is shown, or enough of it.
  private func isDominatedByShown(_ cell: Int, _ rules: DisclosureRules) -> Bool {
    func makesMost(_ part: Int) -> Bool {
      let told = attack.system.cells[part].told
      return told.low == told.high && rules.isDominated(attack.ranges.high[cell], by: told.low)
    }
    return countsWithin(cell).contains(where: makesMost)
      || attack.used.contains { relation in
        guard case .sum(cell, let parts) = relation.relation, relation.kind == .organisations else { return false }
        return parts.contains(where: makesMost)
      }
  }

  /// The counts that organisations of an area give to its sum, of all their services or of one.
  private func countsWithin(_ cell: Int) -> [Int] {
    let sum = attack.system.cells[cell]
    guard case .area(let area) = setting.names.places[Int(sum.key.place)] else { return [] }
    let members = setting.organisations.filter { PhaseLattice.areas(of: $0).contains(area == "nation" ? "" : area) }
    let services = sum.key.service == .all ? Service.allCases : [sum.key.service]
    return members.compactMap { setting.names.known(.organisation($0.name)) }.flatMap { place in
      services.flatMap { service in
        var key = sum.key
        (key.place, key.service) = (place, service)
        return attack.system.pairs.compactMap { pairs -> Int? in
          guard pairs[sum.key]?[isDenominator: sum.isDenominator] == cell else { return nil }
          return pairs[key]?[isDenominator: sum.isDenominator]
        }
      }
    }
  }

  private func proven(_ cell: Int, values: Int) -> AuditReport.Proven {
    let (low, high) = (attack.ranges.low[cell], attack.ranges.high[cell])
    let isOpen = high >= Bounds.most / 2
    return AuditReport.Proven(
      count: words.count(cell), printed: words.printed(cell), low: low, high: isOpen ? nil : high,
      values: isOpen ? nil : values)
  }

  // MARK: - What a file prints

  /// Whether the rules of the file that prints a count, or those that are usual, hide it.
  private func isForbidden(_ cell: Int, by mention: Int32) -> Bool {
    let count = setting.evidence.counts[Int(mention)]
    let rules = setting.rules(ofMention: mention)
    guard let printed = words.range(cell, by: mention), printed.isExact else { return false }
    if rules.hides(printed: printed.low) { return true }
    guard !attack.system.cells[cell].isDenominator else { return rules.isSmallBase(printed: printed.low) }
    if case .area = count.subject.place, let organisations = count.organisations,
      organisations < rules.fewestOrganisations
    {
      return true
    }
    guard rules.hidesNearlyAll, let denominator = count.denominator, denominator.isExact else { return false }
    return rules.isSmall(denominator.low - printed.low)
  }

  private mutating func addPrinted(_ cell: Int, _ mention: Int32) {
    let count = setting.evidence.counts[Int(mention)]
    let rules = setting.rules(ofMention: mention)
    let number = words.printed(cell, by: mention)
    let name = words.count(cell)
    let why = reason(cell, count, rules)
    leaks.append(
      AuditReport.Leak(
        proven: AuditReport.Proven(
          count: name, printed: number, low: attack.ranges.low[cell], high: attack.ranges.high[cell], values: 1),
        sentence:
          "\(name.words): \(count.whereabouts.words) prints \(number), which the rules \(rules.key) hide\(why).",
        rules: rules.key, spread: rules.spread, isPrinted: true,
        chain: [
          AuditReport.Step(
            sentence: "\(count.whereabouts.words) prints \(number).", whereabouts: [count.whereabouts])
        ]))
  }

  private func reason(_ cell: Int, _ count: ToldCount, _ rules: DisclosureRules) -> String {
    let printed = words.range(cell, by: attack.system.cells[cell].told.mentions.first ?? 0)
    guard let printed, !rules.hides(printed: printed.low) else { return "" }
    if attack.system.cells[cell].isDenominator { return ": there is no percentage on so few" }
    if case .area = count.subject.place, let organisations = count.organisations,
      organisations < rules.fewestOrganisations
    {
      return ": it is of \(Wordings.counted(organisations, setting.standard.organisationNoun)) only"
    }
    return count.denominator.map { ": it is nearly all of \(Wordings.grouped($0.low))" } ?? ""
  }

  private mutating func remark(_ cell: Int, shown: Int32, hidden: Int32) {
    let (one, other) = (setting.evidence.counts[Int(shown)], setting.evidence.counts[Int(hidden)])
    guard one.whereabouts.file != other.whereabouts.file else { return }
    remarks.append(
      AuditReport.Remark(
        sentence:
          "\(words.count(cell).words): \(one.whereabouts.words) prints \(words.printed(cell, by: shown)), "
          + "what \(other.whereabouts.words) hides as \(words.printed(cell, by: hidden)).",
        whereabouts: [one.whereabouts, other.whereabouts]))
  }
}
