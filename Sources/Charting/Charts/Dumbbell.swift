import IndicatorStatistics
import Phaseline

/// All indicators in one phase: where does an authority stand against the nation?
public enum DumbbellChart: Chart {
  /// The word that chooses it: `chart dumbbell`.
  public static let name = "dumbbell"
  /// The question it answers.
  public static let question = "All indicators in one phase: where do we stand against the nation?"
  /// What it is about.
  public static let scope = ChartScope.organisation

  /// A finding for each indicator that has figures.
  /// - Throws: `ChartProblem.nothingToDraw` where none has; what the workspace throws.
  public static func findings(_ request: ChartRequest, in view: WorkspaceView) throws -> Disclosed<[Finding]> {
    try Overview.asked(request, in: view).map(\.findings)
  }

  /// A row for each indicator: the authority's mark, the nation's, a line between, and what the difference shows.
  /// - Throws: `ChartProblem.nothingToDraw` without an authority's figures; `.tooSmall` without room for a plot.
  public static func describe(_ findings: [Finding], _ setting: ChartSetting) throws -> ChartDescription {
    guard let words = DumbbellWords(findings) else {
      let subject = findings.first?.subject
      throw ChartProblem.nothingToDraw(
        subject?.code == nil
          ? "a dumbbell compares an authority with the nation: name an authority"
          : "\(subject?.name ?? "the authority") has no relative likelihood in these phases")
    }
    var layout = DumbbellLayout(words, setting)
    return try layout.description()
  }
}

/// What a dumbbell says.
private struct DumbbellWords {
  struct Row {
    var finding: Finding
    var phase: PhaseFinding
    var title: String { finding.indicator.words.sentenceCased + category }
    private var category: String {
      finding.indicator.categoryTitle.isEmpty ? "" : ", \(finding.indicator.categoryTitle)"
    }
    /// As a trajectory has it; none where the phase has none.
    var value: TrajectorySeries.Value?
    var ratio: Double? { value?.ratio }
    var range: Interval? { value?.range }
    var interval: Interval? { range == nil ? value?.interval : nil }
    /// "0.87", "0.19–0.20"; "–" where there is none.
    var words: String { value?.words ?? Wordings.ratio(nil) }
    var nation: Double? { phase.comparator?.relativeLikelihood }
    var kind: Position.Kind? { phase.position?.kind }

    /// What the difference to the rest shows.
    var place: String {
      switch kind {
      case .better: "closer to parity"
      case .worse: "further from parity"
      case .otherSide: "other side of parity"
      case .similar: "about the same"
      case .cannotTell: "cannot tell"
      case nil: range != nil || phase.isBaseHidden ? "hidden count" : ratio == nil ? "no figure" : "not tested"
      }
    }
  }
  /// Over what the differences show.
  static let heading = "Against the rest"
  let rows: [Row]
  let subject: Finding.Subject
  private let first: Finding
  private let phase: PhaseFinding

  /// The last phase in which the authority has a figure, throughout.
  init?(_ findings: [Finding]) {
    let lines = findings.map(IndicatorLine.init)
    let phases = lines.flatMap { line in line.finding.phases.filter { line.value($0.ordinal) != nil } }
    guard let first = findings.first, first.subject.code != nil, let last = phases.max(by: { $0.ordinal < $1.ordinal })
    else { return nil }
    (self.first, phase, subject) = (first, last, first.subject)
    rows = lines.compactMap { line in
      line.phase(last.ordinal).map { Row(finding: line.finding, phase: $0, value: line.value($0.ordinal)) }
    }
  }

  private var headline: String {
    let name = subject.name
    if rows.allSatisfy({ $0.kind == nil }) {
      return Tally.cut(name, before: "no counts to test a difference from the rest")
    }
    if rows.allSatisfy({ $0.kind == nil || $0.kind == .cannotTell }) {
      return Tally.cut(name, before: "cannot tell whether any indicator differs from the rest")
    }
    func part(_ kind: Position.Kind?, _ words: String, isShown: Bool) -> Tally.Part {
      Tally.Part(count: rows.count { $0.kind == kind }, words: words, isShown: isShown)
    }
    // The first says than whom, for all.
    let hasWorse = rows.contains { $0.kind == .worse }
    let hasOne = hasWorse || rows.contains { $0.kind == .better }
    return Tally(
      name: name,
      parts: [
        part(.worse, "further from parity than the rest", isShown: true),
        part(.better, hasWorse ? "closer" : "closer to parity than the rest", isShown: true),
        part(.otherSide, "other side of parity\(hasOne ? "" : " than the rest")", isShown: true),
        part(.similar, "about the same", isShown: false),
        part(.cannotTell, "cannot tell", isShown: false), part(nil, "not tested", isShown: false),
      ], rest: "not shown"
    ).headline
  }

  /// Ends that lie beyond the frame have an arrow, and the footer says so.
  func words(hasArrows: Bool, isText: Bool) -> ChartWords {
    var footer = FooterNotes.illustrative(first.isIllustrative)
    if rows.contains(where: { $0.interval != nil }) {
      footer.append("\(isText ? "Lines" : "Thin lines"): \(first.level.rawValue) confidence intervals.")
    }
    if rows.contains(where: { $0.range != nil }) { footer.append("Thick bar: all that a hidden count allows.") }
    if hasArrows { footer.append(FooterNotes.arrow) }
    footer.append("The words compare with all others together, without \(subject.name).")
    footer.append(FooterNotes.logarithmic)
    let sources = rows.flatMap(\.finding.sources)
    return ChartWords(
      headline: headline,
      subtitle: "Relative likelihood in \(phase.words), \(first.groups.bame.lowercasedUnlessAcronym) against "
        + "\(first.groups.white) staff (1.0 = equal, the aim)\(first.service.ending)",
      footer: footer + FooterNotes.source(sources, isIllustrative: first.isIllustrative), altText: altText, data: data,
      source: FooterNotes.origin(sources, isIllustrative: first.isIllustrative))
  }

  private var altText: String {
    let values = rows.map { row in
      let interval = row.interval.map { " (\(Wordings.interval($0)))" } ?? ""
      let counts = [row.phase.bame, row.phase.white].compactMap { $0?.words }.joined(separator: " against ")
      return "\(row.title): \(row.words)\(interval)\(counts.isEmpty ? "" : ", \(counts)"); "
        + "\(subject.nation) \(Wordings.ratio(row.nation)); \(row.place)."
    }
    return
      "Dumbbell chart of \(subject.name) against \(subject.nation) in \(phase.words)\(first.service.ending). \(headline). "
      + values.joined(separator: " ")
  }

  private var data: ChartData {
    ChartData(
      columns: [
        "indicator", "phase", "relative_likelihood", "lower", "upper", "national", "position",
      ] + ChartData.countColumns,
      rows: rows.map { row in
        [
          row.finding.indicator.label, row.phase.phase, ChartData.cell(row.ratio),
          ChartData.cell((row.range ?? row.interval)?.lower), ChartData.cell((row.range ?? row.interval)?.upper),
          ChartData.cell(row.nation), row.place,
        ]
          + ChartData.cells(row.phase.bame, row.phase.white)
      })
  }
}

/// Gives every part of a dumbbell its place.
private struct DumbbellLayout {
  private let words: DumbbellWords
  private var sheet: Sheet
  private var axis: LogAxis
  private var plot = Box(left: 0, bottom: 0, right: 0, top: 0)

  init(_ words: DumbbellWords, _ setting: ChartSetting) {
    self.words = words
    let limits = words.rows.flatMap { $0.value?.limits ?? [] }
    let values = words.rows.flatMap { [$0.ratio, $0.nation].compactMap { $0 } }
    axis = LogAxis(values: values, limits: limits)
    let hasArrows = (limits + values).contains(where: axis.isBeyond)
    sheet = Sheet(words.words(hasArrows: hasArrows, isText: setting.canvas.kind == .cells), setting)
  }

  private var rowHeight: Double { plot.height / Double(words.rows.count) }

  mutating func description() throws(ChartProblem) -> ChartDescription {
    var room = sheet.addWords()
    room.top -= sheet.height(sheet.textStyle)  // the key
    let left = min(sheet.width(ofWidest: words.rows.map(\.title), sheet.textStyle), sheet.canvas.width * 0.33)
    let places = words.rows.map(\.place)
    let widest = max(
      sheet.width(ofWidest: places, sheet.labelStyle), sheet.width(DumbbellWords.heading, sheet.textStyle))
    let right = min(widest, sheet.canvas.width * 0.25)
    plot = Box(
      left: room.left + left + sheet.gap, bottom: room.bottom + sheet.height(sheet.textStyle) + sheet.gap / 2,
      right: room.right - right - sheet.gap, top: room.top - sheet.gap / 2)
    try sheet.requireRoom(plot)
    guard rowHeight >= sheet.height(sheet.smallStyle) else { throw .tooSmall }
    let margin = sheet.isText ? sheet.gap : 20 * sheet.unit  // for a mark at the edge, and its arrow
    axis = axis.placed(from: plot.left + margin, to: plot.right - margin)
    addAxis()
    addKey(y: room.top + sheet.height(sheet.textStyle) / 2)
    for (index, row) in words.rows.enumerated() { add(row, index) }
    for (index, row) in words.rows.enumerated() { addLabel(row, index) }
    return sheet.finished
  }

  private func y(_ index: Int) -> Double { plot.top - (Double(index) + 0.5) * rowHeight }

  private mutating func addAxis() {
    if !sheet.isText {
      sheet.addBand(
        Box(left: axis.position(0.8), bottom: plot.bottom, right: axis.position(1.25), top: plot.top), .band)
    }
    sheet.addRatioAxis(axis, along: plot)
  }

  /// Which mark is whose, above the rows, and over the words whom they compare with.
  private mutating func addKey(y: Double) {
    var x = plot.left
    let room = (sheet.canvas.width - sheet.edge - plot.left) / 2 - 3 * sheet.gap
    for (name, isNation) in [(words.subject.name, false), (words.subject.nation, true)] {
      addMark(at: Point(x: x + sheet.gap, y: y), isNation: isNation)
      let style = isNation ? sheet.textStyle : sheet.labelStyle
      let text = sheet.setter.shortened(name, style, to: room)
      sheet.add(
        text, at: Point(x: x + (sheet.isText ? 3 : 2) * sheet.gap, y: y), .left, style,
        isNation ? .nationalText : .authority)
      x += sheet.width(text, style) + (sheet.isText ? 5 : 4) * sheet.gap
    }
    let heading = Point(x: plot.right + sheet.gap, y: y)
    sheet.addLabel(
      DumbbellWords.heading, at: [(heading, .left)], sheet.textStyle, .secondaryText,
      within: Box(left: x, bottom: plot.top, right: sheet.canvas.width - sheet.edge, top: sheet.canvas.height),
      row: nil)
  }

  private mutating func addMark(at point: Point, isNation: Bool) {
    sheet.addMark(isNation ? .square : .circle, at: point, radius: isNation ? 6 : 8, isNation ? .national : .authority)
  }

  private mutating func add(_ row: DumbbellWords.Row, _ index: Int) {
    let y = y(index)
    let title = sheet.setter.shortened(row.title, sheet.textStyle, to: plot.left - sheet.gap - sheet.edge)
    sheet.add(title, at: Point(x: plot.left - sheet.gap, y: y), .right, sheet.textStyle, .text)
    let isTold = row.kind == .better || row.kind == .worse || row.kind == .otherSide
    let place = sheet.setter.shortened(
      row.place, sheet.textStyle, to: sheet.canvas.width - sheet.edge - plot.right - sheet.gap)
    sheet.add(
      place, at: Point(x: plot.right + sheet.gap, y: y), .left, isTold ? sheet.labelStyle : sheet.textStyle,
      row.kind == .worse ? .nationalText : isTold ? .authority : .secondaryText)
    func point(_ ratio: Double) -> Point { Point(x: axis.position(ratio), y: y) }
    // To 0 or ∞ there is no distance to draw.
    if let ratio = row.ratio, ratio > 0, ratio.isFinite, let nation = row.nation {
      sheet.addLine([point(nation), point(ratio)], .faint, width: 6)
    }
    if let range = row.range {
      sheet.addLine([point(range.lower), point(range.upper)], .authority, width: 10)
      addArrows(range, row.ratio, y)
    }
    if let interval = row.interval {
      sheet.addLine([point(interval.lower), point(interval.upper)], .authority.transparent(0.3), width: 2)
      addArrows(interval, row.ratio, y)
    }
    if let nation = row.nation { addMark(at: point(nation), isNation: true) }
    if let ratio = row.ratio { addMark(at: point(ratio), isNation: false) }
  }

  /// Beyond the mark where the ratio itself is at the edge.
  private mutating func addArrows(_ interval: Interval, _ ratio: Double?, _ y: Double) {
    guard !sheet.isText else { return }
    func away(_ isAtEdge: Bool) -> Double { (isAtEdge ? 14 : 5) * sheet.unit }
    if interval.lower < axis.lowest {
      let x = axis.bottom - away(ratio.map { $0 < axis.lowest } ?? false)
      sheet.addMark(.triangle(.left), at: Point(x: x, y: y), radius: 5, .authority)
    }
    if interval.upper > axis.highest {
      let x = axis.top + away(ratio.map { $0 > axis.highest } ?? false)
      sheet.addMark(.triangle(.right), at: Point(x: x, y: y), radius: 5, .authority)
    }
  }

  private mutating func addLabel(_ row: DumbbellWords.Row, _ index: Int) {
    guard let middle = row.ratio ?? row.range.map({ ($0.lower * $0.upper).squareRoot() }) else { return }
    let mark = Point(x: axis.position(middle), y: y(index))
    // Not below: there it would seem to belong to the next row. Characters have one line a row.
    let around = sheet.places(around: mark, sheet.smallStyle)
    let places = sheet.isText ? Array(around.dropFirst(2)) : [around[0], around[2], around[3]]
    let area = Box(
      left: plot.left - sheet.gap / 2, bottom: plot.bottom, right: plot.right,
      top: plot.top + sheet.height(sheet.textStyle))
    sheet.addLabel(row.words, at: places, sheet.smallStyle, .authority, within: area, row: index)
  }
}
