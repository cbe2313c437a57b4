import Indexing

/// Narrows documents of one segment by what is known of them besides their words.
struct FilterEvaluator {
  private let material: SegmentMaterial
  private let context: EvaluationContext

  init(_ material: SegmentMaterial, _ context: EvaluationContext) {
    self.material = material
    self.context = context
  }

  func narrow(_ allowed: inout Bitset, by filter: QueryFilter) throws(IndexDamage) {
    let matching = try matching(filter.condition)
    if filter.isNegated { allowed.subtract(matching) } else { allowed.formIntersection(matching) }
  }

  private func matching(_ condition: QueryFilter.Condition) throws(IndexDamage) -> Bitset {
    let columns = material.columns
    switch condition {
    case .any(let conditions):
      var found = Bitset(count: material.count)
      for condition in conditions { found.formUnion(try matching(condition)) }
      return found
    case .type(let names):
      var found = having(columns.types) { names.contains($0) }
      found.formUnion(having(columns.mediaTypes) { type in names.contains { Self.isMediaType(type, like: $0) } })
      return found
    case .mediaType(let names):
      return having(columns.mediaTypes) { type in names.contains { Self.isMediaType(type, like: $0) } }
    case .language(let codes):
      return having(columns.languages) { code in codes.contains { code == $0 || code.hasPrefix($0 + "-") } }
    case .label(let label):
      let label = label.lowercased()
      return having(columns.labels) { $0.lowercased() == label }
    case .property(let key, let value):
      return try postings(Term(.property(TermKey(property: "tag", value: "\(key)=\(value)"))))
    case .path(let path): return try at(path.lowercased()) { $0.lowercased().contains($1) }
    case .source(let address): return try at(QueryFilter.Condition.place(ofSource: address)) { $0.hasPrefix($1) }
    case .site(let site):
      let site = site.lowercased()
      return having(columns.folders) { folder in
        let place = folder.prefix { $0 != "/" }
        let host = place.prefix { $0 != ":" }
        return place == site || host == site || host.hasSuffix("." + site)
      }
    case .modified(let from, let before): return modified(from, before)
    }
  }

  /// Documents in a folder that `matches` the path, or in one that matches all of it but the file's name, with a name of such words, of
  /// which the last may go on.
  private func at(_ path: String, _ matches: (String, String) -> Bool) throws(IndexDamage) -> Bitset {
    var found = having(material.columns.folders) { matches($0 + "/", path) }
    let slash = path.lastIndex(of: "/")
    let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
    let phrase = QueryFilter.Condition.nameWords(String(name))
    guard !phrase.isEmpty else { return found }
    let evaluator = SegmentEvaluator(material, context)
    var named = try evaluator.postings(of: .phrase(phrase, zones: [.name])).bitset(count: material.count)
    if let slash {
      let folder = String(path[...slash])
      named.formIntersection(having(material.columns.folders) { matches($0 + "/", folder) })
    }
    found.formUnion(named)
    return found
  }

  private func modified(_ from: Int64?, _ before: Int64?) -> Bitset {
    var found = Bitset(count: material.count)
    guard let times = material.columns.modified else { return found }
    let wanted = Int(from ?? .min)..<Int(max(before ?? .max, from ?? .min))
    for ordinal in 0..<material.count where wanted.contains(times[ordinal]) { found.insert(ordinal) }
    return found
  }

  private func postings(_ term: Term) throws(IndexDamage) -> Bitset {
    let evaluator = SegmentEvaluator(material, context)
    return try evaluator.postings(of: term).bitset(count: material.count)
  }

  /// Each value is looked at once, however many documents have it.
  private func having(_ column: ValueColumn?, _ isWanted: (String) -> Bool) -> Bitset {
    var found = Bitset(count: material.count)
    guard let column else { return found }
    let wanted = [false] + column.values.map(isWanted)
    for ordinal in 0..<material.count where wanted[column.index(of: ordinal)] { found.insert(ordinal) }
    return found
  }

  private func having(_ column: ListColumn?, _ isWanted: (String) -> Bool) -> Bitset {
    var found = Bitset(count: material.count)
    guard let column else { return found }
    let wanted = column.values.map(isWanted)
    guard wanted.contains(true) else { return found }
    let lists = (0..<column.listCount).map { list in
      column.indexes(ofList: list).contains { wanted[Int($0)] }
    }
    for ordinal in 0..<material.count where lists[column.list(of: ordinal)] { found.insert(ordinal) }
    return found
  }

  private static func isMediaType(_ type: String, like pattern: String) -> Bool {
    pattern.hasSuffix("/*") ? type.hasPrefix(pattern.dropLast()) : type == pattern
  }
}
