import Subprocess
import Testing

/// `kill -9` of a run over stored documents: the same command goes on with it, and what it changed can be taken back to the last byte.
@Suite(.serialized, .timeLimit(.minutes(6)))
struct KilledReextractionTests {
  @Test func `again and again, until it is left alone and then taken back`() async throws {
    try await Scene.with { scene in
      try await scene.ingest()
      let watcher = try scene.watcher()
      let before = try await watcher.committedItems()

      for items in [1, 120, 240] {
        try await scene.reextract { coordinator in
          try await coordinator.freeze(at: "\(items) items") { try await watcher.committedItems() >= before + items }
          try await coordinator.killAndWait()
        }
      }
      let outcome = try await scene.reextract()
      let counts = try await watcher.texts(Self.counts)
      let back = try await scene.rollback()

      // Some of the fixtures fail every time.
      #expect(outcome.status == .exited(1), "\(outcome.complaint)")
      #expect(outcome.output.contains(#""resumed":true"#), "\(outcome.output)")
      #expect(counts == ["one run, every document once, no text too long, nothing left to do"])
      #expect(back.status == .exited(0), "\(back.complaint)")
      await watcher.close()
      let differences = try await scene.snapshot().withoutJobs.differences(
        from: try await Undisturbed.shared.snapshot().withoutJobs)
      #expect(differences == [])
    }
  }

  private static let counts = """
    SELECT CASE
        WHEN (SELECT count(*) FROM stratlogic.scraping_jobs WHERE job_type = 'reextract') <> 1 THEN 'more than one run'
        WHEN (SELECT count(*) FROM stratlogic.job_queue) <> 0 THEN 'work is left'
        WHEN (SELECT count(*) FROM stratlogic.reextractions) <> (SELECT count(*) FROM stratlogic.artifacts) THEN 'not every document'
        WHEN (
            SELECT count(*) FROM stratlogic.job_items JOIN stratlogic.scraping_jobs AS job ON job.id = job_id AND job_type = 'reextract'
        ) <> (SELECT count(*) FROM stratlogic.artifacts) THEN 'not once'
        WHEN (SELECT max(octet_length(content_text)) FROM stratlogic.artifacts) > 1024 THEN 'a text that was left out'
        ELSE 'one run, every document once, no text too long, nothing left to do'
    END
    """
}

extension Snapshot {
  /// Documents with all that hangs on them, without who came to them when.
  fileprivate var withoutJobs: Snapshot {
    Snapshot(lines: lines.filter { line in !["item ", "item states ", "job "].contains(where: line.hasPrefix) })
  }
}
