import Indexing

/// How many words stand in the bodies of the documents that may be found, for BM25's average.
///
/// Segments know the sum of all their documents, and of each document only the class of its length, which bounds it. Exact lengths are read for no
/// search: what is left out is merged away before it is much.
struct LivingLength {
  let words: Double

  /// `bodyLength`: of all documents.
  init(of materials: [SegmentMaterial], bodyLength: Int) {
    let all = Double(bodyLength)
    guard materials.contains(where: { $0.live != nil }) else {
      words = all
      return
    }
    var (living, dead) = (Bounds(), Bounds())
    for material in materials {
      for (ordinal, lengthClass) in material.documents.lengthClasses.enumerated() {
        if material.isLive(ordinal) { living.add(lengthClass) } else { dead.add(lengthClass) }
      }
    }
    let least = max(living.least, all - dead.most)
    let most = max(min(living.most, all - dead.least), least)
    let share = living.least / max(living.least + dead.least, 1)
    words = min(max(all * share, least), most)
  }

  private struct Bounds {
    var least = 0.0
    var most = 0.0

    @inline(__always)
    mutating func add(_ lengthClass: UInt8) {
      let next = lengthClass == .max ? lengthClass : lengthClass + 1
      least += Double(LengthClass.lengths[Int(lengthClass)])
      most += Double(LengthClass.lengths[Int(next)]) - 1
    }
  }
}
