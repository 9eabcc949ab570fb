import GRDB

extension WorkspaceView {
  /// Who moved towards parity on an indicator, by how much, and with what actions and practices.
  ///
  /// Whoever has not agreed to be named is told of by size only, whoever asks.
  /// - Parameters:
  ///   - request: What is asked.
  ///   - last: The last phase that is looked at; the last with counts if none.
  /// - Throws: `DatabaseError`.
  public func learn(_ request: LearnRequest, until last: Phase? = nil) throws -> Disclosed<LearnFinding> {
    try read { db, tables in
      let phases = try tables.phases(of: standard, in: db).filter { $0.ordinal <= last?.ordinal ?? .max }
      let lines = try NationLines(db, standard, request.indicator, phases: phases, from: tables)
      let peers = try Peers(db, standard, phases: phases, from: tables)
      return LearnFinding(
        Learning(lines, peers, like: request.like), isShared: disclosure.audience == .shared,
        isIllustrative: try Workspace.isIllustrative(db), disclosure: disclosure)
    }
  }
}

extension CountTables {
  /// The phases with counts, in order of time.
  func phases(of standard: Standard, in db: Database) throws -> [Phase] {
    try countedPhases(of: standard, in: db).map { standard.phases[$0] }
  }
}
