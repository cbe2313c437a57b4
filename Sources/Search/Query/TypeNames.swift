/// What people call kinds of documents, and what the index calls them.
enum TypeNames {
  /// What a name stands for: artifact types, or MIME types. A name with a slash stands for itself (`text/*` for all of text);
  /// nil for a name that is none.
  static func types(for name: String) -> [String]? {
    if name.contains("/") { return [name] }
    return table[name]
  }

  /// As `parsed` writes a list of types: by the names whose types follow each other in it.
  static func names(of types: [String]) -> [String] {
    var names: [String] = []
    var rest = types[...]
    while let type = rest.first {
      let name = preferred.first { $0.types.count > 1 && rest.starts(with: $0.types) }
      names.append(name?.name ?? type)
      rest = rest.dropFirst(name?.types.count ?? 1)
    }
    return names
  }

  private static let table = Dictionary(
    lines.flatMap { line in line.names.map { ($0, line.types) } }, uniquingKeysWith: { first, _ in first })

  private static let preferred = lines.map { (name: $0.names[0], types: $0.types) }

  private static let lines: [(names: [String], types: [String])] = data.split(separator: "\n").map { line in
    let sides = line.split(separator: ":").map { $0.split(separator: " ").map(String.init) }
    return (sides[0], sides.count > 1 ? sides[1] : [sides[0][0]])
  }

  /// Names, the preferred one first, and what they stand for; without a colon the first is an artifact type. A paper is a PDF to people.
  private static let data = """
    pdf: pdf application/pdf
    web_page web page webpage
    paper
    government_doc
    social_media
    image picture photo
    video film
    audio music sound
    document office
    text
    email mail
    archive
    other
    html htm: text/html application/xhtml+xml
    word doc docx: application/msword application/vnd.openxmlformats-officedocument.wordprocessingml.document \
    application/vnd.openxmlformats-officedocument.wordprocessingml.template \
    application/vnd.ms-word.document.macroenabled.12
    writer odt: application/vnd.oasis.opendocument.text application/vnd.oasis.opendocument.text-template
    spreadsheet sheet excel xls xlsx ods calc: application/vnd.ms-excel \
    application/vnd.openxmlformats-officedocument.spreadsheetml.sheet \
    application/vnd.ms-excel.sheet.macroenabled.12 application/vnd.ms-excel.sheet.binary.macroenabled.12 \
    application/vnd.oasis.opendocument.spreadsheet text/csv
    presentation slides powerpoint ppt pptx odp: application/vnd.ms-powerpoint \
    application/vnd.openxmlformats-officedocument.presentationml.presentation \
    application/vnd.openxmlformats-officedocument.presentationml.slideshow \
    application/vnd.oasis.opendocument.presentation
    plain txt: text/plain
    markdown md: text/markdown text/x-markdown text/x-web-markdown
    csv: text/csv
    tsv: text/tab-separated-values
    json: application/json
    xml: application/xml text/xml
    yaml yml: application/x-yaml text/yaml text/x-yaml
    rtf: application/rtf text/rtf
    epub: application/epub+zip
    mobi: application/x-mobipocket-ebook
    ebook book: application/epub+zip application/x-mobipocket-ebook application/vnd.amazon.ebook
    tex latex: text/x-tex application/x-tex application/x-latex
    postscript ps: application/postscript
    zip: application/zip
    tar: application/x-tar
    jpeg jpg: image/jpeg
    png: image/png
    gif: image/gif
    tiff tif: image/tiff
    svg: image/svg+xml
    mp3: audio/mpeg
    mp4: video/mp4
    eml: message/rfc822
    msg: application/vnd.ms-outlook
    """
}
