import Documents
import Languages

/// Finds out the language of a document's parts, and of the document from all of them.
struct LanguageTagger {
  /// Bytes of a part that say enough to speak of its own language.
  private static let longEnough = 200
  /// Parts whose language is told, at most; the document's is known by then.
  private static let mostParts = 500
  /// From here on, a document's languages are known well enough to look at every eighth part whole, and at the beginning of the others.
  private static let firstParts = 16
  /// Bytes of such a beginning: they tell the language of the part, and not what else is in it.
  private static let beginning = 1_000
  /// How sure one must be to contradict what the document says of itself.
  private static let confidenceAgainstHint = 0.7

  private var reader = LanguageReader()
  private var evidence = LanguageEvidence()
  private var parts: [LanguageFinding] = []
  private var count = 0
  private var declared: String?

  /// Takes what a document states of its language: an attribute `lang`, a PDF's /Lang.
  mutating func hint(_ language: String) {
    let code = language.lowercased().prefix { $0.isLetter }
    if (2...3).contains(code.count), declared == nil { declared = code == "nb" || code == "nn" ? "no" : String(code) }
  }

  mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
    count += 1
    guard parts.count < Self.mostParts else { return }
    let isWhole = count <= Self.firstParts || count % 8 == 0
    let found = reader.read(isWhole ? text : UnsafeBufferPointer(rebasing: text.prefix(Self.beginning)))
    if isWhole { evidence += found }
    guard text.count >= Self.longEnough, let estimate = LanguageReader.estimate(found) else { return }
    parts.append(LanguageFinding(part: count, code: estimate.code, confidence: estimate.confidence))
  }

  /// The document's language; nil where it has none, or none that can be told.
  var document: LanguageFinding? {
    let estimate = LanguageReader.estimate(evidence)
    if let declared, let estimate, declared != estimate.code, estimate.confidence < Self.confidenceAgainstHint,
      LanguageReader.isPossible(declared, evidence)
    {
      return LanguageFinding(part: nil, code: declared, confidence: 0.5)
    }
    guard let estimate else { return nil }
    return LanguageFinding(part: nil, code: estimate.code, confidence: estimate.confidence)
  }

  /// The document's, then its parts' where there are several.
  var findings: [Finding] {
    guard let document else { return [] }
    return [.language(document)] + (count > 1 ? parts.map { .language($0) } : [])
  }
}
