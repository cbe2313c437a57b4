package import SystemPackage

// A document is a value that changes type as it is understood. These are its types, in the order of the default pipeline.

/// A regular file that a walk or a list named, not opened yet; or a page of the web, or a member of a container, whose bytes are at hand.
package struct FolderEntry: Sendable {
  /// Of the file; for a member, of the file around it. The root for a page, which has none.
  package let path: FilePath
  package let source: SourceURL
  package let identity: FileIdentity
  /// The artifact whose bytes these are, where they are stored already and extracted again.
  package let artifact: RowIdentifier?
  /// What the server said of a page; nil for what was not fetched from one.
  package let retrieval: Retrieval?

  package init(path: FilePath, identity: FileIdentity) {
    self.path = path
    self.source = SourceURL(path: path)
    self.identity = identity
    artifact = nil
    retrieval = nil
    givenName = nil
  }

  /// A page of the web, as it was found there; `retrieval` is nil where it was not.
  package init(page address: WebAddress, identity: FileIdentity, retrieval: Retrieval? = nil) {
    path = "/"
    source = address.source
    self.identity = identity
    artifact = nil
    self.retrieval = retrieval
    givenName = source.name
  }

  /// What is stored as `artifact`, and was found at `source`: the file is not looked at again, and need not be there.
  package init(
    stored artifact: RowIdentifier, source: SourceURL, identity: FileIdentity, retrieval: Retrieval? = nil
  ) {
    path = (source.containers.first ?? source).path ?? "/"
    self.source = source
    self.identity = identity
    self.artifact = artifact
    self.retrieval = retrieval
    givenName = source.name
  }

  /// A member of the container that `container` names, with a path that was made safe. Of members that share a path, all but the
  /// first are told apart by the number of their occurrence.
  package init(member path: [UInt8], occurrence: Int, of container: FolderEntry, identity: FileIdentity) {
    self.path = container.path
    source = container.source.member(path, occurrence: occurrence)
    self.identity = identity
    artifact = nil
    retrieval = nil
    givenName = path.split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// nil for a file, whose path says it.
  private let givenName: String?

  package var isMember: Bool { artifact == nil && !source.containers.isEmpty }

  /// The name without folders; what is not UTF-8 in it becomes U+FFFD.
  package var name: String { givenName ?? path.lastComponent?.string ?? path.string }
}

/// A value whose content is known by digest: what `dedupe` may filter.
package protocol ContentAddressed: Sendable {
  var fetched: FetchedFile { get }
}

/// A file whose bytes were read once, hashed, and copied to where they cannot change.
package struct FetchedFile: ContentAddressed {
  package let entry: FolderEntry
  package let digest: ContentDigest
  /// The bytes that were read, which may differ from `entry.identity.size` when the file was being written.
  package let size: Int64
  package let content: ContentFile
  package var fetched: FetchedFile { self }

  package init(entry: FolderEntry, digest: ContentDigest, size: Int64, content: ContentFile) {
    self.entry = entry
    self.digest = digest
    self.size = size
    self.content = content
  }
}

/// A file of which the media type is known.
package struct DetectedFile: ContentAddressed {
  package let fetched: FetchedFile
  package let detected: Detected

  package init(fetched: FetchedFile, detected: Detected) {
    self.fetched = fetched
    self.detected = detected
  }
}

/// What a file is, and how sure that is (0 to 1).
package struct Detected: Sendable, Hashable {
  package let mediaType: MediaType
  package let confidence: Double

  package init(mediaType: MediaType, confidence: Double) {
    self.mediaType = mediaType
    self.confidence = confidence
  }
}

/// A file with its text.
package struct ExtractedDocument: ContentAddressed {
  package let file: DetectedFile
  package let extraction: Extraction
  package var fetched: FetchedFile { file.fetched }

  package init(file: DetectedFile, extraction: Extraction) {
    self.file = file
    self.extraction = extraction
  }
}

/// A document with what was derived from its text.
package struct TaggedDocument: ContentAddressed {
  package let document: ExtractedDocument
  package let tags: [Tag]
  package let findings: [Finding]
  package var fetched: FetchedFile { document.fetched }

  package init(document: ExtractedDocument, tags: [Tag], findings: [Finding] = []) {
    self.document = document
    self.tags = tags
    self.findings = findings
  }
}

/// A document that is in the database, in the transaction that also finished its item.
package struct StoredDocument: Sendable {
  package let state: ItemState

  package init(state: ItemState) { self.state = state }
}
