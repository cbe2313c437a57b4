/// What the groups of an RTF document are for.
enum RTFDestination: Equatable {
  /// Text for a reader.
  case body
  /// Nothing for anybody; nor are the groups in it.
  case skipped
  /// Holds groups of which some are text; is none itself.
  case container
  case fonts, styles, instruction
  /// A property, by the name under which it is reported.
  case property(String)
  /// A moment, as year, month, day and so on, by name.
  case moment(String)

  /// Destinations by their control word. Words that begin no destination are not here.
  static let words: [String: RTFDestination] = {
    var table: [String: RTFDestination] = [
      "fonttbl": .fonts, "stylesheet": .styles, "fldinst": .instruction,
      "title": .property("title"), "author": .property("author"), "subject": .property("subject"),
      "keywords": .property("keywords"), "doccomm": .property("description"), "operator": .property("last_modified_by"),
      "category": .property("category"), "manager": .property("manager"), "company": .property("company"),
      "generator": .property("generator"), "creatim": .moment("created"), "revtim": .moment("modified"),
    ]
    for word in ["info", "field", "object", "upr", "shp", "shpinst", "shppict", "do"] { table[word] = .container }
    for word in [
      "colortbl", "pict", "objdata", "objclass", "objname", "shprslt", "nonshppict", "sp", "themedata",
      "colorschememapping", "datastore", "latentstyles", "listtable", "listoverridetable", "rsidtbl", "xmlnstbl", "xe",
      "tc", "tcn", "rxe", "bkmkstart", "bkmkend", "filetbl", "revtbl", "printim", "buptim", "userprops", "pntxta",
      "pntxtb", "atnid", "atnref", "atnauthor", "atrfstart", "atrfend", "mmathPr", "falt", "panose", "private",
      "template", "aftnsep", "aftnsepc", "ftnsep", "ftnsepc", "listname", "leveltext", "levelnumbers",
    ] { table[word] = .skipped }
    return table
  }()

  /// What stands at the edge of pages or below them: set apart, so that it interrupts no sentence.
  static let asides: Set<String> = [
    "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote", "annotation",
  ]

  /// What takes up, within a container, where the text around the container left off.
  static let results: Set<String> = ["fldrslt", "result", "ud", "shptxt", "dptxbxtext", "moMath", "moMathPara"]

  /// Control words that stand for a character.
  static let characters: [String: String] = [
    "emdash": "\u{2014}", "endash": "\u{2013}", "bullet": "\u{2022}", "lquote": "\u{2018}", "rquote": "\u{2019}",
    "ldblquote": "\u{201C}", "rdblquote": "\u{201D}", "emspace": " ", "enspace": " ", "qmspace": " ",
  ]
}
