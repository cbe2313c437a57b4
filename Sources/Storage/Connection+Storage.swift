import PQ

extension Connection {
  /// `withSession`, whose failure is one of what is stored.
  func storageSession<Value: Sendable>(
    _ body: @Sendable (inout Session) throws(PQError) -> Value
  ) async throws(StorageError) -> Value {
    do {
      return try await withSession(body)
    } catch {
      throw .database(error)
    }
  }
}
