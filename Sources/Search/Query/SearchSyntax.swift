/// The query language, told to people.
package enum SearchSyntax {
  /// A page for `--help`.
  package static let help = """
    Any of the words may match; documents with all of them come first. Words match \
    in all their forms: pumps finds pump.

      "bell rock"            exactly these words; "interest rat*" has an open end
      -csv, NOT csv          without this
      +lens, lens AND lamp   only with this, only with both
      lens OR lamp, a | b    either, as one term
      (a OR b) c             parentheses, up to 16 deep
      lamp*                  words that begin so
      lamp NEAR/5 oil        at most 5 words between, in any order; also
                             "lamp oil"~5; NEAR alone means 10
      fresnell~, lamp~1      words that are 1 or 2 letters off

    Words that stand in one place: title:lens, name:report.pdf (or file:), \
    heading:lens, keywords:lens; also title:"bell rock" and title:(lens OR lamp).

    Conditions, with quotes around values with spaces; a minus turns them round:

      type:pdf               or html, word, spreadsheet, image, email, ...
      type:text/*            media types; also mime:text/html
      language:de            or language:german
      tag:author=Curie       a tag; tag:word or label:word for a label
      path:reports           a folder, or a part of a path or name
      site:example.org       a host, with its subdomains
      source:file:///srv/    the beginning of an address
      since:2024-05          also until:2024-05-31, date:2023, 2023..2024;
                             7d, 2w, 3m, 1y back; today, yesterday

    Operators are in capitals: or, and, not are words. What is none of this is \
    searched by its words: C:\\path, 12:30, http://example.org.
    """
}
