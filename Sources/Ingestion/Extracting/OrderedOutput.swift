/// Brings results that come in any order back into the order of their numbers.
///
/// Holds what came early; callers bound that by how far they run ahead.
actor OrderedOutput<Value: Sendable> {
  private let emit: (Value) -> Void
  private var next = 0
  private var early: [Int: Value] = [:]

  init(emit: @escaping @Sendable (Value) -> Void) { self.emit = emit }

  /// Takes the result with this number; gives how many results were let out by it.
  func take(_ value: Value, number: Int) -> Int {
    early[number] = value
    var count = 0
    while let value = early.removeValue(forKey: next) {
      emit(value)
      next += 1
      count += 1
    }
    return count
  }
}
