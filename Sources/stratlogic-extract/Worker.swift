import Detection
import Documents
import Extraction
import Glibc
import Pipeline
import Sandbox
import Tagging

/// Does the steps of a request, with libraries that are loaded once for all documents.
struct Worker: ~Copyable {
  private var detector: Detector
  private var extractor: DocumentExtractor
  private let statistics: CorpusStatistics?

  init(detector: consuming Detector, extractor: consuming DocumentExtractor, statistics: CorpusStatistics?) {
    self.detector = detector
    self.extractor = extractor
    self.statistics = statistics
  }

  /// Answers one request, up to its `finished`. Throws when nobody listens.
  mutating func work(_ delivery: borrowing Delivery, _ outbox: Outbox) throws(SinkClosed) {
    // The watchdog takes ENOMEM for the cause of a crash: that of an earlier document must not count.
    errno = 0
    let request = delivery.request
    let bytes = delivery.content.bytes
    let detected =
      request.detected ?? detector.detect(bytes, name: request.name, served: request.options.server?.mediaType)
    let tagger = request.steps.contains(.tag) ? Tagger(request.tagging, statistics: statistics) : nil
    var sink = DocumentSink(outbox, passesOn: request.steps.contains(.extract), tagger: tagger)
    if request.steps.contains(.detect) { try outbox.put(.detected(detected)) }
    if request.steps != [.detect] {
      try extract(request, bytes, as: detected.mediaType, into: &sink)
    }
    if let tagging = sink.tagging() {
      for tag in tagging.tags { try outbox.put(.tag(tag)) }
      for finding in tagging.findings { try outbox.put(.finding(finding)) }
    }
    try outbox.put(.finished(sink.end?.state ?? .stored, sink.end?.problem))
  }

  /// A single compressed file is extracted as what is in it.
  private mutating func extract(
    _ request: ExtractionRequest, _ bytes: UnsafeRawBufferPointer, as type: MediaType, into sink: inout DocumentSink
  ) throws(SinkClosed) {
    guard let content = PackedContent(bytes, type: type) else {
      return try extractor.extract(
        bytes, as: type, name: request.name, limits: request.limits, options: request.options, into: &sink)
    }
    let name = PackedContent.name(inside: request.name)
    let inner = detector.detect(content.bytes, name: name).mediaType
    try sink.accept(.property(Property(key: "content_type", value: inner.rawValue)))
    try extractor.extract(
      content.bytes, as: inner, name: name, limits: request.limits, options: request.options, into: &sink)
    if let problem = content.problem { try sink.accept(.finished(content.state, problem)) }
  }
}
