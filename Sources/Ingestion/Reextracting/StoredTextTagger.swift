import Documents
import Pipeline
import Storage
import SystemPackage
import Tagging

/// Tags stored documents anew, from their stored text: no bytes are read, and no extractor is needed.
struct StoredTextTagger: Sendable {
  private let store: ReextractionStore
  private let stage: TagStage
  private let accept: @Sendable (BatchItem) async -> Void

  init(store: ReextractionStore, stage: TagStage, accept: @escaping @Sendable (BatchItem) async -> Void) {
    self.store = store
    self.stage = stage
    self.accept = accept
  }

  /// How frequent words are in the user's documents; nil where there are too few, or it cannot be asked.
  static func statistics(of database: Database) async -> CorpusStatistics? {
    let words = try? await FrequentWords.read(on: database.connection(), limit: CorpusStatistics.mostWords)
    guard let words else { return nil }
    return CorpusStatistics.snapshot(documents: words.documents, words: words.words).withUnsafeBytes {
      CorpusStatistics($0)
    }
  }

  func run(_ stored: StoredContent, in context: StageContext) async throws(StageFailure) {
    let text: (parts: [TextPart], language: String?)
    do throws(StorageError) {
      text = try await store.text(of: stored.artifact)
    } catch {
      throw StageFailure(stage: TagStage.name, cause: error)
    }
    let document = try Self.document(stored, text.parts, language: text.language)
    guard case .next(let tagged) = try await stage.run(document, in: context) else { return }
    // The text is stored; it need not wait in memory for its batch.
    let bare = try Self.document(stored, [], language: nil)
    await accept(
      .document(DocumentRecord(TaggedDocument(document: bare, tags: tagged.tags, findings: tagged.findings))))
  }

  private static func document(
    _ stored: StoredContent, _ parts: [TextPart], language: String?
  ) throws(StageFailure) -> ExtractedDocument {
    let nothing: FileDescriptor
    do {
      // A document brings a descriptor of its bytes along, at which nobody looks here.
      nothing = try FileDescriptor.open("/dev/null", .readOnly, options: .closeOnExec)
    } catch {
      throw StageFailure(stage: TagStage.name, cause: BlobError(error as? Errno ?? .ioError, during: "open /dev/null"))
    }
    let fetched = FetchedFile(
      entry: stored.entry, digest: stored.digest, size: stored.size,
      content: ContentFile(descriptor: nothing, staged: nil))
    let extraction = Extraction(
      state: .stored, metadata: language.map { [Property(key: "language", value: $0)] } ?? [],
      text: DocumentText(parts), extractor: ExtractorVersion(name: "none", version: 0))
    let detected = Detected(mediaType: .octetStream, confidence: 0)
    return ExtractedDocument(file: DetectedFile(fetched: fetched, detected: detected), extraction: extraction)
  }
}
