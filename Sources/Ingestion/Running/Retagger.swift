import Documents
import Pipeline
import Storage
import Tagging

/// Tags documents that are stored already with a new job's keywords, from their stored text.
struct Retagger: Sendable {
  let keywords: [ExpandedKeyword]
  let artifacts: ArtifactStore
  let jobs: JobStore

  /// Texts read at one time.
  private static let documentsAtOnce = 32
  private static let itemsAtOnce = 512

  func retag(_ identifiers: [RowIdentifier]) async throws(StorageError) {
    guard !keywords.isEmpty else { return }
    for start in stride(from: 0, to: identifiers.count, by: Self.documentsAtOnce) {
      let page = Array(identifiers[start..<min(start + Self.documentsAtOnce, identifiers.count)])
      for (artifact, text) in try await artifacts.texts(of: page) {
        let found = tags(in: text)
        if !found.isEmpty { try await artifacts.add(keywords: found, to: artifact) }
      }
    }
  }

  /// Retags what `job` found to be known.
  func retagKnown(in job: RowIdentifier) async throws(StorageError) {
    guard !keywords.isEmpty else { return }
    var last: Int64 = 0
    while true {
      let page = try await jobs.items(
        of: job, in: [.duplicate, .unchanged, .moved], after: last, limit: Self.itemsAtOnce)
      try await retag(page.compactMap(\.artifact))
      guard page.count == Self.itemsAtOnce, let highest = page.last else { return }
      last = highest.id
    }
  }

  private func tags(in text: String) -> [Tag] {
    var tagger = Tagger(TaggingRequest(keywords: keywords, keyphrases: 0))
    tagger.observe(.part(TextPart(pages: nil, text: text)))
    return tagger.finish().tags.filter { $0.type == "keyword" }
  }
}
