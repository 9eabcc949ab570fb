import Testing

@testable import IndicatorStatistics

/// The sum of tables.
@Suite("Pooled") struct PooledTests {
  @Test("worked example k19")
  func k19() throws {
    #expect(close(try #require(try Nations.tables(Nations.k19).pooled.relativeLikelihood), 1.8099601, 7))
  }

  @Test("no tables add up to 0 of 0, which has no value")
  func empty() {
    let none = [GroupCounts]().pooled
    #expect(none == GroupCounts(x1: 0, n1: 0, x0: 0, n0: 0))
    #expect(none.relativeLikelihood == nil)
    #expect(none.koopmanInterval() == nil)
  }

  @Test("one table is itself; the parts of a nation add up to it")
  func parts() throws {
    let tables = try Nations.tables(Nations.madeUp)
    #expect(tables.prefix(1).pooled == tables.first)
    #expect([tables.prefix(9).pooled, tables.dropFirst(9).pooled].pooled == tables.pooled)
  }

  @Test("it can point another way than every authority, and the Mantel–Haenszel ratio does not")
  func simpson() throws {
    let tables = try Nations.tables([(20, 100, 150, 1000), (120, 1000, 10, 100)])
    #expect(tables.allSatisfy { $0.relativeLikelihood.map { $0 > 1 } ?? false })
    #expect(try #require(tables.pooled.relativeLikelihood) < 1)
    #expect(try #require(MantelHaenszel(tables)).ratio > 1)
  }
}
