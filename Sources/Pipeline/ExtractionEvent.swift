package import Documents

/// What detect, extract and tag say about one document, in the order in which they find it.
///
/// The three run in a process that may die at any byte, so they report as they go: what came before a crash or a deadline
/// is kept. One document yields at most one `detected`, at most one `extractor`, any number of the rest, then `finished`.
package enum ExtractionEvent: Sendable, Hashable {
  case detected(Detected)
  case extractor(ExtractorVersion)
  case title(String)
  /// A heading, in reading order; what it says is in the text as well.
  case heading(String)
  case property(Property)
  /// A link in the text, in reading order.
  case link(Link)
  /// The number of pages, as soon as it is known.
  case pageCount(Int)
  case part(TextPart)
  /// What text recognition did for the document; at most once.
  case recognition(Recognition)
  /// A page or part was finished that yielded no text: it counts against the deadline, and is not stored.
  case progress
  case tag(Tag)
  case finding(Finding)
  /// A document inside this one begins. Its bytes follow, if it has any that can be had, and then its end.
  case member(Member)
  case memberBytes([UInt8])
  /// `stored` says that its bytes are whole; in any other state they are not to be used.
  case memberFinished(ItemState, Problem?)
  case finished(ItemState, Problem?)
}

/// Whoever listens to a document being understood: the socket to the coordinator, a tagger, a test.
package protocol ExtractionSink {
  /// Throws when nobody listens any more; the work on this document is then pointless.
  mutating func accept(_ event: ExtractionEvent) throws(SinkClosed)
}

/// The listener is gone.
package struct SinkClosed: Error {
  package init() {}
}
