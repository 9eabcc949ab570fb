import ArgumentParser
import Foundation
import Phaseline

/// Attacks what was shared.
struct Audit: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Attack what was shared: say which hidden counts follow from it, and how.",
    discussion: """
      Reads only what everybody has who was given the files, and the public register of organisations, with the names in \
      the workspace in use. Of each hidden count it \
      finds the least and the most that is possible, by all that adds up, by every ratio, interval and number of people, and \
      by all of them together. Exits with 3 where a count is known better than the rules promise, of several the weakest, \
      where what files say contradicts itself, where a file is for internal use, by rules that are not known here, or could \
      not be read, and where something could not be decided in time.

      Files that print the same counts otherwise are taken as those before and after a correction, and it says so; with \
      --uncorrected as of the same counts. Of sentences it reads those that Phaseline writes. Files are known by their \
      endings (.csv, .json, .jsonl, .xlsx, .html, .md, .txt, .docx, .pdf, .png, .svg, .ipynb and a few like them) or their \
      first bytes; others, and numbers that nothing places, are listed as not tried, which does not change the exit code. A \
      .pdf needs pdftotext. Keep the answer to yourself: it prints what it finds.

      A path is a file or a folder, of which names that begin with a dot are left out; of a workspace it takes all that a \
      plan shows of which something was shared: the most that can be out. Rules are those that the files name; of files that \
      name none, those of --rules. With --all every hidden count is listed with its range.

      Where a register is missing or damaged, nothing is shared from its workspace until --rebuild has made it anew from the \
      files that were shared: give it all of them. It names those that it leaves out: what it does not recognise, and \
      internal files, unless --rules says by which rules they were shared all the same.

      Example: phaseline audit shared
      Example: phaseline audit shared --register Data/illustrative/authorities.csv
      Example: phaseline audit shared --all --format csv -o ranges.csv
      """)
  @OptionGroup var globals: Globals
  @Argument(
    help: ArgumentHelp("Files and folders that were shared, or a workspace.", valueName: "path"),
    completion: .file())
  var paths: [String]
  @Option(
    help: ArgumentHelp(
      "The public register: code, name, region, type (default: one among the paths, else the catalogue's).",
      valueName: "file"), completion: .file())
  var register: String?
  @Flag(name: .customLong("all"), help: "Every hidden count with its range.") var listsAll = false
  @Flag(
    name: .customLong("uncorrected"),
    help: "No count was corrected between the files: what they print otherwise is one count, or contradicts itself."
  )
  var isUncorrected = false
  @Flag(
    help:
      "Start the workspace's register of what was shared anew from the paths, where it is damaged; nothing is attacked."
  )
  var rebuild = false

  var files: [String] { paths + (register.map { [$0] } ?? []) }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let gate = try workbench.gate()
    try gate.requireInternal("`audit`")
    let reading = try await AuditReading.read(paths, register: register, in: workbench)
    if rebuild { return try rebuilt(reading, in: workbench) }
    let attack = DisclosureAttack(
      reading.evidence, standard: reading.standard, organisations: reading.register.organisations,
      rulebook: reading.rulebook, isUncorrected: isUncorrected)
    var report = attack.report(listsAll: listsAll, progress: workbench.progress)
    reading.complete(&report)
    let found = report
    let answer = try gate.everything("`audit`") {
      Answer.read { reader in .report(AuditText(result: found, layout: reader.layout).report) }
    }
    guard report.isClean else { throw AnsweredFailure(answer: answer) }
    return answer
  }
}
