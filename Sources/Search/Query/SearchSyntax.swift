/// The query language, told to people.
package enum SearchSyntax {
  /// A page for `--help`.
  package static let help = """
    Any of the words may match; documents with all of them come first. Words match in all their forms: pumps finds pump.

      "bell rock"           exactly these words; "interest rat*" with an open end
      -csv, NOT csv         without this
      +lens                 only with this
      lens AND lamp         both
      lens OR lamp, a | b   either, as one term
      (a OR b) c            parentheses, up to 16 deep
      lamp*                 words that begin so
      lamp NEAR/5 oil       at most 5 words between, in any order; NEAR alone means 10; also "lamp oil"~5
      fresnell~, fresnell~2 words nearly so, 1 or 2 letters off

    Words only there: title: name: (or file:) heading: keywords:, as in title:lens, name:"report.pdf", title:(lens OR lamp)

    Conditions, with values in quotes where they hold spaces; a minus before them turns them round:
      type:pdf              or html, word, spreadsheet, image, email, ...; type:application/pdf, type:text/*, type:pdf,html
      mime:text/html        language:de
      tag:author=Curie      tag:word or label:word for a document's own labels
      path:reports          a folder, or part of a path or name (also folder: and dir:)
      site:example.org      source:file:///srv/
      since:2024-05         until:2024-05-31, date:2023..2024, 2023..2024; 7d, 2w, 3m, 1y back; today, yesterday

    Operators are in capitals: or, and, not are words. What is none of this is searched by its words: C:\\path, 12:30, http://...
    """
}
