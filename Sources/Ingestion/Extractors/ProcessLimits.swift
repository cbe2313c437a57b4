/// What one extractor process may use.
package struct ProcessLimits: Sendable, Hashable {
  /// Bytes of address space.
  package var memory: Int
  /// Time without a finished page or part, after which the process is ended.
  package var stall: Duration
  /// Seconds on the processor for one document, to end a process that reports progress for ever.
  package var cpuSeconds: Int
  /// Whether it loads what recognises text in pictures.
  package var recognises: Bool

  package init(
    memory: Int = 1 << 30, stall: Duration = .seconds(30), cpuSeconds: Int = 600, recognises: Bool = false
  ) {
    self.memory = memory
    self.stall = stall
    self.cpuSeconds = cpuSeconds
    self.recognises = recognises
  }
}
