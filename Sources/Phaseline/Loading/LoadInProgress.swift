import GRDB

/// One load while it runs: its transaction, its problems, and what it has changed so far.
///
/// A class because the importers of all its files write into it; it never leaves the transaction that it belongs to.
final class LoadInProgress {
  let db: Database
  let standard: Standard
  let change: Int64
  let standardText: Interner.Meaning
  let options: LoadOptions
  private(set) var lookup: LoadLookup
  private(set) var problems: ProblemList
  private(set) var tally = LoadTally()
  private(set) var movement = LoadMovement()
  /// The latest change of which the file at hand replaces rows.
  private(set) var newestReplaced: Int64 = 0
  /// Rows of the wide form that say nothing, and groups of others, which have no counts.
  var rowsWithoutCounts = 0
  var groupsWithoutCounts = 0
  /// The workbooks that were read.
  var workbooks: [LoadReport.Workbook] = []
  /// Phase and indicator of every row that came or went: what the national totals must be summed over again.
  private(set) var touched: Set<TotalsKey> = []
  /// Codes of the organisations of those rows.
  private(set) var touchedOrganisations: Set<String> = []
  private var lastTouched: (phase: Interner.Meaning, indicator: Interner.Meaning)?
  private var lastOrganisation: Interner.Meaning?
  private let work: LoadWork
  /// Bytes of the files that are read to their ends.
  private var bytesRead = 0
  /// Where rows of registers and figures stand.
  private var met: [[String]: Place] = [:]
  private var replacer: RowReplacer?
  /// Rows of counts that have come twice, in words, and where they stand first.
  private var repeated: [ObservationKey: String] = [:]
  private var firstPlaces: [String: Place] = [:]
  private var isReadingAgain = false
  /// The workbook of each organisation, phase and service.
  private var submissions: [[String]: String] = [:]

  /// - Parameter problems: What is wrong with the files already.
  init(_ db: Database, standard: Standard, change: Int64, options: LoadOptions, problems: ProblemList, work: LoadWork)
    throws
  {
    (self.db, self.standard, self.change) = (db, standard, change)
    (self.options, self.problems, self.work) = (options, problems, work)
    standardText = Interner.Meaning(standard.key)
    lookup = try LoadLookup(standard, in: db)
  }

  /// Reads the registers again, after an importer has changed them.
  func registersChanged() throws { lookup = try LoadLookup(standard, in: db) }

  /// Says that another file begins.
  func begin() { newestReplaced = 0 }

  /// Says that a row of an earlier change is replaced.
  func replaced(rowOf change: Int64) {
    tally.replaced += 1
    newestReplaced = max(newestReplaced, change)
  }

  func add(_ fault: Fault, at place: Place) { add(LoadProblem(fault, at: place)) }

  /// What is wrong with a file that is read again is known.
  func add(_ problem: LoadProblem) { if !isReadingAgain { problems.add(problem) } }

  /// Says that a row has come before in this load.
  func isRepeated(_ key: ObservationKey, at place: Place) {
    let whose = lookup.words(for: key)
    if repeated.count < LoadRefused.shown || options.keepsAll { repeated[key] = whose }
    add(.duplicate(whose: whose, first: nil), at: place)
  }

  /// Whether it is still to be found where such a row stands first.
  var isSeekingRepeated: Bool { firstPlaces.count < repeated.count }

  /// Says where a row stands, to a load that reads its files again.
  func found(_ key: ObservationKey, at place: Place) {
    guard let whose = repeated[key], firstPlaces[whose] == nil else { return }
    firstPlaces[whose] = place
  }

  /// Everything that is wrong; `nil` where nothing is.
  /// - Parameter files: Read again where rows are given twice, to say where they stand first.
  func refusal(of files: [InputFile]) throws -> LoadRefused? {
    isReadingAgain = true
    for file in files where isSeekingRepeated {
      do { try file.findRepeated(in: self) } catch is LoadProblem {}  // it has changed meanwhile
    }
    return problems.refusal(nearest: lookup.nearest) { firstPlaces[$0] }
  }

  /// Says how far the reading is.
  /// - Parameter bytes: Of this file.
  /// - Throws: `CancellationError` once somebody asked to stop.
  func hasRead(_ bytes: Int, of file: InputFile) throws {
    try work.cancellation.check()
    let done = bytesRead + bytes
    work.progress("Reading \(file.shortName)", done, of: done > work.bytes ? 0 : work.bytes)  // a pipe's end is unknown
  }

  func hasReadAll(of file: InputFile) { bytesRead += file.length }

  func count(added: Int = 0, unchanged: Int = 0) {
    tally.added += added
    tally.unchanged += unchanged
  }

  func counted(added row: ObservationImporter.Row) {
    tally.added += 1
    touch(row)
  }

  private func touch(_ row: ObservationImporter.Row) {
    if lastOrganisation !== row.authority {
      lastOrganisation = row.authority
      touchedOrganisations.insert(row.authority.text)
    }
    if let lastTouched, lastTouched.phase === row.phase, lastTouched.indicator === row.indicator { return }
    lastTouched = (row.phase, row.indicator)
    touched.insert(TotalsKey(phase: row.phase.text, indicator: row.indicator.text))
  }

  /// Puts a row in the place of one that an earlier change brought, and keeps that one for `undo`.
  /// - Returns: `false` if this very load already brought one, or found one as it is.
  func replace(_ row: ObservationImporter.Row) throws -> Bool {
    let replacer = try replacer ?? RowReplacer(self)
    self.replacer = replacer
    switch try replacer.replace(row) {
    case .duplicate: return false
    case .unchanged: tally.unchanged += 1
    case .replaced(let before, let change):
      replaced(rowOf: change)
      movement.add(
        from: before, to: LoadMovement.Counts(row), isSettledLater: row.numerator.form == .below)
      touch(row)
    }
    return true
  }

  /// Says that a workbook has a sheet with counts.
  /// - Returns: `false` where another workbook has it too, which is a problem.
  func claimSheet(_ service: Service, of marker: WorkbookMarker, in file: String) -> Bool {
    let key = [marker.organisation, marker.phase, service.rawValue]
    guard let first = submissions[key] else {
      submissions[key] = file
      return true
    }
    add(.workbook(.twice(sheet: service.rawValue, first: first)), at: Place(file: file))
    return false
  }

  /// Why a workbook is not to be loaded: it is another's than was asked for.
  func objection(to organisation: Organisation, _ phase: Phase) throws -> WorkbookFault? {
    let words = "\(organisation.name), \(phase.words)"
    if let wanted = try options.organisation.map(lookup.requireOrganisation), wanted.code != organisation.code {
      return .otherSubmission(found: words, expected: wanted.name)
    }
    if let wanted = try options.phase.map(standard.phase(named:)), wanted.key != phase.key {
      return .otherSubmission(found: words, expected: wanted.words)
    }
    return nil
  }

  /// Where this load has met a register's or a figure's row before; the first time it notes the place.
  func firstPlace(of key: [String], here: Place) -> Place? {
    if let place = met[key] { return place }
    met[key] = here
    return nil
  }

  /// Settles whether a `<N` may be 0: not where its file shows zeros of the same organisation, phase and indicator.
  func settle(_ key: ObservationKey, zerosAreShown: Bool) throws {
    let condition = key.condition(standard: standard.key)
    guard
      let old = try Row.fetchOne(
        db, SQLRequest(literal: "SELECT * FROM observation WHERE \(condition)", cached: true))
    else { return }
    let low = min(zerosAreShown ? 1 : 0, old["numerator_high"] as Int)
    guard old["numerator_low"] != low else { return }
    if old["change"] != change {
      try JournaledTable.observation.keep(condition, replacedBy: change, in: db)
      tally.unchanged -= 1
      replaced(rowOf: old["change"])
      movement.addSettled()
      touched.insert(TotalsKey(phase: key.phase, indicator: key.indicator))
      touchedOrganisations.insert(key.organisation)
    }
    try db.cachedStatement(
      literal: "UPDATE observation SET numerator_low = \(low), change = \(change) WHERE \(condition)"
    ).execute()
  }
}

/// What a national total is summed over.
struct TotalsKey: Hashable {
  var phase: String
  var indicator: String
}

extension TotalsKey {
  /// What selects its rows.
  func condition(standard: String) -> SQL {
    "standard = \(standard) AND phase = \(phase) AND indicator = \(indicator)"
  }
}
