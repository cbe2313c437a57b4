package import Documents

/// What an extractor process is asked to do with one descriptor. Plain data: it crosses a socket.
package struct ExtractionRequest: Sendable, Hashable {
  /// The steps to run, always a contiguous stretch of `detect`, `extract`, `tag`.
  package enum Step: UInt8, Sendable, CaseIterable {
    case detect = 1
    case extract = 2
    case tag = 3
  }

  package var steps: [Step]
  /// The file's name without its folder: a hint for detection, and the title of last resort. Undecodable bytes as U+FFFD.
  package var name: String
  /// Bytes behind the descriptor.
  package var size: Int64
  /// What an earlier detect step found; nil where `steps` begins with one.
  package var detected: Detected?
  package var limits: ExtractionLimits
  /// What the tag step is to do.
  package var tagging: TaggingRequest
  package var options: ExtractionOptions

  package init(
    steps: [Step], name: String, size: Int64, detected: Detected?, limits: ExtractionLimits,
    tagging: TaggingRequest = TaggingRequest(), options: ExtractionOptions = ExtractionOptions()
  ) {
    self.steps = steps
    self.name = name
    self.size = size
    self.detected = detected
    self.limits = limits
    self.tagging = tagging
    self.options = options
  }
}

/// What the tag step looks for.
package struct TaggingRequest: Sendable, Hashable {
  /// The job's keywords, and what they were expanded to.
  package var keywords: [ExpandedKeyword]
  /// Keyphrases of a document, at most.
  package var keyphrases: Int

  package init(keywords: [ExpandedKeyword] = [], keyphrases: Int = 12) {
    self.keywords = keywords
    self.keyphrases = keyphrases
  }
}

/// Bounds on one document, chosen so that no ordinary document meets them.
package struct ExtractionLimits: Sendable, Hashable {
  /// UTF-8 bytes of text kept of a document; what is beyond makes it `truncated`.
  package var text: Int
  /// UTF-8 bytes of text in one part, at most. Small enough for PostgreSQL's 16,383 positions.
  package var part: Int
  package var members: MemberLimits

  package init(text: Int = 32 << 20, part: Int = 16 << 10, members: MemberLimits = MemberLimits()) {
    self.text = text
    self.part = part
    self.members = members
  }
}
