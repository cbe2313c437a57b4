/// One thing that `verify` found not to be as it should.
package struct IntegrityFinding: Sendable, Equatable {
  /// The raw values are the words that commands print.
  package enum Kind: String, Sendable, CaseIterable {
    /// A document's bytes are not in the blob store.
    case blobMissing = "blob_missing"
    /// What the blob store has under a digest has another one.
    case blobDamaged = "blob_damaged"
    /// A row's digest is none.
    case rowMalformed = "row_malformed"
    /// A document's text is not in parts as it was, so that no passage of it can be shown.
    case partsMissing = "parts_missing"
    /// What extractors said of a document is not all there.
    case extractionsMissing = "extractions_missing"
    /// A document has none of its tags.
    case tagsMissing = "tags_missing"
    /// No path and no URL leads to a document.
    case sourcesMissing = "sources_missing"
    /// A document is in no segment of the index, and does not wait for it.
    case indexMissing = "index_missing"
    /// The index holds a document that there is not.
    case indexStray = "index_stray"
    /// A search leaves a document out although a file has it, or finds it although none has.
    case indexExclusion = "index_exclusion"
    /// A segment's bytes cannot be read, or are not all there.
    case indexDamaged = "index_damaged"
    /// A job's counts are not those of its ledger.
    case ledgerCounts = "ledger_counts"
  }

  package let kind: Kind
  /// What it is about: a digest, an artifact, a segment, a job.
  package let subject: String
  package let detail: String
  package var isMended: Bool

  /// Whether extracting the document again, from the bytes that are kept, mends it.
  package var needsExtraction: Bool { [.partsMissing, .extractionsMissing, .tagsMissing].contains(kind) }
}

/// What `verify` looked at, and what it found.
package struct IntegrityReport: Sendable {
  package var contents = 0
  package var bytes: Int64 = 0
  /// Blobs that no document refers to: no fault, and `gc` frees them.
  package var unreferenced = 0
  package var unreferencedBytes: Int64 = 0
  package var indexed = 0
  /// Documents whose entries in the index are out of date, and that a search indexes for itself.
  package var waiting = 0
  package var findings: [IntegrityFinding] = []

  package init() {}

  /// Findings that nobody mended.
  package var remaining: Int { findings.count { !$0.isMended } }
}
