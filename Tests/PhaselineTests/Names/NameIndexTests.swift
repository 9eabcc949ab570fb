import Testing

@testable import Phaseline

@Suite("Names") struct NameIndexTests {
  static let index: NameIndex<Int> = {
    var index = NameIndex<Int>()
    for (number, name) in ["Northbridge", "North Vale", "Saint Aldermere", "Llanfair Môr", "North"].enumerated() {
      index.add(number, name: name, spellings: ["X000\(number)"])
    }
    return index
  }()

  static func found(_ text: String) -> String {
    switch index.find(text) {
    case .one(let number): "\(number)"
    case .several(let names): names.joined(separator: "|")
    case .none(let nearest): "?" + nearest.joined(separator: "|")
    }
  }

  @Test(
    "code, name, unambiguous part, whatever the case and accents",
    arguments: [
      ("X0002", "2"), ("x0002", "2"), ("northbridge", "0"), ("NORTH", "4"), ("alder", "2"), ("llanfair mor", "3"),
      ("  north   vale ", "1"), ("bridge", "0"),
    ])
  func one(text: String, expected: String) {
    #expect(Self.found(text) == expected)
  }

  @Test("an ambiguous part lists what it fits; an unknown name the nearest")
  func others() {
    #expect(Self.found("north v") == "1")
    #expect(Self.found("no") == "Northbridge|North Vale|North")
    #expect(Self.found("Nortbridge") == "?Northbridge")
    #expect(Self.found("Zebra") == "?")
    #expect(Self.found("") == "?")
  }

  @Test(
    "edit distance: insert, delete, replace, swap",
    arguments: [
      ("", "", 0), ("abc", "", 3), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "acb", 1), ("abc", "abxc", 1),
      ("kitten", "sitting", 3),
    ])
  func distance(left: String, right: String, expected: Int) {
    #expect(Nearest.editDistance(Array(left), Array(right)) == expected)
  }

  @Test(
    "authorities are near whatever sort they are called, and none is near only because it is a part of another",
    arguments: [
      ("Durham County Council", ["County Durham"]), ("City of Bristol", ["Bristol, City of"]),
      ("LB Hackney", ["Hackney"]), ("London Borough of Hackney", ["Hackney"]),
      ("Leeds City Council", ["Leeds"]), ("Bath & North East Somerset", ["Bath and North East Somerset"]),
      ("Kingston", ["Kingston upon Hull, City of", "Kingston upon Thames"]),
      ("Royal Borough of Kingston", ["Kingston upon Hull, City of", "Kingston upon Thames"]),
      ("Hull", ["Kingston upon Hull, City of", "Solihull"]), ("Hull City Council", ["Kingston upon Hull, City of"]),
      ("Nothamptonshire", ["North Northamptonshire"]),
    ])
  func authorities(typed: String, expected: [String]) {
    let names = [
      "County Durham", "Bristol, City of", "City of London", "Hackney", "Leeds", "Bath and North East Somerset",
      "Somerset", "Kingston upon Hull, City of", "Kingston upon Thames", "Solihull", "North Northamptonshire", "Kent",
    ]
    #expect(Nearest.names(to: typed, among: names) == expected)
  }
}
