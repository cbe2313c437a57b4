import Documents
import Indexing

/// The texts that those of one step are compared with: what was found for each of them, and those of the step itself that came before.
struct KnownTexts {
  /// A text that another may resemble.
  struct Text {
    let artifact: RowIdentifier
    let sketch: TextSketch
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
  private var bands: [Int64: [RowIdentifier]] = [:]

  init(_ waiting: [NearQueries.Waiting], _ found: [NearQueries.Candidate]) {
    self.waiting = waiting
    candidates = Array(repeating: [], count: waiting.count)
    for one in found {
      guard let sketch = one.sketch, candidates.indices.contains(one.place) else { continue }
      candidates[one.place].append(one.artifact)
      texts[one.artifact] = Text(
        artifact: one.artifact, sketch: sketch, group: one.group, leader: one.leader, leaderSketch: one.leaderSketch)
    }
  }

  func artifact(_ place: Int) -> RowIdentifier { waiting[place].artifact }

  /// The text that the one at `place` resembles most, by `nearest` at least and the leader of its group by `leader`; nil if there is none.
  func twin(of place: Int, nearest: Double, leader: Double) -> Text? {
    guard let sketch = waiting[place].sketch else { return nil }
    var best: (text: Text, resemblance: Double)?
    let earlier = sketch.bands.flatMap { bands[$0] ?? [] }
    for identifier in candidates[place] + earlier {
      guard let text = texts[identifier] else { continue }
      let resemblance = sketch.resemblance(to: text.sketch)
      guard resemblance >= nearest, resemblance > best?.resemblance ?? 0 else { continue }
      if let first = text.leaderSketch, sketch.resemblance(to: first) < leader { continue }
      best = (text, resemblance)
    }
    return best?.text
  }

  /// Makes the text at `place` one that later ones of the step may resemble.
  mutating func admit(_ place: Int, group: Int64? = nil, leader: RowIdentifier? = nil) {
    let artifact = waiting[place].artifact
    guard let sketch = waiting[place].sketch else { return }
    texts[artifact] = Text(
      artifact: artifact, sketch: sketch, group: group, leader: leader,
      leaderSketch: leader.flatMap { texts[$0]?.sketch })
    for band in sketch.bands { bands[band, default: []].append(artifact) }
  }

  /// Says that a text leads a new group.
  mutating func setGroup(_ group: Int64?, of artifact: RowIdentifier) { texts[artifact]?.group = group }
}
