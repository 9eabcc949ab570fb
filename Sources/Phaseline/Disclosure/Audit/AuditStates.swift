import IndicatorStatistics

/// What one file tells of one phase.
struct AuditFile {
  var path: String
  var rows: [AuditRowKey: AuditRow] = [:]
  /// Figures worked out of counts, as places in the evidence.
  var figures: [Int] = []
  /// Whether it tells counts of people of unknown ethnicity: then it would tell all that there are.
  var tellsUnknown = false
}

/// Files that agree in what they tell of a phase: one state of the counts. Where they do not, something was corrected in
/// between, and the old and the new are different counts.
struct AuditState {
  private(set) var rows: [AuditRowKey: AuditRow] = [:]
  private(set) var files: [AuditFile] = []

  /// Whether nothing that a file tells is otherwise here.
  func agrees(with file: AuditFile) -> Bool {
    file.rows.allSatisfy { key, row in rows[key].map { $0.isOfOneState(with: row) } ?? true }
  }

  mutating func add(_ file: AuditFile) {
    files.append(file)
    rows.merge(file.rows) { known, more in
      var both = known
      both.add(more)
      return both
    }
  }

  /// Adds a row of which nothing is told, so that something can be worked out of it.
  mutating func expect(_ key: AuditRowKey) { if rows[key] == nil { rows[key] = AuditRow() } }

  /// More states than this of one phase are not compared with the files before them.
  private static let most = 12

  /// The states that files tell: each is of all the files that agree, and a file may be of several that are printed as it
  /// alike. Those that tell most come first: what two short ones tell may agree though they are of two states, which a long
  /// one shows.
  static func states(of files: [AuditFile]) -> [AuditState] {
    let files = files.sorted { (-$0.rows.count, $0.path) < (-$1.rows.count, $1.path) }
    var states: [AuditState] = []
    var nearest: [Int] = []
    for file in files {
      let likeness = states.map { $0.agrees(with: file) ? $0.likeness(to: file) : nil }
      if let likest = likeness.compactMap(\.self).max() {
        for (state, it) in likeness.enumerated() where it == likest { states[state].add(file) }
        nearest.append(likest)
        continue
      }
      var new = AuditState()
      new.add(file)
      if states.count < most {
        for (earlier, likest) in zip(files, nearest)
        where new.agrees(with: earlier) && new.likeness(to: earlier) >= likest { new.add(earlier) }
      }
      states.append(new)
      nearest.append(file.rows.count)
    }
    return states
  }

  /// How many rows are printed alike, less those that are printed otherwise, though they agree.
  private func likeness(to file: AuditFile) -> Int {
    file.rows.reduce(0) { sum, row in
      rows[row.key].map { sum + ($0.isPrinted(as: row.value) ? 1 : -1) } ?? sum
    }
  }
}
