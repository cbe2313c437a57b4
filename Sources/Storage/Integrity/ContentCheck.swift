import CLinux
import Documents
import PQ
import Pipeline
import SystemPackage

/// Compares the rows with the blobs and, if asked, the blobs with their digests; both go by in the order of digests, a page at a time.
struct ContentCheck {
  let connection: Connection
  let blobs: any BlobStore
  let threads: BlockingThreads
  /// Compare existence and size only.
  let isQuick: Bool
  let repairs: Bool

  private static let pageSize = 1000
  /// Blobs that are read side by side.
  private static let readers = 8

  /// A content that rows refer to.
  private struct Expected: Sendable {
    let digest: ContentDigest
    let size: Int64?
  }

  func run(into report: inout IntegrityReport, progress: (Int) -> Void) async throws(StorageError) {
    var last = ""
    var listing = BlobListing(blobs)
    while true {
      let rows = try await page(after: last)
      var expected: [Expected] = []
      for row in rows {
        if let digest = row.digest {
          expected.append(Expected(digest: digest, size: row.size))
        } else {
          let what = "an artifact refers to it, and it is no SHA-256"
          report.findings.append(.init(kind: .rowMalformed, subject: row.hash, detail: what, isMended: false))
        }
      }
      let isEnd = rows.count < Self.pageSize
      let listed = try await listing.next(through: isEnd ? nil : expected.last?.digest)
      try await compare(expected, listed, &report)
      progress(report.contents)
      guard !isEnd, let end = rows.last else { return }
      last = end.hash
    }
  }

  private func page(after last: String) async throws(StorageError) -> [(
    digest: ContentDigest?, hash: String, size: Int64?
  )] {
    do {
      return try await connection.run(IntegrityQueries.contents, [.text(last), .int(Self.pageSize)])
    } catch {
      throw .database(error)
    }
  }

  private func compare(
    _ expected: [Expected], _ listed: [ContentDigest: Int64], _ report: inout IntegrityReport
  ) async throws(StorageError) {
    var listed = listed
    var here: [Expected] = []
    for content in expected {
      report.contents += 1
      let size = listed.removeValue(forKey: content.digest)
      if let size {
        report.bytes += size
        if let wanted = content.size, wanted != size {
          let detail = "\(size) bytes in place of \(wanted)"
          report.findings.append(try await finding(.blobDamaged, content, detail))
        } else {
          here.append(content)
        }
      } else if try await !isThere(content.digest) {
        report.findings.append(try await finding(.blobMissing, content, "not in the blob store"))
      }
    }
    report.unreferenced += listed.count
    report.unreferencedBytes += listed.values.reduce(0, +)
    guard !isQuick else { return }
    for content in try await damaged(here) {
      report.findings.append(try await finding(.blobDamaged, content, "its bytes have another digest"))
    }
  }

  /// Once more, for a row that was committed after its blob's place in the listing had gone by.
  private func isThere(_ digest: ContentDigest) async throws(StorageError) -> Bool {
    do { return try await blobs.contains(digest) } catch { throw .contents(error) }
  }

  /// Those whose bytes are not what they should be.
  private func damaged(_ contents: [Expected]) async throws(StorageError) -> [Expected] {
    var wrong: [Expected] = []
    for start in stride(from: 0, to: contents.count, by: Self.readers) {
      let some = contents[start..<min(start + Self.readers, contents.count)]
      let results = await withTaskGroup(of: (Expected, Result<Bool, BlobError>).self) { tasks in
        for content in some {
          tasks.addTask { [self] in (content, await isIntact(content.digest)) }
        }
        return await tasks.reduce(into: []) { $0.append($1) }
      }
      for (content, result) in results {
        do { if try !result.get() { wrong.append(content) } } catch { throw .contents(error) }
      }
    }
    return wrong
  }

  private func isIntact(_ digest: ContentDigest) async -> Result<Bool, BlobError> {
    do throws(BlobError) {
      return .success(try await blobs.isWhole(digest, on: threads))
    } catch .notFound {
      // It was removed after it was listed, as its artifact was.
      return .success(true)
    } catch {
      return .failure(error)
    }
  }

  private func finding(
    _ kind: IntegrityFinding.Kind, _ content: Expected, _ detail: String
  ) async throws(StorageError) -> IntegrityFinding {
    let isMended = repairs ? try await mend(content.digest) : false
    return IntegrityFinding(kind: kind, subject: content.digest.hex, detail: detail, isMended: isMended)
  }

  /// Takes the content from a file that has it still; whether there was one.
  private func mend(_ digest: ContentDigest) async throws(StorageError) -> Bool {
    let places: [SourceURL]
    do { places = try await connection.run(IntegrityQueries.places, [.text(digest.hex)]) } catch {
      throw .database(error)
    }
    for place in places where place.containers.isEmpty {
      guard let path = place.path else { continue }
      do {
        if try await put(path, as: digest) { return true }
      } catch {
        throw .contents(error)
      }
    }
    return false
  }

  private func put(_ path: FilePath, as digest: ContentDigest) async throws(BlobError) -> Bool {
    let (blobs, threads) = (blobs, threads)
    let copy = try await threads.run { () throws(BlobError) -> ContentFile? in
      let opened = path.withPlatformString { file_open_source(file_here(), $0, 1) }
      guard opened >= 0 else { return nil }
      let file = FileDescriptor(rawValue: opened)
      defer { try? file.close() }
      var status = file_status()
      guard file_status_of(opened, &status) == 0, file_is_regular(status.mode) != 0 else { return nil }
      let (found, content) = try BlobBytes.stage(file, size: status.size, in: blobs)
      return found == digest ? content : nil
    }
    guard let staged = copy?.staged else { return false }
    // A store keeps what it has of this digest and size: what is damaged goes first.
    try await blobs.remove(digest)
    try await blobs.seal([staged])
    return true
  }
}
