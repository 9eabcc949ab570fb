import IndicatorStatistics
import Phaseline

/// What charts over all authorities of one phase say alike.
struct FieldWords {
  let setting: FieldSetting

  var topic: String { setting.indicator.topic }

  var nouns: String { Wordings.plural(setting.organisationNoun) }

  /// "117 authorities".
  func count(_ number: Int) -> String {
    "\(Wordings.grouped(number)) \(number == 1 ? setting.organisationNoun : nouns)"
  }

  /// When, what is measured, and of which service: "Phase 5: how likely …".
  func subtitle(_ measure: String) -> String {
    "\(setting.phaseWords.sentenceCased): \(measure.prefix(1).lowercased())\(measure.dropFirst())\(setting.service.ending)"
  }

  /// "All 120 authorities": whose counts the pooled figure adds up.
  func together(_ organisations: Int) -> String {
    organisations == 1 ? "The one \(setting.organisationNoun)" : "All \(count(organisations))"
  }

  /// The counts of the one that has a name, a line a group: "Minoritised 10 of 287".
  func counts(_ identity: FieldIdentity) -> [String] {
    guard let bame = identity.bame, let white = identity.white else { return [] }
    return ["\(setting.groups.bame) \(bame.words)", "\(setting.groups.white) \(white.words)"]
  }

  /// ", 10 of 287 against 7 of 730".
  func countsSaid(_ identity: FieldIdentity) -> String {
    guard let bame = identity.bame, let white = identity.white else { return "" }
    return ", \(bame.words) against \(white.words)"
  }

  /// A figure as a cell: in full of the one that has a name, else as people see it.
  static func cell(_ number: Double?, of identity: FieldIdentity) -> String {
    guard let number else { return "" }
    if !identity.isOwn { return number.isFinite ? Wordings.fixed(number, 2) : "" }
    return ChartData.cell(number)
  }

  /// What footers end with.
  func ending(own: FieldIdentity?, notes: [String]) -> [String] {
    [FooterNotes.logarithmic] + notes + FooterNotes.source(setting.sources, isIllustrative: setting.isIllustrative)
  }
}

extension ChartRequest {
  /// All authorities in one phase, without names but for ours.
  /// - Throws: `ChartProblem.nothingToDraw` without an indicator.
  func field() throws -> FieldRequest {
    guard let indicator else { throw ChartProblem.nothingToDraw("no indicator was named") }
    return FieldRequest(
      indicator: indicator, phase: phase, service: service, own: organisation, isAnonymous: true)
  }
}
