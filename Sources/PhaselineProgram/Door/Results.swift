import Foundation
import Phaseline

/// What a command gave, kept so that it can be shown, saved and drawn without being worked out again.
struct KeptResult: Sendable {
  var answer: Disclosed<Answer>
  /// What it answers.
  var question: Question
  /// The scope under which it was worked out.
  var scope: Workbench.Scope?
  /// The workspace in which it was worked out, and who it belonged to then.
  var path = ""
  var owner: String?
  /// The last change of the workspace then, and of its counts.
  var change: Int?
  var counts: DataVersion?
  /// The format of its bytes, where they are a picture's or a file's and cannot be written as anything else.
  var format: OutputFormat?
}

/// Results by their names.
struct Results: Sendable {
  /// The name of the last one.
  static let last = "_"
  private var kept: [String: KeptResult] = [:]

  /// The last one's name first, then the others' as they are sorted.
  var names: [String] { kept.keys.sorted { ($0 != Self.last ? 1 : 0, $0) < ($1 != Self.last ? 1 : 0, $1) } }

  subscript(name: String) -> KeptResult? {
    get { kept[name] }
    set { kept[name] = newValue }
  }

  /// - Throws: `UsageProblem.refused` where there is none of this name.
  func result(named name: String) throws -> KeptResult {
    if let result = kept[name] { return result }
    guard name != Self.last else {
      throw UsageProblem.refused("There is no result yet: `_` is what the last command gave.")
    }
    let nearest = Nearest.names(to: name, among: names)
    let remedy = nearest.isEmpty ? "" : "Did you mean \(Wordings.list(nearest, "or"))? "
    throw UsageProblem.refused(
      "No result is called '\(name)'. \(remedy)`let \(name) = compare …` keeps one; `results` lists them.")
  }
}

extension Workbench {
  /// Refuses figures that were worked out in another workspace, for another owner, or by other rules than those of now, and
  /// says of others that the workspace has changed since.
  private mutating func check(_ result: KeptResult, _ name: String) throws {
    guard result.answer.holdsFigures else { return }
    func refused(_ what: String) -> UsageProblem {
      .refused("'\(name)' \(what). Ask again: \(result.question.text).")
    }
    guard result.path == workspacePath else { throw refused("was worked out in another workspace, \(result.path)") }
    let workspace = try workspace()
    guard try workspace.owner()?.code == result.owner else {
      throw refused("was worked out while the workspace belonged to somebody else")
    }
    let disclosure = result.answer.disclosure
    guard disclosure.audience == .shared else {
      if try workspace.dataVersion() != result.counts {
        remarks.append(
          "'\(name)' was worked out before the counts changed. What it would give now: \(result.question.text).")
      }
      return
    }
    guard try rules(in: workspace).key == disclosure.rules else {
      throw refused("was worked out by other rules than those of now")
    }
    // Whoever was named may have withdrawn the consent, and a corrected count is hidden otherwise.
    guard try workspace.lastChange() == result.change else {
      throw refused("was worked out for a shared audience before the workspace changed")
    }
  }

  /// A kept result for whoever reads now.
  /// - Throws: `UsageProblem.refused` where it was worked out for somebody else.
  mutating func result(named name: String) throws -> KeptResult {
    let result = try results.result(named: name)
    try check(result, name)
    guard !result.isHidden(from: saidAudience) else {
      // Of what holds no figures not all may be asked again: it says so then.
      let remedy = result.answer.holdsFigures ? "Ask again with --audience shared" : "Ask again, where it may be shown"
      throw UsageProblem.refused(
        "'\(name)' was worked out for internal use, and this is for a shared audience. \(remedy): "
          + "\(result.question.text).")
    }
    return result
  }
}

extension Workbench {
  /// With short forms and the beginnings of names in full, and the chart that shows a kept result in its place, under that
  /// result's scope: `char _` is `chart trajectory Northbridge leaving`. A kept chart is drawn again.
  /// - Throws: `AmbiguousCommand`; `UsageProblem.refused` where no chart shows it.
  mutating func spelledOut(_ typed: [String]) throws -> [String] {
    let words = try PhaselineCommand.unabbreviated(Words.normalised(typed, isCommand: asksForCommand))
    guard words.contains(ChartCommand._commandName) else { return words }
    let valued = PhaselineCommand.valuedOptions(of: [ChartCommand._commandName])
    let places = Words.places(in: words, besides: valued).prefix(2)
    guard places.count == 2, let kind = places.last, words[places[0]] == ChartCommand._commandName,
      words[kind] == Results.last || results[words[kind]] != nil
    else { return words }
    let result = try result(named: words[kind])
    let chart = try result.chart(named: words[kind])
    remarks += result.leftAside
    var kept = result.scope ?? result.question.scope
    kept.audience = scope.audience
    borrow(kept)
    return words[..<kind] + chart + words[(kind + 1)...]
  }
}

extension KeptResult {
  /// Whether it was asked for internal use: of whatever kind, it may say what a shared audience must not see, such as rows of
  /// `sql`, who is in `shares`, what `audit` found.
  func isHidden(from audience: Audience) -> Bool { audience == .shared && answer.disclosure.audience == .internal }

  /// The words of the chart that shows it.
  fileprivate func chart(named name: String) throws -> [String] {
    if case .picture = answer.value { return question.chartAgain + audienceWords }
    guard case .findings(let findings, let view) = answer.value, let first = findings.first else {
      throw UsageProblem.refused(
        "No chart shows '\(name)': it is \(answer.value.kind). `chart KIND` draws what you name.")
    }
    guard Set(findings.map(\.subject.name)).count == 1 else {
      throw UsageProblem.refused(
        "'\(name)' is about several: name whom to draw, as in `chart trajectory Northbridge leaving`.")
    }
    let isOne = Set(findings.map(\.indicator.key)).count == 1
    var words =
      view.kind == .national
      ? [isOne ? "national" : "heatmap"] : [isOne ? "trajectory" : "dashboard", "--authority", first.subject.name]
    if isOne { words += ["--indicator", first.indicator.key] }
    words += first.standard == Standard.defaultKey ? [] : ["--standard", first.standard]
    return words + audienceWords
  }

  private var audienceWords: [String] { answer.disclosure.audience == .shared ? ["--audience", "shared"] : [] }

  /// What it was worked out with and no chart is drawn with, as charts say themselves.
  fileprivate var leftAside: [String] {
    guard case .findings(let findings, _) = answer.value, let first = findings.first else { return [] }
    var aside = scope?.comparator.map { ["the comparator '\($0)'"] } ?? []
    if first.level != .ninetyFive { aside.append("the level \(first.level.defaultValueDescription)") }
    if first.ratioMethod != .koopman { aside.append("the method \(first.ratioMethod.defaultValueDescription)") }
    guard !aside.isEmpty else { return [] }
    return ["Charts compare with the nation, by 95% intervals; left aside: \(Wordings.list(aside))."]
  }
}
