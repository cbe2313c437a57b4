/// Which elements of a page are its text, and which stand around it.
struct PageRegions {
  /// By an element's number in document order; elements beyond the last are text.
  var setAside: [Bool]
  /// Whether the page is one text, a news report or a post, rather than documentation, a list or an application.
  var isArticle: Bool

  func isSetAside(_ number: Int) -> Bool { number < setAside.count && setAside[number] }
}
