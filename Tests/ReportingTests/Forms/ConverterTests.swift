import Foundation
import Phaseline
import Testing

@testable import Reporting

/// Whatever becomes of the program that makes a form: the form whole, or one sentence, and nothing left.
@Suite("Converters", .serialized) struct ConverterTests {
  enum Form: CaseIterable {
    case pdf, docx

    var command: String { self == .pdf ? "chromium" : "pandoc" }
    /// A file that looks whole.
    var whole: String { self == .pdf ? #"%%PDF-1.4\n%%%%EOF\n"# : #"PK\003\004x\120\113\005\006"# + padding }
    private var padding: String { String(repeating: "\\000", count: 18) }
    var file: String { "report.\(self == .pdf ? "pdf" : "docx")" }

    func make(
      _ environment: [String: String], html: String = "<p>Hello", cancellation: Cancellation = Cancellation()
    ) async throws -> Data {
      switch self {
      case .pdf: try await PDFForm.make(html: html, cancellation: cancellation, environment: environment)
      case .docx:
        try await DOCXForm.make(
          html: html, title: "A title: \"quoted\"", subject: "Phase 5", reference: URL(fileURLWithPath: "/styles.docx"),
          cancellation: cancellation, environment: environment)
      }
    }
  }

  /// What people read when the program does this, for PDF and for DOCX.
  private static let failures: [(script: String?, pdf: String, docx: String)] = [
    (
      nil,
      "Chromium, which makes the PDF, is not installed. Install it (Debian: `apt install chromium`), or write the report "
        + "as HTML, which needs no other program; `doctor` checks it.",
      "pandoc, which makes the DOCX, is not installed. Install it (Debian: `apt install pandoc`), or write the report as "
        + "HTML, which needs no other program; `doctor` checks it."
    ),
    (
      "sleep 60 & echo $! > $OUT/child; echo $$ > $OUT/pid; wait",
      "Chromium had not made the PDF after 0.5 seconds and was stopped. Try again, or set PHASELINE_CONVERTER_SECONDS to "
        + "more.",
      "pandoc had not made the DOCX after 0.5 seconds and was stopped. Try again, or set PHASELINE_CONVERTER_SECONDS to "
        + "more."
    ),
    (
      "kill -9 $$",
      "Chromium crashed while it made the PDF (signal 9). Try again; if it happens again, see whether memory is short.",
      "pandoc crashed while it made the DOCX (signal 9). Try again; if it happens again, see whether memory is short."
    ),
    (
      "echo 'No usable sandbox!' >&2; kill -6 $$",
      "Chromium crashed while it made the PDF (signal 6). Try again; if it happens again, see whether memory is short. Its "
        + "last words: No usable sandbox!",
      "pandoc crashed while it made the DOCX (signal 6). Try again; if it happens again, see whether memory is short. Its "
        + "last words: No usable sandbox!"
    ),
    (
      "exit 0", "Chromium did not finish the PDF. Check whether the disk of temporary files is full, then try again.",
      "pandoc did not finish the DOCX. Check whether the disk of temporary files is full, then try again."
    ),
    (
      "exit 3", "Chromium could not make the PDF: it ended with code 3 and said nothing. `doctor` checks Chromium.",
      "pandoc could not make the DOCX: it ended with code 3 and said nothing. `doctor` checks pandoc."
    ),
    (
      """
      echo '[1:2:1129/030509.05:ERROR:dbus/bus.cc:405] Failed to connect to the bus' >&2
      echo '[1:2:1129/030509.06:ERROR:printing/x.cc(7)] The printer is on fire' >&2
      exit 1
      """, "Chromium could not make the PDF: The printer is on fire. `doctor` checks Chromium.",
      "pandoc could not make the DOCX: The printer is on fire. `doctor` checks pandoc."
    ),
  ]

  @Test("what goes wrong is told in one sentence, and nothing is left", arguments: failures.indices)
  func failing(index: Int) async throws {
    let (script, pdf, docx) = Self.failures[index]
    for (form, words) in [(Form.pdf, pdf), (.docx, docx)] {
      let standIns = try StandIns()
      defer { standIns.remove() }
      if let script { try standIns.add(form.command, script) }
      do {
        _ = try await form.make(standIns.environment(seconds: index == 1 ? "0.5" : "60"))
        Issue.record("nothing was thrown")
      } catch let problem as ConverterProblem {
        #expect(problem.description == words)
        #expect(problem.isFreeOfCounts)
      }
      #expect(standIns.left.isEmpty)
      for name in index == 1 ? ["pid", "child"] : [] { try await Self.expectGone(standIns.text(name)) }
    }
  }

  /// Whether a process has ended, or will at once: whoever inherits it may not have noticed yet.
  private static func expectGone(_ process: String) async throws {
    let number = try #require(pid_t(process.trimmingCharacters(in: .whitespacesAndNewlines)))
    for _ in 0..<100 where !isGone(number) { try await Task.sleep(for: .milliseconds(20)) }
    #expect(isGone(number), "\(number) still runs")
  }

  private static func isGone(_ process: pid_t) -> Bool {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return true }
    return status.contains(") Z ")
  }

  @Test("half a file is none", arguments: Form.allCases)
  func half(form: Form) async throws {
    let standIns = try StandIns()
    defer { standIns.remove() }
    try standIns.add(form.command, "printf '\(form.whole)' > whole; head -c 12 whole > \(form.file)")
    await #expect(throws: ConverterProblem.self) { _ = try await form.make(standIns.environment()) }
    try standIns.add(form.command, "printf '\(form.whole)' > whole; tail -c +2 whole > \(form.file)")
    await #expect(throws: ConverterProblem.self) { _ = try await form.make(standIns.environment()) }
    #expect(standIns.left.isEmpty)
  }

  @Test("a whole file comes back as it is, from a folder of its own", arguments: Form.allCases)
  func whole(form: Form) async throws {
    let standIns = try StandIns()
    defer { standIns.remove() }
    try standIns.add(
      form.command,
      """
      stat -c %a . > $OUT/mode; pwd > $OUT/place; cat report.html > $OUT/html; printf '%s\\n' "$@" > $OUT/arguments
      echo "$TMPDIR $XDG_CACHE_HOME $XDG_CONFIG_HOME" > $OUT/places
      printf '\(form.whole)' > \(form.file); cp \(form.file) $OUT/made
      """)
    let data = try await form.make(standIns.environment(), html: "<!DOCTYPE html><h1>Ælf & 北橋</h1>")
    #expect(try data == Data(contentsOf: standIns.folder.appendingPathComponent("made")))
    #expect(standIns.left.isEmpty)
    #expect(try standIns.text("mode") == "700\n")
    let place = try standIns.text("place").trimmingCharacters(in: .newlines)
    #expect(place.hasPrefix(standIns.folder.path + "/tmp/phaseline-report-"))
    #expect(try standIns.text("places") == "\(place) \(place) \(place)\n")
    #expect(try standIns.text("html").hasSuffix("<h1>Ælf & 北橋</h1>"))
    let arguments = try standIns.text("arguments").split(separator: "\n")
    switch form {
    case .pdf:
      #expect(arguments.contains("--generate-pdf-document-outline") && arguments.contains("--no-pdf-header-footer"))
      #expect(arguments.contains("--no-sandbox") == (geteuid() == 0))
      #expect(arguments.last == "file://\(place)/report.html")
    case .docx:
      #expect(
        arguments == [
          "--from=reader.lua", "--to=docx", "--output=report.docx", "--metadata", "title=A title: \"quoted\"",
          "--metadata", "subject=Phase 5", "--metadata", "lang=en-GB", "--reference-doc=/styles.docx", "report.html",
        ])
    }
  }

  @Test("whoever asks to stop need not wait, and no process is left", arguments: Form.allCases)
  func cancelled(form: Form) async throws {
    let standIns = try StandIns()
    defer { standIns.remove() }
    try standIns.add(form.command, "sleep 60 & echo $! > $OUT/child; wait")
    let cancellation = Cancellation()
    let started = ContinuousClock.now
    Task.detached {
      while (try? standIns.text("child"))?.hasSuffix("\n") != true { try await Task.sleep(for: .milliseconds(20)) }
      cancellation.cancel()
    }
    await #expect(throws: CancellationError.self) {
      _ = try await form.make(standIns.environment(), cancellation: cancellation)
    }
    #expect(ContinuousClock.now - started < .seconds(55), "it went on to its end")
    try await Self.expectGone(standIns.text("child"))
    #expect(standIns.left.isEmpty)
    try standIns.add(form.command, "touch $OUT/started")
    await #expect(throws: CancellationError.self) {
      _ = try await form.make(standIns.environment(), cancellation: cancellation)
    }
    #expect(throws: (any Error).self) { try standIns.text("started") }
  }

  @Test("a variable names the program; what it names must be one")
  func named() async throws {
    let standIns = try StandIns()
    defer { standIns.remove() }
    try standIns.add("printer", "printf '\(Form.pdf.whole)' > report.pdf")
    var environment = standIns.environment()
    environment["PHASELINE_CHROMIUM"] = standIns.folder.path + "/bin/printer"
    #expect(try await Form.pdf.make(environment).count == 15)
    for path in ["/no/such/program", standIns.folder.path] {
      environment["PHASELINE_CHROMIUM"] = path
      let problem = try await #require(throws: ConverterProblem.self) { _ = try await Form.pdf.make(environment) }
      #expect(
        problem.description
          == "PHASELINE_CHROMIUM names '\(path)', which is no program that can be run. Correct it, or "
          + "unset it: then Chromium is sought on the PATH.")
    }
  }

  @Test(
    "Chromium goes by several names",
    arguments: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
  func names(command: String) async throws {
    let standIns = try StandIns()
    defer { standIns.remove() }
    try standIns.add(command, "printf '\(Form.pdf.whole)' > report.pdf")
    #expect(try await Form.pdf.make(standIns.environment()).count == 15)
  }

  @Test("without a place for temporary files that is told, and nothing is started")
  func nowhere() async throws {
    let standIns = try StandIns()
    defer { standIns.remove() }
    try standIns.add("chromium", "touch $OUT/started")
    var environment = standIns.environment()
    environment["TMPDIR"] = "/no/such/folder"
    let problem = try await #require(throws: ConverterProblem.self) { _ = try await Form.pdf.make(environment) }
    #expect(
      problem.description == "'/no/such/folder', where Chromium is to write, cannot be written to (No such file or "
        + "directory). Make room, or set TMPDIR to another folder; then try again.")
    #expect(throws: (any Error).self) { try standIns.text("started") }
  }

  @Test("a pandoc that is too old is told")
  func old() async throws {
    let standIns = try StandIns()
    defer { standIns.remove() }
    try standIns.add("pandoc", "echo 'Unknown input format reader.lua' >&2; exit 21")
    let problem = try await #require(throws: ConverterProblem.self) {
      _ = try await Form.docx.make(standIns.environment())
    }
    #expect(
      problem.description
        == "This pandoc is too old for the DOCX: it takes 2.17 or later. Install a newer one, or write "
        + "the report as HTML; `doctor` checks it.")
  }
}
