import Dispatch

/// Independent parts of one search, each on whatever processor is free.
enum Concurrently {
  /// What `body` makes of each element, in their order; throws the first error in that order. Blocks until all are done; `body` must not wait for
  /// another task.
  static func map<Element: Sendable, Value: Sendable, Failure>(
    _ elements: [Element], _ body: @Sendable (Element) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    let results = [Result<Value, Failure>?](unsafeUninitializedCapacity: elements.count) { buffer, count in
      buffer.initialize(repeating: nil)
      count = elements.count
      // Each call writes its own element, and all calls are over before the buffer is read.
      nonisolated(unsafe) let places = buffer
      DispatchQueue.concurrentPerform(iterations: elements.count) { index in
        do throws(Failure) {
          places[index] = .success(try body(elements[index]))
        } catch {
          places[index] = .failure(error)
        }
      }
    }
    var values: [Value] = []
    values.reserveCapacity(results.count)
    for case let result? in results { values.append(try result.get()) }
    return values
  }
}
