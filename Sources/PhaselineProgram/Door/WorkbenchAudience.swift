import Foundation
import Phaseline

/// For whom a command's answer is, and what the gate lets pass.
extension Workbench {
  /// The audience that somebody chose: by option, else by scope, else by environment or configuration file.
  private var chosenAudience: Audience? {
    if isForSharing { return .shared }
    // What the tour assumes is for its own workspace alone.
    return chosen.audience ?? scope.audience ?? (tour != nil && chosen.workspace != nil ? nil : defaults.audience)
      ?? environment[Setting.audience.variable].flatMap { Audience(rawValue: $0) }
  }

  /// Who reads errors: whoever was chosen; a shared audience where the configuration cannot be understood.
  var saidAudience: Audience { chosenAudience ?? .internal }

  /// For whom an answer about the scope would be.
  var scopeAudience: Audience {
    guard let workspace = try? workspace() else { return saidAudience }
    let organisation = scope.authority.flatMap { try? workspace.organisation(named: $0) }
    return (try? gate(in: workspace, about: organisation).audience) ?? saidAudience
  }

  /// The words that choose the audience, and the rules, where they are not the default.
  var audienceWords: [String] {
    guard saidAudience == .shared else { return [] }
    return ["--audience", "shared"] + rulesWords
  }

  /// Of a file the name alone: where it lies is nobody else's business.
  private var rulesWords: [String] {
    (chosen.rules ?? defaults.rules).map { ["--rules", URL(fileURLWithPath: $0).lastPathComponent] } ?? []
  }

  /// The same of a report, which is for a shared audience where nobody is chosen.
  var reportAudienceWords: [String] {
    chosenAudience == .internal ? ["--audience", "internal"] : rulesWords
  }

  /// What stands before this command's answer.
  ///
  /// Where nobody is chosen, the owner's own figures are internal, and all others shared.
  /// - Parameters:
  ///   - workspace: Where the figures are; none where the answer has none.
  ///   - organisation: Whose figures they are; none of all.
  ///   - usual: For whom the owner's own figures are where nobody is chosen.
  /// - Throws: `DisclosureRefused` for figures that are not the owner's as internal ones; `RulesProblem`; `UsageProblem`.
  func gate(
    in workspace: Workspace? = nil, about organisation: Organisation? = nil, usually usual: Audience = .internal
  ) throws -> Gate {
    let said = chosenAudience
    let owner = try workspace?.owner()
    let isOwn = try owner.map { try organisation?.code == $0.code || (workspace?.holdsOnly($0) ?? false) } ?? true
    if let owner, said == .internal, !isOwn {
      throw DisclosureRefused(notOwn: organisation?.name ?? "the others", owner: owner.name)
    }
    let audience = said ?? (isOwn ? usual : .shared)
    return Gate(audience: audience, rules: audience == .shared || owner != nil ? try rules(in: workspace) : nil)
  }

  /// The authority that a workspace belongs to, where it asks for itself and not as everybody.
  func askingOwner(of workspace: Workspace) throws -> Organisation? {
    try gate().audience == .internal ? workspace.owner() : nil
  }

  /// The rules for a shared audience: by option, else the workspace's own, else those that are set, else the default preset.
  func rules(in workspace: Workspace?) throws -> DisclosureRules {
    let kept = try workspace?.chosenRules()
    return try DisclosureRules(
      named: chosen.rules ?? defaults.rules ?? kept ?? environment[Setting.rules.variable]
        ?? DisclosureRules.defaultKey,
      in: catalogue)
  }

  /// The workspace of a command about one organisation, as the audience may see it.
  /// - Parameter comparator: Whom it is compared with: another organisation's figures are its own.
  func view(of named: Subject, besides comparator: ComparisonRequest.Comparator = .national) throws -> WorkspaceView {
    var about = named.organisation
    if case .organisation(let other) = comparator, try named.workspace.owner() != nil { about = other }
    return try gate(in: named.workspace, about: about).view(of: named.workspace)
  }

  /// An answer without any count of people.
  func words(_ answer: Answer) -> Disclosed<Answer> { Gate(audience: saidAudience).words(answer) }

  /// Of what a batch has nothing, and why, as far as its audience may read it.
  func notes(on failures: [BatchFailure], for audience: Audience) -> [String] {
    let gate = Gate(audience: audience)
    return failures.map { "\($0.subject): \(gate.words(of: $0.problem))" }
  }

  /// Keeps in the workspace's register what is shared; the same again adds nothing.
  /// - Returns: A warning for each new share by other rules than earlier ones.
  func register(_ result: KeptResult, _ rendered: Rendered) throws -> [String] {
    let answer = result.answer
    let bytes = [answer.value.identity ?? rendered.plain ?? rendered.data] + rendered.companions.map(\.data)
    let others = try register(
      answer, of: result.question, bytes: bytes.reduce(Data(), +), figures: answer.value.figures,
      text: answer.value.saidInside ?? rendered.plain)
    guard !others.isEmpty else { return [] }
    return [
      "Shared before by other rules (\(Wordings.list(others))): what they showed stays known. Share by one set of rules."
    ]
  }

  /// Likewise of what is not rendered yet.
  @discardableResult
  func register<Value>(
    _ shared: Disclosed<Value>, of question: Question? = nil, bytes: Data, figures: Int, text: Data? = nil
  ) throws -> [String] {
    guard shared.holdsFigures, shared.disclosure.audience == .shared else { return [] }
    return try shared.register(
      bytes: bytes, scope: (question ?? self.question).withoutPlaces.text, figures: figures, text: text)
  }
}

/// What somebody asked.
struct Question: Sendable, Hashable {
  var words: [String]
  /// The scope that was set.
  var scope: Workbench.Scope

  /// Its words, and the scope where one was set: "compare leaving (scope: Northbridge)".
  var text: String {
    ShellWords.joined(words) + (scope == Workbench.Scope() ? "" : " (scope: \(scope.words))")
  }

  /// The same without where the answer goes and for whom it is.
  var withoutPlaces: Question {
    without(valued: ["-o", "--output", "--workspace", "--audience", "--rules"])
  }

  /// The words behind `chart` that draw it again, here or in a file: of how it was shown nothing.
  var chartAgain: [String] {
    let shown = without(
      valued: ["-o", "--output", "--format", "--terminal"], flags: ["--terminal=characters", "--with-data", "--open"])
    let places = Words.places(in: shown.words, besides: Globals.valued)
    return shown.words.indices.filter { $0 != places.first }.map { shown.words[$0] }
  }

  private func without(valued: Set<String>, flags: Set<String> = []) -> Question {
    var asked: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      if valued.contains(word) { _ = rest.popFirst() } else if !flags.contains(word) { asked.append(word) }
    }
    return Question(words: asked, scope: scope)
  }
}
