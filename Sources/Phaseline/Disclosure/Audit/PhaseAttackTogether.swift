/// What all relations say together, where one after the other they leave a count its values.
extension PhaseAttack {
  /// For how long at most it is looked for, in a phase.
  static let longest = Duration.seconds(60)

  /// For each count that is not told exactly how many values its rules promise to leave.
  func promises(_ setting: AuditSetting) -> [Int: Int] {
    let words = AuditWords(setting: setting, phase: phase, system: system)
    var promises: [Int: Int] = [:]
    for cell in system.cells.indices where ranges.width(cell) > 1 {
      let mentions = system.cells[cell].told.mentions
      let isShown = mentions.contains {
        words.range(cell, by: $0)?.isExact == true && !setting.rules(ofMention: $0).isRounding
      }
      guard !isShown, !mentions.isEmpty, let rules = rulesInUse.weakest(of: system.cells[cell]) else { continue }
      promises[cell] = rules.spread
    }
    return promises
  }
}
