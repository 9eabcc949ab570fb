import Foundation
import Phaseline
import Synchronization

/// Many charts, drawn into one folder.
///
/// A chart whose file is of today's figures already is left as it is; one that cannot be drawn is reported, and the others
/// are drawn all the same.
public struct ChartBatch: Sendable {
  /// One chart of it.
  public struct Item: Sendable {
    /// Which.
    public var chart: any Chart.Type
    /// What is asked.
    public var request: ChartRequest
    /// Under what the index lists it: the authority's name, or the nation's.
    public var section: String
    /// Its file, from the folder on: "northbridge/trajectory-shortlisting.png".
    public var path: String
    /// The command that draws it alone.
    public var command: String
  }

  /// What became of one.
  public enum Outcome: Hashable, Sendable {
    case drawn
    /// The file is there, drawn from the same.
    case unchanged
    /// There is nothing to draw, and why.
    case nothingToDraw(String)
    /// Why not.
    case failed(String)
  }

  /// One chart, and what became of it.
  public struct Result: Sendable {
    /// Which.
    public var item: Item
    /// What became of it.
    public var outcome: Outcome
    /// What it says; `nil` where there is no picture.
    public var headline: String? { entry?.headline }
    /// What the index says of it; `nil` where there is no picture.
    var entry: BatchIndex.Entry?
  }

  /// How pictures are made.
  public struct Look: Sendable {
    /// What they are written as.
    public var format: ChartFile.Format
    /// Their size.
    public var canvas: Canvas
    /// Pixels per canvas unit.
    public var scale: Double
    /// Their colours and font.
    public var theme: Theme

    /// - Parameters:
    ///   - format: What they are written as.
    ///   - canvas: Their size.
    ///   - scale: Pixels per canvas unit.
    ///   - theme: Their colours and font.
    public init(_ format: ChartFile.Format = .png, canvas: Canvas = .slide, scale: Double = 1, theme: Theme = .standard)
    {
      (self.format, self.canvas, self.scale, self.theme) = (format, canvas, scale, theme)
    }
  }

  /// Where the figures are.
  let view: WorkspaceView
  let look: Look
  let folder: URL
  /// How long gnuplot may take over one chart.
  var limit = Duration.seconds(Gnuplot.seconds)

  /// - Parameters:
  ///   - view: Where the figures are, as the audience may know them.
  ///   - look: How the pictures are made.
  ///   - folder: Where they go; made if it is not there.
  public init(of view: WorkspaceView, look: Look, into folder: URL) {
    (self.view, self.look, self.folder) = (view, look, folder)
  }

  /// What became of a batch.
  public struct Outcomes: Sendable {
    /// Of each chart, in their order.
    public var results: [Result]
    /// Of the index.
    public var index: BatchIndex.Outcome
    /// The font family that they are drawn with.
    public var family: String
  }

  /// Draws them, and writes the index of all charts in the folder.
  /// - Parameters:
  ///   - items: What to draw.
  ///   - jobs: How many gnuplots draw at once, at least 1.
  ///   - progress: Told after each chart.
  ///   - cancellation: Asks to stop; what is drawn then stays, whole.
  /// - Returns: What became of each, in their order, and of the index; the font family that they are drawn with.
  /// - Throws: `ChartProblem` where none can be drawn at all; `DisclosureRefused`; `CancellationError`; what the workspace
  ///   throws.
  public func draw(
    _ items: [Item], jobs: Int, progress: WorkProgress = .silent, cancellation: Cancellation = Cancellation()
  ) async throws -> Disclosed<Outcomes> {
    try ChartFolder.make(folder)
    let measure = try PangoMeasure(families: look.theme.families)
    let desk = BatchDesk(self, items, measure: measure, progress: progress, cancellation: cancellation)
    let session = GnuplotSession(limit: limit, cancellation: cancellation)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<max(1, min(jobs, items.count)) {
        group.addTask { try await session.draw({ try desk.next() }, done: { desk.take($1, of: $0) }) }
      }
      try await group.waitForAll()
    }
    try cancellation.check()
    let results = desk.results
    let index = BatchIndex.renew(
      in: folder, adding: results.compactMap(\.entry), instead: Set(items.map(\.path)),
      indicators: view.standard.indicators.map(\.key))
    return view.disclosed(Outcomes(results: results, index: index, family: measure.family))
  }
}

/// Hands out the charts of a batch to whoever draws, and takes back what is drawn.
private final class BatchDesk: Sendable {
  /// A chart that is being drawn.
  struct Work: Sendable {
    var index: Int
    var drawing: ChartFile.Drawing
    var fingerprint: String
  }

  private struct State {
    var next = 0
    var done = 0
    var results: [ChartBatch.Result?]
  }
  private let batch: ChartBatch
  private let items: [ChartBatch.Item]
  private let measure: PangoMeasure
  private let progress: WorkProgress
  private let cancellation: Cancellation
  private let state: Mutex<State>

  init(
    _ batch: ChartBatch, _ items: [ChartBatch.Item], measure: PangoMeasure, progress: WorkProgress,
    cancellation: Cancellation
  ) {
    (self.batch, self.items, self.measure) = (batch, items, measure)
    (self.progress, self.cancellation) = (progress, cancellation)
    state = Mutex(State(results: Array(repeating: nil, count: items.count)))
  }

  var results: [ChartBatch.Result] { state.withLock { $0.results.compactMap { $0 } } }

  /// Works out the next chart that must be drawn, and settles those that need not be.
  /// - Throws: `DisclosureRefused`; `CancellationError`; `ChartProblem` where no chart can be drawn.
  func next() throws -> GnuplotSession.Order<Work>? {
    while true {
      try cancellation.check()
      let index = state.withLock { state in
        state.next += 1
        return state.next - 1
      }
      guard index < items.count else { return nil }
      do { if let order = try order(index) { return order } } catch {
        settle(index, withdrawing(index, after: try outcome(of: error)))
      }
    }
  }

  /// What gnuplot is to draw; `nil` where the file is there already, drawn from the same.
  private func order(_ index: Int) throws -> GnuplotSession.Order<Work>? {
    let (item, look) = (items[index], batch.look)
    let describe = try item.chart.ask(item.request, in: batch.view)
    let chart = try describe(ChartSetting(canvas: look.canvas, measure: measure))
    let drawing = ChartFile.Drawing(
      chart, family: measure.family, theme: look.theme, command: item.command, name: item.path)
    let script = ChartFile.script(of: drawing, as: look.format, scale: look.scale)
    let fingerprint = ChartFingerprint.make(script: script, drawing)
    switch ChartFingerprint.read(file(item), look.format) {
    case .foreign: throw ChartProblem.foreignFile(file(item).path)
    case .ours(fingerprint):
      settle(index, .unchanged, chart.value)
      return nil
    case .ours, .absent:
      return GnuplotSession.Order(
        script: script, format: look.format,
        source: Work(index: index, drawing: drawing, fingerprint: fingerprint))
    }
  }

  private func file(_ item: ChartBatch.Item) -> URL { batch.folder.appendingPathComponent(item.path) }

  /// Writes a picture, whole or not at all.
  func take(_ picture: Result<Data, ChartProblem>, of work: Work) {
    do {
      let (item, format) = (items[work.index], batch.look.format)
      let data = ChartFile.annotated(try picture.get(), work.drawing, format)
      try ChartFolder.write(ChartFingerprint.insert(work.fingerprint, into: data, format), to: file(item))
      settle(work.index, .drawn, work.drawing.chart)
    } catch {
      settle(work.index, .failed("\(error)"))
    }
  }

  /// A picture of figures that are no longer there may not stay.
  private func withdrawing(_ index: Int, after outcome: ChartBatch.Outcome) -> ChartBatch.Outcome {
    let file = file(items[index])
    guard case .nothingToDraw(let reason) = outcome,
      case .ours(.some) = ChartFingerprint.read(file, batch.look.format), unlink(file.path) == 0
    else { return outcome }
    return .nothingToDraw(reason + " Its earlier picture is taken away.")
  }

  private func outcome(of error: any Error) throws -> ChartBatch.Outcome {
    switch try Undrawn(error) {
    case .nothingToDraw(let reason): .nothingToDraw(reason)
    case .failed(let reason): .failed(reason)
    }
  }

  private func settle(_ index: Int, _ outcome: ChartBatch.Outcome, _ chart: ChartDescription? = nil) {
    let item = items[index]
    let result = ChartBatch.Result(
      item: item, outcome: outcome,
      entry: chart.map { BatchIndex.Entry($0, path: item.path, section: item.section) })
    let done = state.withLock { state in
      state.results[index] = result
      state.done += 1
      return state.done
    }
    progress("Drawing charts", done, of: items.count)
  }
}
