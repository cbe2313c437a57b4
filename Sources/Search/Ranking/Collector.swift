import Indexing

/// Adds up what the clauses contribute to each document, window by window, and keeps the best documents.
struct Collector {
  private let clauses: [ScoredClause]
  private let materials: [SegmentMaterial]
  private let after: SearchCursor?
  let coverage: Float
  /// How many clauses make a document complete; nil where that does not matter.
  let completeClauses: Int?
  private(set) var total = 0
  /// All documents of the answer, by segment.
  private(set) var members: [Bitset] = []
  private var best: TopDocuments
  private var following: TopDocuments

  /// `count` of the best are kept, and as many of those behind `after` as `following` says.
  init(
    _ clauses: [ScoredClause], in materials: [SegmentMaterial], weights: RankingWeights, best count: Int,
    following: Int, after: SearchCursor?
  ) {
    self.clauses = clauses
    self.materials = materials
    self.after = after
    let totalWeight = clauses.reduce(0) { $0 + $1.weight }
    coverage = totalWeight > 0 ? Float(weights.coverage / totalWeight) : 0
    // A word that is nowhere cannot make a document incomplete.
    let complete = clauses.filter { $0.documents > 0 }.count
    completeClauses = complete > 0 && complete <= weights.completenessLimit ? complete : nil
    best = TopDocuments(capacity: count)
    self.following = TopDocuments(capacity: after == nil ? 0 : following)
  }

  /// The best documents before nearness counts, best first, and the best of those behind the cursor.
  var found: (best: [RankedDocument], following: [RankedDocument]) { (best.sorted, following.sorted) }

  /// Goes through the next segment. `allowed` are the documents that filters leave, nil for all of them.
  mutating func collect(_ allowed: Bitset?) {
    let segment = members.count
    members.append(Bitset(count: materials[segment].count))
    let contributions = clauses.map { $0.contributions[segment] }
    let weights = clauses.map { Float($0.weight) }
    var sums = ScoreSums()
    var windows = WindowWalk(contributions)
    while let window = windows.next() {
      for index in contributions.indices {
        sums.add(contributions[index], windows.ranges[index], weight: weights[index], in: window)
      }
      if let allowed { sums.restrict(to: allowed, in: window) }
      note(sums.members, in: window, of: segment)
      offer(sums, in: window, of: segment)
      sums.clear()
    }
  }

  /// Goes through the next segment where nothing of the query ranks: the newest documents are the best.
  mutating func collectNewest(of all: Bitset) {
    let segment = members.count
    members.append(all)
    total += all.members
    let modified = materials[segment].columns.modified
    // Of documents of one time, the last is the best: the others then find no place.
    for ordinal in all.ordinals.reversed() {
      offer(Int(ordinal), of: segment, isComplete: false, score: modified.map { Double($0[Int(ordinal)]) } ?? 0)
    }
  }

  private mutating func note(_ found: WindowMembers, in window: DocumentWindow, of segment: Int) {
    for word in 0..<WindowMembers.wordCount {
      total += found[word: word].nonzeroBitCount
      members[segment].formUnion(found[word: word], at: window.start >> 6 + word)
    }
  }

  private mutating func offer(_ sums: borrowing ScoreSums, in window: DocumentWindow, of segment: Int) {
    let (coverage, completeClauses) = (coverage, completeClauses ?? .max)
    var floor = floor
    for word in 0..<WindowMembers.wordCount {
      var rest = sums.members[word: word]
      while rest != 0 {
        let place = word << 6 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        let (sum, covered, clauses) = sums.score(of: place)
        let score = sum * (1 + coverage * covered)
        let isComplete = clauses >= completeClauses
        // Most documents of a common word stop here.
        if score < floor.score, floor.isComplete || !isComplete { continue }
        offer(window.start &+ place, of: segment, isComplete: isComplete, score: Double(score))
        floor = self.floor
      }
    }
  }

  /// What a document must reach: the less of what the two heaps ask for.
  private var floor: (isComplete: Bool, score: Float) {
    guard let worst = best.worst else { return (false, -.infinity) }
    guard after != nil else { return (worst.isComplete, Float(worst.score)) }
    guard let other = following.worst else { return (false, -.infinity) }
    let lower = worst.precedes(other) ? other : worst
    return (lower.isComplete, Float(lower.score))
  }

  @inline(__always)
  private mutating func offer(_ ordinal: Int, of segment: Int, isComplete: Bool, score: Double) {
    let isAdmitted = best.admits(isComplete: isComplete, score: score)
    let mayFollow = following.admits(isComplete: isComplete, score: score)
    guard isAdmitted || mayFollow else { return }
    let document = RankedDocument(
      segment: segment, ordinal: ordinal, identifier: materials[segment].documents.identifiers[ordinal],
      isComplete: isComplete, score: score)
    if isAdmitted { best.offer(document) }
    if mayFollow, after?.precedes(document) ?? false { following.offer(document) }
  }
}
