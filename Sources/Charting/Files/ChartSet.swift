import Foundation
import Phaseline
import Synchronization

/// The charts of one document, drawn at once and kept in memory.
///
/// One that cannot be drawn is told in its place, and the others are drawn all the same.
public struct ChartSet: Sendable {
  /// One chart that is asked for.
  public struct Item: Sendable {
    /// Which.
    public var chart: any Chart.Type
    /// What is asked.
    public var request: ChartRequest
    /// On what it is drawn.
    public var canvas: Canvas
    /// The command that draws it alone.
    public var command: String

    /// - Parameters:
    ///   - chart: Which.
    ///   - request: What is asked.
    ///   - canvas: On what it is drawn.
    ///   - command: The command that draws it alone.
    public init(_ chart: any Chart.Type, _ request: ChartRequest, on canvas: Canvas, command: String) {
      (self.chart, self.request, self.canvas, self.command) = (chart, request, canvas, command)
    }
  }

  /// One chart that is drawn.
  public struct Picture: Sendable {
    /// What it says: title, description, the drawn numbers.
    public var record: ChartRecord
    /// The bytes of a file, with the record in it.
    public var data: Data
  }

  /// What became of one.
  public enum Outcome: Sendable {
    case drawn(Picture)
    /// Why not.
    case undrawn(Undrawn)
  }

  /// Where the figures are, as the audience may know them.
  let view: WorkspaceView
  /// The font family that they are drawn with.
  public var family: String { measure.family }
  let theme: Theme
  let measure: PangoMeasure
  /// How pictures are made.
  var session = GnuplotSession()

  /// - Parameters:
  ///   - view: Where the figures are, as the audience may know them.
  ///   - theme: Their colours and font.
  /// - Throws: `ChartProblem.noPango`.
  public init(of view: WorkspaceView, theme: Theme = .standard) throws {
    (self.view, self.theme) = (view, theme)
    measure = try PangoMeasure(families: theme.families)
  }

  /// Draws them.
  /// - Parameters:
  ///   - items: What to draw.
  ///   - format: What they are written as.
  ///   - scale: Pixels per canvas unit of a PNG.
  ///   - jobs: How many gnuplots draw at once, at least 1.
  ///   - cancellation: Asks to stop.
  /// - Returns: What became of each, in their order.
  /// - Throws: `ChartProblem` where none can be drawn at all; `DisclosureRefused`; `CancellationError`; what the workspace
  ///   throws.
  public func draw(
    _ items: [Item], as format: ChartFile.Format, scale: Double = 1, jobs: Int,
    cancellation: Cancellation = Cancellation()
  ) async throws -> Disclosed<[Outcome]> {
    let desk = SetDesk(self, items, as: format, scale: scale, cancellation: cancellation)
    var session = session
    session.cancellation = cancellation
    try await withThrowingTaskGroup(of: Void.self) { [session] group in
      for _ in 0..<max(1, min(jobs, items.count)) {
        group.addTask { try await session.draw({ try desk.next() }, done: { desk.take($1, of: $0) }) }
      }
      try await group.waitForAll()
    }
    try cancellation.check()
    return view.disclosed(desk.outcomes)
  }
}

/// Hands out the charts of a set to whoever draws, and takes back what is drawn.
private final class SetDesk: Sendable {
  /// A chart that is being drawn.
  struct Work: Sendable {
    var index: Int
    var drawing: ChartFile.Drawing
  }

  private struct State {
    var next = 0
    var outcomes: [ChartSet.Outcome?]
  }
  private let set: ChartSet
  private let items: [ChartSet.Item]
  private let format: ChartFile.Format
  private let scale: Double
  private let cancellation: Cancellation
  private let state: Mutex<State>

  init(
    _ set: ChartSet, _ items: [ChartSet.Item], as format: ChartFile.Format, scale: Double, cancellation: Cancellation
  ) {
    (self.set, self.items, self.format, self.scale) = (set, items, format, scale)
    self.cancellation = cancellation
    state = Mutex(State(outcomes: Array(repeating: nil, count: items.count)))
  }

  var outcomes: [ChartSet.Outcome] { state.withLock { $0.outcomes.compactMap { $0 } } }

  /// Works out the next chart that can be drawn, and settles those that cannot.
  /// - Throws: What `ChartSet.draw` does.
  func next() throws -> GnuplotSession.Order<Work>? {
    while true {
      try cancellation.check()
      let index = state.withLock { state in
        state.next += 1
        return state.next - 1
      }
      guard index < items.count else { return nil }
      do {
        let drawing = try drawing(of: items[index])
        return GnuplotSession.Order(
          script: ChartFile.script(of: drawing, as: format, scale: scale), format: format,
          source: Work(index: index, drawing: drawing))
      } catch {
        settle(index, .undrawn(try Undrawn(error)))
      }
    }
  }

  private func drawing(of item: ChartSet.Item) throws -> ChartFile.Drawing {
    let describe = try item.chart.ask(item.request, in: set.view)
    let chart = try describe(ChartSetting(canvas: item.canvas, measure: set.measure))
    return ChartFile.Drawing(
      chart, family: set.family, theme: set.theme, command: item.command, name: item.chart.name)
  }

  func take(_ picture: Result<Data, ChartProblem>, of work: Work) {
    switch picture {
    case .success(let drawn):
      let data = ChartFile.annotated(drawn, work.drawing, format)
      settle(work.index, .drawn(ChartSet.Picture(record: work.drawing.record, data: data)))
    case .failure(let problem):
      settle(work.index, .undrawn(.failed("\(problem)")))
    }
  }

  private func settle(_ index: Int, _ outcome: ChartSet.Outcome) {
    state.withLock { $0.outcomes[index] = outcome }
  }
}
