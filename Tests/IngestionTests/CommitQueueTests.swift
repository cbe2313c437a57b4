import Documents
import SystemPackage
import Testing

@testable import Ingestion
@testable import Storage

/// The queue between the pipeline and the committers. Nothing here sleeps: a call that must wait is seen to wait by what
/// happens meanwhile.
@Suite(.timeLimit(.minutes(1)))
struct CommitQueueTests {
  private let claims = ContentClaims()

  @Test func `gives out a batch when it is full, and the rest at the end`() async {
    let queue = queue(items: 2)
    for number in 0..<3 { await queue.accept(failed(number)) }

    let first = await queue.next() ?? []
    await queue.done(with: first)
    await queue.finish()
    let second = await queue.next() ?? []
    await queue.done(with: second)

    #expect(names(first) == ["file:///0", "file:///1"])
    #expect(names(second) == ["file:///2"])
    #expect(await queue.next() == nil)
  }

  @Test func `takes no more while as many batches wait as it may hold`() async {
    let queue = queue(items: 1)
    for number in 0..<2 { await queue.accept(failed(number)) }
    let order = Order()

    await withDiscardingTaskGroup { tasks in
      tasks.addTask {
        await queue.accept(failed(2))
        await order.note("accepted")
      }
      await order.note("taken")
      _ = await queue.next()
    }

    #expect(await order.notes == ["taken", "accepted"])
  }

  @Test func `what is forming goes when it has waited long enough, and not before`() async {
    let queue = queue(items: 10)
    await queue.accept(failed(0))

    await queue.flush(olderThan: .seconds(3600))
    await queue.accept(failed(1))
    await queue.flush(olderThan: .zero)

    #expect(names(await queue.next() ?? []) == ["file:///0", "file:///1"])
  }

  @Test func `a copy waits for the commit of the content it shares`() async throws {
    let queue = queue(items: 1)
    let record = try document(0)
    #expect(claims.claim(record.fetched.digest, for: record.fetched.entry.source))
    await queue.accept(copy(1, of: record))
    await queue.accept(.document(record))

    let first = await queue.next() ?? []
    await queue.done(with: first)
    let second = await queue.next() ?? []

    #expect(names(first) == ["file:///0"])
    #expect(names(second) == ["file:///1"])
    #expect(!claims.isClaimed(record.fetched.digest))
  }

  @Test func `a copy of what the database refused ends as that did, with its reason`() async throws {
    let queue = queue(items: 1)
    let record = try document(0)
    #expect(claims.claim(record.fetched.digest, for: record.fetched.entry.source))
    await queue.accept(copy(1, of: record))
    await queue.accept(.document(record))
    let reason = Problem(code: "unstorable", message: "a tsvector of 1 MB")

    let first = await queue.next() ?? []
    await queue.done(with: first, refused: [record.fetched.digest: reason])
    let second = await queue.next() ?? []

    guard case .failed(let source, .corrupt, reason)? = second.first else {
      Issue.record("\(second)")
      return
    }
    #expect(source.string == "file:///1")
  }

  @Test func `a copy whose content never comes is let go when nothing is on its way, and may bring it itself`()
    async throws
  {
    let queue = queue(items: 1)
    let record = try document(0)
    _ = claims.claim(record.fetched.digest, for: record.fetched.entry.source)
    await queue.accept(copy(1, of: record))

    await queue.drain()
    await queue.finish()

    #expect(await queue.next() == nil)
    #expect(claims.claim(record.fetched.digest, for: entry(1).source))
  }

  @Test func `what copies wait for never waits for there to be fewer copies`() async throws {
    let queue = CommitQueue(limits: .init(items: 1, waitingCopies: 1), claims: claims)
    let record = try document(0)
    _ = claims.claim(record.fetched.digest, for: record.fetched.entry.source)
    await queue.accept(copy(1, of: record))

    await queue.accept(.document(record))
    await queue.accept(failed(2))

    #expect(names(await queue.next() ?? []) == ["file:///0"])
    #expect(names(await queue.next() ?? []) == ["file:///2"])
  }

  @Test func `a container waits until all that was in it is committed`() async throws {
    let queue = queue(items: 1)
    let member = SourceURL(string: "file:///0!/b.tar!/c")
    await queue.accept(.failed(member, .vanished, Problem(code: "vanished", message: "")))

    await queue.accept(.document(try document(0, isContainer: true)))
    await queue.finish()
    let first = await queue.next() ?? []
    await queue.done(with: first)
    let second = await queue.next() ?? []
    await queue.done(with: second)

    #expect(names(first) == [member.string])
    #expect(names(second) == ["file:///0"])
    #expect(await queue.next() == nil)
  }

  @Test func `a claim is one source's, also when that source is tried again`() throws {
    let digest = try document(0).fetched.digest

    #expect(claims.claim(digest, for: SourceURL(string: "file:///0")))
    #expect(claims.claim(digest, for: SourceURL(string: "file:///0")))
    #expect(!claims.claim(digest, for: SourceURL(string: "file:///1")))
    claims.release(digest)
    #expect(claims.claim(digest, for: SourceURL(string: "file:///1")))
  }

  private func queue(items: Int) -> CommitQueue { CommitQueue(limits: .init(items: items), claims: claims) }

  private func failed(_ number: Int) -> BatchItem {
    .failed(SourceURL(string: "file:///\(number)"), .vanished, Problem(code: "vanished", message: ""))
  }

  private func copy(_ number: Int, of record: DocumentRecord) -> BatchItem {
    .known(entry(number), record.fetched.digest)
  }

  private func document(_ number: Int, isContainer: Bool = false) throws -> DocumentRecord {
    let null = try FileDescriptor.open("/dev/null", .readOnly)
    let digest = try #require(ContentDigest(hex: String(repeating: "ab", count: 32)))
    let file = FetchedFile(
      entry: entry(number), digest: digest, size: 0, content: ContentFile(descriptor: null, staged: nil))
    guard isContainer else { return DocumentRecord(file) }
    var extraction = Extraction(
      state: .stored, text: DocumentText.none, extractor: ExtractorVersion(name: "archive", version: 1))
    extraction.isContainer = true
    let detected = Detected(mediaType: "application/zip", confidence: 1)
    return DocumentRecord(
      ExtractedDocument(file: DetectedFile(fetched: file, detected: detected), extraction: extraction))
  }

  private func entry(_ number: Int) -> FolderEntry {
    FolderEntry(path: FilePath("/\(number)"), identity: FileIdentity(size: 0, modified: 0, changed: 0, inode: 0))
  }

  private func names(_ batch: [BatchItem]) -> [String] {
    batch.map { item in
      switch item {
      case .document(let record): record.fetched.entry.source.string
      case .known(let entry, _, _): entry.source.string
      case .kept(_, let source, _, _), .failed(let source, _, _): source.string
      }
    }
  }
}

/// What happened, in order.
private actor Order {
  private(set) var notes: [String] = []

  func note(_ text: String) { notes.append(text) }
}
