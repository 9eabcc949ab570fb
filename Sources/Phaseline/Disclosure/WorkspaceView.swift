import GRDB

/// A workspace as one audience may see it. Only the gate makes one, and it alone gives counts: for the shared audience it
/// reads those that a plan protects, and never the others.
public struct WorkspaceView: Sendable {
  let workspace: Workspace
  /// For whom, and by which rules.
  public let disclosure: Disclosure
  let plan: DisclosurePlan?
  private let gate: Gate

  init(_ workspace: Workspace, disclosure: Disclosure, plan: DisclosurePlan?, gate: Gate) {
    (self.workspace, self.disclosure, self.plan, self.gate) = (workspace, disclosure, plan, gate)
  }

  /// The standard that the workspace is opened for.
  public var standard: Standard { workspace.standard }

  /// Which plan protects its counts; 0 where none does.
  public var planNumber: Int64 { plan?.id ?? 0 }

  /// Where the counts are read.
  private var tables: CountTables {
    guard let plan else {
      var received = CountTables.received
      received.fewest = gate.rules?.fewestOrganisations ?? 1
      return received
    }
    var tables = CountTables.protected(by: plan.id, of: standard.key, fewest: gate.rules?.fewestOrganisations ?? 1)
    tables.rules = gate.rules
    return tables
  }

  /// Works out something of the counts that the audience may know.
  func read<Value: Sendable>(_ work: (Database, CountTables) throws -> Value) throws -> Disclosed<Value> {
    gate.pass(try workspace.queue.read { try work($0, tables) }, of: self)
  }

  /// Works out something over all authorities in one phase: for the shared audience without names.
  func field<Value: Sendable>(
    _ request: FieldRequest, _ make: (AuthorityField) throws -> Value
  ) throws -> Disclosed<Value> {
    var request = request
    if disclosure.audience == .shared { request.isAnonymous = true }
    return try read { db, tables in
      try make(AuthorityField(db, standard, request, through: disclosure, from: tables))
    }
  }

  /// What is read for several such questions at once; or why there is nothing.
  func fields(_ requests: [FieldRequest]) throws -> Disclosed<[Result<AuthorityField, UsageProblem>]> {
    try read { db, tables in
      try requests.map { request in
        var request = request
        if disclosure.audience == .shared { request.isAnonymous = true }
        return try UsageProblem.caught {
          try AuthorityField(db, standard, request, through: disclosure, from: tables)
        }
      }
    }
  }

  /// Refuses to name an organisation to everybody that has not agreed to it.
  func requireNamed(_ organisation: Organisation) throws {
    guard disclosure.audience == .shared else { return }
    let isNamed = try workspace.queue.read { db in
      try Organisation.whoMayBeNamed(of: standard.key, in: nil, db).contains(organisation.code)
    }
    guard isNamed else { throw DisclosureRefused(.notNamed(name: organisation.name)) }
  }

  /// Marks what was made of several results of this view as one.
  public func disclosed<Value: Sendable>(_ value: Value) -> Disclosed<Value> { gate.pass(value, of: self) }

  /// Every organisation of the register with what it has given, by name; to a shared audience, of those only that agreed to
  /// be named.
  public func overviewOfOrganisations() throws -> Disclosed<[OrganisationOverview]> {
    gate.words(
      try workspace.queue.read { db in
        var known = try Workspace.overviewOfOrganisations(of: standard.key, in: db)
        guard disclosure.audience == .shared else { return known }
        let named = try Organisation.whoMayBeNamed(of: standard.key, in: nil, db)
        for index in known.indices where !named.contains(known[index].code) { known[index].phases = nil }
        return known
      })
  }

  // MARK: - What may show any count

  /// Refuses, before anything is worked out, what may show any count.
  /// - Throws: `DisclosureRefused` for a shared audience.
  func requireInternal(_ what: String) throws { try gate.requireInternal(what) }

  /// Works out something of all counts.
  /// - Throws: `DisclosureRefused` for a shared audience.
  func everything<Value: Sendable>(_ what: String, _ work: (Database) throws -> Value) throws -> Disclosed<Value> {
    try gate.everything(what) { try workspace.queue.read(work) }
  }

  /// Answers a question in SQL; see `Workspace.query`.
  /// - Throws: `DisclosureRefused` for a shared audience; `UsageProblem.refused` with SQLite's reason.
  public func query(_ sql: String) throws -> Disclosed<SQLTable> {
    try gate.everything("`sql`") { try workspace.query(sql) }
  }

  /// What is odd about the rows that a load brought; see `Workspace.warnings`.
  /// - Throws: `DisclosureRefused` for a shared audience; `UsageProblem`; `CancellationError`.
  public func warnings(of change: Int) throws -> Disclosed<LoadWarnings> {
    try gate.everything("`history \(change) --warnings`") { try workspace.warnings(of: change) }
  }

  /// What a change changed; see `Workspace.detail`.
  /// - Throws: `DisclosureRefused` for a shared audience; `UsageProblem.noChange`; `CancellationError`.
  public func detail(
    of number: Int, rows: ChangeDetail.Rows = .replacements(first: 20), progress: WorkProgress = .silent
  ) throws -> Disclosed<ChangeDetail> {
    try gate.everything("`history \(number)`") { try workspace.detail(of: number, rows: rows, progress: progress) }
  }
}

extension Organisation {
  /// Codes of those that agreed to be named to everybody, in a phase, or in all in which they were asked.
  static func whoMayBeNamed(of standard: String, in phase: String?, _ db: Database) throws -> Set<String> {
    try String.fetchSet(
      db,
      sql: """
        SELECT organisation FROM participation WHERE standard = ?1 AND phase = ifnull(?2, phase)
        GROUP BY organisation HAVING min(may_be_named) = 1
        """, arguments: [standard, phase])
  }
}
