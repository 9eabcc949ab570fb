import Charting
import Foundation
import Phaseline
import Synchronization

/// A report of each of many authorities, written into one folder.
///
/// One whose file is there, made from the same, is left as it is; one that cannot be written is reported, and the others are
/// written all the same.
public struct ReportBatch: Sendable {
  /// One report of it.
  public struct Item: Sendable {
    /// Whose.
    public var organisation: Organisation
    /// What is asked.
    public var request: ReportRequest
    /// Its file in the folder: "northbridge-phase-5.html".
    public var file: String

    /// - Parameters:
    ///   - organisation: Whose.
    ///   - request: What is asked.
    ///   - file: Its file in the folder.
    public init(organisation: Organisation, request: ReportRequest, file: String) {
      (self.organisation, self.request, self.file) = (organisation, request, file)
    }
  }

  /// What became of one.
  public enum Outcome: Hashable, Sendable {
    case written
    /// The file is there, made from the same.
    case unchanged
    /// There is nothing to report, and why; whether an earlier report was taken away.
    case nothingToReport(String, isWithdrawn: Bool)
    /// Why not.
    case failed(String)
  }

  /// One report, and what became of it.
  public struct Result: Sendable {
    /// Which.
    public var item: Item
    /// What became of it.
    public var outcome: Outcome
  }

  let workspace: Workspace
  let view: WorkspaceView
  let templates: ReportTemplates
  let form: ReportForm
  let folder: URL

  /// - Parameters:
  ///   - workspace: Where the figures are.
  ///   - view: The same, as the audience may know it.
  ///   - templates: By which pages are set.
  ///   - form: What they are written as.
  ///   - folder: Where they go; made if it is not there.
  public init(
    of workspace: Workspace, seenAs view: WorkspaceView, templates: ReportTemplates, as form: ReportForm,
    into folder: URL
  ) {
    (self.workspace, self.view, self.templates) = (workspace, view, templates)
    (self.form, self.folder) = (form, folder)
  }

  /// Writes them.
  /// - Parameters:
  ///   - items: Which.
  ///   - jobs: How many at once, at least 1.
  ///   - progress: Told after each.
  ///   - cancellation: Asks to stop; what is written then stays, whole.
  /// - Returns: What became of each, in their order.
  /// - Throws: `ChartProblem` where none can be drawn or the folder is not ours; `ConverterProblem` where what makes the form
  ///   is not there; `DisclosureRefused`; `CancellationError`;
  ///   what the workspace throws.
  public func write(
    _ items: [Item], jobs: Int, progress: WorkProgress = .silent, cancellation: Cancellation = Cancellation()
  ) async throws -> Disclosed<[Result]> {
    try form.requireConverter()
    try ChartFolder.make(folder)
    let desk = ReportDesk(
      items, in: folder, try ReportManifest(of: folder), state: try state(), progress: progress)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<max(1, min(jobs, items.count)) {
        group.addTask {
          while let index = desk.next() {
            try cancellation.check()
            let outcome = try await self.outcome(of: items[index], desk, cancellation)
            desk.settle(index, outcome)
          }
        }
      }
      try await group.waitForAll()
    }
    try cancellation.check()
    return view.disclosed(desk.results)
  }

  /// What every report depends on besides what is asked of it.
  private func state() throws -> String {
    "\(try workspace.lastChange()) \(view.planNumber) \(view.disclosure.words) \(templates.digest) \(form.rawValue)"
  }

  private func outcome(of item: Item, _ desk: ReportDesk, _ cancellation: Cancellation) async throws -> Outcome {
    do {
      switch desk.standing(of: item) {
      case .foreign: throw ChartProblem.foreignFile(folder.appendingPathComponent(item.file).path)
      case .ours(desk.source(of: item)): return .unchanged
      case .ours, .absent: break
      }
      let context = try await ReportMaker(
        workspace, seenAs: view, item.request, jobs: 1, cancellation: cancellation
      ).context()
      let data = try await templates.write(context.value, as: form, cancellation: cancellation)
      try desk.write(data, for: item)
      return .written
    } catch let problem as ReportProblem {
      return .nothingToReport("\(problem)", isWithdrawn: try desk.withdraw(item))
    } catch let problem as any PeopleReadable where !Self.stopsAll(problem) {
      return .failed("\(problem)")
    }
  }

  /// What is wrong with one report is; what is wrong with the templates, the machine or the audience is with all.
  private static func stopsAll(_ problem: any PeopleReadable) -> Bool {
    if let problem = problem as? ChartProblem { return problem.isOfTheMachine }
    if let problem = problem as? ConverterProblem { return problem.isOfTheMachine }
    return problem is TemplateProblem || problem is DisclosureRefused
  }
}

/// Hands out the reports of a batch to whoever writes, and keeps what is written.
private final class ReportDesk: Sendable {
  private struct State {
    var next = 0
    var done = 0
    var outcomes: [ReportBatch.Outcome?]
    var manifest: ReportManifest
  }
  private let items: [ReportBatch.Item]
  private let folder: URL
  /// What every report depends on.
  private let common: String
  private let progress: WorkProgress
  private let state: Mutex<State>

  init(
    _ items: [ReportBatch.Item], in folder: URL, _ manifest: ReportManifest, state common: String,
    progress: WorkProgress
  ) {
    (self.items, self.folder, self.common, self.progress) = (items, folder, common, progress)
    state = Mutex(State(outcomes: Array(repeating: nil, count: items.count), manifest: manifest))
  }

  var results: [ReportBatch.Result] {
    zip(items, state.withLock { $0.outcomes }).compactMap { item, outcome in
      outcome.map { ReportBatch.Result(item: item, outcome: $0) }
    }
  }

  func next() -> Int? {
    state.withLock { state in
      state.next += 1
      return state.next <= items.count ? state.next - 1 : nil
    }
  }

  func settle(_ index: Int, _ outcome: ReportBatch.Outcome) {
    let done = state.withLock { state in
      state.outcomes[index] = outcome
      state.done += 1
      return state.done
    }
    progress("Writing reports", done, of: items.count)
  }

  func standing(of item: ReportBatch.Item) -> ReportManifest.Standing {
    state.withLock { $0.manifest }.standing(of: item.file, in: folder)
  }

  /// From what a report is made.
  func source(of item: ReportBatch.Item) -> String {
    let request = item.request
    let theme = request.theme.colours.map { "\($0.key.rawValue) \($0.value.hex)" }.sorted() + request.theme.families
    let words = request.command + [request.program, request.today.words] + theme
    return ReportManifest.digest(Data(([common] + words).joined(separator: "\n").utf8))
  }

  /// The manifest knows a report before anybody can stop the work.
  func write(_ data: Data, for item: ReportBatch.Item) throws {
    let entry = ReportManifest.Entry(madeFrom: source(of: item), sha256: ReportManifest.digest(data))
    try state.withLock { state in
      try ChartFolder.write(data, to: folder.appendingPathComponent(item.file))
      state.manifest.reports[item.file] = entry
      try state.manifest.write(to: folder)
    }
  }

  /// A report of figures that are no longer there may not stay.
  /// - Returns: Whether there was one.
  func withdraw(_ item: ReportBatch.Item) throws -> Bool {
    guard case .ours = standing(of: item), unlink(folder.appendingPathComponent(item.file).path) == 0 else {
      return false
    }
    try state.withLock { state in
      state.manifest.reports[item.file] = nil
      try state.manifest.write(to: folder)
    }
    return true
  }
}
