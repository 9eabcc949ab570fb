import Charting
import Phaseline

/// Why another program did not make a report's form.
public struct ConverterProblem: PeopleReadable, Hashable {
  enum Reason: Hashable {
    /// It is nowhere on the PATH; the package of Debian that has it.
    case notInstalled(package: String)
    /// A variable names what is no program.
    case misnamed(variable: String, path: String)
    /// It is older than what it must do; from which version on it can.
    case tooOld(oldest: String)
    /// It was stopped, since it had not ended after so many seconds.
    case tooSlow(seconds: Double)
    /// A signal ended it; what it had said.
    case crashed(signal: Int32, words: String)
    /// It ended and said that it failed; its own words.
    case failed(String)
    /// It ended well, but what it wrote is not there, or has no end.
    case notWhole
    /// It has no place to write to, and why.
    case unwritable(String, reason: String)
  }
  /// What people call it.
  var program: String
  /// What it was to make: "PDF".
  var form: String
  var reason: Reason

  /// Whether the program is not installed, and nobody named another.
  public var isAbsence: Bool { if case .notInstalled = reason { true } else { false } }

  /// Whether no report of this form can be made here, whatever it says.
  var isOfTheMachine: Bool {
    switch reason {
    case .notInstalled, .misnamed, .tooOld, .unwritable: true
    case .tooSlow, .crashed, .failed, .notWhole: false
    }
  }

  /// It is about files and machines.
  public var isFreeOfCounts: Bool { true }

  /// What is wrong and what to do, as a sentence.
  public var description: String {
    switch reason {
    case .notInstalled(let package):
      "\(program), which makes the \(form), is not installed. Install it (Debian: `apt install \(package)`), or write the "
        + "report as HTML, which needs no other program; `doctor` checks it."
    case .misnamed(let variable, let path):
      "\(variable) names '\(path)', which is no program that can be run. Correct it, or unset it: then \(program) is sought "
        + "on the PATH."
    case .tooOld(let oldest):
      "This \(program) is too old for the \(form): it takes \(oldest) or later. Install a newer one, or write the report as "
        + "HTML; `doctor` checks it."
    case .tooSlow(let seconds):
      "\(program) had not made the \(form) after \(ChartProblem.plain(seconds)) seconds and was stopped. Try again, or set "
        + "PHASELINE_CONVERTER_SECONDS to more."
    case .crashed(let signal, let words):
      "\(program) crashed while it made the \(form) (signal \(signal)). Try again; if it happens again, see whether memory "
        + "is short." + (words.isEmpty ? "" : " Its last words: \(words)")
    case .failed(let words):
      "\(program) could not make the \(form): \(words). `doctor` checks \(program)."
    case .notWhole:
      "\(program) did not finish the \(form). Check whether the disk of temporary files is full, then try again."
    case .unwritable(let place, let reason):
      "'\(place)', where \(program) is to write, cannot be written to (\(reason)). Make room, or set TMPDIR to another "
        + "folder; then try again."
    }
  }
}
