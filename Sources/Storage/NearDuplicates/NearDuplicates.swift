package import Documents
import Indexing
package import PQ

/// Puts documents that are nearly the same into groups, as they come.
///
/// A document is compared with those only that share a band of its sketch (`TextSketch`), so that its cost does not grow with their
/// number. It joins the group of the one that it resembles most, if it also resembles the group's first: else a chain of small
/// changes would make one group of documents that have little in common.
package struct NearDuplicates: Sendable {
  /// What to do about a document that is nearly the same as one that was there before it.
  package enum Policy: String, Sendable, CaseIterable {
    /// Keep it, in one group with the other.
    case link
    /// Leave it out: its path becomes one more source of the other.
    case skip
    /// Keep it, and do not compare.
    case keep
  }

  /// From which resemblance on (Jaccard, of shingles of three words) texts are nearly the same.
  package static let resemblance = 0.9
  private static let resemblanceToLeader = 0.88
  /// Documents compared in one transaction.
  private static let atOnce = 256

  private let connection: Connection
  private let user: RowIdentifier
  private let policy: Policy

  /// `connection` is used by this value alone, and acts for `user`.
  package init(connection: Connection, user: RowIdentifier, policy: Policy) {
    self.connection = connection
    self.user = user
    self.policy = policy
  }

  /// What a step came to.
  package struct Step: Sendable {
    /// Documents that were compared; 0 when none waits.
    package let compared: Int
    /// Contents of documents that were left out: for `ContentRemoval`, which knows whether anybody else refers to them.
    package let released: [ContentDigest]
  }

  /// Compares some of the documents that wait, in one transaction. While another session compares, waits for that, or leaves it all to that one.
  package func step(waits: Bool = true) async throws(StorageError) -> Step {
    guard policy != .keep else { return Step(compared: 0, released: []) }
    do {
      return try await connection.withSession { (session: inout Session) throws(PQError) in
        try session.transaction { (session: inout Session) throws(PQError) in try compare(waits: waits, in: &session) }
      }
    } catch {
      throw .database(error)
    }
  }

  private func compare(waits: Bool, in session: inout Session) throws(PQError) -> Step {
    let isMine = try session.first(waits ? NearQueries.lock : NearQueries.tryLock, [.text(user.text)])
    guard isMine == true else { return Step(compared: 0, released: []) }
    let waiting = try session.run(NearQueries.waiting, [.text(user.text), .int(Self.atOnce)])
    guard !waiting.isEmpty else { return Step(compared: 0, released: []) }
    var known = try known(to: waiting, in: &session)
    var released: [ContentDigest] = []
    var leftOut: [String] = []
    for place in waiting.indices where waiting[place].isHere {
      guard let twin = known.twin(of: place, nearest: Self.resemblance, leader: Self.resemblanceToLeader) else {
        known.admit(place)
        continue
      }
      if policy == .skip {
        let pair: [Parameter] = [.text(waiting[place].artifact.text), .text(twin.artifact.text)]
        released += try session.run(NearQueries.fold, pair).compactMap { ContentDigest(hex: $0) }
        leftOut.append(waiting[place].artifact.text)
      } else {
        try join(place, twin, &known, in: &session)
      }
    }
    if !leftOut.isEmpty { try session.execute(NearQueries.forget, [.texts(leftOut)]) }
    try session.execute(
      NearQueries.compared, [.texts(waiting.map(\.artifact.text)), .texts(waiting.map(\.bandsLiteral))])
    return Step(compared: waiting.count, released: released)
  }

  private func join(
    _ place: Int, _ twin: KnownTexts.Text, _ known: inout KnownTexts, in session: inout Session
  ) throws(PQError) {
    var group = twin.group
    if group == nil {
      group = try session.first(NearQueries.newGroup, [.text(twin.artifact.text)])
      known.setGroup(group, of: twin.artifact)
    }
    guard let group else { throw .unexpectedAnswer("a new group has no number") }
    let leader = twin.leader ?? twin.artifact
    try session.execute(
      NearQueries.join, [.text(known.artifact(place).text), .int(group), .text(leader.text)])
    known.admit(place, beside: twin, in: group)
  }

  /// What those that wait may resemble: of each document that is asked for, its sketch once, however many ask.
  private func known(
    to waiting: [NearQueries.Waiting], in session: inout Session
  ) throws(PQError) -> KnownTexts {
    var places: [Int64] = []
    var bands: [Int64] = []
    for (place, one) in waiting.enumerated() {
      for band in one.bands {
        places.append(Int64(place))
        bands.append(Int64(band))
      }
    }
    let candidates = try session.run(NearQueries.candidates, [.ints(places), .ints(bands)])
    let asked = Set(candidates.map(\.artifact.text))
    let texts = asked.isEmpty ? [] : try session.run(NearQueries.texts, [.texts(asked.sorted())])
    return KnownTexts(waiting, candidates, texts)
  }
}
