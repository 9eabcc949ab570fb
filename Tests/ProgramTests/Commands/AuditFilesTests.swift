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
    #expect(
      audited.output.contains(
        "4 files say that they are for internal use, and never to be shared: shared/a.csv, shared/b.csv, shared/c.csv and 1 "
          + "more."), "\(audited.output)")
    #expect(
      audited.output.hasSuffix(
        "4 numbers in 4 files could not be said to be of anything: shared/a.csv (1), shared/b.csv (1), shared/c.csv (1) and 1 "
          + "more."), "\(audited.output)")
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
