import GRDB

extension Workspace {
  /// The numbers of all actions that are not closed, sessions and practices, for whoever types them.
  public func programmeNumbers() throws -> (actions: [Int], sessions: [Int], practices: [Int]) {
    try queue.read { db in
      (
        try Action.all(of: standard.key, in: db).filter { !$0.status.isClosed }.map(\.number),
        try CommunitySession.all(of: standard.key, in: db).map(\.number),
        try Practice.all(of: standard.key, in: db).map(\.number)
      )
    }
  }
}
