import GRDB
import IndicatorStatistics

/// The lines of many authorities on one indicator's headline category, read at once: with the verdicts that comparing each
/// of them would give.
struct NationLines {
  let standard: Standard
  let indicator: Indicator
  /// By code; of everybody who gave any count on the indicator.
  let lines: [String: AuthorityLine]
  /// How the counts were rounded.
  let rounding: Rounding?

  /// Reads the counts of all phases and draws the lines.
  /// - Parameters:
  ///   - db: The workspace.
  ///   - standard: Whose authorities.
  ///   - indicator: On what.
  ///   - phases: In order of time.
  ///   - organisations: Codes of those wanted; all of the nation if none are named, without the employers outside it.
  ///   - tables: Whether as they came, or as an audience may know them.
  /// - Throws: `DatabaseError`.
  init(
    _ db: Database, _ standard: Standard, _ indicator: Indicator, phases: [Phase], of organisations: Set<String>? = nil,
    from tables: CountTables
  ) throws {
    let outside = try organisations == nil ? NationalTotals.employers(of: standard.key, in: db) : []
    let category = indicator.headlineCategory
    var cells: [String: [AuthorityLine.Cell]] = [:]
    for phase in phases {
      let key = TotalsKey(phase: phase.key, indicator: indicator.key)
      try StoredCell.forEach(key, of: standard.key, organisations: organisations, from: tables, in: db) { cell in
        guard cell.category == category, !outside.contains(cell.organisation),
          let counts = cell.counts.resolved(.all)
        else { return }
        cells[cell.organisation, default: []].append(AuthorityLine.Cell(phase: phase, given: counts))
      }
    }
    let rounding = tables.rules?.rounding
    (self.standard, self.indicator, self.rounding) = (standard, indicator, rounding)
    lines = Dictionary(
      uniqueKeysWithValues: cells.map { code, cells in
        (
          code,
          AuthorityLine(
            code, cells, of: indicator, phases: standard.phases, isBrief: tables.plan != nil,
            rounded: rounding)
        )
      })
  }
}

/// One authority's line on one indicator's headline category.
struct AuthorityLine {
  /// What it gave in one phase.
  struct Cell: LinePhase {
    let phase: Phase
    let given: ServiceCounts
    /// The counts of both groups, if they can be compared.
    let counts: RangedCounts?

    init(phase: Phase, given: ServiceCounts) { (self.phase, self.given, counts) = (phase, given, given.ranged) }

    var ordinal: Int { phase.ordinal }
    var service: Service? { given.service }
    var hasGroup: Bool { given.hasGroup }
    var isBaseHidden: Bool { given.isBaseHidden }
  }
  /// Whose it is.
  let code: String
  /// The phases that were fitted, in order of time; none where there can be no line.
  let run: [Cell]
  /// The last phase of which there are counts, comparable or not.
  let last: Cell?
  /// Whether it moves towards parity.
  let verdict: LineVerdict
  /// What its counts allow; none where there can be no line.
  let fit: RangedFit?
  /// How the counts were rounded.
  private let rounded: Rounding?

  /// - Parameters:
  ///   - code: Whose it is.
  ///   - cells: What it gave, in order of time.
  ///   - indicator: On what.
  ///   - phases: Those of the standard.
  ///   - isBrief: Whether hidden counts are many, so that a verdict on them is sought and no more.
  ///   - rounded: How the counts were rounded.
  init(
    _ code: String, _ cells: [Cell], of indicator: Indicator, phases: [Phase], isBrief: Bool, rounded: Rounding? = nil
  ) {
    let (run, ruledOut) = cells.run(indicator.breaks, phases)
    (self.code, self.run, last) = (code, run, cells.last)
    self.rounded = rounded
    if let ruledOut {
      (verdict, fit) = (ruledOut, nil)
      return
    }
    let line = RangedLine(
      run.compactMap { cell in cell.counts.map { (t: Double(cell.ordinal), counts: $0) } })
    let result = line.fit(isBrief: isBrief, rounded: rounded)
    (verdict, fit) = (result.verdict, result)
  }

  /// The fitted relative likelihood at its first phase; none where no line was fitted, or a count is hidden.
  var first: LineFit.End? { fit?.fit?.first }

  /// What the last phase with counts shows alone; none where its counts cannot be compared.
  var latest: RatioFinding? { last?.counts.map { RatioFinding($0, rounded: rounded) } }

  /// Whether something that began at a time falls between the first and the last phase of the line.
  func covers(_ time: Double) -> Bool {
    guard let first = run.first, let last = run.last else { return false }
    return time >= Double(first.ordinal) && time < Double(last.ordinal)
  }
}
