extension PhaseFinding {
  /// That a count is hidden, and what it may be: a sentence for each group of which one is.
  public func hiddenNotes(_ indicator: Indicator, _ standard: Standard) -> [String] {
    [(Ethnicity.bame, bame), (.white, white)].compactMap { ethnicity, group in
      guard let group, !group.numerator.isExact || !group.denominator.isExact else { return nil }
      let whose = "\(standard.group(ethnicity).short) \(indicator.wording.people)"
      let counts = group.denominator.isExact ? " (\(group.words))" : ""
      return "\(label): the count of \(whose) is hidden\(counts)."
    }
  }
}
