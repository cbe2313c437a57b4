// swift-tools-version: 6.2
import PackageDescription

// The layers of the program, lowest first. A target may depend only on targets of layers above it in this list (rows that come
// earlier); the loop at the end refuses anything else, so this list is the architecture diagram and cannot go stale.

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let layers: [(name: String, targets: [Target])] = [
  (
    "C libraries",
    [
      .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
      .systemLibrary(name: "CMagic", pkgConfig: "libmagic", providers: [.apt(["libmagic-dev"])]),
      .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
      .systemLibrary(name: "CPopplerCore", pkgConfig: "poppler", providers: [.apt(["libpoppler-private-dev"])]),
      .systemLibrary(name: "CTesseract"),
      .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
      .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
      .systemLibrary(name: "CMediaInfo", providers: [.apt(["libmediainfo-dev"])]),
      .systemLibrary(name: "CSnowball", providers: [.apt(["libstemmer-dev"])]),
      .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-gnutls-dev"])]),
      .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
      .systemLibrary(name: "CSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
      .systemLibrary(name: "CLinux"),
      .target(name: "CLanguageModel", exclude: ["language.model"]),
    ]
  ),
  // Libraries that speak C++ only, offered as C.
  ("bridges", [.target(name: "CPoppler", dependencies: ["CPopplerCore"]), .target(name: "CExiv2")]),
  (
    "bindings",
    [
      .swift("PQ", ["CPostgres"]),
      .swift("Magic", ["CMagic"]),
      .swift("XML2", ["CXML2"]),
      .swift("Poppler", ["CPoppler"]),
      .swift("Tesseract", ["CTesseract"]),
      .swift("Archive", ["CArchive"]),
      .swift("GMime", ["CGMime"]),
      .swift("Exiv2", ["CExiv2"]),
      .swift("MediaInfo", ["CMediaInfo"]),
      .swift("Snowball", ["CSnowball"]),
      .swift("Curl", ["CCurl", system]),
      .swift("Zlib", ["CZlib"]),
      .swift("Sandbox", ["CSeccomp", "CLinux", system]),
    ]
  ),
  ("model", [.swift("Documents", [system])]),
  (
    "core",
    [
      .swift("Pipeline", ["Documents", system, yams]), .swift("Indexing", ["Snowball"]),
      .swift("Languages", ["CLanguageModel"]),
    ]
  ),
  (
    "stages",
    [
      .swift("Fetching", ["Documents", "Pipeline", "Curl", "Zlib", "CLinux", crypto, system]),
      .swift("Detection", ["Documents", "Pipeline", "Magic"]),
      .swift(
        "Extraction",
        ["Documents", "Pipeline", "Archive", "Exiv2", "GMime", "MediaInfo", "XML2", "Poppler", "Tesseract"]),
      .swift("Tagging", ["Documents", "Pipeline", "Indexing", "Languages", system]),
      .swift(
        "Storage",
        ["Documents", "Pipeline", "Indexing", "Languages", "PQ", "Curl", "CLinux", crypto, subprocess, system, yams],
        embedding: ["SQL", "Rules"]),
    ]
  ),
  ("services", [.swift("Search", ["Documents", "Indexing", "Storage", "PQ"])]),
  (
    "composition",
    [
      .swift(
        "Ingestion",
        [
          "Documents", "Pipeline", "PQ", "Fetching", "Detection", "Extraction", "Tagging", "Storage", "Sandbox",
          crypto, subprocess,
          system,
        ], embedding: ["Resources"])
    ]
  ),
  (
    "executables",
    [
      .program(
        "stratlogic",
        [
          "Documents", "Pipeline", "Fetching", "PQ", "Sandbox", "Storage", "Search", "Ingestion", argumentParser,
          system,
        ]),
      .program(
        "stratlogic-extract",
        ["Documents", "Pipeline", "Detection", "Extraction", "Tagging", "Sandbox", system]),
    ]
  ),
]

let tests: [Target] = [
  .tests("DocumentsTests", ["Documents", system]),
  .target(
    name: "DatabaseTesting", dependencies: ["PQ", "Storage"], path: "Tests/DatabaseTesting",
    swiftSettings: Target.strict),
  .tests("PQTests", ["PQ", "DatabaseTesting"]),
  .tests("ServerTests", ["PQ", "Storage", "stratlogic", subprocess, system]),
  .tests(
    "StorageTests", ["Documents", "Indexing", "PQ", "Storage", "DatabaseTesting", system], exclude: ["Golden"]),
  .tests("IndexingTests", ["Indexing", "Snowball"]),
  .tests("SearchTests", ["Documents", "Indexing", "Search"]),
  .tests("FetchingTests", ["Documents", "Pipeline", "Fetching", "ProgramTesting", "CLinux", system]),
  .tests(
    "BlobTests",
    ["Documents", "Pipeline", "Fetching", "Storage", "Curl", "ProgramTesting", "CLinux", crypto, system]),
  // A program that does what hostile documents make an extractor do; the tests of the pool run it in the extractor's place.
  .program("misbehaving-extractor", ["Documents", "Pipeline", "Sandbox", system], path: "Tests/MisbehavingExtractor"),
  .tests(
    "ExtractorTests",
    [
      "Documents", "Pipeline", "Sandbox", "Ingestion", "misbehaving-extractor", "stratlogic-extract", subprocess,
      system,
    ]),
  .target(name: "ArchiveTesting", path: "Tests/ArchiveTesting", swiftSettings: Target.strict),
  .tests("ArchiveTests", ["Archive", "ArchiveTesting"]),
  .tests("DetectionTests", ["Documents", "Detection"]),
  .tests("ExtractionTests", ["Documents", "Pipeline", "ArchiveTesting", "Detection", "Extraction", "Poppler"]),
  .tests("TaggingTests", ["Documents", "Pipeline", "Languages", "Tagging", system]),
  .tests("TortureTests", ["PQ", "Storage", "stratlogic", "stratlogic-extract", crypto, subprocess, system]),
  .target(
    name: "ProgramTesting", dependencies: ["PQ", "DatabaseTesting", subprocess, system], path: "Tests/ProgramTesting",
    swiftSettings: Target.strict),
  .tests("PipelineTests", ["Documents", "Fetching", "Pipeline", "Storage", "Ingestion", system]),
  .tests(
    "IngestionTests",
    [
      "Documents", "Extraction", "Fetching", "Pipeline", "PQ", "Storage", "Ingestion", "DatabaseTesting",
      "ProgramTesting", "stratlogic", "stratlogic-extract", subprocess, system,
    ]),
  .tests(
    "CommandTests",
    ["Documents", "PQ", "DatabaseTesting", "ProgramTesting", "stratlogic", "stratlogic-extract", subprocess, system]),
]

let package = Package(
  name: "stratlogic",
  products: [
    .executable(name: "stratlogic", targets: ["stratlogic"]),
    .executable(name: "stratlogic-extract", targets: ["stratlogic-extract"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0", traits: []),
  ],
  targets: layers.flatMap(\.targets) + tests,
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x,
  cxxLanguageStandard: .cxx17
)

var seen: Set<String> = []
for layer in layers {
  for target in layer.targets {
    for case .byNameItem(let name, _) in target.dependencies {
      precondition(seen.contains(name), "\(target.name) (\(layer.name)) may not depend on \(name)")
    }
  }
  seen.formUnion(layer.targets.map(\.name))
}

extension Target {
  static var strict: [SwiftSetting] {
    [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .treatAllWarnings(as: .error),
    ]
  }

  static func swift(_ name: String, _ dependencies: [Dependency], embedding folders: [String] = []) -> Target {
    .target(
      name: name, dependencies: dependencies, resources: folders.map { .embedInCode($0) }, swiftSettings: strict)
  }

  static func program(_ name: String, _ dependencies: [Dependency], path: String? = nil) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
  }

  static func tests(_ name: String, _ dependencies: [Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
  }
}
