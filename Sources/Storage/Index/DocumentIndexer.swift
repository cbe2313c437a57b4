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
    for (zone, texts) in document.heads {
      for text in texts { _ = builder?.add(text, to: zone, language: nil, isApart: true) }
    }
  }

  /// Goes on with the document's text, its body before what stands around it; gives the position of the part's first word. The
  /// first part of a document whose language is not known tells it, if it can; each further part of the body is taken in its
  /// own language, if that is plain.
  func add(_ part: String, _ zone: TextZone) -> Int {
    var own = language
    if isFirstPart {
      if language == nil { language = surely(part, 0.8) }
      own = language
    } else if zone == .body, part.utf8.count >= Self.telling {
      own = surely(part, 0.9) ?? language
    }
    isFirstPart = false
    return builder?.add(part, to: zone == .body ? .body : .boilerplate, language: own) ?? 0
  }

  /// UTF-8 bytes of a part that may be in another language than its document.
  private static let telling = 300

  /// Each language in the index makes searches look under one more stem, so one that is not plain is not taken.
  private func surely(_ part: String, _ confidence: Double) -> String? {
    guard let estimate = LanguageReader.estimate(reader.read(part)), estimate.confidence >= confidence else {
      return nil
    }
    return estimate.code
  }

  func end() -> DocumentMeasure { builder?.end() ?? DocumentMeasure.none }

  /// Hands over what was built; nil the second time.
  func take() -> SegmentBuilder? { builder.take() }
}
