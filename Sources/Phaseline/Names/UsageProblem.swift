import Foundation
import GRDB

/// What somebody asked for that cannot be, with what to do about it.
public enum UsageProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// No catalogue has this key; with those that there are.
  case unknownStandard(String, known: [String])
  /// A name that fits nothing; `what` says of what, `list` which command lists them.
  case unknown(what: String, name: String, nearest: [String], list: String)
  /// A part of several names.
  case ambiguous(what: String, name: String, among: [String])
  /// An authority is needed and none is named or in scope.
  case noAuthority
  /// The command needs one indicator.
  case noIndicator(of: String)
  /// Nobody gave counts on an indicator; with the phase that was asked for.
  case noCounts(organisationNoun: String, indicator: String, phase: String?)
  /// There is no file.
  case noWorkspace(path: String)
  /// The file is something else.
  case notAWorkspace(path: String, reason: String)
  /// The file has migrations that this version does not know.
  case newerWorkspace(path: String)
  /// Another program holds the file; with those that have it open, where that can be seen.
  case lockedWorkspace(path: String, holders: [String])
  /// The file is not as SQLite wrote it.
  case damagedWorkspace(path: String, reason: String)
  /// There is no room left on the disk.
  case fullDisk(path: String)
  /// Neither the file nor the folder beside it may be written to; `isFolder` says which.
  case readOnlyWorkspace(path: String, isFolder: Bool)
  /// The file may not be read.
  case unreadableWorkspace(path: String)
  /// The folder that the file should be in is not there.
  case noFolder(path: String)
  /// The path is a link to what is not there.
  case danglingLink(path: String, target: String)
  /// A workspace of an older version cannot be copied before it is brought up to date.
  case noBackup(path: String, copy: String, reason: String)
  /// SQLite refuses the file, for the reason it gives.
  case unusableWorkspace(path: String, reason: String)
  /// Words that are no range of phases.
  case phaseRange(String)
  /// The journal has no change that is not taken back already.
  case nothingToUndo
  /// Fewer changes than asked for can be taken back.
  case tooFewToUndo(Int, there: Int)
  /// The register of what was shared was started anew by this change, and fewer changes than asked for were made since.
  case registerAnew(Int, since: Int)
  /// Nothing is taken back.
  case nothingToRedo
  /// Fewer changes than asked for can be brought again.
  case tooFewToRedo(Int, there: Int)
  /// A change cannot be brought again, since something was changed after it was taken back.
  case loadedSince(Int, undone: Int)
  /// The journal has no change of this number; with its last.
  case noChange(Int, last: Int?)
  /// Anything else, as a sentence that says what to do.
  case refused(String)

  /// What is wrong and what to do, as a sentence.
  public var description: String {
    switch self {
    case .unknownStandard(let key, let known):
      "No standard is called '\(key)'. "
        + Self.choose(known, orList: "See the folder of catalogues that `doctor` names.")
    case .unknown(let what, let name, let nearest, let list):
      "No \(what) is called '\(name)'. " + Self.choose(nearest, orList: "`\(list)` lists them.")
    case .ambiguous(let what, let name, let among):
      "'\(name)' fits more than one \(what): \(Self.listed(among)). Type more of the name, or its code."
    case .noAuthority:
      "No authority is named and none is in scope. Name one, as in `compare Northbridge`, or `use Northbridge` first."
    case .noIndicator(let command):
      "`\(command)` needs one indicator. Name it, as in `\(command) Northbridge shortlisting`; `indicators` lists them."
    case .noCounts(let noun, let indicator, let phase):
      "No \(noun) has counts on \(indicator)\(phase.map { " in \($0)" } ?? ""). `phases` shows what is there."
    case .noWorkspace(let path):
      "There is no workspace at \(path). `load FOLDER` makes one (`generate --into FOLDER` writes a nation to try); "
        + "`--workspace FILE` names another."
    case .notAWorkspace(let path, let reason):
      "\(path) is not a workspace of Phaseline (\(reason)). Nothing was changed; name another with `--workspace FILE`."
    case .newerWorkspace(let path):
      "\(path) was made by a newer version of Phaseline. Use that version; nothing was changed."
    case .lockedWorkspace(let path, let holders):
      "\(path) is locked by \(holders.isEmpty ? "another program" : Self.listed(holders)). Close what works on it "
        + "(another prompt, a load) and try again; nothing was changed."
    case .damagedWorkspace(let path, let reason):
      "\(path) is damaged (SQLite says: \(reason)). Restore a copy that `backup` made; `doctor --deep` says where the "
        + "damage is."
    case .fullDisk(let path):
      "The disk is full, so \(path) cannot grow. Make room on it and try again; nothing was changed."
    case .readOnlyWorkspace(let path, let isFolder):
      "\(path) may not be written to\(isFolder ? ", since its folder may not" : ""). Ask for the right to write to it, or "
        + "work on a copy with `--workspace FILE`; nothing was changed."
    case .unreadableWorkspace(let path):
      "\(path) may not be read. Ask for the right to read it, or name another with `--workspace FILE`."
    case .noFolder(let path):
      "There is no folder for \(path). Make the folder first, or name another file with `--workspace FILE`."
    case .danglingLink(let path, let target):
      "\(path) is a link to \(target), which is not there. Bring that file back, or remove the link; "
        + "`--workspace FILE` names another."
    case .noBackup(let path, let copy, let reason):
      "\(path) was made by an older version of Phaseline and must be brought up to date, but no backup of it can be kept "
        + "at \(copy) (\(reason)). See to that folder, then try again; nothing was changed."
    case .unusableWorkspace(let path, let reason):
      "\(path) cannot be used (SQLite says: \(reason)). Check its permissions and its disk; nothing was changed."
    case .phaseRange(let text):
      "'\(text)' is not a range of phases. Write one phase (`3`), several (`1,3`), or a range (`1..3`, `2..`)."
    case .nothingToUndo: "There is no change to take back. `history` lists the changes."
    case .tooFewToUndo(let asked, let there):
      "There \(Self.are(there)) to take back, not \(asked). Nothing was changed; `undo \(there)` takes back all there is."
    case .registerAnew(let change, let since):
      "Change \(change) started the register of what was shared anew: it cannot be taken back, nor what was "
        + "changed before it. Nothing was changed"
        + (since == 0 ? ". " : "; `undo \(since)` takes back all that was changed since. ")
        + "To correct a load from before it, load the corrected file."
    case .nothingToRedo: "No change is taken back, so there is none to bring again. `history` lists the changes."
    case .tooFewToRedo(let asked, let there):
      "There \(Self.are(there)) to bring again, not \(asked). Nothing was changed; `redo \(there)` brings all there is."
    case .loadedSince(let since, let undone):
      "Change \(undone) cannot be brought again: change \(since) was made since. Nothing was changed; repeat its command "
        + "(`history \(undone)` names it, and its files)."
    case .noChange(let number, let last):
      "There is no change \(number)"
        + (last.map { ": the last is \($0). `history` lists them." } ?? ": nothing has been loaded yet.")
    case .refused(let why): why
    }
  }

  private static func choose(_ names: [String], orList list: String) -> String {
    names.isEmpty ? list : "Did you mean \(names.joined(separator: ", "))?"
  }

  private static func are(_ changes: Int) -> String { changes == 1 ? "is 1 change" : "are \(changes) changes" }

  private static func listed(_ names: [String]) -> String {
    names.prefix(6).joined(separator: ", ") + (names.count > 6 ? " and \(names.count - 6) more" : "")
  }
}

extension UsageProblem {
  /// SQLite's word for what went wrong with a workspace, in ours; `nil` for an error of another kind.
  public init?(ofStore error: any Error, at path: String) {
    guard let error = error as? DatabaseError else { return nil }
    let reason = error.message ?? "error \(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_NOTADB: self = .notAWorkspace(path: path, reason: reason)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .lockedWorkspace(path: path, holders: SQLiteFile.holders(of: path))
    case .SQLITE_CORRUPT: self = .damagedWorkspace(path: path, reason: reason)
    case .SQLITE_FULL: self = .fullDisk(path: path)
    case .SQLITE_READONLY: self = .readOnlyWorkspace(path: path, isFolder: access(path, W_OK) == 0)
    case .SQLITE_CANTOPEN: self = UsageProblem(ofOpening: path, reason: reason)
    default: self = .unusableWorkspace(path: path, reason: reason)
    }
  }

  /// Why a file cannot be opened, where SQLite says no more than that it cannot.
  private init(ofOpening path: String, reason: String) {
    let folder = SQLiteFile.folder(of: path)
    if access(folder, F_OK) != 0 {
      self = .noFolder(path: path)
    } else if access(path, F_OK) == 0, access(path, R_OK) != 0 {
      self = .unreadableWorkspace(path: path)
    } else if access(folder, W_OK) != 0 {
      self = .readOnlyWorkspace(path: path, isFolder: true)
    } else {
      self = .unusableWorkspace(path: path, reason: reason)
    }
  }
}

/// An error whose description is a sentence for people: what, where, what to do.
public protocol PeopleReadable: Error, CustomStringConvertible {
  /// Whether it names no count of people, so that every audience may read it.
  var isFreeOfCounts: Bool { get }
}

extension PeopleReadable {
  /// Not unless it says so.
  public var isFreeOfCounts: Bool { false }
}

extension UsageProblem: PeopleReadable {
  /// It is about names, files and options.
  public var isFreeOfCounts: Bool { true }
}
extension CatalogueProblem: PeopleReadable {
  /// It is about a file that holds no counts.
  public var isFreeOfCounts: Bool { true }
}
extension RulesProblem {
  /// It is about a file that holds no counts.
  public var isFreeOfCounts: Bool { true }
}
extension DisclosureRefused {
  /// It says why there are none.
  public var isFreeOfCounts: Bool { true }
}
extension LoadProblem: PeopleReadable {}
extension LoadRefused: PeopleReadable {}
