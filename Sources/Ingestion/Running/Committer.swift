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
  let blobs: any BlobStore
  let control: RunControl
  let board: ProgressBoard
  let patience: Patience
  let upkeep: IndexUpkeep

  func run() async {
    while let batch = await queue.next() {
      if !control.isHalted { await commit(batch) }
      await queue.done(with: batch)
    }
  }

  private func commit(_ batch: [BatchItem]) async {
    do throws(CommitFailure) {
      try await patience.run(while: { !control.isHalted }) { () throws(CommitFailure) in try await store(batch) }
      count(batch)
      upkeep.batchIsCommitted()
    } catch {
      if case .reject = error.disposition { await separate(batch, error) } else { control.halt(error) }
    }
  }

  private func store(_ batch: [BatchItem]) async throws(CommitFailure) {
    let staged = batch.compactMap { item in
      if case .document(let record) = item { record.fetched.content.staged } else { nil }
    }
    do {
      try await blobs.seal(staged)
    } catch {
      throw CommitFailure(cause: error)
    }
    do {
      try await writer.commit(batch)
    } catch {
      throw CommitFailure(cause: StorageError.database(error))
    }
  }

  /// Halves a batch that was refused, until one item stands alone; that one ends in a state of its own.
  private func separate(_ batch: [BatchItem], _ error: CommitFailure) async {
    guard batch.count > 1 else {
      guard case .document(let record)? = batch.first else { return control.halt(error) }
      let problem = Problem(code: "unstorable", message: error.message)
      return await commit([.failed(record.fetched.entry.source, .corrupt, problem)])
    }
    await commit(Array(batch[..<(batch.count / 2)]))
    await commit(Array(batch[(batch.count / 2)...]))
  }

  private func count(_ batch: [BatchItem]) {
    board.update { reading in
      for item in batch {
        reading.done += 1
        switch item {
        case .document(let record):
          reading.bytes += record.fetched.size
          if record.state.isFailure { reading.failures += 1 }
        case .failed(_, let state, _): if state.isFailure { reading.failures += 1 }
        case .known: break
        }
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
