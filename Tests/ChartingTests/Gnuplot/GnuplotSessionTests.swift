import Foundation
import Phaseline
import Subprocess
import Synchronization
import SystemPackage
import Testing

@testable import Charting

/// One gnuplot that draws many pictures, whatever becomes of one of them.
@Suite("gnuplot session", .serialized) final class GnuplotSessionTests {
  private typealias Order = GnuplotSession.Order<Int>
  /// Of the session alone: whatever is left in it, the session has left.
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("session-\(UUID().uuidString)")

  init() throws {
    signal(SIGPIPE, SIG_IGN)  // as the program does: a gnuplot that has gone reads no more
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(at: folder) }

  private func session(_ executable: Subprocess.Executable = Gnuplot.executable) -> GnuplotSession {
    var session = GnuplotSession()
    (session.executable, session.temporary) = (executable, folder)
    return session
  }

  private static func picture(_ number: Int, then: String = "") -> Order {
    Order(
      script: "set terminal pngcairo size 300,200\nset label 'L\(number)' at 0,0\nplot [0:1] \(number) * x\n\(then)",
      format: .png, source: number)
  }

  private func draw(_ orders: [Order], by session: GnuplotSession? = nil) async throws -> [Int: Result<
    Data, ChartProblem
  >] {
    var waiting = orders[...]
    var results: [Int: Result<Data, ChartProblem>] = [:]
    defer { #expect(left.isEmpty) }
    try await (session ?? self.session()).draw({ waiting.popFirst() }, done: { results[$0] = $1 })
    return results
  }

  private var left: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] }

  /// A program that stands in for gnuplot.
  private func standIn(_ script: String) throws -> (Subprocess.Executable, remove: () -> Void) {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("gnuplot-\(UUID().uuidString)")
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    return (.path(FilePath(file.path)), { try? FileManager.default.removeItem(at: file) })
  }

  @Test("each picture is what gnuplot draws of its script alone, also behind one that leaves things set or fails")
  func many() async throws {
    var orders = (1...9).map { Self.picture($0) }
    orders[3].script += "set logscale y; $left << EOD\n1\nEOD\nset xrange [5:9]; set multiplot\n"
    orders[4].script = "set terminal pngcairo size 300,200\nplot $left\n"  // which was the one before's
    orders[6].script = "set terminal pngcairo\nplot nonsense(\n"
    let results = try await draw(orders)
    #expect(results.count == 9)
    for (number, result) in results {
      if [5, 7].contains(number) {
        guard case .failure(.gnuplotFailed(let words)) = result else {
          Issue.record("\(number) is no failure")
          continue
        }
        #expect(words.contains(number == 5 ? "no datablock named $left" : "invalid expression"))
        continue
      }
      let script = orders[number - 1].script + (number == 4 ? "unset multiplot\n" : "")
      let alone = try await Gnuplot.run { (script, ()) }.0
      #expect(try result.get() == alone, "\(number)")
    }
  }

  @Test("the next picture is worked out while the one before is drawn")
  func pipelined() async throws {
    var events: [String] = []
    var orders = (1...4).map { Self.picture($0) }[...]
    try await session().draw(
      {
        let order = orders.popFirst()
        if let order { events.append("worked out \(order.source)") }
        return order
      }, done: { number, _ in events.append("took \(number)") })
    #expect(
      events == [
        "worked out 1", "worked out 2", "took 1", "worked out 3", "took 2", "worked out 4", "took 3", "took 4",
      ])
  }

  @Test("where gnuplot is killed midway that picture is reported, and a new one draws the rest")
  func killed() async throws {
    let results = try await draw([
      Self.picture(1), Self.picture(2, then: "system('kill -9 $PPID')\n"), Self.picture(3), Self.picture(4),
    ])
    #expect(results[2] == .failure(.gnuplotDied))
    for number in [1, 3, 4] { #expect(try results[number]?.get().isEmpty == false) }
  }

  @Test("one that takes too long is stopped and reported, and a new one draws the rest")
  func slow() async throws {
    var session = session()
    session.limit = .seconds(1)
    let started = ContinuousClock.now
    let results = try await draw([Self.picture(1), Self.picture(2, then: "pause 60\n"), Self.picture(3)], by: session)
    #expect(results[2] == .failure(.timedOut(seconds: 1)))
    for number in [1, 3] { #expect(try results[number]?.get().isEmpty == false) }
    #expect(ContinuousClock.now - started < .seconds(55), "it drew to its end")
  }

  @Test("a program that neither reads nor answers is stopped, each time")
  func hanging() async throws {
    let (executable, remove) = try standIn("exec sleep 60")
    defer { remove() }
    var session = session(executable)
    session.limit = .milliseconds(300)
    let long = String(repeating: "# more than a pipe holds\n", count: 10_000)
    let results = try await draw([Self.picture(1), Self.picture(2, then: long)], by: session)
    #expect(results == [1: .failure(.timedOut(seconds: 0.3)), 2: .failure(.timedOut(seconds: 0.3))])
  }

  @Test("whoever asks to stop need not wait, and no gnuplot is left")
  func cancelled() async throws {
    var session = session()
    let cancellation = Cancellation()
    session.cancellation = cancellation
    let started = ContinuousClock.now
    var process: pid_t?
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("pid-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    Task.detached {
      while (try? String(contentsOf: file, encoding: .utf8))?.hasSuffix("\n") != true {
        try await Task.sleep(for: .milliseconds(20))
      }
      cancellation.cancel()
    }
    await #expect(throws: CancellationError.self) {
      let hanging = Self.picture(2, then: "system('echo $PPID > \(file.path)')\npause 60\n")
      _ = try await self.draw([Self.picture(1), hanging, Self.picture(3)], by: session)
    }
    #expect(ContinuousClock.now - started < .seconds(55), "it went on to its end")
    process = pid_t(try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines))
    #expect(kill(try #require(process), 0) == -1, "gnuplot still runs")
  }

  @Test("a picture without its end is none")
  func cutShort() async throws {
    let results = try await draw([
      Self.picture(1), Order(script: "set terminal dumb\nplot x\n", format: .png, source: 2), Self.picture(3),
    ])
    #expect(results[2] == .failure(.pictureCutShort))
    #expect(try results[3]?.get().isEmpty == false)
  }

  @Test("without gnuplot, with one too old, and with one that cannot draw, all is refused at once")
  func machine() async throws {
    await #expect(throws: ChartProblem.noGnuplot) {
      _ = try await self.draw([Self.picture(1)], by: self.session(.name("no-such-gnuplot")))
    }
    let problems: [(String, ChartProblem)] = [
      ("s/GPVAL_VERSION/5.0/g", .tooOld(version: "5.0")),
      ("s/terminal pngcairo/terminal nothing/", .noTerminal(name: "nothing")),
    ]
    for (change, problem) in problems {
      let (executable, remove) = try standIn("sed -u '\(change)' | gnuplot \"$@\"")
      defer { remove() }
      var hurried = session(executable)
      hurried.limit = .seconds(1)  // `sed` waits for more, though gnuplot has gone
      do {
        _ = try await draw([Self.picture(1), Self.picture(2)], by: hurried)
        Issue.record("nothing was thrown")
      } catch let thrown as ChartProblem {
        #expect(thrown == problem)
      }
    }
  }

  @Test("what the working out throws comes through, and no gnuplot or folder is left")
  func thrown() async throws {
    var number = 0
    await #expect(throws: ChartProblem.tooSmall) {
      try await self.session().draw(
        {
          number += 1
          if number == 3 { throw ChartProblem.tooSmall }
          return Self.picture(number)
        }, done: { _, _ in })
    }
    #expect(left.isEmpty)
  }
}
