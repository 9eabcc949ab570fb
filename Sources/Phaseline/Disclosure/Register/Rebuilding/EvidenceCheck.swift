import Foundation
import GRDB
import IndicatorStatistics

/// Whether what files tell is of a workspace: its names, and counts that it has or once had.
struct EvidenceCheck {
  private let standard: Standard
  private let organisations: [String: Organisation]
  /// What each row is and was.
  private let states: [RebuiltFile.Key: [CountPair]]

  init(_ standard: Standard, in db: Database) throws {
    self.standard = standard
    organisations = Dictionary(
      try Organisation.all(of: standard.key, in: db).map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { $1 })
    var states: [RebuiltFile.Key: [CountPair]] = [:]
    for table in [JournaledTable.observation.name, JournaledTable.observation.twin] {
      let rows = try ObservedRow.fetchCursor(
        db, sql: "SELECT \(ObservedRow.columns) FROM \(table) WHERE standard = ?", arguments: [standard.key])
      while let row = try rows.next() {
        let key = PhaseLattice.RowKey(
          indicator: row.indicator, category: row.category, place: row.organisation, service: row.service,
          ethnicity: row.ethnicity)
        states[RebuiltFile.Key(phase: row.phase, row: key), default: []].append(row.counts)
      }
    }
    self.states = states
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
      let rules = rulebook.rules(count.rules)
      let told = RebuiltFile.Told(
        numerator: count.numerator, denominator: count.denominator, organisations: count.organisations,
        whereabouts: count.whereabouts)
      // And of several states: what cannot be true together is told of two.
      for part in 0... {
        let name = "\(count.whereabouts.file)\n\(rules.key)\n\(part)"
        let place = places[name] ?? files.count
        if place == files.count {
          places[name] = place
          files.append(RebuiltFile(path: count.whereabouts.file, rules: rules, codes: codes))
        }
        let known = files[place].counts[key]
        guard let joined = known.map({ $0.joined(with: told) }) ?? told else { continue }
        files[place].counts[key] = joined
        break
      }
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
    let strangers = strangers(in: file)
    let all = file.counts.keys.count { file.codes.contains($0.row.place) }
    guard let first = strangers.first, 2 * strangers.count > all else { return }
    throw RebuildProblem.foreign(file: file.path, counts: strangers.count, of: all, first: first)
  }

  /// What a file tells that is of no state, each in a sentence.
  func remarks(on file: RebuiltFile) -> [String] {
    strangers(in: file).map {
      "\($0.words): these counts are of no state of the workspace; they are kept as known to others."
    }
  }

  /// Where counts of organisations stand that the workspace neither has nor ever had.
  private func strangers(in file: RebuiltFile) -> [Whereabouts] {
    file.counts.filter { key, told in
      guard file.codes.contains(key.row.place) else { return false }
      // Both services together are no row of the workspace.
      guard let states = states[key] else { return key.row.service != .all }
      let (numerator, denominator) = (file.rules.meaning(of: told.numerator), file.rules.meaning(of: told.denominator))
      return !states.contains { $0.numerator.overlaps(numerator) && $0.denominator.overlaps(denominator) }
    }.values.map(\.whereabouts).sorted { $0.place.localizedStandardCompare($1.place) == .orderedAscending }
  }
}

extension CountRange {
  fileprivate func overlaps(_ range: ClosedRange<Int>) -> Bool { low <= range.upperBound && range.lowerBound <= high }
}
