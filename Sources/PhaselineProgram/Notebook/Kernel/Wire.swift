import CZeroMQ
import Foundation
import Phaseline
import Synchronization

/// The sockets of a kernel. They belong to one thread, which reads what comes, hands it on, and sends what others have laid
/// in the outbox.
final class Wire: Sendable {
  typealias Channel = ConnectionFile.Channel
  /// What comes: at once, on the wire's thread.
  typealias Receiver = @Sendable (Channel, [Data]) -> Void

  private struct Outbox {
    var parcels: [(channel: Channel, frames: [Data])] = []
    /// Told when all is sent, once nothing more is to be.
    var ending: CheckedContinuation<Void, Never>?
    /// Told when all that has come on shell is handed on.
    var waiting: [CheckedContinuation<Void, Never>] = []
    /// Whether the thread has ended.
    var isOver = false
  }
  private let outbox = Mutex(Outbox())
  /// Wakes the thread that waits for the sockets.
  private let bell = Bell()

  /// Sends when the thread gets to it, in the order of these calls.
  func send(_ frames: [Data], on channel: Channel) {
    outbox.withLock { $0.parcels.append((channel, frames)) }
    bell.ring()
  }

  /// Waits until all that has come on shell is handed on.
  func catchUp() async {
    await withCheckedContinuation { waiting in
      let isOver = outbox.withLock { outbox in
        if !outbox.isOver { outbox.waiting.append(waiting) }
        return outbox.isOver
      }
      isOver ? waiting.resume() : bell.ring()
    }
  }

  /// Sends what is still to be sent, and ends.
  func shut() async {
    await withCheckedContinuation { ending in
      let isOver = outbox.withLock { outbox in
        outbox.ending = outbox.isOver ? nil : ending
        return outbox.isOver
      }
      isOver ? ending.resume() : bell.ring()
    }
  }

  /// Opens the sockets.
  /// - Parameters:
  ///   - receive: Called with what comes on shell and control, and with subscriptions to iopub.
  ///   - tick: Called about every second; the wire ends where it says no.
  /// - Throws: `UsageProblem.refused` where an address is taken.
  func open(
    _ connection: ConnectionFile, tick: @escaping @Sendable () -> Bool, receive: @escaping Receiver
  ) async throws {
    try await withCheckedThrowingContinuation { (opened: CheckedContinuation<Void, any Error>) in
      let thread = Thread { [self] in
        let sockets: Sockets
        do { sockets = try Sockets(connection, bell: bell.heard) } catch { return opened.resume(throwing: error) }
        opened.resume()
        serve(sockets, tick, receive)
      }
      thread.name = "wire"
      thread.start()
    }
  }

  private func serve(_ sockets: Sockets, _ tick: () -> Bool, _ receive: Receiver) {
    defer {
      sockets.close()
      outbox.withLock { outbox in
        outbox.isOver = true
        outbox.ending?.resume()
        for waiting in outbox.waiting { waiting.resume() }
      }
    }
    while true {
      let ready = sockets.wait(milliseconds: 1000)
      bell.calm()
      let (parcels, isEnding) = outbox.withLock { outbox in
        defer { outbox.parcels = [] }
        return (outbox.parcels, outbox.ending != nil)
      }
      for parcel in parcels { sockets.send(parcel.frames, on: parcel.channel) }
      if isEnding || !tick() { return }
      if !ready.contains(.shell) { tellThatCaughtUp() }
      for channel in ready {
        // Not more at once than lets others get their turn.
        for _ in 0..<100 {
          guard let frames = sockets.receive(on: channel) else { break }
          if channel == .heartbeat { sockets.send(frames, on: channel) } else { receive(channel, frames) }
        }
      }
    }
  }
}

extension Wire {
  private func tellThatCaughtUp() {
    let waiting = outbox.withLock { outbox in
      defer { outbox.waiting = [] }
      return outbox.waiting
    }
    for each in waiting { each.resume() }
  }
}

/// A pipe by which one thread wakes another.
private final class Bell: Sendable {
  /// Where it is heard.
  let heard: Int32
  private let rung: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    for end in ends { _ = (fcntl(end, F_SETFL, O_NONBLOCK), fcntl(end, F_SETFD, FD_CLOEXEC)) }
    (heard, rung) = (ends[0], ends[1])
  }

  deinit {
    close(heard)
    close(rung)
  }

  func ring() { _ = write(rung, [1], 1) }

  /// Forgets that it was rung.
  func calm() {
    var bytes = [UInt8](repeating: 0, count: 4096)
    while read(heard, &bytes, bytes.count) > 0 {}
  }
}

/// Open sockets, used by one thread.
private struct Sockets {
  private let context: UnsafeMutableRawPointer
  private let sockets: [(channel: Wire.Channel, socket: UnsafeMutableRawPointer)]
  private let bell: Int32

  init(_ connection: ConnectionFile, bell: Int32) throws {
    guard let context = zmq_ctx_new() else { throw UsageProblem.refused("ZeroMQ cannot be started: \(Self.problem).") }
    var opened: [(Wire.Channel, UnsafeMutableRawPointer)] = []
    for channel in Wire.Channel.allCases {
      guard let socket = zmq_socket(context, Self.kind(of: channel)) else {
        throw UsageProblem.refused("ZeroMQ opens no socket: \(Self.problem).")
      }
      opened.append((channel, socket))
      for (option, value) in Self.options(of: channel) {
        var value = value
        zmq_setsockopt(socket, option, &value, MemoryLayout<Int32>.size)
      }
      let endpoint = connection.endpoint(of: channel)
      guard zmq_bind(socket, endpoint) == 0 else {
        let problem = Self.problem
        Self.close(opened.map(\.1), context)
        throw UsageProblem.refused(
          "The kernel cannot listen at \(endpoint) (\(problem)). Let Jupyter choose another: restart the kernel.")
      }
    }
    (self.context, sockets, self.bell) = (context, opened, bell)
  }

  private static var problem: String { String(cString: zmq_strerror(zmq_errno())) }

  private static func kind(of channel: Wire.Channel) -> Int32 {
    switch channel {
    case .shell, .control, .stdin: ZMQ_ROUTER
    case .iopub: ZMQ_XPUB
    case .heartbeat: ZMQ_REP
    }
  }

  /// Of requests none is dropped, however many come at once; of outputs only those of a front end that reads none any more.
  /// Each that subscribes is told so; the end waits a second for whoever is slow to read.
  private static func options(of channel: Wire.Channel) -> [(Int32, Int32)] {
    let common: [(Int32, Int32)] = [(ZMQ_LINGER, 1000), (ZMQ_RCVHWM, 0)]
    let own: [(Int32, Int32)]
    if channel == .iopub { own = [(ZMQ_XPUB_VERBOSE, 1), (ZMQ_SNDHWM, 200_000)] } else { own = [(ZMQ_SNDHWM, 0)] }
    return common + own
  }

  /// Waits until something comes, or somebody rings.
  /// - Returns: The channels on which something has come.
  func wait(milliseconds: Int) -> [Wire.Channel] {
    var items = sockets.map { zmq_pollitem_t(socket: $0.socket, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0) }
    items.append(zmq_pollitem_t(socket: nil, fd: bell, events: Int16(ZMQ_POLLIN), revents: 0))
    guard zmq_poll(&items, Int32(items.count), milliseconds) > 0 else { return [] }
    return zip(sockets, items).filter { $1.revents & Int16(ZMQ_POLLIN) != 0 }.map(\.0.channel)
  }

  private func socket(of channel: Wire.Channel) -> UnsafeMutableRawPointer? {
    sockets.first { $0.channel == channel }?.socket
  }

  /// - Returns: The frames of a message; `nil` where none has come.
  func receive(on channel: Wire.Channel) -> [Data]? {
    guard let socket = socket(of: channel) else { return nil }
    var frames: [Data] = []
    var frame = zmq_msg_t()
    repeat {
      zmq_msg_init(&frame)
      defer { zmq_msg_close(&frame) }
      guard zmq_msg_recv(&frame, socket, ZMQ_DONTWAIT) >= 0 else { return frames.isEmpty ? nil : frames }
      frames.append(zmq_msg_data(&frame).map { Data(bytes: $0, count: zmq_msg_size(&frame)) } ?? Data())
      if zmq_msg_more(&frame) == 0 { return frames }
    } while true
  }

  func send(_ frames: [Data], on channel: Wire.Channel) {
    guard let socket = socket(of: channel) else { return }
    for (index, frame) in frames.enumerated() {
      let more = index < frames.count - 1 ? ZMQ_SNDMORE : 0
      _ = frame.withUnsafeBytes { zmq_send(socket, $0.baseAddress, $0.count, ZMQ_DONTWAIT | more) }
    }
  }

  func close() { Self.close(sockets.map(\.socket), context) }

  private static func close(_ sockets: [UnsafeMutableRawPointer], _ context: UnsafeMutableRawPointer) {
    for socket in sockets { zmq_close(socket) }
    zmq_ctx_term(context)
  }
}
