import IndicatorStatistics
import Testing

/// An authority against the rest of the nation.
@Suite("Position") struct PositionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var what: String
    var own: [Int]
    var rest: [Int]
    var kind: Position.Kind
    var isFar = false
    var testDescription: String { what }
  }

  @Test(
    "closer to parity is better, whichever side it lies on",
    arguments: [
      Case(
        what: "closer, below", own: [230, 1000, 270, 1000], rest: [3000, 20000, 9000, 30000], kind: .better, isFar: true
      ),
      Case(
        what: "further, below", own: [60, 1000, 300, 1000], rest: [3000, 20000, 9000, 30000], kind: .worse, isFar: true),
      Case(
        what: "closer, above", own: [220, 1000, 200, 1000], rest: [8000, 20000, 6000, 30000], kind: .better, isFar: true
      ),
      Case(
        what: "on the other side", own: [400, 1000, 250, 1000], rest: [3000, 20000, 9000, 30000], kind: .otherSide,
        isFar: true),
      Case(
        what: "the same, known well", own: [1500, 10000, 3000, 10000], rest: [3000, 20000, 9000, 30000], kind: .similar),
      Case(what: "small", own: [2, 10, 117, 389], rest: [3000, 20000, 9000, 30000], kind: .cannotTell),
    ])
  func kind(_ it: Case) throws {
    let position = try #require(try Self.counts(it.own).position(against: try Self.counts(it.rest)))
    #expect(position.kind == it.kind)
    #expect(position.isAtNinetyNineEight == it.isFar)
  }

  static func counts(_ n: [Int]) throws -> GroupCounts {
    try #require(GroupCounts(x1: n[0], n1: n[1], x0: n[2], n0: n[3]))
  }

  @Test("its ratio is the ratio of both relative likelihoods")
  func ratio() throws {
    let (own, rest) = (try Self.counts([58, 297, 222, 742]), try Self.counts([3000, 20000, 9000, 30000]))
    let position = try #require(own.position(against: rest))
    let expected = try #require(own.relativeLikelihood) / #require(rest.relativeLikelihood)
    #expect(agree(position.ratio, expected, to: 1e-9))
  }

  @Test("without a case, or without a rest, there is no comparison")
  func none() throws {
    let rest = try Self.counts([3000, 20000, 9000, 30000])
    #expect(try Self.counts([0, 30, 0, 90]).position(against: rest) == nil)
    #expect(rest.position(against: try Self.counts([0, 0, 0, 0])) == nil)
  }
}
