import Documents

extension NameTable {
  /// What a name tells of content that libmagic gives the name of its container, or of its commonest kind.
  static let containerNames: [MediaType: String] = [
    "application/zip": zipNames, "application/java-archive": zipNames,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": """
    application/vnd.ms-word.document.macroenabled.12 docm
    application/vnd.ms-word.template.macroenabled.12 dotm
    application/vnd.openxmlformats-officedocument.wordprocessingml.template dotx
    """,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": """
    application/vnd.ms-excel.sheet.macroenabled.12 xlsm
    application/vnd.ms-excel.template.macroenabled.12 xltm
    application/vnd.ms-excel.addin.macroenabled.12 xlam
    application/vnd.ms-excel.sheet.binary.macroenabled.12 xlsb
    application/vnd.openxmlformats-officedocument.spreadsheetml.template xltx
    """,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": """
    application/vnd.ms-powerpoint.presentation.macroenabled.12 pptm
    application/vnd.ms-powerpoint.slideshow.macroenabled.12 ppsm
    application/vnd.ms-powerpoint.template.macroenabled.12 potm
    application/vnd.ms-powerpoint.addin.macroenabled.12 ppam
    application/vnd.openxmlformats-officedocument.presentationml.slideshow ppsx
    application/vnd.openxmlformats-officedocument.presentationml.template potx
    application/vnd.ms-powerpoint.slide.macroenabled.12 sldm
    application/vnd.openxmlformats-officedocument.presentationml.slide sldx
    application/vnd.ms-officetheme thmx
    """,
    "application/vnd.ms-word.document.macroenabled.12": "application/vnd.ms-word.template.macroenabled.12 dotm",
    "application/vnd.ms-excel.sheet.macroenabled.12": """
    application/vnd.ms-excel.template.macroenabled.12 xltm
    application/vnd.ms-excel.addin.macroenabled.12 xlam
    """,
    "application/vnd.ms-powerpoint.presentation.macroenabled.12": """
    application/vnd.ms-powerpoint.slideshow.macroenabled.12 ppsm
    application/vnd.ms-powerpoint.template.macroenabled.12 potm
    application/vnd.ms-powerpoint.addin.macroenabled.12 ppam
    application/vnd.ms-powerpoint.slide.macroenabled.12 sldm
    """,
    "application/vnd.ms-visio.drawing": visioNames, "application/vnd.ms-visio.drawing.main+xml": visioNames,
    "application/x-ole-storage": compoundNames, "application/cdfv2": compoundNames,
    "application/msword": """
    application/x-mswrite wri
    application/vnd.ms-excel xls xlt
    application/vnd.ms-powerpoint ppt pps pot
    application/vnd.ms-outlook msg
    application/x-mspublisher pub
    application/vnd.ms-works wps
    """,
    "application/vnd.ms-office": compoundNames,
    "application/postscript": "application/illustrator+ps ai",
    "image/tiff": """
    image/x-raw-sony arw sr2 srf
    image/x-raw-nikon nef
    image/x-raw-adobe dng
    image/x-raw-pentax pef
    image/x-raw-kodak dcr k25 kdc
    image/x-raw-epson erf
    image/x-raw-hasselblad 3fr
    image/x-raw-phaseone iiq cap
    image/x-raw-leaf mos
    image/x-raw-panasonic rw2
    image/x-canon-cr2 cr2
    """,
    "video/x-ms-asf": """
    video/x-ms-wmv wmv
    audio/x-ms-wma wma
    """,
    "audio/ac3": "audio/eac3 eac3 ec3",
    "audio/ogg": oggNames, "video/ogg": oggNames, "application/ogg": oggNames,
    "video/mp4": "video/x-m4v m4v\naudio/mp4 m4a m4b",
    "audio/mp4": "video/x-m4v m4v",
    "video/quicktime": "video/x-m4v m4v",
    "application/x-font-ttf": "application/x-font-otf otf",
    "application/x-archive": "application/x-debian-package deb udeb",
    "application/gzip": "application/x-emf-compressed emz\nimage/x-svgz svgz",
  ]

  private static let zipNames = """
    application/vnd.apple.keynote key keynote
    application/vnd.apple.pages pages
    application/vnd.apple.numbers numbers
    application/epub+zip epub
    application/java-archive jar
    application/x-tika-java-web-archive war
    application/x-tika-java-enterprise-archive ear
    application/vnd.android.package-archive apk
    application/x-itunes-ipa ipa
    application/vnd.google-earth.kmz kmz
    application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
    application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
    application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
    application/vnd.ms-excel.sheet.binary.macroenabled.12 xlsb
    application/vnd.ms-visio.drawing vsdx
    application/vnd.ms-visio.drawing.macroenabled.12 vsdm
    application/vnd.ms-visio.stencil vssx
    application/vnd.ms-visio.stencil.macroenabled.12 vssm
    application/vnd.ms-visio.template vstx
    application/vnd.ms-visio.template.macroenabled.12 vstm
    application/vnd.ms-xpsdocument xps oxps
    application/x-xmind xmind
    application/x-xliff+zip xlz
    application/vnd.adobe.air-application-installer-package+zip air
    application/vnd.adobe.indesign-idml-package idml
    application/x-xpinstall xpi
    application/vnd.etsi.asic-e+zip asice sce
    application/vnd.etsi.asic-s+zip asics scs
    application/vnd.oasis.opendocument.text odt
    application/vnd.oasis.opendocument.spreadsheet ods
    application/vnd.oasis.opendocument.presentation odp
    application/vnd.oasis.opendocument.graphics odg
    application/vnd.oasis.opendocument.formula odf
    model/vnd.dwfx+xps dwfx
    model/vnd.dwf dwf
    application/vnd.mindjet.mindmanager mmap
    """

  private static let visioNames = """
    application/vnd.ms-visio.drawing vsdx
    application/vnd.ms-visio.drawing.macroenabled.12 vsdm
    application/vnd.ms-visio.stencil vssx
    application/vnd.ms-visio.stencil.macroenabled.12 vssm
    application/vnd.ms-visio.template vstx
    application/vnd.ms-visio.template.macroenabled.12 vstm
    """

  private static let compoundNames = """
    application/msword doc dot
    application/vnd.ms-excel xls xlt xla
    application/vnd.ms-powerpoint ppt pps pot
    application/vnd.ms-outlook msg
    application/vnd.visio vsd vst vss vsw
    application/x-mspublisher pub
    application/vnd.ms-project mpp mpt
    application/vnd.ms-works wps
    application/x-hwp-v5 hwp
    application/sldworks sldprt sldasm slddrw
    application/x-quattro-pro qpw
    application/x-corelpresentations shw
    application/x-msi msi
    application/vnd.stardivision.writer sdw
    application/vnd.stardivision.calc sdc
    application/vnd.stardivision.impress sdd
    """

  private static let oggNames = """
    audio/opus opus
    audio/speex spx
    audio/vorbis ogg oga
    video/ogg ogv
    video/theora ogm
    """
}
