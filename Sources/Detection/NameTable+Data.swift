import Documents

extension NameTable {
  /// libmagic's names for types that are better known by another.
  static let aliases: [MediaType: MediaType] = [
    "text/x-script.python": "text/x-python", "text/x-msdos-batch": "application/x-bat", "text/rtf": "application/rtf",
    "image/x-icns": "image/icns", "image/fits": "application/fits", "image/x-ms-bmp": "image/bmp",
    "audio/vnd.dolby.dd-raw": "audio/ac3", "audio/x-wav": "audio/vnd.wave", "audio/x-hx-aac-adts": "audio/x-aac",
    "audio/x-m4a": "audio/mp4", "image/svg": "image/svg+xml", "application/csv": "text/csv",
    "application/x-mif": "application/vnd.mif", "application/x-bentley-dgn": "image/vnd.dgn",
    "application/x-setupscript": "text/plain",
    "application/vnd.microsoft.portable-executable": "application/x-msdownload",
    "application/x-dosexec": "application/x-msdownload", "application/x-gzip": "application/gzip",
    "application/x-rar": "application/x-rar-compressed", "application/vnd.rar": "application/x-rar-compressed",
    "application/CDFV2": "application/x-ole-storage", "application/x-wine-extension-ini": "text/plain",
    "application/x-ms-shortcut": "application/x-mslnk",
    "application/vnd.font-fontforge-sfd": "text/plain", "font/sfnt": "application/x-font-ttf",

    "application/x-eet": "application/octet-stream",
  ]

  /// Families beside `text/*` that are written in characters.
  static let textFamilies: Set<MediaType> = [
    "application/json", "application/xml", "application/javascript", "application/x-ndjson", "application/x-bat",
    "application/x-subrip", "application/vnd.mif", "application/rdf+xml", "application/rss+xml", "application/xslt+xml",
    "application/x-x509-cert", "application/x-x509-key", "application/geo+json", "message/news",
    "application/x-matlab-data", "image/x-portable-bitmap", "image/x-xpmi", "image/x-xpixmap",
  ]

  static let textNames = """
    text/plain txt text log conf cfg =readme =license =copying =changelog =authors =news =todo
    text/html html htm shtml xhtm
    application/xhtml+xml xhtml xht
    text/markdown md markdown mkd mdown mdtext
    text/css css
    text/x-scss scss
    text/x-sass sass
    text/x-less less
    text/csv csv
    text/tab-separated-values tsv tab
    application/json json map
    application/geo+json geojson
    application/x-ndjson ndjson jsonl
    application/x-ipynb+json ipynb
    application/x-yaml yaml yml
    application/toml toml
    text/x-ini ini
    text/x-java-properties properties
    text/x-diff diff patch
    text/javascript js mjs cjs
    application/typescript ts mts tsx
    text/jsx jsx
    text/x-handlebars-template handlebars hbs
    text/x-vue vue
    text/x-python py pyw pyi
    text/x-swift swift
    application/x-rust rs
    text/x-go go
    text/zig zig
    text/x-csrc c
    text/x-chdr h
    text/x-c++src cpp cxx cc c++
    text/x-c++hdr hpp hxx hh h++
    text/x-objcsrc mm
    text/x-matlab m
    text/x-java-source java
    text/x-kotlin kt kts
    text/x-scala scala
    text/x-groovy groovy gradle
    text/x-clojure clj
    text/x-csharp cs
    text/x-vbasic vb
    text/x-vbscript vbs
    text/x-basic bas
    text/x-pascal pas
    text/x-modula mod
    text/x-fortran f for f77 f90 f95
    text/x-cobol cob cbl cobol
    text/x-ada adb ads ada
    text/x-assembly asm s
    text/x-haskell hs lhs
    text/x-ocaml ml
    text/x-erlang erl
    text/x-elixir ex exs
    text/x-lisp lisp lsp cl
    text/x-emacs-lisp el
    text/x-scheme scm
    text/x-prolog pro
    text/x-perl pl pm
    text/x-php php php3 php4
    text/x-ruby rb =gemfile =rakefile
    text/x-lua lua
    text/x-tcl tcl itk tk
    text/x-awk awk
    text/x-rsrc r
    text/x-julia jl
    text/x-d d
    text/x-dart dart
    text/x-sql sql
    text/x-verilog v
    text/x-vhdl vhd vhdl
    text/x-actionscript as
    text/x-coldfusion cfm cfml cfc
    text/x-jsp jsp
    text/asp asp
    text/aspdotnet aspx
    text/x-coffeescript coffee
    text/x-stata do
    text/x-idl idl
    text/x-yacc y
    text/x-lex l
    text/x-web w
    text/x-haml haml
    text/x-makefile mk =makefile =gnumakefile
    text/x-cmake cmake =cmakelists.txt
    text/x-dockerfile dockerfile =dockerfile =containerfile
    text/x-robots =robots.txt
    application/x-sh sh bash zsh ksh
    application/x-csh csh
    application/x-bat bat cmd
    text/x-powershell ps1 psm1 psd1
    text/x-rst rst rest
    text/asciidoc asciidoc adoc asc
    text/x-org org
    application/x-tex tex latex ltx sty cls
    application/x-bibtex-text-file bib bibtex
    application/x-texinfo texi texinfo
    text/troff man me ms roff t tr 1 2 3 5 7 8
    text/vnd.graphviz dot gv
    text/x-setext etx
    text/vtt vtt
    application/x-subrip srt
    text/calendar ics ifb
    text/x-vcard vcf
    text/x-vcalendar vcs
    text/richtext rtx
    text/sgml sgml sgm
    text/uri-list uri uris urls
    text/x-uuencode uu
    text/turtle ttl
    text/n3 n3
    application/n-triples nt
    application/sparql-query rq
    application/xml xml xsl xsd rng
    application/xml-dtd dtd
    application/xslt+xml xslt
    application/rss+xml rss
    application/atom+xml atom
    application/rdf+xml rdf owl
    application/dita+xml dita ditamap
    application/ttml+xml ttml dfxp
    application/vnd.google-earth.kml+xml kml
    application/gpx+xml gpx
    application/smil+xml smil smi
    image/svg+xml svg
    application/x-ms-asx asx
    application/vnd.adobe.xdp+xml xdp
    application/mbox mbox
    message/rfc822 eml mime mht mhtml
    message/news nws
    application/vnd.mif mif
    image/vnd.dxf dxf
    model/x.stl-ascii stl
    model/iges igs iges
    model/vrml wrl vrml
    image/x-portable-bitmap pbm
    image/x-portable-graymap pgm
    image/x-portable-pixmap ppm
    image/x-portable-anymap pnm
    image/x-xbitmap xbm
    image/x-xpixmap xpm
    audio/x-mpegurl m3u m3u8
    audio/x-scpls pls
    text/x-jsonld jsonld
    text/x-expect exp
    application/x-wais-source src
    application/postscript ps eps
    application/mathematica ma nb mb
    text/x-gettext po pot
    text/x-opml opml
    application/x-endnote-refer enw
    application/x-research-info-systems ris
    """

  /// For content that libmagic cannot name.
  static let binaryNames = """
    application/onenote one onetoc onetoc2 onetmp onepkg
    application/x-pkcs12 p12 pfx
    application/pkcs7-mime p7c
    application/pkcs7-signature p7s p7m
    application/x-x509-cert der cer crt
    application/x-java-keystore jks keystore
    application/x-webarchive webarchive
    application/x-bplist plist
    application/marc mrc
    application/vnd.ms-outlook-pst pst
    application/vnd.ms-outlook msg
    application/vnd.ms-tnef tnef
    application/vnd.ms-project mpp
    application/vnd.ms-works wps wks
    application/x-msaccess mdb accdb
    application/x-mspublisher pub
    application/x-quattro-pro wq1 wb1 wb2 wb3 qpw
    application/vnd.lotus-1-2-3 123 wk1 wk3 wk4
    application/vnd.wordperfect wpd wp wp5 wp6 w60
    application/vnd.lotus-wordpro lwp
    application/x-tnef dat
    application/chm chm
    application/x-mobipocket-ebook mobi prc azw azw3
    application/x-sas-data sas7bdat
    application/x-sas-xport xpt
    application/x-spss-sav sav
    application/x-stata-dta dta
    application/x-hdf h5 hdf5 hdf
    application/x-netcdf nc cdf
    application/x-grib grb grb1 grb2
    application/x-matlab-data mat
    application/x-parquet parquet
    application/x-feather feather
    application/x-berkeley-db db
    application/x-dbf dbf
    application/x-idrisi-document rdc
    application/x-endnote-style ens
    application/x-prt prt
    application/x-elf o so
    application/x-shockwave-flash swf
    application/vnd.stardivision.writer sdw
    application/vnd.stardivision.calc sdc
    application/vnd.stardivision.impress sdd
    application/x-abiword abw
    application/zlib zlib
    application/x-brotli br
    application/x-snappy-framed sz
    application/x-lzma lzma
    application/x-lha lha lzh
    application/x-arj arj
    application/x-ace-compressed ace
    application/x-stuffit sit
    application/x-compress z
    application/vnd.apple.numbers numbers
    application/vnd.apple.pages pages
    application/vnd.apple.keynote key
    audio/x-aac aac
    audio/eac3 eac3 ec3
    audio/ac3 ac3
    audio/x-aiff aif aiff aifc
    audio/amr amr
    audio/midi mid midi kar rmi
    audio/mpeg mp3 mp2 mpga
    audio/x-mod mod xm it s3m
    audio/x-caf caf
    audio/x-pn-realaudio ra ram
    audio/opus opus
    video/mp2t m2ts mts
    video/mpeg mpg mpeg mpe
    video/x-flv flv
    video/x-m4v m4v
    video/x-dirac drc
    image/emf emf
    image/wmf wmf
    image/x-tga tga
    image/vnd.zbrush.pcx pcx
    image/x-pict pic pict pct
    image/x-dpx dpx
    image/x-cmx cmx
    image/cgm cgm
    image/x-jbig2 jb2 jbig2
    image/x-jp2-codestream j2c jpc
    image/vnd.dgn dgn
    image/vnd.dwg dwg
    image/x-raw-panasonic rw2 raw
    image/x-raw-fuji raf
    image/x-raw-sigma x3f
    image/x-raw-minolta mrw
    image/x-raw-canon crw
    image/vnd.ms-modi mdi
    image/hevc heif
    model/x.stl-binary stl
    model/vnd.dwf dwf dwfx
    image/x-rgb rgb
    """
}
