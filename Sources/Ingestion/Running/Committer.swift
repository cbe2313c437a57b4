import Documents
import PQ
import Pipeline
import Storage

/// Takes batches from the queue and commits them, as long as there are any. A run has a few, each with a connection of its own.
///
/// The one place that answers a failed batch: a passing failure is tried again for as long as patience lasts, a batch that the
/// database refuses is halved until the document at fault stands alone, and everything else halts the run.
struct Committer: Sendable {
  let queue: CommitQueue
  let writer: BatchWriter
  /// Takes documents that are stored already, where the run has such.
  var again: ReextractionWriter?
  let blobs: any BlobStore
  let control: RunControl
  let board: ProgressBoard
  let patience: Patience
  let upkeep: IndexUpkeep

  func run() async {
    while let batch = await queue.next() {
      let refused = control.isHalted ? [:] : await commit(batch)
      await queue.done(with: batch, refused: refused)
    }
  }

  /// Commits a batch, or ends each of its items in a state of its own; gives the documents that the database refused.
  private func commit(_ batch: [BatchItem]) async -> CommitQueue.Refusals {
    do throws(CommitFailure) {
      let states = try await patience.run(while: { !control.isHalted }) { () throws(CommitFailure) in
        try await store(batch)
      }
      count(batch, states)
      upkeep.batchIsCommitted()
    } catch {
      if case .reject = error.disposition { return await separate(batch, error) }
      control.halt(error)
    }
    return [:]
  }

  /// Documents that are stored already are a transaction of their own, behind what was found inside them.
  private func store(_ batch: [BatchItem]) async throws(CommitFailure) -> [LedgerLine] {
    guard let again else { return try await storeNew(batch) }
    let new = batch.filter { !$0.isAgain }
    let lines = new.isEmpty ? [] : try await storeNew(new)
    guard new.count < batch.count else { return lines }
    do {
      return lines + (try await again.commit(batch.filter(\.isAgain)))
    } catch {
      throw CommitFailure(cause: StorageError.database(error))
    }
  }

  private func storeNew(_ batch: [BatchItem]) async throws(CommitFailure) -> [LedgerLine] {
    do {
      try await writer.hold()
    } catch {
      throw CommitFailure(cause: StorageError.database(error))
    }
    try await seal(batch)
    do {
      return try await writer.commit(batch)
    } catch {
      throw CommitFailure(cause: StorageError.database(error))
    }
  }

  private func seal(_ batch: [BatchItem]) async throws(CommitFailure) {
    do {
      try await blobs.seal(batch.compactMap(\.staged))
    } catch {
      await writer.release()
      throw CommitFailure(cause: error)
    }
  }

  /// Halves a batch that was refused, until one item stands alone; that one ends in a state of its own.
  private func separate(_ batch: [BatchItem], _ error: CommitFailure) async -> CommitQueue.Refusals {
    guard batch.count > 1 else {
      guard case .document(let record)? = batch.first else {
        control.halt(error)
        return [:]
      }
      let problem = Problem(code: "unstorable", message: error.message)
      _ = await commit([.ended(record.fetched.entry, .corrupt, problem)])
      return [record.fetched.digest: problem]
    }
    let first = await commit(Array(batch[..<(batch.count / 2)]))
    guard !control.isHalted else { return first }
    let second = await commit(Array(batch[(batch.count / 2)...]))
    return first.merging(second) { former, _ in former }
  }

  private func count(_ batch: [BatchItem], _ states: [LedgerLine]) {
    board.update { reading in
      reading.done += batch.count
      for case .document(let record) in batch { reading.bytes += record.fetched.size }
      for case .known(_, _, .some) in batch { reading.restored += 1 }
      for line in states {
        let former = reading.committed[line.state] ?? LedgerLine(state: line.state, count: 0)
        reading.committed[line.state] = LedgerLine(
          state: line.state, count: former.count + line.count, bytes: former.bytes + line.bytes)
        if line.state.isFailure { reading.failures += line.count }
      }
    }
  }
}

/// Why a batch was not committed.
private struct CommitFailure: Classified {
  let cause: any Classified
  var code: String { cause.code }
  var message: String { cause.message }
  var disposition: Disposition { cause.disposition }
}
