import Foundation
import Testing

@testable import Phaseline

/// What is sought by an index is what was found by reading all.
@Suite("Names of organisations") struct OrganisationNamesTests {
  private let fixture: Fixture
  private let workspace: Workspace

  init() throws {
    fixture = try Fixture()
    try fixture.load(Fixture.data.appendingPathComponent("illustrative").path)
    try fixture.folder.write(
      """
      code,name,region,type,kind
      X9001,100% Staffed,North,illustrative authority,illustrative
      X9002,Under_Score,North,illustrative authority,illustrative
      X9003,Élan Vale,North,illustrative authority,illustrative
      X9004,Back\\Slash,North,illustrative authority,illustrative

      """, to: "more/authorities.csv")
    try fixture.load(fixture.folder.path("more"))
    workspace = try fixture.workspace()
  }

  private func names(
    _ text: String, _ place: OrganisationNames.Place, active: Bool = false, limit: Int = 1000
  ) throws -> OrganisationNames {
    try workspace.organisationNames(text, as: place, onlyWithFigures: active, limit: limit)
  }

  private static let texts = [
    "", "N", "n", "north", "NORTHB", "q", "zzz", "%", "_", "\\", "100%", "under_", "Saint", "é", "É", "élan",
    "llanfair mô",
    "môr", "'", "s t", " ",
  ]

  @Test(
    "those that begin with a text are found, all of them and no other but for case beyond English", arguments: texts)
  func beginning(text: String) throws {
    let all = try workspace.organisations().map(\.name)
    let wanted = text.lowercased()
    let found = try names(text, .beginning)
    #expect(found.isWhole)
    #expect(Set(found.names).isSubset(of: all))
    let isEnglish = text.utf8.allSatisfy { $0 < 128 }
    let expected = all.filter { $0.lowercased().hasPrefix(wanted) }
    if isEnglish { #expect(Set(found.names) == Set(expected)) }
    #expect(Set(found.names).isSuperset(of: expected))
  }

  @Test("those that have a text are found, all of them", arguments: texts)
  func part(text: String) throws {
    let expected = try workspace.organisations().map(\.name).filter {
      text.isEmpty || $0.lowercased().contains(text.lowercased())
    }
    #expect(Set(try names(text, .part).names).isSuperset(of: expected))
    if text.utf8.allSatisfy({ $0 < 128 }) { #expect(Set(try names(text, .part).names) == Set(expected)) }
  }

  @Test("of too many the first are given, and the last, so that what all begin with can be told")
  func limit() throws {
    let all = try names("", .beginning)
    let few = try names("", .beginning, limit: 5)
    #expect(few.names == Array(all.names.prefix(5)) + [all.names[all.names.count - 1]])
    #expect(!few.isWhole)
    #expect(try names("", .beginning, limit: all.names.count).isWhole)
  }

  @Test("those with figures are those whose counts or published figures there are; where nobody has any, all")
  func figures() throws {
    let expected = Set(
      try fixture.rows("SELECT DISTINCT o.name FROM organisation o JOIN observation b ON b.organisation = o.code")
        .compactMap { row -> String? in
          guard case .text(let name) = row[0] else { return nil }
          return name
        })
    #expect(expected.count > 100)
    #expect(Set(try names("", .beginning, active: true).names) == expected)
    #expect(Set(try workspace.organisationsWithFigures().map(\.name)) == expected)
    #expect(try names("élan", .beginning, active: true).names.filter { $0 == "Élan Vale" }.isEmpty)
    let empty = try Fixture()
    try empty.load(fixture.folder.path("more"))
    #expect(
      try empty.workspace().organisationNames("", as: .beginning, onlyWithFigures: true, limit: 10).names.count == 4)
  }

  @Test(
    "a part of a name finds what it would among all names read",
    arguments: texts + [
      "Northbridge", "x0001", "X00", "mor", "elan vale", "great  north", "bridge ", "Nothbridge", "aelf",
    ])
  func named(text: String) throws {
    let all = try workspace.organisations()
    let index = all.reduce(into: NameIndex<Organisation>()) { $0.add($1, name: $1.name, spellings: [$1.code]) }
    func outcome(_ find: () throws -> Organisation) -> String {
      do { return try find().code } catch { return "\(error)" }
    }
    let expected = outcome {
      try index.require(text, what: workspace.standard.organisationNoun, list: "authorities")
    }
    #expect(outcome { try workspace.organisation(named: text) } == expected)
  }
}
