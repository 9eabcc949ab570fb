/// The rankings on many indicators.
public struct RankBatch: Sendable {
  /// In the order of the indicators; of one on which nobody has counts there is none.
  public var findings: [RankFinding]
  /// On which nobody can be ranked.
  public var failures: [BatchFailure]
}

extension WorkspaceView {
  /// Ranks the authorities on each of many indicators, as `rank(_:)` does on one.
  /// - Parameters:
  ///   - indicators: On which, in the order of what is found.
  ///   - request: What is asked on each, whichever indicator it names.
  ///   - jobs: How many at once, at least 1.
  ///   - progress: Told after each.
  ///   - cancellation: Asks to stop.
  /// - Throws: `UsageProblem` where there is no ranking at all, for the first one's reason; `CancellationError`;
  ///   `DatabaseError`.
  public func rank(
    each indicators: [Indicator], _ request: FieldRequest, jobs: Int, progress: WorkProgress = .silent,
    cancellation: Cancellation = Cancellation()
  ) async throws -> Disclosed<RankBatch> {
    let requests = indicators.map { indicator in
      var one = request
      one.indicator = indicator
      return one
    }
    let fields = try workspace.cancellable { try self.fields(requests).value }
    let ranked = try await fields.concurrentMap(
      jobs: jobs, as: "Ranking", progress: progress, cancellation: cancellation
    ) { field in
      try UsageProblem.caught { try RankFinding(field.get()) }
    }
    var batch = RankBatch(findings: [], failures: [])
    for (indicator, result) in zip(indicators, ranked) {
      switch result {
      case .success(let finding): batch.findings.append(finding)
      case .failure(let problem): batch.failures.append(BatchFailure(subject: indicator.key, problem: problem))
      }
    }
    if batch.findings.isEmpty, let first = batch.failures.first { throw first.problem }
    batch.failures.removeAll { if case .noCounts = $0.problem { true } else { false } }
    return disclosed(batch)
  }
}
