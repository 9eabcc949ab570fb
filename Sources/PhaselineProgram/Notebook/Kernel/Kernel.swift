import Foundation
import Phaseline
import Synchronization

/// A kernel: does what front ends ask, one request after the other, and tells all of them what comes of it.
final class Kernel: Sendable {
  private let wire = Wire()
  private let codec: MessageCodec
  private let cancellation: Cancellation
  private let queue = Mutex(Queue())
  private let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  /// What is done at this moment: outputs name it.
  private let current = Mutex<Current?>(nil)
  private let parentProcess = getppid()

  /// What was asked and is not done yet, in the order in which it came.
  private struct Queue {
    var requests: [(message: Message, isAborted: Bool)] = []
    var isEnding = false

    /// What was asked before a cell failed is not done.
    mutating func abort() { for index in requests.indices { requests[index].isAborted = true } }
  }

  private struct Current {
    var parent: Message
    var isSilent: Bool
    var count: Int
  }

  init(key: String, cancellation: Cancellation) {
    (codec, self.cancellation) = (MessageCodec(key: key), cancellation)
  }

  /// Serves until somebody asks it to shut down, or the program that started it is gone.
  /// - Parameters:
  ///   - workbench: Its environment, and the options that hold for every cell.
  ///   - workspace: The path of the workspace that is named; a new one where there is none.
  ///   - parameters: Those that the notebook was run with.
  /// - Throws: `UsageProblem.refused` where it cannot listen.
  func serve(
    _ connection: ConnectionFile, _ workbench: Workbench, workspace: String?, parameters: [String]
  ) async throws {
    var cells = try CellSession(workbench, workspace: workspace) { [weak self] in self?.show($0) }
    defer { cells.end() }
    try cells.set(parameters)
    try await wire.open(
      connection, tick: { [weak self] in self?.isWanted ?? false },
      receive: { [weak self] in self?.receive($0, $1) })
    publish("status", ["execution_state": "starting"], of: nil)
    var answers = KernelAnswers(cells)
    for await _ in arrivals {
      while let request = next() {
        await answer(request.message, isAborted: request.isAborted, &answers)
      }
      if queue.withLock({ $0.isEnding }) { break }
    }
    await wire.shut()
  }

  /// What is to be done next. An interruption from here on is meant for it.
  private func next() -> (message: Message, isAborted: Bool)? {
    queue.withLock { queue in
      guard !queue.isEnding, !queue.requests.isEmpty else { return nil }
      cancellation.reset()
      return queue.requests.removeFirst()
    }
  }

  /// Whether the program that started it is there still, and nobody has sent a signal to end it.
  private var isWanted: Bool {
    if getppid() == parentProcess, !Interrupt.isEndAsked { return true }
    end()
    return false
  }

  /// Stops what runs; what waits is not done.
  private func end() {
    queue.withLock { queue in
      queue = Queue(requests: [], isEnding: true)
      cancellation.cancel()
    }
    arrival.yield()
  }
}

// MARK: - What comes, on the wire's thread

extension Kernel {
  private func receive(_ channel: Wire.Channel, _ frames: [Data]) {
    if channel == .iopub { return welcome(frames) }
    let message: Message
    do { message = try codec.message(frames) } catch {
      return Self.log("a message on \(channel.rawValue) is dropped: \(error.rawValue)")
    }
    switch channel {
    case .shell:
      queue.withLock { queue in if !queue.isEnding { queue.requests.append((message, false)) } }
      arrival.yield()
    case .control: control(message)
    case .iopub, .heartbeat, .stdin: break  // nothing is ever asked on stdin
    }
  }

  /// Tells whoever begins to listen that it is heard: it may have missed what came before.
  private func welcome(_ frames: [Data]) {
    guard let topic = frames.first, topic.first == 1 else { return }
    let name = String(decoding: topic.dropFirst(), as: UTF8.self)
    send("iopub_welcome", ["subscription": .string(name)], to: [Data(topic.dropFirst())], of: nil, on: .iopub)
  }

  /// What is answered while a cell runs.
  private func control(_ request: Message) {
    publish("status", ["execution_state": "busy"], of: request)
    switch request.type {
    case "interrupt_request":
      interrupt()
      reply(["status": "ok"], to: request, on: .control)
    case "shutdown_request": shutDown(request, on: .control)
    case "kernel_info_request": reply(KernelAnswers.kernelInfo, to: request, on: .control)
    default: Self.ignore(request, on: .control)
    }
    publish("status", ["execution_state": "idle"], of: request)
  }

  /// Stops what runs, and does not begin what waits.
  private func interrupt() {
    queue.withLock { queue in
      queue.abort()
      cancellation.cancel()
    }
  }

  private func shutDown(_ request: Message, on channel: Wire.Channel) {
    reply(["status": "ok", "restart": .bool(request.content["restart"]?.bool ?? false)], to: request, on: channel)
    end()
  }

  private static func ignore(_ request: Message, on channel: Wire.Channel) {
    log("a message on \(channel.rawValue) is ignored: nothing is known of \(request.type.prefix(60).debugDescription)")
  }

  private static func log(_ what: String) { Output.writeError("phaseline kernel: \(what)\n") }
}

// MARK: - What is done

extension Kernel {
  private func answer(_ request: Message, isAborted: Bool, _ answers: inout KernelAnswers) async {
    publish("status", ["execution_state": "busy"], of: request)
    switch request.type {
    case "execute_request" where isAborted: reply(["status": "aborted"], to: request, on: .shell)
    case "execute_request": await execute(request, &answers)
    case "shutdown_request": shutDown(request, on: .shell)
    case "comm_open":  // nothing here speaks by comms
      let id = request.content["comm_id"] ?? ""
      publish("comm_close", ["comm_id": id, "data": [:]], of: request)
    case "comm_msg", "comm_close": break
    default:
      if let content = answers.answer(request) {
        reply(content, to: request, on: .shell)
      } else {
        Self.ignore(request, on: .shell)
      }
    }
    publish("status", ["execution_state": "idle"], of: request)
  }

  private func execute(_ request: Message, _ answers: inout KernelAnswers) async {
    let cell = KernelAnswers.Cell(request)
    let count = answers.begin(cell)
    current.withLock { $0 = Current(parent: request, isSilent: cell.isSilent, count: count) }
    if !cell.isSilent {
      publish("execute_input", ["code": .string(cell.code), "execution_count": .integer(count)], of: request)
    }
    let failure = await answers.run(cell)
    current.withLock { $0 = nil }
    var content: [String: JSONValue] = ["execution_count": .integer(count)]
    if let failure {
      content.merge(["status": "error"].merging(failure.content) { $1 }) { $1 }
      if cell.stopsOnError {
        await wire.catchUp()
        queue.withLock { $0.abort() }
      }
    } else {
      content.merge(["status": "ok", "payload": [], "user_expressions": cell.refusedExpressions]) { $1 }
    }
    reply(.object(content), to: request, on: .shell)
  }

  /// An output of the cell that runs.
  private func show(_ output: CellOutput) {
    guard let current = current.withLock({ $0 }), !current.isSilent else { return }
    switch output {
    case .stream(let name, let text):
      publish("stream", ["name": .string(name.rawValue), "text": .string(text)], of: current.parent)
    case .display(let display):
      let type = display.isResult ? "execute_result" : "display_data"
      publish(type, .object(display.message(count: current.count)), of: current.parent)
    case .failure(let failure): publish("error", .object(failure.content), of: current.parent)
    }
  }
}

// MARK: - What goes

extension Kernel {
  /// To all who listen.
  private func publish(_ type: String, _ content: JSONValue, of parent: Message?) {
    send(type, content, to: [Data(type.utf8)], of: parent, on: .iopub)
  }

  private func reply(_ content: JSONValue, to request: Message, on channel: Wire.Channel) {
    let type = request.type.replacing(/_request$/, with: "_reply")
    send(type, content, to: request.identities, of: request, on: channel)
  }

  private func send(
    _ type: String, _ content: JSONValue, to identities: [Data], of parent: Message?, on channel: Wire.Channel
  ) {
    let message = Message(
      identities: identities, header: codec.header(type), parent: parent?.header ?? [:], content: content)
    wire.send(codec.frames(message), on: channel)
  }
}

extension CellFailure {
  /// What messages say of it.
  var content: [String: JSONValue] {
    [
      "ename": .string(Self.name), "evalue": .string(message), "traceback": .array(trace.map { .string($0) }),
    ]
  }
}
