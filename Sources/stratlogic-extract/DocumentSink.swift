import Documents
import Pipeline
import Tagging

/// What listens while one document is extracted: passes events on, shows them to the tagger, and holds the end back until the tags are out.
struct DocumentSink: ExtractionSink {
  private let outbox: Outbox
  /// False where only tags were asked for: then the extraction is done for the tagger alone.
  private let passesOn: Bool
  private var tagger: Tagger?
  private(set) var end: (state: ItemState, problem: Problem?)?

  init(_ outbox: Outbox, passesOn: Bool, tagger: Tagger?) {
    self.outbox = outbox
    self.passesOn = passesOn
    self.tagger = tagger
  }

  /// What the tagger made of it all; to be asked once, at the end.
  mutating func tagging() -> Tagger.Result? { tagger?.finish() }

  mutating func accept(_ event: ExtractionEvent) throws(SinkClosed) {
    if case .finished(let state, let problem) = event {
      end = (state, problem)
      return
    }
    tagger?.observe(event)
    // A page that is not passed on is still progress.
    if passesOn { try outbox.put(event) } else if case .part = event { try outbox.put(.progress) }
  }
}
