import Documents
import Indexing

/// The texts that those of one step are compared with: what was found for each of them, and those of the step itself that came before.
struct KnownTexts {
  /// A text that another may resemble.
  struct Text {
    let artifact: RowIdentifier
    let sketch: TextSketch?
    var group: Int64?
    /// Of the group, and its sketch, where the text itself does not lead it.
    var leader: RowIdentifier?
    var leaderSketch: TextSketch?
  }

  private let waiting: [NearQueries.Waiting]
  private var texts: [RowIdentifier: Text] = [:]
  /// By the place of the waiting text.
  private var candidates: [[RowIdentifier]]
  /// Texts of the step that were admitted, by their bands.
  private var bands: [Int32: [RowIdentifier]] = [:]
  /// Of those of the step itself, at most so many are compared with one: those that share most of its bands.
  private static let mostOfStep = 16

  init(_ waiting: [NearQueries.Waiting], _ found: [NearQueries.Candidate], _ texts: [Text]) {
    self.waiting = waiting
    candidates = Array(repeating: [], count: waiting.count)
    for one in found where candidates.indices.contains(one.place) { candidates[one.place].append(one.artifact) }
    for text in texts { self.texts[text.artifact] = text }
  }

  func artifact(_ place: Int) -> RowIdentifier { waiting[place].artifact }

  /// The text that the one at `place` resembles most, by `nearest` at least and the leader of its group by `leader`; nil if there is none.
  func twin(of place: Int, nearest: Double, leader: Double) -> Text? {
    guard let sketch = waiting[place].sketch else { return nil }
    var best: (text: Text, resemblance: Double)?
    for identifier in candidates[place] + earlier(than: place) {
      guard let text = texts[identifier], let other = text.sketch else { continue }
      let resemblance = sketch.resemblance(to: other)
      guard resemblance >= nearest, resemblance > best?.resemblance ?? 0 else { continue }
      if let first = text.leaderSketch, sketch.resemblance(to: first) < leader { continue }
      best = (text, resemblance)
    }
    return best?.text
  }

  /// Those of the step that came before, by how many bands they share with the one at `place`; of as many, those that came first.
  private func earlier(than place: Int) -> [RowIdentifier] {
    var shared: [RowIdentifier: Int] = [:]
    for band in waiting[place].bands { for identifier in bands[band] ?? [] { shared[identifier, default: 0] += 1 } }
    let ranked = shared.sorted { ($1.value, $0.key.text) < ($0.value, $1.key.text) }
    return ranked.prefix(Self.mostOfStep).map(\.key)
  }

  /// Makes the text at `place` one that later ones of the step may resemble; it is in the group of its twin, if it has one.
  mutating func admit(_ place: Int, beside twin: Text? = nil, in group: Int64? = nil) {
    let one = waiting[place]
    texts[one.artifact] = Text(
      artifact: one.artifact, sketch: one.sketch, group: group, leader: twin.map { $0.leader ?? $0.artifact },
      leaderSketch: twin.flatMap { $0.leaderSketch ?? $0.sketch })
    for band in one.bands { bands[band, default: []].append(one.artifact) }
  }

  /// Says that a text leads a new group.
  mutating func setGroup(_ group: Int64?, of artifact: RowIdentifier) { texts[artifact]?.group = group }
}
