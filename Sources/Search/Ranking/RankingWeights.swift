package import Indexing

/// What the parts of a score weigh.
///
/// The defaults were chosen by the mean nDCG@10 over Cranfield, Medline, CACM and TIME, among values that hardly differ
/// (each alone moves the mean by less than .005), so that they are a plateau and not a peak.
package struct RankingWeights: Sendable, Equatable {
  /// BM25's k1: how fast further occurrences of a word stop to count.
  package var saturation = 1.8
  /// BM25's b: how much a long document has to make up for.
  package var lengthNormalisation = 0.65
  /// Occurrences in the body that one in this zone is worth, besides those in the body itself, where headings always stand.
  package var zones: [Zone: Double] = [.title: 1.5, .name: 1, .keywords: 1.25, .headings: 0.5, .boilerplate: 0.3]
  /// What a word counts in another form than it was asked in.
  package var inflection = 0.9
  /// How much a document gains that matches all of the query's weight, as a share of its score.
  package var coverage = 0.2
  /// What two words of the query next to each other are worth, as a share of the rarer one's weight.
  package var proximity = 0.3
  /// Up to this many clauses, documents with all of them come before all others. In longer questions the coverage says it:
  /// there, one word more or less means little.
  package var completenessLimit = 4

  package init() {}

  /// The weight of every combination of zones but the body, by their bits.
  var combinations: [Float] {
    (0..<256).map { mask in
      Float(zones.reduce(0) { $0 + (mask >> Int($1.key.rawValue) & 1 == 1 && $1.key != .body ? $1.value : 0) })
    }
  }

  /// BM25's inverse document frequency, never negative (S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework",
  /// 2009, with the 1 that Lucene adds).
  static func rarity(documents: Int, of all: Int) -> Double {
    let matching = Double(min(documents, all))
    return Double.log1p((Double(all) - matching + 0.5) / (matching + 0.5))
  }
}

extension Double {
  fileprivate static func log1p(_ value: Double) -> Double { _log(1 + value) }
}

extension RankingWeights {
  /// The defaults, but for what the settings `search.*` say; a setting that is no number in its range changes nothing.
  package init(settings: [(key: String, value: String)]) {
    for (key, value) in settings {
      guard let number = Double(value), number.isFinite, (0...1000).contains(number) else { continue }
      switch key {
      case "search.saturation": saturation = number
      case "search.length_normalisation": lengthNormalisation = min(number, 1)
      case "search.inflection": inflection = number
      case "search.coverage": coverage = number
      case "search.proximity": proximity = number
      case "search.completeness_limit": completenessLimit = Int(number)
      default: setZone(key, number)
      }
    }
  }

  private mutating func setZone(_ key: String, _ weight: Double) {
    let names: [String: Zone] = [
      "search.zone.title": .title, "search.zone.name": .name, "search.zone.keywords": .keywords,
      "search.zone.headings": .headings, "search.zone.boilerplate": .boilerplate,
    ]
    if let zone = names[key] { zones[zone] = weight }
  }
}
