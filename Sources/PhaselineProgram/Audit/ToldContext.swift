import Phaseline

/// What is known of what a number is of, before the words beside it are read: from headings, titles and scopes.
struct ToldContext: Hashable, Sendable {
  var phase: String?
  var indicator: String?
  var category: String?
  var place: ToldSubject.Place?
  var service: Service?
  /// Key of the rules that it was shared by.
  var rules: String?

  /// - Returns: `nil` where it does not say whose a number is, of what, or when.
  func subject(_ vocabulary: AuditVocabulary) -> ToldSubject? {
    guard let phase, let indicator, let place,
      let category = category ?? vocabulary.usualCategory(of: indicator)
    else { return nil }
    return ToldSubject(
      phase: phase, indicator: indicator, category: category, place: place, service: service ?? .all)
  }

  /// What another says, and this where that says nothing. An indicator brings its own category.
  func with(_ other: ToldContext) -> ToldContext {
    var both = self
    if let indicator = other.indicator { (both.indicator, both.category) = (indicator, other.category) }
    if let category = other.category { both.category = category }
    both.phase = other.phase ?? phase
    both.place = other.place ?? place
    both.service = other.service ?? service
    both.rules = other.rules ?? rules
    return both
  }
}
