import GRDB

/// What was found of many organisations.
public struct ComparisonBatch: Sendable {
  /// Of one organisation after another, each in the order of the standard.
  public var findings: [Finding]
  /// Of whom nothing could be found.
  public var failures: [BatchFailure]
}

/// One of many of which nothing could be found.
public struct BatchFailure: Hashable, Sendable {
  /// Whose it would have been: an organisation's name, or an indicator's key.
  public var subject: String
  /// Why not.
  public var problem: UsageProblem
}

extension UsageProblem {
  /// What is made, or why it cannot be: other errors are thrown on.
  static func caught<Made>(_ make: () throws -> Made) throws -> Result<Made, UsageProblem> {
    do { return .success(try make()) } catch let problem as UsageProblem { return .failure(problem) }
  }
}

extension WorkspaceView {
  /// Compares each of many organisations, as `compare(_:)` does one, from tables that are read once.
  /// - Parameters:
  ///   - organisations: Which, in the order of what is found.
  ///   - request: What is asked of each, whomever it names.
  ///   - jobs: How many at once, at least 1.
  ///   - progress: Told after each.
  ///   - cancellation: Asks to stop.
  /// - Returns: All findings, and those of whom there are none; whoever is the comparator is not compared with itself.
  /// - Throws: `UsageProblem` where nothing can be found of any, for the first one's reason; `DisclosureRefused` where it
  ///   would name another to everybody; `CancellationError`; `DatabaseError`.
  public func compare(
    each organisations: [Organisation], _ request: ComparisonRequest, jobs: Int,
    progress: WorkProgress = .silent, cancellation: Cancellation = Cancellation()
  ) async throws -> Disclosed<ComparisonBatch> {
    var organisations = organisations
    if case .organisation(let other) = request.comparator {
      try requireNamed(other)
      organisations.removeAll { $0.code == other.code }
    }
    let read = try reading(of: organisations, request)
    let found = try await organisations.concurrentMap(
      jobs: jobs, as: "Comparing", progress: progress, cancellation: cancellation
    ) { organisation in
      try UsageProblem.caught { try self.findings(of: organisation, request, read) }
    }
    var batch = ComparisonBatch(findings: [], failures: [])
    for (organisation, result) in zip(organisations, found) {
      switch result {
      case .success(let findings): batch.findings += findings
      case .failure(let problem): batch.failures.append(BatchFailure(subject: organisation.name, problem: problem))
      }
    }
    if let first = batch.failures.first, batch.failures.count == found.count { throw first.problem }
    return disclosed(batch)
  }

  /// What many comparisons are made of.
  private struct Reading: Sendable {
    var tables: ComparisonTables
    /// With whom each is compared, where that is not the nation; or why it is with nobody.
    var groups: [String: Result<ComparedGroup?, UsageProblem>]
    var nation: ReadNation
  }

  private func reading(of organisations: [Organisation], _ request: ComparisonRequest) throws -> Reading {
    try workspace.cancellable {
      try read { db, tables in
        let all = request.comparator.isByRegister ? try Organisation.all(of: standard.key, in: db) : []
        var groups: [String: Result<ComparedGroup?, UsageProblem>] = [:]
        for organisation in organisations {
          groups[organisation.code] = try UsageProblem.caught {
            try ComparedGroup(request.comparator, of: organisation, standard: standard, among: all)
          }
        }
        return Reading(
          tables: try ComparisonTables(
            db, standard: standard, organisations: organisations,
            groups: groups.values.compactMap { (try? $0.get()) ?? nil },
            indicators: request.indicators, phases: request.phases, from: tables),
          groups: groups,
          nation: request.line.looksAhead
            ? try ReadNation(
              db, standard, indicators: request.indicators, phases: request.phases, from: tables) : ReadNation())
      }.value
    }
  }

  private func findings(
    of organisation: Organisation, _ request: ComparisonRequest, _ read: Reading
  ) throws -> [Finding] {
    var request = request
    request.organisation = organisation
    let group = try read.groups[organisation.code]?.get() ?? nil
    return try findings(request, read.tables.data(of: organisation, with: group), read.nation)
  }
}
