import Foundation
import Testing

@testable import Phaseline

/// What is wrong with a file, where, and what to do: whole messages, all problems at once, and nothing loaded.
@Suite("Load problems") struct LoadProblemTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var what: String
    /// The rows of a file of counts, or a whole file if it brings its own header.
    var rows: String
    var hasHeader = false
    var messages: [String]
    var testDescription: String { what }
  }

  static let good = "1,Northbridge,all,shortlisting,all,bame,26,250\n"
  static let cases = [
    Case(
      what: "an empty file", rows: "", hasHeader: true,
      messages: [
        "FILE: the file is empty. It should begin with a header line such as "
          + "phase,authority,service,indicator,category,ethnicity,numerator,denominator; nothing was loaded."
      ]),
    Case(
      what: "a wrong header", rows: "phase,authority,service,indicator,ethnicity,numerator,denominator\n",
      hasHeader: true,
      messages: [
        "FILE:1: the header 'phase,authority,service,indicator,ethnicity,numerator,denominator' is none that Phaseline "
          + "knows. Expected: phase,authority,service,indicator,category,ethnicity,numerator,denominator. Correct it; "
          + "nothing was loaded."
      ]),
    Case(
      what: "a doubled column",
      rows: "phase,authority,service,indicator,category,ethnicity,numerator,denominator,Phase\n", hasHeader: true,
      messages: ["FILE:1:9: the column 'phase' is there twice. Remove one of them; nothing was loaded."]),
    Case(
      what: "not a number", rows: "1,Northbridge,all,shortlisting,all,bame,many,250\n",
      messages: [
        "FILE:2:7: numerator 'many' is not a count. Give a whole number, 0 or above, or a hidden count such as <5, 76-79 "
          + "or *; nothing was loaded."
      ]),
    Case(
      what: "a negative number", rows: "1,Northbridge,all,shortlisting,all,bame,26,-250\n",
      messages: [
        "FILE:2:8: denominator '-250' is not a count. Give a whole number, 0 or above, or a hidden count such as <5, "
          + "76-79 or *; nothing was loaded."
      ]),
    Case(
      what: "a numerator above its denominator", rows: "2,Northbridge,adults,disciplinary,all,white,31,30\n",
      messages: [
        "FILE:2:7: numerator 31 is larger than denominator 30 (Northbridge, phase 2, disciplinary, adults, White). "
          + "Correct the row and load again; nothing was loaded."
      ]),
    Case(
      what: "a hidden numerator that cannot be so large", rows: "2,Northbridge,all,disciplinary,all,white,76-79,78\n",
      messages: [
        "FILE:2:7: numerator 79 is larger than denominator 78 (Northbridge, phase 2, disciplinary, White). "
          + "Correct the row and load again; nothing was loaded."
      ]),
    Case(
      what: "a duplicate", rows: good + "1,Northbridge,all,shortlisting,all,bame,27,250\n",
      messages: [
        "FILE:3: this row is given twice in this load (Northbridge, phase 1, shortlisting, Black, Asian and minoritised). "
          + "Remove one of the two and load again; nothing was loaded."
      ]),
    Case(
      what: "unknown names, the nearest suggested",
      rows: """
        1,Nortbridge,all,shortlisting,all,bame,1,2
        9,Northbridge,all,shortlisting,all,bame,1,2
        1,Northbridge,adult,shortlisting,all,bame,1,2
        1,Northbridge,all,shortlistng,all,bame,1,2
        1,Northbridge,all,paybands,70000-and-ower,bame,1,2
        1,Northbridge,all,shortlisting,all,whyte,1,2
        1,,all,shortlisting,all,white,1,2

        """,
      messages: [
        "FILE:2:2: no authority is called 'Nortbridge'. If 'Northbridge' is meant, correct the name and load again; "
          + "nothing was loaded.",
        "FILE:3:1: no phase is called '9'. If 'pilot' or '1' or '2' or '3' or '4' or '5' is meant, correct the name and load "
          + "again; nothing was loaded.",
        "FILE:4:3: no service is called 'adult'. If 'adults' is meant, correct the name and load again; nothing was "
          + "loaded.",
        "FILE:5:4: no indicator is called 'shortlistng'. If 'shortlisting' is meant, correct the name and load again; "
          + "nothing was loaded.",
        "FILE:6:5: no category of paybands is called '70000-and-ower'. If '70000-and-over' is meant, correct the name and "
          + "load again; nothing was loaded.",
        "FILE:7:6: no ethnicity is called 'whyte'. If 'white' is meant, correct the name and load again; nothing was "
          + "loaded.",
        "FILE:8:2: authority is blank. Fill it in and load again; nothing was loaded.",
      ]),
    Case(
      what: "a wrong name in many rows is one problem; its rows are checked all the same",
      rows: "1,Elsewhere,all,training,all,bame,3,2\n1,Elsewhere,all,training,all,white,1,2\n",
      messages: [
        "FILE:2:2: no authority is called 'Elsewhere' (here and in 1 more row). Correct the name, or load a register "
          + "(columns code,name,region,type) that has it; nothing was loaded.",
        "FILE:2:7: numerator 3 is larger than denominator 2 (Elsewhere). Correct the row and load again; nothing was loaded.",
      ]),
    Case(
      what: "semicolons", rows: "phase;authority;service\n1;Northbridge;all\n", hasHeader: true,
      messages: [
        "FILE:1: the columns are separated by ';', not by commas. Save the file as 'CSV UTF-8 (comma delimited)'; nothing "
          + "was loaded."
      ]),
    Case(
      what: "a column that is none",
      rows: "phase,authority,service,indicator,category,ethnicity,numerator,denominator,notes\n", hasHeader: true,
      messages: [
        "FILE:1:9: no column of observations is called 'notes'. Take it out (columns: phase,authority,service,indicator,"
          + "category,ethnicity,numerator,denominator,source,standard); nothing was loaded."
      ]),
    Case(
      what: "a row with a field too many", rows: "1,Saint Aldermere, and more,all,shortlisting,all,bame,1,2\n",
      messages: [
        "FILE:2: the row has 9 fields, its header 8. Correct the row (a name with a comma needs quotes); nothing was "
          + "loaded."
      ]),
    Case(
      what: "a quotation mark that stays open", rows: good + "1,\"Northbridge,all,shortlisting,all,white,1,2\n",
      messages: [
        "FILE:3: a quotation mark opens here and is never closed. Close it, or double it if it is part of the text; "
          + "nothing was loaded."
      ]),
  ]

  @Test("are said whole, and nothing is loaded", arguments: cases)
  func said(_ it: Case) throws {
    let fixture = try Fixture()
    try fixture.loadCounts(Self.good.replacing("shortlisting", with: "training"), named: "before.csv")
    let before = try fixture.content()
    let file = try fixture.folder.write(it.hasHeader ? it.rows : Fixture.header + it.rows, to: "wrong.csv")
    #expect(try refusal { try fixture.load(file) } == it.messages.map { $0.replacing("FILE", with: file) })
    #expect(try fixture.content() == before)
    #expect(try fixture.workspace().history().count == 2)
  }

  private func refusal(_ load: () throws -> LoadReport) throws -> [String] {
    do { _ = try load() } catch let refused as LoadRefused { return refused.problems.map(\.description) }
    Issue.record("it was loaded")
    return []
  }

  @Test("the first fifty are said, and how many there are")
  func many() throws {
    let fixture = try Fixture()
    let rows = (0..<120).map { "1,Northbridge,all,shortlisting,all,bame,\($0)x,250\n" }.joined()
    do { try fixture.loadCounts(rows) } catch let refused as LoadRefused {
      #expect(refused.problems.count == 50)
      #expect(refused.count == 120)
      #expect(refused.description.hasSuffix("\n… and 70 problems more."))
      return
    }
    Issue.record("it was loaded")
  }

  @Test("a first load that is refused leaves no workspace behind")
  func noWorkspace() throws {
    let fixture = try Fixture()
    let file = try fixture.folder.write(Fixture.header + "1,Nowhere,all,shortlisting,all,bame,1,2\n", to: "x.csv")
    #expect(throws: LoadRefused.self) { try fixture.load(file) }
    #expect(access(fixture.path, F_OK) != 0)
  }

  @Test("a duplicate across the files of one load is refused too")
  func acrossFiles() throws {
    let fixture = try Fixture()
    let register = try fixture.folder.write(Fixture.register, to: "a.csv")
    let one = try fixture.folder.write(Fixture.header + Self.good, to: "b.csv")
    let two = try fixture.folder.write(Fixture.header + Self.good, to: "c.csv")
    let messages = try refusal { try fixture.load(register, one, two) }
    #expect(messages.count == 1 && messages[0].hasPrefix("\(two):2: this row is given twice in this load"))
  }

  @Test("a file that is not there, and a folder with nothing to load")
  func nothing() throws {
    let fixture = try Fixture()
    let missing = fixture.folder.path("missing.csv")
    #expect(
      try refusal { try fixture.load(missing) } == [
        "\(missing): the file cannot be read (there is no such file). Check the name and its permissions; nothing was "
          + "loaded."
      ])
    try fixture.folder.write("x", to: "empty/readme.txt")
    let empty = fixture.folder.path("empty")
    #expect(
      try refusal { try fixture.load(empty) } == [
        "\(empty): there is no CSV file in this folder. Name a folder with CSV files, or a file; nothing was loaded."
      ])
  }

  @Test("wrong headers, open quotes and wrong rows of all files are said at once")
  func allFiles() throws {
    let fixture = try Fixture()
    try fixture.load(try fixture.folder.write(Fixture.register, to: "register.csv"))
    let one = try fixture.folder.write("a,b\n", to: "1.csv")
    let two = try fixture.folder.write(Fixture.header + "9,Northbridge,all,training,all,bame,1,2\n1,\"x\n", to: "2.csv")
    let three = try fixture.folder.write(Fixture.header + "1,\"North\"bridge,all,training,all,bame,1,2\n", to: "3.csv")
    let messages = try refusal { try fixture.load(one, two, three) }
    #expect(
      messages.map { String($0.prefix { $0 != " " }) } == ["\(one):1:", "\(two):2:1:", "\(two):3:", "\(three):2:2:"])
    #expect(
      messages.last
        == "\(three):2:2: there is text behind a closing quotation mark. Put all of the field within the quotation marks; "
        + "nothing was loaded.")
  }

  static let wrongRegisters = [
    (
      "a control character in a name", "X0009,North\u{202E}bridge,North,a,illustrative\n",
      "FILE:2:2: the text 'North\\u{202E}bridge' holds a control character. Type it afresh and load again; nothing was "
        + "loaded."
    ),
    (
      "a control character elsewhere", "X0009,Elsewhere,No\u{1B}[31mrth,a,illustrative\n",
      "FILE:2:3: the text 'No\\u{1B}[31mrth' holds a control character. Type it afresh and load again; nothing was loaded."
    ),
    (
      "a blank name", "X0009,,North,a,illustrative\n",
      "FILE:2:2: name is blank. Fill it in and load again; nothing was loaded."
    ),
    (
      "a code that another has", "X0001,Elsewhere,North,a,illustrative\n",
      "FILE:2:1: the code X0001 belongs to 'Northbridge', here it is 'Elsewhere'. Correct the code; `undo` first if the "
        + "register itself was wrong; nothing was loaded."
    ),
    (
      "a name that another has", "X0009,northbridge,North,a,illustrative\n",
      "FILE:2:2: 'northbridge' is the name of X0001 too. Give each organisation a name of its own; nothing was loaded."
    ),
    (
      "a fictional code of another kind", "X0009,Elsewhere,North,a,authority\n",
      "FILE:2:1: the code X0009 does not go with the kind 'authority'. Codes of fictional organisations, and only they, "
        + "begin with X and are of the kind 'illustrative'; nothing was loaded."
    ),
    (
      "a kind that is none", "X0009,Elsewhere,North,a,fictional\n",
      "FILE:2:5: no kind of organisation is called 'fictional'. If 'authority' or 'employer' or 'illustrative' is meant, "
        + "correct the name and load again; nothing was loaded."
    ),
  ]

  @Test("registers", arguments: wrongRegisters)
  func registers(_ what: String, _ row: String, _ message: String) throws {
    let fixture = try Fixture()
    try fixture.load(try fixture.folder.write(Fixture.register, to: "register.csv"))
    let file = try fixture.folder.write("code,name,region,type,kind\n" + row, to: "wrong.csv")
    #expect(try refusal { try fixture.load(file) } == [message.replacing("FILE", with: file)])
  }

  @Test("text that is not UTF-8 is refused wherever it stands")
  func encoding() throws {
    let fixture = try Fixture()
    try fixture.load(try fixture.folder.write(Fixture.register, to: "register.csv"))
    let heads = [
      ("code,name,region,type,kind\nX0009,Caf?ton,North,a,illustrative\n", 2),
      (Fixture.header + "1,Caf?ton,all,training,all,bame,1,2\n", 2),
      (
        "standard,phase,area,organisation,service,indicator,category,measure,value,printed_as,source\n"
          + "sc-wres,1,Illustrative nation,,all,training,all,percent,1,paid ?70,s\n", 10
      ),
    ]
    for (text, column) in heads {
      let bytes = text.utf8.map { $0 == UInt8(ascii: "?") ? 0xE9 : $0 }
      let file = try fixture.folder.write(Data(bytes), to: "latin.csv")
      #expect(
        try refusal { try fixture.load(file) } == [
          "\(file):2:\(column): the text is not UTF-8. Save the file as 'CSV UTF-8'; nothing was loaded."
        ])
    }
  }

  static let wrongFigures = [
    (
      "an unknown area", "sc-wres,3,Englend,,all,shortlisting,all,relative_likelihood,0.56,p,s",
      "FILE:2:3: no area is called 'Englend'. If 'England' is meant, correct the name and load again; nothing was loaded."
    ),
    (
      "a value without a digit before its point",
      "sc-wres,3,Illustrative nation,,all,shortlisting,all,relative_likelihood,.56,p,s",
      "FILE:2:9: value '.56' is not a number, 0 or above, with a point. Write it as it is printed, without a sign, as in "
        + "0.56 or 14; nothing was loaded."
    ),
    (
      "a percentage for a ratio", "sc-wres,3,Illustrative nation,,all,shortlisting,all,relative_likelihood,56%,p,s",
      "FILE:2:9: value '56%' is not a number, 0 or above, with a point. Write it as it is printed, without a sign, as in "
        + "0.56 or 14; nothing was loaded."
    ),
    (
      "no measure", "sc-wres,3,Illustrative nation,,all,shortlisting,all,ratio,0.56,p,s",
      "FILE:2:8: no measure is called 'ratio'. Use one of "
        + PublishedFigure.Measure.allCases.map(\.rawValue).joined(separator: ", ") + "; nothing was loaded."
    ),
    (
      "an area and an organisation",
      "sc-wres,3,Illustrative nation,X0001,all,shortlisting,all,relative_likelihood,0.56,p,s",
      "FILE:2:3: a published figure is of an area or of an organisation, exactly one. Fill in one of the two columns and "
        + "leave the other blank; nothing was loaded."
    ),
  ]

  @Test("published figures", arguments: wrongFigures)
  func figures(_ what: String, _ row: String, _ message: String) throws {
    let fixture = try Fixture()
    try fixture.load(try fixture.folder.write(Fixture.register, to: "register.csv"))
    let header = "standard,phase,area,organisation,service,indicator,category,measure,value,printed_as,source\n"
    let file = try fixture.folder.write(header + row + "\n", to: "wrong.csv")
    #expect(try refusal { try fixture.load(file) } == [message.replacing("FILE", with: file)])
  }
}
