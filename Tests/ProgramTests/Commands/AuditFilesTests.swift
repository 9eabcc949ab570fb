import Foundation
import Testing

/// Folders that strangers may have filled, as somebody audits them at the prompt.
@Suite("audit FOLDER") struct AuditFilesTests {
  private static let header =
    "phase,authority,service,indicator,category,bame_numerator,bame_denominator,white_numerator,white_denominator,audience\n"

  /// A program beside a folder `shared` in which one file is.
  private static func program() throws -> (program: Program, folder: URL) {
    let program = try Program()
    let folder = program.folder.appendingPathComponent("shared")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try program.write(header + row(of: 1), to: "shared/counts.csv")
    return (program, folder)
  }

  private static func row(of number: Int) -> String {
    "\(number),Northbridge,adults,disciplinary,all,0-9,\(200 + number),20,300,shared (under-10)\n"
  }

  private static func onOneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// In a time in which nothing is read but the files: at a pipe it would wait for ever.
  private static func audit(_ program: Program) throws -> (status: Int32, output: String) {
    let audited = try program.shell("timeout 60 phaseline audit shared")
    return (audited.status, onOneLine(audited.output))
  }

  @Test("a thousand files are read, each of its own phase")
  func thousand() throws {
    let (program, _) = try Self.program()
    for number in 2...1000 { try program.write(Self.header + Self.row(of: number), to: "shared/counts-\(number).csv") }
    let audited = try Self.audit(program)
    #expect(audited.status == 0)
    #expect(audited.output.contains("1,000 files: 4,000 counts, of which 1,000 no file prints"), "\(audited.output)")
  }

  @Test("internal files are named first; numbers of which nobody can say whose they are, at the end")
  func named() throws {
    let (program, _) = try Self.program()
    for name in ["a", "b", "c", "d"] {
      try program.write(
        "phase,authority,indicator,bame_numerator,audience\n1,nobody's,nothing,12,internal\n", to: "shared/\(name).csv")
    }
    let audited = try Self.audit(program)
    #expect(audited.status == 3)
    #expect(audited.output.hasPrefix("Nothing was found to leak and 4 files are for internal use"))
    #expect(
      audited.output.contains(
        "4 files say that they are for internal use, and never to be shared: shared/a.csv, shared/b.csv, shared/c.csv and 1 "
          + "more."), "\(audited.output)")
    #expect(
      audited.output.hasSuffix(
        "4 numbers in 4 files could not be said to be of anything: shared/a.csv (1), shared/b.csv (1), shared/c.csv (1) and 1 "
          + "more."), "\(audited.output)")
  }

  @Test("what files print otherwise is of one count where nothing was corrected")
  func uncorrected() throws {
    let (program, _) = try Self.program()
    try program.write(Self.header + Self.row(of: 1).replacing("0-9", with: "9-18"), to: "shared/other.csv")
    func audited(_ option: String) throws -> (status: Int32, output: String) {
      let audited = try program.shell("phaseline audit shared\(option)")
      return (audited.status, Self.onOneLine(audited.output))
    }
    let (corrected, uncorrected) = (try audited(""), try audited(" --uncorrected"))
    #expect(corrected.status == 0 && corrected.output.contains("add --uncorrected."), "\(corrected.output)")
    #expect(uncorrected.status == 3 && uncorrected.output.contains("is printed as 0–9, 9–18"), "\(uncorrected.output)")
  }

  @Test("what two sets of rules tell together is in the first line")
  func weakened() throws {
    let (program, _) = try Self.program()
    let file = Self.header + "1,Northbridge,adults,disciplinary,all,COUNT,200,20,300,shared (RULES)\n"
    for (count, rules) in [("0-8", "under-10"), ("10", "nhs-england")] {
      try program.write(
        file.replacing("COUNT", with: count).replacing("RULES", with: rules), to: "shared/\(rules).csv")
    }
    try FileManager.default.removeItem(at: program.folder.appendingPathComponent("shared/counts.csv"))
    let audited = try Self.audit(program)
    #expect(audited.status == 0)
    #expect(
      audited.output.hasPrefix("Nothing leaks; 1 count follows from several sets of rules together"),
      "\(audited.output)")
  }

  @Test("the rules that the workspace in use shared by are known, wherever they were chosen; to others they are not")
  func own() throws {
    let program = try Program()
    try program.write("source: ours\nhide_below: 6\n", to: "ours.yaml")
    let shared = try program.shell(
      """
      mkdir in shared && phaseline generate --into n --seed 5 --authorities 12 --phases 1 && phaseline load n \\
        && (cd in && phaseline --workspace ../phaseline.sqlite use --rules ../ours.yaml) \\
        && phaseline export observations --sums --audience shared --format csv -o shared/counts.csv
      """)
    try #require(shared.status == 0, "\(shared.output)")
    func audit(_ options: String) throws -> (status: Int32, output: String) {
      let audited = try program.shell("timeout 60 phaseline audit shared --register n/authorities.csv \(options)")
      return (audited.status, Self.onOneLine(audited.output))
    }
    for options in ["", "--workspace none.sqlite --rules ours.yaml"] {
      let audited = try audit(options)
      #expect(audited.status == 0 && audited.output.hasPrefix("Nothing leaks 1 file"), "\(audited.output)")
      #expect(audited.output.contains(/Promises are those of the rules ours\.yaml#[0-9a-f]{6}\./), "\(audited.output)")
    }
    let unknown = try audit("--workspace none.sqlite")
    #expect(unknown.status == 3)
    #expect(unknown.output.contains("are not known here; under-10 are taken in their place."), "\(unknown.output)")
    try program.write("source: ours\nhide_below: 4\n", to: "ours.yaml")
    #expect(try audit("--workspace none.sqlite --rules ours.yaml").status == 3, "they are others")
  }

  @Test("no file chooses the rules that it is judged by")
  func rules() throws {
    let (program, _) = try Self.program()
    try program.write("source: s\nhide_below: 2\nzero: shown\nnearly_all: shown\n", to: "shared/loose.yaml")
    try program.write(
      Self.header + "1,Northbridge,adults,disciplinary,all,7,201,20,300,shared (shared/loose.yaml)\n"
        + "2,Northbridge,adults,disciplinary,all,7,202,20,300,shared (/dev/zero)\n", to: "shared/counts.csv")
    let audited = try Self.audit(program)
    #expect(audited.status == 3)
    #expect(audited.output.contains("prints 7, which the rules under-10 hide"), "\(audited.output)")
    for name in ["shared/loose.yaml", "/dev/zero"] {
      #expect(audited.output.contains("The rules '\(name)' that files name are not known here"))
    }
  }

  @Test("a register that stands twice among the paths is one")
  func twoRegisters() throws {
    let program = try Program()
    let register = (1...4).map { "X000\($0),Town \($0),North,county\n" }.joined()
    let rows = [3, 20, 30, 40].enumerated().map { index, count in
      "1,Town \(index + 1),adults,leaving,all,bame,\(count < 10 ? "0-9" : "\(count)"),\(100 + index),,,shared (under-10)\n"
        + "1,Town \(index + 1),adults,leaving,all,white,50,30\(index),,,shared (under-10)\n"
    }.joined()
    let sum =
      "1,,adults,leaving,all,bame,93,406,nation,4,shared (under-10)\n"
      + "1,,adults,leaving,all,white,200,1206,nation,4,shared (under-10)\n"
    try program.write("code,name,region,type\n" + register, to: "authorities.csv")
    try program.write(
      "phase,authority,service,indicator,category,ethnicity,numerator,denominator,area,organisations,audience\n" + rows
        + sum, to: "counts.csv")
    let once = try program.run(["audit", "counts.csv", "authorities.csv"])
    let twice = try program.run(["audit", "counts.csv", "authorities.csv", "./authorities.csv"])
    #expect(once.status == 3 && once.text.contains("it can only be 3"), "\(once.text)")
    #expect(twice.text == once.text)
  }

  @Test("what is no file is told, and waited for by nobody")
  func pipes() throws {
    let (program, _) = try Self.program()
    try #require(try program.shell("mkfifo shared/pipe.csv && ln -s /dev/zero shared/zero.json").status == 0)
    let audited = try Self.audit(program)
    #expect(audited.status == 3)
    for name in ["pipe.csv", "zero.json"] {
      #expect(audited.output.contains("shared/\(name): it is no file but a pipe"), "\(audited.output)")
    }
  }

  @Test("links are followed, to the size of what they lead to; one that leads nowhere is told, and a loop ends")
  func links() throws {
    let (program, _) = try Self.program()
    let made = try program.shell(
      "truncate -s 257M big.json && ln -s ../big.json shared/big.json && ln -s gone.csv shared/dead.csv && mkdir other "
        + "&& ln -s . shared/loop && ln -s ../other shared/other && ln -s ../shared other/back && ln -s self shared/self "
        + "&& cp shared/counts.csv other/more.csv")
    try #require(made.status == 0)
    let audited = try Self.audit(program)
    #expect(audited.status == 3)
    #expect(audited.output.contains("2 files: "), "\(audited.output)")
    #expect(audited.output.contains("shared/big.json: the file is larger than 256 MiB"))
    for name in ["dead.csv", "self"] { #expect(audited.output.contains("shared/\(name): it is a link that leads")) }
  }

  @Test("a folder that may not be read is told, though nobody knows what lies in it")
  func locked() throws {
    let (program, folder) = try Self.program()
    let locked = folder.appendingPathComponent("locked")
    try FileManager.default.createDirectory(at: locked, withIntermediateDirectories: true)
    try #require(try program.shell("chmod 777 . && chmod 000 shared/locked").status == 0)
    defer { _ = try? program.shell("chmod 755 shared/locked") }
    let nobody = ["/usr/bin/setpriv", "--reuid", "65534", "--clear-groups"]
    let audited = try program.run(["audit", "shared"], by: getuid() == 0 ? nobody : [])
    #expect(audited.status == 3)
    #expect(Self.onOneLine(audited.text + audited.error).contains("shared/locked: the folder cannot be read ("))
  }
}
