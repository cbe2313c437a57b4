import Indexing

/// The index as its definition says, in dictionaries, slow and plain: what a segment is compared with.
struct ReferenceIndex {
  struct Posting: Equatable {
    var ordinal: Int32
    var frequency: Int32 = 0
    var others: Int32 = 0
    var zones: UInt8 = 0
    var positions: [Int32] = []
  }

  private(set) var postings: [TermKey: [Posting]] = [:]
  private(set) var bodyLength = 0

  init(_ documents: [SampleDocument]) {
    for (ordinal, document) in documents.enumerated() { add(document, Int32(ordinal)) }
  }

  /// Documents of each word of letters, summed over the stems that it stands under.
  var words: [String: Int] {
    postings.reduce(into: [:]) { words, entry in
      let word = String(decoding: entry.key.word, as: UTF8.self)
      let counts = !entry.key.isProperty && word.utf8.count > 1 && word.allSatisfy { $0.isLetter }
      if counts { words[word, default: 0] += entry.value.count }
    }
  }

  private mutating func add(_ document: SampleDocument, _ ordinal: Int32) {
    for property in document.attributes.properties {
      let key = TermKey(property: "tag", value: "\(property.key)=\(property.value)")
      guard postings[key]?.last?.ordinal != ordinal else { continue }
      postings[key, default: []].append(
        Posting(ordinal: ordinal, frequency: 1, zones: 1 << Zone.body.rawValue))
    }
    var position: Int32 = 0
    var last: Zone?
    for text in document.texts where !text.words.isEmpty {
      if let last, last != text.zone { position += 8 }
      last = text.zone
      for word in text.words {
        note(word, stem: Stemming.stem(word, language: text.language ?? "en"), at: position, ordinal, text.zone)
        position += 1
      }
      if text.zone == .body { bodyLength += text.words.count }
    }
  }

  private mutating func note(_ word: String, stem: String, at position: Int32, _ ordinal: Int32, _ zone: Zone) {
    let key = TermKey(stem: stem.utf8, word: word.utf8)
    var list = postings[key] ?? []
    if list.last?.ordinal != ordinal { list.append(Posting(ordinal: ordinal)) }
    let last = list.count - 1
    if zone == .body { list[last].frequency += 1 } else { list[last].others += 1 }
    list[last].zones |= 1 << zone.rawValue
    list[last].positions.append(position)
    postings[key] = list
  }
}
