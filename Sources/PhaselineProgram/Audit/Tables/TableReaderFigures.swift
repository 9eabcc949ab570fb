import Phaseline

extension TableReader {
  mutating func takeFigures(_ row: TableRow, _ told: ToldContext, isExact: Bool, _ whereabouts: Whereabouts) {
    guard let subject = told.subject(vocabulary) else { return }
    let hasRatio = columns.roles.indices.contains {
      columns.roles[$0] == .ratio(nil) && PrintedNumber.bounds(row[$0]) != nil
    }
    let decimals = row.machineDecimals
    for (column, role) in columns.roles.enumerated() where !row[column].isEmpty {
      let text = row[column]
      switch role {
      case .ratio(let service):
        var own = told
        own.service = service ?? told.service
        guard let subject = own.subject(vocabulary), !isPublished(row, subject) else { continue }
        takeRatio(text, decimals, subject, whereabouts)
      case .number(let measure):
        guard let bounds = Self.limits(text, decimals) else { continue }
        guard measure.allows(bounds) else {
          reading.unplaced += 1
          continue
        }
        // Over hidden counts a limit is the least, or the most, of all that are possible.
        let isHull = !hasRatio && !isExact
        switch measure {
        case .relativeLikelihoodLower where isHull && isDrawn:
          add(.relativeLikelihood, bounds.lowerBound...(.infinity), text, subject, whereabouts)
        case .relativeLikelihoodUpper where isHull && isDrawn:
          add(.relativeLikelihood, 0...bounds.upperBound, text, subject, whereabouts)
        case .relativeLikelihoodLower where isHull:
          add(measure, bounds.lowerBound...(.infinity), text, subject, whereabouts)
        case .relativeLikelihoodUpper where isHull: add(measure, 0...bounds.upperBound, text, subject, whereabouts)
        default: add(measure, bounds, text, subject, whereabouts)
        }
      case .comparatorPooled:
        guard let place = subject.place(of: row[.comparator], vocabulary), let bounds = Self.limits(text, decimals)
        else {
          reading.unplaced += 1
          continue
        }
        var other = subject
        other.place = place
        add(.relativeLikelihood, bounds, text, other, whereabouts)
      default: continue
      }
    }
  }

  /// Whether a drawn ratio was published, and not worked out of the counts of an area: then it has no limits.
  private func isPublished(_ row: TableRow, _ subject: ToldSubject) -> Bool {
    guard isDrawn, case .area = subject.place else { return false }
    return row[.number(.relativeLikelihoodLower)] == nil
  }

  private mutating func takeRatio(
    _ text: String, _ decimals: Int?, _ subject: ToldSubject, _ whereabouts: Whereabouts
  ) {
    if let plain = PrintedNumber.bounds(text, decimals: decimals) {
      return add(.relativeLikelihood, plain, text, subject, whereabouts)
    }
    guard let ratio = PrintedRatio(text) else { return }
    add(.relativeLikelihood, ratio.estimate, text, subject, whereabouts)
    if let lower = ratio.lower { add(.relativeLikelihoodLower, lower, text, subject, whereabouts) }
    if let upper = ratio.upper { add(.relativeLikelihoodUpper, upper, text, subject, whereabouts) }
  }

  mutating func add(
    _ measure: ToldFigure.Measure, _ bounds: ClosedRange<Double>, _ text: String, _ subject: ToldSubject,
    _ whereabouts: Whereabouts
  ) {
    reading.evidence.figures.append(
      ToldFigure(
        subject: subject, measure: measure, low: bounds.lowerBound, high: bounds.upperBound, printed: text,
        whereabouts: whereabouts))
  }

  private static func limits(_ text: String, _ decimals: Int?) -> ClosedRange<Double>? {
    text == "inf" || text == "∞" ? .infinity ... .infinity : PrintedNumber.bounds(text, decimals: decimals)
  }
}

extension ToldFigure.Measure {
  /// Whether a figure can be within bounds: no rate over another is less than nothing, though somebody may write it so.
  func allows(_ bounds: ClosedRange<Double>) -> Bool {
    switch self {
    case .relativeLikelihood, .relativeLikelihoodLower, .relativeLikelihoodUpper: bounds.upperBound >= 0
    default: true
    }
  }
}

extension ToldSubject {
  /// Whose figures stand beside those of this one.
  fileprivate func place(of comparator: String?, _ vocabulary: AuditVocabulary) -> Place? {
    comparator.flatMap { vocabulary.rest(of: place, within: $0) } ?? (comparator == "nation" ? .area("nation") : nil)
  }
}
