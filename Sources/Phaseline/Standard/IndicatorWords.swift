extension Indicator {
  /// What its figures are: "relative likelihood: the rate among … staff over the rate among White staff".
  public func kindWords(in standard: Standard) -> String {
    let (bame, white) = (standard.group(.bame).short, standard.group(.white).short)
    return switch kind {
    case .ratio: "relative likelihood: the rate among \(bame) staff over the rate among \(white) staff"
    case .distribution:
      "distribution: the share of each group in each category; its headline is the ratio for "
        + title(ofCategory: headlineCategory)
    case .representation: "representation: a share of the numerator beside a share of the denominator"
    }
  }

  /// Which way is unfair: "the event is wanted: a relative likelihood below 1 is a disadvantage. Parity (1) is the aim."
  public var directionWords: String {
    let side = event == .wanted ? "below" : "above"
    return "the event is \(event.rawValue): a relative likelihood \(side) 1 is a disadvantage. Parity (1) is the aim."
  }
}
