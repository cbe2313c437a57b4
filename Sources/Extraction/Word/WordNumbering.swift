import Pipeline
import XML2

/// Where a paragraph stands in a list.
struct WordListPlace: Equatable {
  /// The list's `numId`; "0" takes a paragraph out of the list of its style.
  var list: String
  /// From 0 to 8.
  var level: Int
}

/// The lists of a Word document (ECMA-376 part 1, clause 17.9): which label each of their paragraphs bears.
///
/// Labels are text that a reader sees and quotes ("as in 2.1.b"), and are written nowhere in the document.
struct WordNumbering: StreamVisitor {
  private struct Level {
    var start = 1
    var format = "decimal"
    var text = ""
    /// Whether all numbers of the label are Arabic, whatever their own levels say.
    var isLegal = false
  }

  private var definitions: [String: [Int: Level]] = [:]
  private var lists: [String: String] = [:]
  private var overrides: [String: [Int: Int]] = [:]
  private var counters: [String: [Int?]] = [:]
  private var startedLists: Set<String> = []

  private var definition: String?
  private var list: String?
  private var place = 0
  private var level = Level()

  /// The label of the next paragraph at this place; nil where there is none.
  mutating func label(at place: WordListPlace) -> String? {
    guard let definition = lists[place.list], let levels = definitions[definition], let level = levels[place.level]
    else {
      return nil
    }
    count(place, in: definition, level)
    if level.format == "bullet" { return "\u{2022}" }
    let numbers = counters[definition] ?? []
    var label = ""
    var isReference = false
    for character in level.text {
      if isReference, let digit = character.wholeNumberValue, (1...9).contains(digit) {
        let source = levels[digit - 1] ?? Level()
        let number = numbers[digit - 1] ?? source.start
        label += ListLabel.text(number, format: level.isLegal ? "decimal" : source.format)
      } else if character != "%" {
        label.append(character)
      }
      isReference = character == "%"
    }
    return label.isEmpty ? nil : label
  }

  private mutating func count(_ place: WordListPlace, in definition: String, _ level: Level) {
    var numbers = counters[definition] ?? Array(repeating: nil, count: 9)
    // A list that starts anew shares its numbers with the others of its definition until its first paragraph.
    if startedLists.insert(place.list).inserted {
      for (index, start) in overrides[place.list] ?? [:] where (0...8).contains(index) { numbers[index] = start &- 1 }
    }
    // A level that was passed over counts as begun: what follows a "2.a" without a "2" before it is the second.
    for shallower in 0..<place.level {
      numbers[shallower] = numbers[shallower] ?? definitions[definition]?[shallower]?.start
    }
    numbers[place.level] = numbers[place.level].map { $0 &+ 1 } ?? level.start
    for deeper in (place.level + 1)..<9 where place.level < 8 { numbers[deeper] = nil }
    counters[definition] = numbers
  }

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    let value = element.attribute("val")
    switch element.name {
    case "abstractNum": definition = element.attribute("abstractNumId")
    case "lvl":
      place = element.attribute("ilvl").flatMap { Int($0) } ?? 0
      level = Level()
    case "start": level.start = value.flatMap { Int($0) } ?? 1
    case "numFmt": level.format = value ?? "decimal"
    case "lvlText": level.text = String((value ?? "").prefix(64))
    case "isLgl": level.isLegal = value != "0" && value != "false"
    case "num": list = element.attribute("numId")
    case "abstractNumId": if let list, let value { lists[list] = value }
    case "lvlOverride": place = element.attribute("ilvl").flatMap { Int($0) } ?? 0
    case "startOverride": if let list { overrides[list, default: [:]][place] = value.flatMap { Int($0) } }
    default: break
    }
    return lists.count < 50_000 && definitions.count < 20_000
  }

  mutating func close(_ name: String) throws(SinkClosed) {
    switch name {
    case "lvl":
      if let definition, list == nil, (0...8).contains(place) { definitions[definition, default: [:]][place] = level }
    case "abstractNum": definition = nil
    case "num": list = nil
    default: break
    }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {}
}

/// A number as lists write it.
enum ListLabel {
  static func text(_ number: Int, format: String) -> String {
    switch format {
    case "lowerLetter": letters(number)
    case "upperLetter": letters(number).uppercased()
    case "lowerRoman": roman(number).lowercased()
    case "upperRoman": roman(number)
    case "decimalZero": (0...9).contains(number) ? "0\(number)" : "\(number)"
    case "none": ""
    default: "\(number)"
    }
  }

  /// a to z, then aa, bb and so on.
  private static func letters(_ number: Int) -> String {
    guard (1...780).contains(number), let letter = Unicode.Scalar(UInt32(97 + (number - 1) % 26)) else {
      return "\(number)"
    }
    return String(repeating: Character(letter), count: (number - 1) / 26 + 1)
  }

  private static func roman(_ number: Int) -> String {
    guard (1...3_999).contains(number) else { return "\(number)" }
    let signs = [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
      (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    var rest = number
    var text = ""
    for (value, sign) in signs {
      while rest >= value {
        text += sign
        rest -= value
      }
    }
    return text
  }
}
