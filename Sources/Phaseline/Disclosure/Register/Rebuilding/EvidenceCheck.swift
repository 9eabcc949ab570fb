import Foundation
import GRDB
import IndicatorStatistics

/// Whether what files tell is of a workspace: its names, and counts that it has or once had.
struct EvidenceCheck {
  private let standard: Standard
  private let organisations: [String: Organisation]
  private let db: Database

  init(_ standard: Standard, in db: Database) throws {
    (self.standard, self.db) = (standard, db)
    organisations = Dictionary(
      try Organisation.all(of: standard.key, in: db).map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { $1 })
  }

  /// File by file, in their order, those that tell any count.
  /// - Throws: `RebuildProblem`.
  func files(of evidence: Evidence, by rulebook: AuditRulebook) throws -> [RebuiltFile] {
    let codes = Set(organisations.values.map(\.code))
    var files: [RebuiltFile] = []
    var places: [String: Int] = [:]
    for count in evidence.counts {
      let key = RebuiltFile.Key(phase: count.subject.phase, row: try row(of: count))
      // A file may be of several parts that were shared by several rules.
      let name = "\(count.whereabouts.file)\n\(count.rules ?? "")"
      let place = places[name] ?? files.count
      if place == files.count {
        places[name] = place
        files.append(RebuiltFile(path: count.whereabouts.file, rules: rulebook.rules(count.rules), codes: codes))
      }
      let told = RebuiltFile.Told(
        numerator: count.numerator, denominator: count.denominator, organisations: count.organisations,
        whereabouts: count.whereabouts)
      files[place].counts[key] = files[place].counts[key]?.joined(with: told) ?? told
    }
    for file in files { try requireOwn(file) }
    return files
  }

  /// - Throws: `RebuildProblem.unknown`.
  private func row(of count: ToldCount) throws -> PhaseLattice.RowKey {
    let subject = count.subject
    func unknown(_ what: String, _ name: String) -> RebuildProblem {
      .unknown("\(what) '\(name)'", count.whereabouts)
    }
    guard standard.phase(subject.phase) != nil else { throw unknown("phase", subject.phase) }
    guard let indicator = standard.indicator(subject.indicator) else { throw unknown("indicator", subject.indicator) }
    guard subject.category == Category.all || indicator.categories.contains(where: { $0.key == subject.category })
    else {
      throw unknown("category of \(indicator.key)", subject.category)
    }
    return PhaseLattice.RowKey(
      indicator: indicator.key, category: subject.category, place: try place(subject.place, unknown),
      service: subject.service, ethnicity: count.ethnicity)
  }

  private func place(
    _ place: ToldSubject.Place, _ unknown: (String, String) -> RebuildProblem
  ) throws -> String {
    switch place {
    case .organisation(let name):
      guard let known = organisations[name.lowercased()] else { throw unknown(standard.organisationNoun, name) }
      return known.code
    case .area("nation"): return ""
    case .area(let name):
      let known = organisations.values.flatMap { PhaseLattice.areas(of: $0) }
      guard known.contains(name) else { throw unknown("area", name) }
      return name
    }
  }

  // MARK: - Counts

  /// - Throws: `RebuildProblem.foreign` where most are of no state of the workspace.
  private func requireOwn(_ file: RebuiltFile) throws {
    let strangers = try strangers(in: file)
    let exact = file.counts.filter { file.codes.contains($0.key.row.place) }.count
    guard let first = strangers.first, 2 * strangers.count > exact else { return }
    throw RebuildProblem.foreign(
      file: file.path, counts: strangers.count, of: exact, first: first.whereabouts)
  }

  /// What a file tells that is of no state, each in a sentence.
  func remarks(on file: RebuiltFile) throws -> [String] {
    try strangers(in: file).map {
      "\($0.whereabouts.words): these counts are of no state of the workspace; they are kept as known to others."
    }
  }

  /// Counts of organisations that the workspace neither has nor ever had, in the order of the file.
  private func strangers(in file: RebuiltFile) throws -> [RebuiltFile.Told] {
    try file.counts.filter { key, told in
      guard file.codes.contains(key.row.place) else { return false }
      let states = try states(of: key)
      return !states.isEmpty
        && !states.contains { state in
          file.rules.meaning(of: told.numerator).overlaps(state.numerator)
            && file.rules.meaning(of: told.denominator).overlaps(state.denominator)
        } || states.isEmpty && key.row.service != .all
    }.values.sorted { $0.whereabouts.place.localizedStandardCompare($1.whereabouts.place) == .orderedAscending }
  }

  /// What a row is and was; nothing where it is a sum of services.
  private func states(of key: RebuiltFile.Key) throws -> [(numerator: ClosedRange<Int>, denominator: ClosedRange<Int>)]
  {
    let columns = "numerator_low, numerator_high, denominator_low, denominator_high"
    let condition = """
      standard = ?1 AND phase = ?2 AND indicator = ?3 AND organisation = ?4 AND category = ?5 AND service = ?6
        AND ethnicity = ?7
      """
    let row = key.row
    return try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(columns) FROM observation WHERE \(condition)
          UNION SELECT \(columns) FROM replaced_observation WHERE \(condition)
          """),
      arguments: [
        standard.key, key.phase, row.indicator, row.place, row.category, row.service.rawValue, row.ethnicity.rawValue,
      ]
    ).map { ($0[0]...$0[1], $0[2]...$0[3]) }
  }
}
