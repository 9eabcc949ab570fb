import Testing

@testable import Phaseline

@Suite("The states that shared files tell") struct AuditStatesTests {
  private static func file(_ path: String, _ counts: [Int32: Int], hidden: Set<Int32> = []) -> AuditFile {
    let rows = counts.map { measure, count in
      let told = AuditTold(low: count, high: count + (hidden.contains(measure) ? 4 : 0), mentions: [measure])
      let key = AuditRowKey(place: 0, measure: measure, service: .all, ethnicity: .bame)
      return (key, AuditRow(numerator: told, denominator: told))
    }
    return AuditFile(path: path, rows: Dictionary(uniqueKeysWithValues: rows))
  }

  @Test("two short files that only happen to agree are each of the state of the long one that tells more")
  func mixed() {
    let states = AuditState.states(of: [
      Self.file("short of the first", [1: 150]), Self.file("short of the second", [2: 75]),
      Self.file("the first", [1: 150, 2: 70]), Self.file("the second", [1: 155, 2: 75]),
    ])
    #expect(
      states.map { $0.files.map(\.path) } == [
        ["the first", "short of the first"], ["the second", "short of the second"],
      ])
  }

  @Test("a file that both states allow is of the one that is printed like it")
  func alike() {
    let states = AuditState.states(of: [
      Self.file("the first", [1: 46, 2: 4]), Self.file("the second", [1: 46, 2: 5], hidden: [1]),
      Self.file("short of the first", [1: 46]), Self.file("short of the second", [1: 46], hidden: [1]),
    ])
    #expect(
      states.map { $0.files.map(\.path) } == [
        ["the first", "short of the first"], ["the second", "short of the second"],
      ])
  }
}
