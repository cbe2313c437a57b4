import Crypto
package import Documents
package import Pipeline
import SystemPackage

/// Reads one file once: hashed in the same pass in which it is copied to where it cannot change.
///
/// What is handed on is what was hashed, even of a file that is being written: such a file is read again a few times, and
/// then taken as it was read last, under the identity it had *before* that reading. Since its identity has changed by then,
/// the next run looks at it again.
package struct Fetch: Sendable {
  private static let blockSize = 256 << 10

  private let options: FetchOptions
  private let staging: any ContentStaging

  package init(options: FetchOptions, staging: any ContentStaging) {
    self.options = options
    self.staging = staging
  }

  /// Reads the file that `entry` names; blocks. `isCancelled` is asked before every block.
  package func fetch(
    _ entry: FolderEntry, isCancelled: () -> Bool = { false }
  ) throws(FetchError) -> FetchedFile {
    var last: Reading?
    for _ in 0..<options.attempts {
      let reading = try read(entry, isCancelled: isCancelled)
      last = reading
      if reading.isConsistent { break }
    }
    guard let last else { throw .vanished }
    // The walk's identity is kept where it still holds, because making another entry encodes the path again.
    let current = last.identity == entry.identity ? entry : FolderEntry(path: entry.path, identity: last.identity)
    return FetchedFile(entry: current, digest: last.digest, size: last.size, content: last.content)
  }

  private struct Reading {
    let identity: FileIdentity
    let digest: ContentDigest
    let size: Int64
    let content: ContentFile
    let isConsistent: Bool
  }

  private func read(_ entry: FolderEntry, isCancelled: () -> Bool) throws(FetchError) -> Reading {
    let source = try SourceFile.open(entry.path, follow: options.follow)
    let expected = source.status.identity.size
    guard expected <= options.maxSize else { throw .tooLarge(limit: options.maxSize) }
    do {
      let copy = try staging.begin(copying: source.descriptor, size: expected)
      let (digest, size) = try pump(copy, expecting: expected, isCancelled: isCancelled)
      let after = try FileStatus(of: source.descriptor).identity
      let content = try copy.finish(digest: digest, size: size)
      return Reading(
        identity: source.status.identity, digest: digest, size: size, content: content,
        isConsistent: after == source.status.identity && size == expected)
    } catch let error as FetchError {
      throw error
    } catch let error as BlobError {
      throw .staging(error)
    } catch {
      throw FetchError(error as? Errno ?? .ioError)
    }
  }

  /// Moves the content through one buffer: hash, then copy.
  ///
  /// Reads as many bytes as the file had when it was opened, fewer if it shrinks. Only a file without a size is read to
  /// its end, because some file systems (proc) give no sizes.
  private func pump(
    _ copy: any StagingCopy, expecting expected: Int64, isCancelled: () -> Bool
  ) throws -> (ContentDigest, Int64) {
    let limit = expected > 0 ? expected : options.maxSize
    let block = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Int(min(Int64(Self.blockSize), max(expected, 4096))), alignment: 4096)
    defer { block.deallocate() }
    var hash = SHA256()
    var size: Int64 = 0
    while size < limit {
      guard !isCancelled() else { throw FetchError.cancelled }
      let wanted = UnsafeMutableRawBufferPointer(rebasing: block.prefix(Int(min(Int64(block.count), limit - size))))
      let count = try copy.reader.read(fromAbsoluteOffset: size, into: wanted)
      guard count > 0 else { break }
      let filled = UnsafeRawBufferPointer(rebasing: wanted.prefix(count))
      hash.update(bufferPointer: filled)
      try copy.append(filled)
      size += Int64(count)
    }
    return (ContentDigest(bytes: hash.finalize()), size)
  }
}
