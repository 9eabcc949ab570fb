import Foundation
import Phaseline

/// All that an audit reads: what was shared, the public register, the rules.
struct AuditReading {
  let standard: Standard
  let register: PublicRegister
  let rulebook: AuditRulebook
  private(set) var evidence = Evidence()
  private(set) var unread: [AuditReport.Unread] = []
  private var unplaced: [AuditReport.Unplaced] = []
  /// Files that are no results, or tell nothing of counts.
  private(set) var foreign: [String] = []
  /// Files that say that they are for the internal audience.
  private(set) var internals: Set<String> = []

  /// Reads files, folders and workspaces.
  /// - Parameters:
  ///   - paths: Which.
  ///   - register: The register; none where it is one of them, or the catalogue's.
  /// - Throws: `RegisterProblem`; `RulesProblem`; `UsageProblem` where nothing tells counts.
  static func read(_ paths: [String], register: String?, in workbench: Workbench) async throws -> AuditReading {
    let workspaces = paths.filter(isWorkspace)
    let among = register == nil ? paths.flatMap(registers) : []
    let usual = workbench.catalogue.map { PublicRegister.paths(in: $0, standard: workbench.standardKey) } ?? []
    var known = try PublicRegister(register.map { [$0] } ?? (among.isEmpty ? usual : among))
    if register == nil, among.isEmpty { known.add(try own(workbench)) }
    guard let catalogue = workbench.catalogue else {
      throw UsageProblem.unknownStandard(workbench.standardKey, known: [])
    }
    let standard = try catalogue.source(of: workbench.standardKey).standard()
    let vocabulary = AuditVocabulary(standard: standard, organisations: known.organisations)
    let files = try await SharedFiles.read(
      paths.filter { !workspaces.contains($0) }, vocabulary, environment: workbench.environment,
      cancellation: workbench.cancellation
    ) { workbench.progress("Reading", $0, of: $1) }
    var evidence = files.reading.evidence
    // A file that names rules of somebody's own does not say what they are: those that workspaces shared by are known.
    var ownRules = (try? workspaceInUse(workbench)?.sharedRules()) ?? []
    for path in workspaces {
      let shared = try shared(of: path, in: workbench)
      evidence.add(shared.evidence)
      ownRules += shared.rules
    }
    var reading = try AuditReading(standard, known, evidence, besides: ownRules, workbench)
    reading.take(files, registers: Set(among + usual + [register].compactMap { $0 }))
    guard evidence != Evidence() || !reading.unread.isEmpty else {
      throw UsageProblem.refused(
        "Nothing that tells counts was found in \(Wordings.list(paths)). Name the files that were shared, or their folder."
      )
    }
    return reading
  }

  private init(
    _ standard: Standard, _ register: PublicRegister, _ evidence: Evidence, besides ownRules: [DisclosureRules],
    _ workbench: Workbench
  ) throws {
    (self.standard, self.register, self.evidence) = (standard, register, evidence)
    let catalogue = workbench.catalogue
    rulebook = AuditRulebook(
      usual: try Self.usualRules(in: workbench),
      known: ownRules
        + DisclosureRules.presets(in: catalogue).compactMap { try? DisclosureRules(named: $0, in: catalogue) })
  }

  /// The rules of files that name none.
  /// - Throws: `RulesProblem`, in the words of an audit, which shares nothing; `UsageProblem`.
  private static func usualRules(in workbench: Workbench) throws -> DisclosureRules {
    do {
      return try DisclosureRules(
        named: workbench.chosen.rules ?? DisclosureRules.defaultKey, in: workbench.catalogue)
    } catch var problem as RulesProblem {
      problem.undone = "nothing was audited"
      throw problem
    }
  }

  private mutating func take(_ files: SharedFiles, registers: Set<String>) {
    for (path, outcome) in files.outcomes {
      switch outcome {
      case .read(let reading, _):
        if reading.isInternal { internals.insert(path) }
        if reading.unplaced > 0 { unplaced.append(AuditReport.Unplaced(path: path, numbers: reading.unplaced)) }
      case .foreign: if !registers.contains(path) { foreign.append(path) }
      case .unread(let problem):
        unread.append(AuditReport.Unread(Whereabouts(file: path), reason: problem.description))
      }
    }
  }

  /// Adds to a report what was not read, and not tried.
  func complete(_ report: inout AuditReport) {
    (report.unread, report.foreign) = (unread, foreign)
    (report.internals, report.unplaced) = (internals.sorted(), unplaced)
  }

  /// Whether a path is a workspace, by the first bytes of SQLite's files.
  private static func isWorkspace(_ path: String) -> Bool {
    (try? SharedFile(path, environment: [:]).begins(with: "SQLite format 3")) ?? false
  }

  /// The organisations of the workspace that is in use, if there is one.
  private static func own(_ workbench: Workbench) throws -> [Organisation] {
    try workspaceInUse(workbench)?.organisations() ?? []
  }

  /// None is made where there is none.
  private static func workspaceInUse(_ workbench: Workbench) -> Workspace? {
    FileManager.default.fileExists(atPath: workbench.workspacePath) ? try? workbench.workspace() : nil
  }

  /// The registers that a path names: itself, or those in the folder.
  private static func registers(_ path: String) -> [String] {
    let within = (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted().map {
      (path.hasSuffix("/") ? path : path + "/") + $0
    }
    return (within ?? [path]).filter { $0.hasSuffix(".csv") && SharedFile.isFile($0) && PublicRegister.isRegister($0) }
  }

  private static func shared(
    of path: String, in workbench: Workbench
  ) throws -> (evidence: Evidence, rules: [DisclosureRules]) {
    let workspace = try Workspace.open(
      path, standard: workbench.standardKey, catalogue: workbench.catalogue, cancellation: workbench.cancellation)
    let damage = try workspace.registerDamage()
    guard damage.isEmpty else {
      throw RegisterOfPathDamaged(
        path: path, standard: workspace.standard.key, damage: damage)
    }
    return (try Gate(audience: .internal).view(of: workspace).sharedEvidence().value, try workspace.sharedRules())
  }
}

/// A workspace among the paths that does not tell any more what was shared of it.
struct RegisterOfPathDamaged: PeopleReadable {
  var path, standard: String
  var damage: [String]

  var description: String {
    """
    \(path) does not tell reliably what was shared of it: \(Wordings.list(damage)).
    Name the files that were shared instead, and make the register anew from them: \
    `\(RegisterRebuild.command(in: path, standard: standard))`.
    """
  }
}
