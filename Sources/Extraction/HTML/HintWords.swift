import XML2

/// What words in `class`, `id`, `role` and `itemprop` say of an element.
///
/// Names are looked at word by word (`sidebarLeft`, `sidebar-left` and `sidebar_left` have two words), by a word's first eight
/// letters, so `comment` is not found in `commentary`'s middle, and endings do not matter.
struct HintWords: Sendable {
  private static let words: [(ElementHints, [MarkupTag])] = [
    (
      .navigation,
      [
        "nav", "navbar", "navigati", "subnav", "sitenav", "topnav", "mainnav", "menu", "menus", "submenu", "megamenu",
        "mainmenu", "menubar", "breadcru", "crumbs", "crumb", "toolbar", "topbar", "masthead", "pager", "paginati",
        "footer", "sitemap", "skip", "skiplink", "headerli", "linkhead", "footlink", "siteinfo", "colophon", "copyrigh",
        "navlinks", "navhead", "bottomna", "language", "langlist", "footmenu",
      ]
    ),
    (
      .comments,
      [
        "comment", "comments", "disqus", "livefyre", "respond", "replies", "usercomm", "spotim", "coral", "komment",
        "komentar", "comentar", "comenta", "commenti",
      ]
    ),
    (
      .promotion,
      [
        "related", "relateda", "recommen", "outbrain", "taboola", "zergnet", "mgid", "yarpp", "share", "sharing",
        "sharedad", "sharebar", "sharetoo", "shares", "sharethi", "social", "socials", "socialme", "addthis",
        "addtoany",
        "cookie", "cookies", "consent", "gdpr", "ccpa", "newslett", "subscrib", "signup", "paywall", "popup", "modal",
        "lightbox", "overlay", "advert", "advertis", "adverts", "adsense", "adslot", "ads", "ad", "adbox", "adwrap",
        "banner", "sponsor", "sponsore", "promo", "promos", "promotio", "promobox", "trending", "mostread", "mostpopu",
        "popular", "login", "signin", "donate", "readmore", "morefrom", "upnext", "readnext",
        "nextprev", "prevnext", "jprelate", "jp", "noprint", "linkedpo", "otherart", "crosssel", "upsell",
        "mailchim", "optin", "ticker", "cta", "anzeige", "werbung", "publicid", "publicit", "pubblici", "reklama",
        "empfehlu",
        "verwandt", "relacion", "correlat", "partager", "partage", "comparti", "condivid", "teilen", "follow",
        "followus", "shoutbox", "tagcloud", "blogroll", "printonl",
      ]
    ),
    (.column, ["sidebar", "sidebars", "rail", "aside"]),
    (.aside, ["side", "widget", "widgets"]),
    (.teaser, ["teaser", "teasers"]),
    (
      .beside,
      [
        "extra", "tools", "utility", "links",
        "more", "tags", "tag", "taglist", "bio", "author", "authorbo", "authorin", "rating", "ratings", "credits",
        "header", "foot", "bottom", "secondar", "buttons", "button", "btn", "print", "email",
        "search", "list", "latest", "recent", "next", "previous", "hidden", "hide", "feedback", "poll", "survey",
        "autor", "autoren", "auteur", "autore", "archive", "archives", "categori", "category", "notice", "disclaim",
        "carousel", "slider", "slidesho",
      ]
    ),
    (
      .byline,
      ["byline", "dateline", "timestam", "pubdate", "postmeta", "entrymet", "meta", "postinfo", "published", "posted"]
    ),
    ([], ["commenta", "commente", "promoted"]),
    (.caption, ["caption", "captions", "captiont", "wpcaptio", "imagecap", "photocap"]),
    (.quoted, ["embed", "embedded", "tweet", "quote", "pullquot", "blockquo"]),
    (.section, ["section", "sect"]),
    (.note, ["note", "warning", "tip", "caution", "importan", "admoniti", "callout", "hint", "sidenote", "footnote"]),
    (.main, ["main", "content", "contents", "maincont", "body", "text", "article", "story", "post", "entry", "page"]),
    (
      .article,
      [
        "articleb", "storybod", "postcont", "postbody", "entrycon", "articlec", "articlet", "blogpost", "storycon",
        "posttext", "bodytext", "newsbody", "newstext", "hentry", "storytex",
      ]
    ),
  ]

  /// Words that say it only side by side.
  private static let pairs: [(ElementHints, first: [MarkupTag], second: [MarkupTag])] = [
    (
      .article, ["article", "post", "story", "entry", "news", "blog", "blogpost"],
      ["body", "content", "contents", "text", "copy", "main", "inner"]
    ),
    (
      .promotion, ["more", "most", "also", "read", "you", "up", "other", "latest", "recent", "next", "top", "around"],
      [
        "read", "popular", "stories", "story", "articles", "news", "from", "on", "more", "like", "posts", "viewed",
        "commente", "next", "reading", "shared", "headline", "web",
      ]
    ),
    (.promotion, ["author", "about", "autor"], ["bio", "box", "author", "profile", "card", "info"]),
    (.beside, ["entry", "post", "article"], ["utility", "footer", "tags", "tools"]),
    (
      .caption, ["image", "img", "photo", "picture", "media", "bild", "foto"],
      ["meta", "metadata", "credit", "credits", "caption", "copyrigh", "legend", "source", "descript", "title"]
    ),
    (.comments, ["user", "reader", "view", "post"], ["comments", "reviews"]),
  ]

  /// Beginnings of words that are often written together with the next one: `relatedposts`.
  private static let stems: [(ElementHints, [MarkupTag])] = [
    (.navigation, ["navbar", "navmenu", "footer", "breadcr", "pagina"]),
    (.comments, ["comment", "disqus"]),
    (
      .promotion, ["related", "share", "social", "advert", "newslet", "promo", "recomme", "cookie", "sponsor", "popup"]
    ),
    (.column, ["sidebar"]),
    (.teaser, ["teaser"]),
    (.caption, ["caption"]),
  ]

  private let table: WordTable<ElementHints>

  private init() {
    var entries: [UInt64: ElementHints] = [:]
    for (hint, words) in Self.words {
      for word in words { entries[word.word, default: []].formUnion(hint) }
    }
    for (hint, stems) in Self.stems {
      for stem in stems { entries[stem.word | Self.stemMark, default: []].formUnion(hint) }
    }
    for (hint, firsts, seconds) in Self.pairs {
      for first in firsts {
        for second in seconds { entries[Self.pair(first.word, second.word), default: []].formUnion(hint) }
      }
    }
    table = WordTable(entries.map { ($0, $1) })
  }

  static let shared = HintWords()

  /// The hints of all words of a name.
  func hints(in name: UnsafeBufferPointer<UInt8>) -> ElementHints {
    var found: ElementHints = []
    var word: UInt64 = 0
    var before: UInt64 = 0
    var shift: UInt64 = 0
    var endsLow = false
    for byte in name {
      let isCapital = byte &- 0x41 < 26
      let isLetter = isCapital || byte &- 0x61 < 26
      if shift > 0, !isLetter || (isCapital && endsLow) {
        found.formUnion(hints(of: word, length: shift >> 3))
        if before != 0, let pair = table[Self.pair(before, word)] { found.formUnion(pair) }
        (before, word, shift) = (word, 0, 0)
      }
      if isLetter, shift < 64 {
        word |= UInt64(byte | 0x20) << shift
        shift += 8
      }
      endsLow = isLetter && !isCapital
    }
    if shift > 0 {
      found.formUnion(hints(of: word, length: shift >> 3))
      if before != 0, let pair = table[Self.pair(before, word)] { found.formUnion(pair) }
    }
    return found
  }

  private func hints(of word: UInt64, length: UInt64) -> ElementHints {
    if let whole = table[word] { return whole }
    guard length >= 6 else { return [] }
    for count in (5..<min(8, length)).reversed() {
      if let found = table[word & (1 << (8 * count) - 1) | Self.stemMark] { return found }
    }
    return []
  }

  /// Sets a stem apart from a word: no letter has this bit.
  private static let stemMark: UInt64 = 1 << 63

  private static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 { first &* 0x0000_0100_0000_01B3 ^ second }
}
