import Documents
import Glibc
import Pipeline
import Sandbox
import SystemPackage

/// Our end of one extractor process: its socket, its output, and what was said of the document in hand.
///
/// Every call blocks until its outcome is known, and each outcome is bounded in time: by the stall limit, or by the process's end.
struct ExtractorSession: ~Copyable {
  /// How long a process may take until it is ready. Generous: a machine under load must not look like a broken program.
  private static let startLimit = Duration.seconds(30)
  /// Memory and time on the processor are looked at this often, at most.
  private static let lookInterval = Duration.seconds(1)

  private let ends: SessionEnds
  private let peak: PeakMemory
  private let process: ChildGauge
  private let limits: ProcessLimits
  private var reader = FrameReader()
  private var writer = FrameWriter()
  private var outputEnded = false
  /// Where the process's own clock must not get to with the document in hand.
  private var lastCPU = Duration.zero
  private var nextLook = ContinuousClock.now
  private(set) var said = ChildOutput()

  init(_ ends: consuming SessionEnds, process: ChildGauge, limits: ProcessLimits, peak: PeakMemory) {
    self.ends = ends
    self.process = process
    self.peak = peak
    self.limits = limits
  }

  /// Waits until the process is confined and ready; returns the protections it goes without.
  mutating func greet() throws(Breakage) -> [String] {
    lastCPU = .seconds(limits.cpuSeconds)
    let deadline = ContinuousClock.now + Self.startLimit
    while true {
      switch try nextFrame() {
      case .ready(let missing): return missing
      case .some: throw .malformed("an answer before it was ready")
      case nil: try receive(before: deadline)
      }
    }
  }

  /// Has one document understood, and adds what comes to `document`; returns how the extractor says it ended.
  mutating func understand(
    _ job: ExtractorJob, into document: inout DocumentCollector
  ) throws(Breakage) -> (ItemState, Problem?) {
    try send(job)
    var deadline = ContinuousClock.now + limits.stall
    while true {
      guard let frame = try nextFrame() else {
        try receive(before: deadline)
        continue
      }
      guard case .event(let event) = frame else { throw .malformed("a frame that only we send") }
      try document.accept(event)
      switch event {
      case .finished(let state, let problem):
        guard !reader.holdsRemainder else { throw .malformed("it went on after the end") }
        return (state, problem)
      case .detected, .part, .progress, .member, .memberBytes, .memberFinished:
        deadline = ContinuousClock.now + limits.stall
      case .extractor, .title, .heading, .property, .link, .pageCount, .recognition, .tag, .finding: break
      }
    }
  }

  /// Looks at the memory the process held at most.
  func lookAtMemory() { peak.record(process.peakMemory() ?? 0) }

  /// Ends the process, and reads its last words.
  mutating func kill() {
    lookAtMemory()
    process.kill()
    drain(for: .seconds(5))
  }

  /// Says that nothing more will come, which ends an honest extractor, and waits for its end; a dishonest one is ended.
  mutating func close() {
    lookAtMemory()
    shutdown(ends.socket.descriptor.rawValue, Int32(SHUT_RDWR))
    drain(for: .seconds(2))
    if !outputEnded { kill() }
  }

  // MARK: - Sending

  private mutating func send(_ job: ExtractorJob) throws(Breakage) {
    writer.removeAll()
    do throws(FrameError) {
      try writer.append(job.request)
    } catch {
      throw .malformed(error.message)
    }
    let used = process.cpuTime() ?? .zero
    lastCPU = used + .seconds(limits.cpuSeconds)
    // Where the kernel does not let us, the look at the clock in `waitForSocket` must do.
    _ = process.limit(cpu: limits.cpuSeconds, beyond: used)
    do throws(SandboxError) {
      try ends.socket.send(writer.bytes, passing: job.content.descriptor)
    } catch {
      throw .hungUp
    }
  }

  // MARK: - Receiving

  private mutating func nextFrame() throws(Breakage) -> Frame? {
    do throws(FrameError) {
      return try reader.next()
    } catch {
      throw .malformed(error.message)
    }
  }

  private mutating func receive(before deadline: ContinuousClock.Instant) throws(Breakage) {
    try waitForSocket(until: deadline)
    var passed: FileDescriptor?
    let count: Int
    do throws(SandboxError) {
      count = try reader.fill { [socket = ends.socket.descriptor] room throws(SandboxError) in
        let received = try Channel.receive(on: socket, into: room)
        passed = received.passed
        return received.count
      }
    } catch {
      throw .hungUp
    }
    if let passed {
      try? passed.close()
      throw .malformed("it sent a descriptor")
    }
    guard count > 0 else { throw .hungUp }
  }

  /// Returns when the socket has something, and keeps the pipe empty meanwhile: a child that writes must never wait for us.
  private mutating func waitForSocket(until deadline: ContinuousClock.Instant) throws(Breakage) {
    while true {
      let now = ContinuousClock.now
      guard now < deadline else { throw .stalled }
      try look(at: now)
      let slice = min(deadline - now, Self.lookInterval)
      var polled = [
        pollfd(fd: ends.socket.descriptor.rawValue, events: Int16(POLLIN), revents: 0),
        pollfd(fd: outputEnded ? -1 : ends.output.descriptor.rawValue, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&polled, 2, Int32(slice / .milliseconds(1)) + 1)
      guard ready > 0 else { continue }
      if polled[1].revents != 0 { drain() }
      if polled[0].revents != 0 { return }
    }
  }

  /// Once in a while, looks at what the process uses.
  private mutating func look(at now: ContinuousClock.Instant) throws(Breakage) {
    guard now >= nextLook else { return }
    nextLook = now + Self.lookInterval
    lookAtMemory()
    if let used = process.cpuTime(), used > lastCPU { throw .stalled }
  }

  /// Reads the pipe to its end, which is the end of the process, but no longer than this.
  private mutating func drain(for time: Duration) {
    let deadline = ContinuousClock.now + time
    while !outputEnded, ContinuousClock.now < deadline {
      var polled = pollfd(fd: ends.output.descriptor.rawValue, events: Int16(POLLIN), revents: 0)
      if poll(&polled, 1, 100) > 0 { drain() }
    }
  }

  /// Reads what waits in the pipe, once.
  private mutating func drain() {
    withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 1) { room in
      let count = (try? ends.output.descriptor.read(into: room)) ?? 0
      if count == 0 { outputEnded = true }
      said.append(UnsafeRawBufferPointer(rebasing: room[..<count]))
    }
  }
}
