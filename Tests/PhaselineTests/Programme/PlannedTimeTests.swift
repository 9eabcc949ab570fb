import Testing

@testable import Phaseline

@Suite("When something is planned") struct PlannedTimeTests {
  private static let standard = try? Catalogue(folder: Fixture.data).source(of: Standard.defaultKey).standard()

  private func time(_ text: String) throws -> Double? {
    let standard = try #require(Self.standard)
    return try standard.time(of: PlannedTime(text, in: standard))
  }

  @Test("an action of a phase begins after that phase was counted, and before the next")
  func phases() throws {
    let standard = try #require(Self.standard)
    let three = try #require(standard.phase("3"))
    let time = try #require(try time("phase 3"))
    #expect(time > Double(three.ordinal) && time < Double(three.ordinal + 1))
    #expect(try PlannedTime("3", in: standard) == .phase("3"))
  }

  /// Phase 1 was collected up to 30 November 2023, as a source prints; the others up to 31 October of their year.
  @Test("a day stands between the last days of collection before and after it")
  func days() throws {
    let standard = try #require(Self.standard)
    let one = Double(try #require(standard.phase("1")).ordinal)
    #expect(try time("2023-11-30") == one)
    // 168 of the 336 days from 30 November 2023 to 31 October 2024.
    let middle = try #require(try time("2024-05-16"))
    #expect(abs(middle - (one + 0.5)) < 1e-9)
    #expect(try time("2024-10-31") == one + 1)
    #expect(try time("2019-01-01").map { $0 < 0 } == true)
    #expect(try time("2035-01-01").map { $0 > Double(standard.phases.count - 1) } == true)
  }

  @Test(
    "what is no phase and no day is refused",
    arguments: [
      (
        "9",
        "'9' is neither a phase nor a day. `phases` lists the phases; a day is written as in 2026-06-30, and so is a time after "
          + "the last phase. Nothing was changed."
      ),
      (
        "2026-02-30",
        "There is no day 2026-02-30: February 2026 has 28 days. Give one that the calendar has; nothing was changed."
      ),
      (
        "9999-01-02",
        "2 January 9999 is no day on which anything of SC-WRES is planned: one from 1990 to 2199 is expected. Correct the day; "
          + "nothing was changed."
      ),
      (
        "1-2-3", "'1-2-3' is no day. Write year, month and day, as in 2026-06-30; nothing was changed."
      ),
    ])
  func refused(text: String, message: String) throws {
    let standard = try #require(Self.standard)
    let error = #expect(throws: UsageProblem.self) { try PlannedTime(text, in: standard) }
    #expect(error?.description == message)
  }

  @Test("what is kept is read again")
  func stored() throws {
    let standard = try #require(Self.standard)
    for text in ["pilot", "5", "2026-05-01"] {
      let planned = try PlannedTime(text, in: standard)
      #expect(planned.stored == text && PlannedTime(stored: text) == planned)
    }
  }

  @Test("an action is overdue once the last day of its time is past, and never once it is closed")
  func overdue() throws {
    let standard = try #require(Self.standard)
    var action = Action(of: "X1", title: "t", indicators: ["leaving"], term: .short, start: .phase("1"))
    #expect(!standard.isOverdue(action, on: try Day("2099-01-01")))
    action.due = .day(try Day("2026-05-01"))
    #expect(try !standard.isOverdue(action, on: Day("2026-05-01")))
    #expect(try standard.isOverdue(action, on: Day("2026-05-02")))
    action.due = .phase("1")
    #expect(try !standard.isOverdue(action, on: Day("2023-11-30")) && standard.isOverdue(action, on: Day("2023-12-01")))
    action.status = .stopped
    #expect(try !standard.isOverdue(action, on: Day("2099-01-01")))
  }
}
