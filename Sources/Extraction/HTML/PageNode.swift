import XML2

/// What is measured of one element of a page. Amounts are of ink: characters that are not white space, those of Chinese,
/// Japanese and Korean counted three times, since they say as much.
struct PageNode {
  let tag: MarkupTag
  let kind: HTMLElement
  let parent: Int32
  /// One beyond the last element in this one: elements are numbered in document order.
  var end: Int32 = 0
  var hints: ElementHints
  /// Ink of the whole element, and how much of it is links'.
  var ink: Int32 = 0
  var linkedInk: Int32 = 0
  /// Ink of the lines that the element itself sets, inline elements in it included, and how much of it is links'.
  var ownInk: Int32 = 0
  var ownLinkedInk: Int32 = 0
  /// In the whole element: links; commas and full stops; headings and preformatted blocks.
  var links: Int32 = 0
  var marks: Int32 = 0
  var landmarks: Int32 = 0
  /// Worth of the paragraphs in the whole element.
  var good: Float = 0

  /// Ink of the element's own lines that is not links'.
  var plainInk: Int32 { ownInk - ownLinkedInk }

  /// What the element's own lines are worth: for a paragraph its length, for links what they take from it. Short lines are
  /// neither, and nor are headings, which stand before both.
  var ownWorth: Float {
    guard ownInk > 0, kind != .heading else { return 0 }
    if ownLinkedInk > plainInk { return -Float(ownLinkedInk) }
    return plainInk >= 40 ? Float(plainInk - 20) : 0
  }

  /// Of a heading: 1 to 6.
  var headingLevel: Int { max(1, min(6, Int(tag.word >> 8 & 0xFF) - 0x30)) }

  var linkDensity: Float { ink == 0 ? 0 : Float(linkedInk) / Float(ink) }
}

/// What the attributes of an element say of its part on the page.
struct ElementHints: OptionSet {
  let rawValue: UInt16

  /// Navigation, banners, footers, searching: by role, element or name.
  static let navigation = ElementHints(rawValue: 1)
  /// Readers' comments.
  static let comments = ElementHints(rawValue: 2)
  /// Other pages that might be liked, advertising, sharing, subscribing, cookies.
  static let promotion = ElementHints(rawValue: 4)
  /// A column or box beside the text.
  static let aside = ElementHints(rawValue: 8)
  /// The main text, by element, role or name.
  static let main = ElementHints(rawValue: 16)
  /// The text of an article and nothing else.
  static let article = ElementHints(rawValue: 32)
  /// Not to be seen.
  static let hidden = ElementHints(rawValue: 64)
  /// A note or warning within the text.
  static let note = ElementHints(rawValue: 128)
  /// A line about the text: who, when, under which heads.
  static let byline = ElementHints(rawValue: 256)
  /// What is said of a picture, and whose it is.
  static let caption = ElementHints(rawValue: 512)
  /// Somebody else's words, quoted in the text.
  static let quoted = ElementHints(rawValue: 1024)
  /// A name that in articles often, and not always, stands for what is not their text.
  static let beside = ElementHints(rawValue: 2048)
  /// A section of a text, with a heading.
  static let section = ElementHints(rawValue: 4096)
  /// A column beside the text.
  static let column = ElementHints(rawValue: 8192)
  /// A few words of another page, or the first words of this one.
  static let teaser = ElementHints(rawValue: 16384)
}
