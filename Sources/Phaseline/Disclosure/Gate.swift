/// A value that the gate let pass for an audience. Only the gate makes one, and renderers take nothing else: what is not
/// allowed out has no way out.
public struct Disclosed<Value: Sendable>: Sendable {
  /// What was let pass.
  public let value: Value
  /// For whom, and by which rules.
  public let disclosure: Disclosure
  /// The workspace and the plan that its counts are read from; none where it has all counts, or none at all.
  let origin: (workspace: Workspace, plan: DisclosurePlan)?
  /// Whether it is made of counts, so that it says for whom it is.
  public let holdsFigures: Bool

  fileprivate init(
    _ value: Value, _ disclosure: Disclosure, origin: (Workspace, DisclosurePlan)? = nil, holdsFigures: Bool = false
  ) {
    (self.value, self.disclosure, self.origin, self.holdsFigures) = (value, disclosure, origin, holdsFigures)
  }

  /// Something made of it, for the same audience: what is worked out of protected counts says no more than they do.
  public func map<Other: Sendable>(_ transform: (Value) throws -> Other) rethrows -> Disclosed<Other> {
    Disclosed<Other>(try transform(value), disclosure, origin: origin, holdsFigures: holdsFigures)
  }
}

/// The one place between counts and outputs. For the internal audience all passes; for the shared one only what is made of
/// counts as a plan protects them, so that nothing that follows from them can tell more than the plan allows.
public struct Gate: Sendable {
  /// For whom it decides.
  public let audience: Audience
  /// The rules for the shared audience; for an owner that is one of many, those by which the others are told of together.
  public let rules: DisclosureRules?

  /// A gate before one audience.
  /// - Parameters:
  ///   - audience: For whom it decides.
  ///   - rules: Those for the shared audience; without any the gate lets no count pass to it.
  public init(audience: Audience, rules: DisclosureRules? = nil) { (self.audience, self.rules) = (audience, rules) }

  /// A workspace as the audience may see it.
  /// - Throws: `DisclosureRefused` where it cannot be protected; `DatabaseError`.
  public func view(of workspace: Workspace) throws -> WorkspaceView {
    guard audience == .shared else { return WorkspaceView(workspace, disclosure: .internal, plan: nil, gate: self) }
    guard let rules else { throw DisclosureRefused(.noRules) }
    try workspace.requireWholeRegister()
    do {
      let plan = try DisclosurePlan.current(rules, of: workspace)
      return WorkspaceView(workspace, disclosure: Disclosure(rules, plan), plan: plan, gate: self)
    } catch {
      if case .readOnlyWorkspace(let path, _) = UsageProblem(ofStore: error, at: workspace.path) {
        throw DisclosureRefused(.readOnly(path: path))
      }
      throw error
    }
  }

  /// Lets pass what may hold any count, for the internal audience only.
  /// - Parameters:
  ///   - what: What it is, for the refusal: "`load`".
  ///   - value: Makes it.
  /// - Throws: `DisclosureRefused`.
  public func everything<Value: Sendable>(_ what: String, _ value: () throws -> Value) throws -> Disclosed<Value> {
    try requireInternal(what)
    return Disclosed(try value(), .internal)
  }

  /// Refuses, before anything is done, what may show any count.
  /// - Parameter what: What it is: "`load`".
  /// - Throws: `DisclosureRefused` for the shared audience.
  public func requireInternal(_ what: String) throws {
    guard audience == .internal else { throw DisclosureRefused(.everything(what: what)) }
  }

  /// Lets pass who takes part and how far one is, for the internal audience only.
  /// - Parameters:
  ///   - what: What tells it, for the refusal: "`cycle Northbridge`".
  ///   - value: Makes it.
  /// - Throws: `DisclosureRefused`.
  public func participation<Value: Sendable>(_ what: String, _ value: () throws -> Value) throws -> Disclosed<Value> {
    guard audience == .internal else { throw DisclosureRefused(.participation(what: what)) }
    return Disclosed(try value(), .internal)
  }

  /// Lets pass what came of a change of the owner's records, for the internal audience only.
  /// - Parameters:
  ///   - what: What changes them, for the refusal: "`action add`".
  ///   - value: Does it.
  /// - Throws: `DisclosureRefused`.
  public func recording<Value: Sendable>(_ what: String, _ value: () throws -> Value) throws -> Disclosed<Value> {
    guard audience == .internal else { throw DisclosureRefused(.recording(what: what)) }
    return Disclosed(try value(), .internal)
  }

  /// Refuses the register of what was shared, which names whom somebody asked about.
  /// - Throws: `DisclosureRefused` for the shared audience.
  public func requireOwner() throws { guard audience == .internal else { throw DisclosureRefused(.register) } }

  /// Lets pass what holds no count of people: words of the catalogue, help, what was done. A test lists who calls it.
  public func words<Value: Sendable>(_ value: Value) -> Disclosed<Value> {
    Disclosed(value, audience == .internal ? .internal : rules.map(Disclosure.init) ?? .sharedWithoutRules)
  }

  /// What may be said of an error: of one that may name counts, to the shared audience, only that it is one.
  public func words(of error: any PeopleReadable) -> String {
    guard audience == .shared, !error.isFreeOfCounts else { return error.description }
    return "What is wrong names counts, which a shared audience may not see. `--audience internal` shows it to you."
  }

  /// Lets pass what a view made of counts as its plan protects them, or of all for the internal audience.
  func pass<Value: Sendable>(_ value: Value, of view: WorkspaceView) -> Disclosed<Value> {
    Disclosed(value, view.disclosure, origin: view.plan.map { (view.workspace, $0) }, holdsFigures: true)
  }
}

/// Why nothing is shown.
public struct DisclosureRefused: PeopleReadable, Hashable {
  enum Reason: Hashable {
    case noRules
    case readOnly(path: String)
    case damagedRegister(path: String, standard: String, damage: [String])
    case everything(what: String)
    case register
    case participation(what: String)
    case recording(what: String)
    case notOwn(name: String, owner: String)
    case notNamed(name: String)
    case internalFile(String)
  }
  let reason: Reason

  init(_ reason: Reason) { self.reason = reason }

  /// A file that was made for the internal audience, and is asked for by a shared one.
  public init(internalFile file: String) { self.init(.internalFile(file)) }

  /// Figures that are not the owner's own, asked for as if they were.
  public init(notOwn name: String, owner: String) { self.init(.notOwn(name: name, owner: owner)) }

  /// Why, and what to do.
  public var description: String {
    switch reason {
    case .noRules:
      "There are no rules by which counts could be shared. `rules` lists those of the catalogue; `--rules FILE` names your own."
    case .readOnly(let path):
      "\(path) may not be written to, so nothing is shared from it: what is hidden, and what was shared, is kept in it, or "
        + "two shares could give away together what each hides. Ask for the right to write to it, or work on a copy with "
        + "`--workspace FILE`."
    case .damagedRegister(let path, let standard, let damage):
      "\(path): the register of what was shared is damaged: \(Wordings.list(Array(damage.prefix(3)))). Until it is whole "
        + "nothing is shared from this workspace, since nobody can tell what others know already; internal results go on. "
        + "Restore a copy that `backup` made after the last share, or start the register anew from the files that were "
        + "shared: `\(RegisterRebuild.command(in: path, standard: standard))`."
    case .everything(let what):
      "\(what) can show any count, so it is not for a shared audience. `--audience internal` shows it to you; do not pass it on."
    case .register:
      "`shares` tells who was asked about, so it is for the owner alone. `--audience internal` shows it to you."
    case .participation(let what):
      "\(what) tells who takes part, so it is not for a shared audience. `--audience internal` shows it to you; do not pass it on."
    case .recording(let what):
      "\(what) changes the owner's records, so it is not for a shared audience. `--audience internal` does it; nothing was "
        + "changed."
    case .notOwn(let name, let owner):
      "This workspace belongs to \(owner), and the figures of \(name) are not its own: they are shown as to everybody. Leave "
        + "out `--audience internal`; `use --owner` says whose workspace it is."
    case .notNamed(let name):
      "\(name) has not agreed to be named to others, so nothing is shared that compares with it alone. Compare with the "
        + "nation, the region or the type, or leave out `--audience shared`."
    case .internalFile(let file):
      "'\(file)' was made for the internal audience, so it is not described to a shared one. Draw it again with "
        + "`--audience shared`."
    }
  }
}
