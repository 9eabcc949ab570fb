/// Something that was done about some indicators from a time on: an action, or what a practice tells of.
public struct Intervention: Hashable, Sendable {
  /// Where it was done.
  public var organisation: Organisation
  /// Keys of its indicators.
  public var indicators: [String]
  /// When it began.
  public var start: PlannedTime
  /// When it ended, or is due to; none where that is open.
  public var end: PlannedTime?
  /// Whether it is closed, so that the end is no mere intention.
  public var isClosed: Bool
  /// By what its success is measured; none where nobody has said.
  public var aim: Action.Aim?
  /// The number of the action that it is; none of another thing. It is then none of those at the same time.
  public var number: Int?
  /// The number of the practice that it is; none of another thing.
  public var practice: Int?

  /// Something that was done.
  public init(
    organisation: Organisation, indicators: [String], start: PlannedTime, end: PlannedTime? = nil,
    isClosed: Bool = false, aim: Action.Aim? = nil, number: Int? = nil, practice: Int? = nil
  ) {
    (self.organisation, self.indicators, self.start) = (organisation, indicators, start)
    (self.end, self.isClosed, self.aim) = (end, isClosed, aim)
    (self.number, self.practice) = (number, practice)
  }
}
