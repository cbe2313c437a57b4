/// What a document calls its pages, in stretches that are numbered on: `1-12 = i-xii`, `13 = Cover`.
struct PageLabels {
  /// Stretches that are listed, at most.
  private static let limit = 200

  private var stretches: [(pages: ClosedRange<Int>, first: String, last: String)] = []
  private var hasOwn = false

  /// Takes in the label of the next page; nil where it has none.
  mutating func add(_ label: String?, page: Int) {
    guard let label, !label.isEmpty else { return }
    hasOwn = hasOwn || label != "\(page)"
    if let last = stretches.last, last.pages.upperBound == page - 1, Self.follows(label, last.last) {
      stretches[stretches.count - 1] = (last.pages.lowerBound...page, last.first, label)
    } else if stretches.count < Self.limit {
      stretches.append((page...page, label, label))
    }
  }

  /// The stretches; none where every label is just the page's number.
  var ranges: [String] {
    guard hasOwn else { return [] }
    return stretches.map { stretch in
      let pages = stretch.pages
      return pages.count == 1
        ? "\(pages.lowerBound) = \(stretch.first)"
        : "\(pages.lowerBound)-\(pages.upperBound) = \(stretch.first)-\(stretch.last)"
    }
  }

  /// Whether a label goes on where another left off: the same words with the next number, or letters of one numbering
  /// (`ix`, `x`).
  private static func follows(_ label: String, _ former: String) -> Bool {
    let (prefix, number) = split(label)
    let (formerPrefix, formerNumber) = split(former)
    if let number, let formerNumber { return prefix == formerPrefix && number - 1 == formerNumber }
    return number == nil && formerNumber == nil && prefix.allSatisfy(\.isLetter) && formerPrefix.allSatisfy(\.isLetter)
  }

  private static func split(_ label: String) -> (prefix: Substring, number: Int?) {
    let digits = label.reversed().prefix { $0.isASCII && $0.isNumber }.count
    return (label.dropLast(digits), Int(label.suffix(digits)))
  }
}
