import Foundation
import Phaseline
import Subprocess
import Synchronization
import SystemPackage

/// One gnuplot that is started once and draws picture after picture, each while the next one is worked out.
///
/// It is told everything by standard input, and ends each script with a line on standard error, where it also complains: so
/// each complaint belongs to one script. Pictures come by way of a temporary folder.
struct GnuplotSession: Sendable {
  /// A picture to be drawn, and what it is for.
  struct Order<Source: Sendable>: Sendable {
    var script: String
    var format: ChartFile.Format
    var source: Source
  }

  /// How long one picture may take.
  var limit = Duration.seconds(Gnuplot.seconds)
  var cancellation = Cancellation()
  var executable = Gnuplot.executable
  /// Where its folder is made.
  var temporary = FileManager.default.temporaryDirectory

  /// Draws until there is nothing more to draw.
  /// - Parameters:
  ///   - next: Works out what to draw next, while the one before is drawn.
  ///   - done: Given each picture, or why there is none, in the order in which they came.
  /// - Throws: `ChartProblem` where no picture can be drawn at all; `CancellationError`; what `next` and `done` throw.
  func draw<Source: Sendable>(
    _ next: () async throws -> Order<Source>?,
    done: (Source, Result<Data, ChartProblem>) async throws -> Void
  ) async throws {
    guard let first = try await next() else { return }
    let folder = try TemporaryFolder(ofPicturesIn: temporary)
    defer { folder.remove() }
    var queue = Queue(first)
    while !queue.waiting.isEmpty {
      guard let end = try await runGnuplot(&queue, in: folder, next, done) else { continue }
      try cancellation.check()
      try Task.checkCancellation()
      // It ended early. What it was drawing is to blame; a new one draws the rest.
      if end.isOfTheMachine { throw end }
      try await done(queue.waiting.removeFirst().order.source, .failure(end))
    }
  }

  /// What is not drawn yet: of the first two gnuplot has been told.
  private struct Queue<Source: Sendable> {
    var waiting: [(number: Int, order: Order<Source>)]
    private var last = 1
    var isOver = false

    init(_ first: Order<Source>) { waiting = [(1, first)] }

    /// - Returns: The script's number.
    mutating func add(_ order: Order<Source>) -> Int {
      last += 1
      waiting.append((last, order))
      return last
    }
  }

  /// One gnuplot, from its start to its end.
  /// - Returns: Why it ended early; `nil` if there was nothing more to draw.
  private func runGnuplot<Source: Sendable>(
    _ queue: inout Queue<Source>, in folder: TemporaryFolder,
    _ next: () async throws -> Order<Source>?, _ done: (Source, Result<Data, ChartProblem>) async throws -> Void
  ) async throws -> ChartProblem? {
    let watch = Watch(limit: limit, cancellation: cancellation)
    do {
      let result = try await Subprocess.run(
        executable, arguments: ["-d"], workingDirectory: FilePath(folder.url.path),
        platformOptions: Self.ownGroup, input: .inputWriter, output: .discarded, error: .sequence
      ) { process in
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { try await watch.run { try? process.send(signal: .kill, toProcessGroup: true) } }
          defer { group.cancelAll() }
          var gnuplot = Conversation(
            writer: process.standardInputWriter, errors: process.standardError.makeAsyncIterator(), watch: watch)
          return try await draw(&queue, by: &gnuplot, in: folder, next, done)
        }
      }
      guard let said = result.closureResult else { return nil }
      if let problem = ChartProblem(gnuplot: said), problem.isOfTheMachine { return problem }
      return watch.isOverdue ? .timedOut(seconds: limit / .seconds(1)) : .gnuplotDied
    } catch let error as SubprocessError {
      throw error.code == .executableNotFound ? ChartProblem.noGnuplot : ChartProblem.gnuplotFailed("\(error)")
    }
  }

  /// - Returns: What gnuplot said where it ended before it had drawn all; `nil` if it has.
  private func draw<Source: Sendable>(
    _ queue: inout Queue<Source>, by gnuplot: inout Conversation, in folder: TemporaryFolder,
    _ next: () async throws -> Order<Source>?, _ done: (Source, Result<Data, ChartProblem>) async throws -> Void
  ) async throws -> String? {
    await gnuplot.say(Gnuplot.prologue)
    for (number, order) in queue.waiting { await gnuplot.say(order, number) }
    while true {
      if queue.waiting.count < 2, !queue.isOver {
        if let order = try await next() {
          await gnuplot.say(order, queue.add(order))
        } else {
          queue.isOver = true
        }
      }
      guard let (number, order) = queue.waiting.first else { return nil }
      guard let complaint = await gnuplot.answer(to: number) else { return gnuplot.heard }
      let picture = try folder.picture(number, order.format, complaint)
      queue.waiting.removeFirst()
      try await done(order.source, picture)
    }
  }

  /// In a group of its own gnuplot does not get the terminal's Ctrl-C, and what it may have started ends with it.
  private static var ownGroup: PlatformOptions {
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
    return options
  }
}

/// What is said to a gnuplot, and what it answers. One that has died is no error here: it gives no answer.
private struct Conversation {
  let writer: StandardInputWriter
  var errors: SubprocessOutputSequence.Iterator
  let watch: Watch
  /// What it has said since the last answer.
  private(set) var heard = ""
  private let mark = "phaseline-\(UUID().uuidString)"

  init(writer: StandardInputWriter, errors: SubprocessOutputSequence.Iterator, watch: Watch) {
    (self.writer, self.errors, self.watch) = (writer, errors, watch)
  }

  func say(_ text: String) async {
    await watch.within { _ = try? await writer.write(text) }
  }

  /// A script, into a file of its own; nothing of it stays for the next.
  func say(_ order: GnuplotSession.Order<some Sendable>, _ number: Int) async {
    await say(
      """
      set output '\(TemporaryFolder.name(number, order.format))'
      \(order.script)
      unset multiplot
      set output
      print '\(mark)-\(number).'
      reset
      undefine $*

      """)
  }

  /// Waits until a script is done.
  /// - Returns: What gnuplot complained of meanwhile; `nil` if it has ended.
  mutating func answer(to number: Int) async -> String? {
    let end = "\(mark)-\(number).\n"
    while true {
      if let range = heard.range(of: end) {
        let complaint = String(heard[..<range.lowerBound])
        heard.removeSubrange(..<range.upperBound)
        return complaint
      }
      watch.begin()
      let more = try? await errors.next()
      watch.end()
      guard let more else { return nil }
      heard += more.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
  }
}

/// Ends a gnuplot that takes too long, or whose pictures nobody waits for any more.
private final class Watch: Sendable {
  private static let interval = Duration.milliseconds(50)
  private let limit: Duration
  private let cancellation: Cancellation
  /// Until when what gnuplot does now must be done.
  private let deadline = Mutex<ContinuousClock.Instant?>(nil)
  private let overdue = Atomic<Bool>(false)

  init(limit: Duration, cancellation: Cancellation) { (self.limit, self.cancellation) = (limit, cancellation) }

  var isOverdue: Bool { overdue.load(ordering: .relaxed) }

  func begin() { deadline.withLock { $0 = .now + limit } }
  func end() { deadline.withLock { $0 = nil } }

  func within(_ work: () async -> Void) async {
    begin()
    await work()
    end()
  }

  /// Watches until it is cancelled.
  /// - Throws: `CancellationError`, then.
  func run(kill: @Sendable () -> Void) async throws {
    while true {
      try await Task.sleep(for: Self.interval)
      let isLate = deadline.withLock { $0.map { $0 < .now } ?? false }
      guard isLate || cancellation.isCancelled else { continue }
      overdue.store(isLate && !cancellation.isCancelled, ordering: .relaxed)
      return kill()
    }
  }
}

/// Where gnuplot leaves its pictures.
extension TemporaryFolder {
  fileprivate init(ofPicturesIn place: URL) throws(ChartProblem) {
    do { try self.init(in: place, named: "phaseline-gnuplot") } catch {
      throw .unwritable(place.path, reason: error.description)
    }
  }

  fileprivate static func name(_ number: Int, _ format: ChartFile.Format) -> String { "\(number).\(format.rawValue)" }

  /// Takes a picture out.
  /// - Returns: The picture; a problem where gnuplot complained, or left half of it.
  /// - Throws: `ChartProblem` where it can draw none at all.
  fileprivate func picture(
    _ number: Int, _ format: ChartFile.Format, _ complaint: String
  ) throws -> Result<Data, ChartProblem> {
    let file = url.appendingPathComponent(Self.name(number, format))
    defer { try? FileManager.default.removeItem(at: file) }
    if let problem = ChartProblem(gnuplot: complaint) {
      if problem.isOfTheMachine { throw problem }
      return .failure(problem)
    }
    guard let data = try? Data(contentsOf: file), format.isWhole(data) else { return .failure(.pictureCutShort) }
    return .success(data)
  }
}
