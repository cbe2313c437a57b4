import Detection
import Documents
import Extraction
import Foundation
import Pipeline

/// Everything that was said of one document.
struct Recording: ExtractionSink {
  private(set) var events: [ExtractionEvent] = []
  /// After so many events nobody listens any more.
  var patience = Int.max

  mutating func accept(_ event: ExtractionEvent) throws(SinkClosed) {
    guard events.count < patience else { throw SinkClosed() }
    events.append(event)
  }

  var parts: [TextPart] { events.compactMap { if case .part(let part) = $0 { part } else { nil } } }
  var text: String { parts.map(\.text).joined() }
  var body: String { parts.filter { $0.zone == .body }.map(\.text).joined() }
  var boilerplate: String { parts.filter { $0.zone == .boilerplate }.map(\.text).joined() }
  var links: [Link] { events.compactMap { if case .link(let link) = $0 { link } else { nil } } }
  var titles: [String] { events.compactMap { if case .title(let title) = $0 { title } else { nil } } }
  var headings: [String] { events.compactMap { if case .heading(let heading) = $0 { heading } else { nil } } }
  var pageCount: Int? { events.lazy.compactMap { if case .pageCount(let count) = $0 { count } else { nil } }.first }
  var properties: [String] {
    events.compactMap { if case .property(let property) = $0 { "\(property.key): \(property.value)" } else { nil } }
  }
  /// The members that came, each with its state, its code and as much as it was given.
  var members: [String] {
    var found: [String] = []
    var path = ""
    var content: [UInt8] = []
    for event in events {
      switch event {
      case .member(let member): (path, content) = (String(decoding: member.path, as: UTF8.self), [])
      case .memberBytes(let bytes): content += bytes
      case .memberFinished(.stored, _): found.append("\(path): \(String(decoding: content, as: UTF8.self))")
      case .memberFinished(let state, let problem): found.append("\(path): \(state) \(problem?.code ?? "")")
      default: break
      }
    }
    return found
  }
  var ends: [(state: ItemState, code: String?)] {
    events.compactMap { if case .finished(let state, let problem) = $0 { (state, problem?.code) } else { nil } }
  }
  var recognitions: [Recognition] {
    events.compactMap { if case .recognition(let recognition) = $0 { recognition } else { nil } }
  }
  var message: String? {
    events.lazy.compactMap { if case .finished(_, let problem) = $0 { problem?.message } else { nil } }.last
  }
  var state: ItemState? { ends.last?.state }
  var code: String? { ends.last?.code }
}

extension Recording {
  /// Extracts `content` as what it is said to be.
  init(
    of content: some Collection<UInt8>, as type: MediaType, limits: ExtractionLimits = ExtractionLimits(),
    options: ExtractionOptions = ExtractionOptions(), recognises: Bool = false, patience: Int = .max
  ) throws {
    self.patience = patience
    var extractor = DocumentExtractor(recognises: recognises)
    try Array(content).withUnsafeBytes {
      try extractor.extract($0, as: type, name: "document", limits: limits, options: options, into: &self)
    }
  }

  init(of text: String, as type: MediaType, limits: ExtractionLimits = ExtractionLimits()) throws {
    try self.init(of: text.utf8, as: type, limits: limits)
  }
}

/// What a fixture must yield, from `fixtures/.expected.json`.
struct Expectation: Decodable, Sendable {
  let type: String
  let state: String
  let code: String?
  let title: String?
  let pages: Int?
  let properties: [String]?
  let lines: [String]?
  /// The lines of what stands around the text.
  let boilerplate: [String]?

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fixtures")
    .standardized

  static let all: [String: Expectation] = {
    guard let data = try? Data(contentsOf: folder.appending(path: ".expected.json")) else { return [:] }
    return (try? JSONDecoder().decode([String: Expectation].self, from: data)) ?? [:]
  }()
}
