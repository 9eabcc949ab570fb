import Foundation
import Testing

@testable import Phaseline

@Suite("Days") struct DayTests {
  @Test("every day of four centuries is there, in order, one after another")
  func calendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let first = try #require(calendar.date(from: DateComponents(year: 1900, month: 1, day: 1)))
    let begin = try Day("1900-01-01")
    for offset in stride(from: 0, to: 146_097, by: 17) {
      let date = try #require(calendar.date(byAdding: .day, value: offset, to: first))
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      let day = try #require(Day(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0))
      #expect(day.days(after: begin) == offset)
      #expect(try Day(day.iso) == day)
    }
  }

  @Test(
    "what is no day says so, and why",
    arguments: [
      (
        "2026-02-30",
        "There is no day 2026-02-30: February 2026 has 28 days. Give one that the calendar has; nothing was changed."
      ),
      (
        "2023-02-29",
        "There is no day 2023-02-29: February 2023 has 28 days. Give one that the calendar has; nothing was changed."
      ),
      (
        "2026-13-01",
        "There is no day 2026-13-01: a year has 12 months. Give one that the calendar has; nothing was changed."
      ),
      (
        "2026-06-00",
        "There is no day 2026-06-00: June 2026 has 30 days. Give one that the calendar has; nothing was changed."
      ),
      ("0000-06-01", "There is no day 0000-06-01. Give one that the calendar has; nothing was changed."),
      ("30/06/2026", "'30/06/2026' is no day. Write year, month and day, as in 2026-06-30; nothing was changed."),
      ("2026-6-30", "'2026-6-30' is no day. Write year, month and day, as in 2026-06-30; nothing was changed."),
      ("２０２６-06-30", "'２０２６-06-30' is no day. Write year, month and day, as in 2026-06-30; nothing was changed."),
      ("", "'' is no day. Write year, month and day, as in 2026-06-30; nothing was changed."),
    ])
  func wrong(text: String, message: String) {
    let problem = #expect(throws: UsageProblem.self) { try Day(text) }
    #expect(problem?.description == message)
  }

  @Test("leap days are there in leap years")
  func leap() throws {
    #expect(try Day("2024-02-29").words == "29 February 2024")
    #expect(try Day("2000-02-29") < Day("2000-03-01"))
    #expect(throws: UsageProblem.self) { try Day("1900-02-29") }
  }
}
