import GRDB
import Synchronization
import Testing

@testable import Phaseline

@Suite("One transaction") struct OneTransactionTests {
  /// How many transactions some work begins.
  private static func transactions(in workspace: Workspace, _ work: () throws -> Void) rethrows -> Int {
    let begun = Begun()
    workspace.queue.inDatabase { db in
      db.trace { if "\($0)".hasPrefix("BEGIN") { begun.count.add(1, ordering: .relaxed) } }
    }
    try work()
    workspace.queue.inDatabase { $0.trace(options: .statement, nil) }
    return begun.count.load(ordering: .relaxed)
  }

  private final class Begun: Sendable { let count = Atomic(0) }

  @Test("what is told together is read together: no change of another program comes between")
  func one() throws {
    let nation = try CommunityNation()
    let (workspace, today) = (nation.workspace, try Day("2027-12-01"))
    let (phase, view) = (try nation.standard.phase(named: "5"), try nation.view())
    let northbridge = try workspace.organisation(named: "Northbridge")
    func count(_ work: () throws -> Void) throws -> Int { try Self.transactions(in: workspace, work) }
    #expect(try count { _ = try view.suggestions(for: northbridge, today: today) } == 1)
    #expect(try count { _ = try view.suggestionsForEveryAuthority(today: today) } == 1)
    #expect(try count { _ = try workspace.cycleSummary(of: phase, today: today) } == 1)
    #expect(
      try count { _ = try workspace.calendar(of: phase, for: northbridge, seenBy: .internal, today: today) } == 1)
    #expect(try count { _ = try (workspace.isIllustrative(), workspace.isIllustrative()) } == 2, "each is counted")
  }
}
