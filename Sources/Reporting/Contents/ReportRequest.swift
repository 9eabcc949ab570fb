import Charting
import Phaseline

/// What is asked of a report.
public struct ReportRequest: Sendable {
  /// Of whom; of the nation if none.
  public var organisation: Organisation?
  /// Of which phase: it and those before it are shown.
  public var phase: Phase
  /// Of which service.
  public var service: Service
  /// The day from which it is reckoned what is missing.
  public var today: Day
  /// Colours and font.
  public var theme: Theme
  /// Whether people go on writing in it: its pictures are PNG then, not mark-up.
  public var isForEditing: Bool
  /// The words that make it again: "report authority Northbridge --phase 5".
  public var command: [String]
  /// Words that each chart's command ends in: "--audience shared".
  public var chartWords: [String]
  /// "Phaseline 0.1.0".
  public var program: String

  /// - Parameters:
  ///   - organisation: Of whom; of the nation if none.
  ///   - phase: Of which phase: it and those before it are shown.
  ///   - service: Of which service.
  ///   - today: The day from which it is reckoned what is missing.
  ///   - theme: Colours and font.
  ///   - isForEditing: Whether people go on writing in it: its pictures are PNG then, not mark-up.
  ///   - command: The words that make it again.
  ///   - chartWords: Words that each chart's command ends in.
  ///   - program: Name and version of the program.
  public init(
    organisation: Organisation?, phase: Phase, service: Service = .all, today: Day = .today(),
    theme: Theme = .standard, isForEditing: Bool = false, command: [String], chartWords: [String] = [],
    program: String
  ) {
    (self.organisation, self.phase, self.service, self.today) = (organisation, phase, service, today)
    (self.theme, self.isForEditing) = (theme, isForEditing)
    (self.command, self.chartWords, self.program) = (command, chartWords, program)
  }
}
