import Foundation
import Testing

@testable import Charting

@Suite("File names") struct FileNamesTests {
  @Test(
    "a name is of plain letters and digits, whatever it is of",
    arguments: [
      ("Bishop's Tarrant", "bishops-tarrant"), ("Llanfair Môr", "llanfair-mor"), ("../../etc/passwd", "etc-passwd"),
      ("A & B <i>", "a-b-i"), ("  ", ""), ("平", ""), ("St. Mary’s\n(East)", "st-marys-east"), ("-x-", "x"),
      ("\u{202E}abc", "abc"), ("ﬁeld", "eld"),
    ])
  func plain(text: String, name: String) { #expect(FileNames.plain(text) == name) }

  @Test("no two things have one name, nor one that is taken")
  func unique() {
    let things = [
      ("Ely", "E1"), ("Ély", "E2"), ("Nation", "E3"), ("Ely E1", "E4"), ("平", "E5"), ("", ""), ("", "-"), ("con", "E6"),
      (String(repeating: "long ", count: 50), "E7"), (String(repeating: "long ", count: 50) + "x", "E8"),
    ]
    let names = FileNames.unique(things.map { (name: $0.0, code: $0.1) })
    #expect(names.count == things.count)
    #expect(Set(names.values).count == things.count)
    for name in names.values {
      #expect(name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(name)")
      #expect(!["nation", "con", "index"].contains(name))
      #expect(name.count < 120)
    }
    #expect(names["E4"] == "ely-e1")
  }
}
