extension ComparisonData {
  /// Which published figures of a phase are left out, in sentences.
  func withheldNotes(_ phase: Phase, _ indicator: Indicator, _ category: String, _ standard: Standard) -> [String] {
    published(withheldOwn + withheldOthers, phase, indicator, category).map { figure in
      let sort = figure.measure.isRatio ? "published ratio" : "published percentage"
      let other = figure.area.map { "\($0)'s" } ?? "The other \(standard.organisationNoun)'s"
      return
        "\(withheldOwn.contains(figure) ? "The" : other) \(sort) of \(phase.words) is left out: with what is shown here "
        + "it would tell the hidden counts."
    }.unique
  }
}
