import Documents
import Indexing
import Languages

/// Builds a segment from documents and their stored parts. A class because closures that read texts share it; one thread uses
/// it.
final class DocumentIndexer {
  private var builder: SegmentBuilder? = SegmentBuilder()
  private var reader = LanguageReader()
  private var language: String?
  private var isFirstPart = true
  /// Of the documents that were begun.
  private(set) var numbers: [Int32] = []

  /// Begins a document with what is indexed of it before its body. Numbers ascend.
  func begin(_ document: IndexedDocument) {
    numbers.append(document.number)
    builder?.begin(document.attributes)
    language = document.language
    isFirstPart = true
    for (zone, text) in document.heads { _ = builder?.add(text, to: zone, language: nil) }
  }

  /// Goes on with the document's text, its body before what stands around it; gives the position of the part's first word. The
  /// first part of a document whose language is not known tells it, if it can.
  func add(_ part: String, _ zone: TextZone) -> Int {
    if isFirstPart, language == nil { language = surely(reader.read(part)) }
    isFirstPart = false
    return builder?.add(part, to: zone == .body ? .body : .boilerplate, language: language) ?? 0
  }

  /// Each language in the index makes searches look under one more stem, so one that is not plain is not taken.
  private func surely(_ evidence: LanguageEvidence) -> String? {
    guard let estimate = LanguageReader.estimate(evidence), estimate.confidence >= 0.8 else { return nil }
    return estimate.code
  }

  func end() -> DocumentMeasure { builder?.end() ?? DocumentMeasure.none }

  /// Hands over what was built; nil the second time.
  func take() -> SegmentBuilder? { builder.take() }
}
