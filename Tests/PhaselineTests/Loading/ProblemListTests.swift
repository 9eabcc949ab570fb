import Foundation
import Testing

@testable import Phaseline

/// How many problems are said, and in which order.
@Suite("Problems of a load") struct ProblemListTests {
  private func refusal(_ load: () throws -> LoadReport) throws -> LoadRefused {
    try #require(throws: LoadRefused.self) { try load() }
  }

  @Test("the count of each sort comes first where there are many; the first fifty follow, and how many more there are")
  func many() throws {
    let fixture = try Fixture()
    try fixture.load(try fixture.folder.write(Fixture.register, to: "register.csv"))
    let wrong = (0..<120).map { "1,Northbridge,all,shortlisting,all,bame,\($0)x,250\n" }.joined()
    let file = try fixture.folder.write(
      Fixture.header + wrong + "1,Northbridge,all,training,all,bame,3,2\n", to: "counts.csv")
    let refused = try refusal { try fixture.load(file) }
    #expect(refused.problems.count == 50)
    #expect(refused.count == 121)
    let lines = refused.description.split(separator: "\n")
    #expect(lines.count == 53)
    #expect(lines.first == "121 problems: 120 × not a count, 1 × numerator above its denominator.")
    #expect(
      lines.suffix(2) == [
        "… and 71 more: `--all-problems` says all, `--format csv` makes a table of them.", "Nothing was loaded.",
      ])
    var options = LoadOptions()
    options.keepsAll = true
    #expect(try refusal { try fixture.load(file, options: options) }.problems.count == 121)
  }

  @Test("a name that is wrong in a hundred thousand rows is one problem, said at once")
  func repeated() throws {
    let fixture = try Fixture()
    let rows = (0..<100_000).map { "1,Nortbridge,all,training,all,bame,\($0 % 7),1\($0)\n" }.joined()
    let refused = try refusal { try fixture.loadCounts(rows) }
    #expect(refused.count == 1)
    #expect(
      refused.problems.first?.description.hasSuffix(
        "counts.csv:2:2: no authority is called 'Nortbridge' (here and in 99,999 more rows). If 'Northbridge' is meant, "
          + "write that.") == true)
  }

  @Test("names are counted once, however many come, and the rare problem is said among the many")
  func counted() throws {
    let fixture = try Fixture()
    let rows = (0..<6000).map { "1,Elsewhere \($0 % 60),all,training,all,bame,1,1\($0)\n" }.joined()
    let file = try fixture.folder.write(
      Fixture.header + rows + "1,Northbridge,all,training,all,bame,3,2\n", to: "counts.csv")
    try fixture.load(try fixture.folder.write(Fixture.register, to: "register.csv"))
    let refused = try refusal { try fixture.load(file) }
    #expect(refused.count == 61)
    #expect(refused.problems.count == 50)
    #expect(refused.problems.last?.fault.sort == .numeratorAboveDenominator)
    #expect(refused.problems.dropLast().allSatisfy { $0.more == 99 })
  }

  @Test("a name as long as a book is refused at once")
  func long() throws {
    let fixture = try Fixture()
    let name = String(repeating: "Northbridge ", count: 40_000)
    let refused = try refusal { try fixture.loadCounts("1,\(name),all,training,all,bame,1,2\n") }
    #expect(refused.problems.map(\.fault.sort) == [.unknownName])
    #expect(refused.description.count < 600)
  }

  @Test("problems come in the order of the files, whatever is read first, and then of lines and columns")
  func order() throws {
    let fixture = try Fixture()
    try fixture.load(try fixture.folder.write(Fixture.register, to: "register.csv"))
    let one = try fixture.folder.write("a,b\n", to: "1.csv")
    let two = try fixture.folder.write(Fixture.header + "9,Northbridge,all,training,all,bame,3,x\n1,\"x\n", to: "2.csv")
    let three = try fixture.folder.write("code,name,region,type,kind\nX0009,,North,a,illustrative\n", to: "3.csv")
    let four = try fixture.folder.write(";;\n", to: "4.csv")
    let refused = try refusal { try fixture.load(one, two, three, four) }
    #expect(
      refused.problems.map { "\($0.place)" } == [
        "\(one):1", "\(two):2:1", "\(two):2:8", "\(two):3:2", "\(three):2:2", "\(four):1",
      ])
  }

  @Test("a first load that is refused leaves no workspace behind")
  func noWorkspace() throws {
    let fixture = try Fixture()
    let file = try fixture.folder.write(Fixture.header + "1,Nowhere,all,shortlisting,all,bame,1,2\n", to: "x.csv")
    _ = try refusal { try fixture.load(file) }
    #expect(access(fixture.path, F_OK) != 0)
  }
}
