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
      .systemLibrary(name: "CPoppler", pkgConfig: "poppler-glib", providers: [.apt(["libpoppler-glib-dev"])]),
      .systemLibrary(name: "CSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
      .systemLibrary(name: "CLinux"),
    ]
  ),
  (
    "bindings",
    [
      .swift("PQ", ["CPostgres"]),
      .swift("Magic", ["CMagic"]),
      .swift("XML2", ["CXML2"]),
      .swift("Poppler", ["CPoppler"]),
      .swift("Sandbox", ["CSeccomp", "CLinux", system]),
    ]
  ),
  ("model", [.swift("Documents", [system])]),
  ("core", [.swift("Pipeline", ["Documents", yams])]),
  (
    "stages",
    [
      .swift("Fetching", ["Documents", "Pipeline", "CLinux", crypto, system]),
      .swift("Detection", ["Documents", "Pipeline", "Magic"]),
      .swift("Extraction", ["Documents", "Pipeline", "XML2", "Poppler"]),
      .swift("Tagging", ["Documents", "Pipeline"]),
      .swift(
        "Storage", ["Documents", "Pipeline", "PQ", "CLinux", crypto, subprocess, system],
        embedding: ["SQL"]),
    ]
  ),
  ("services", [.swift("Search", ["Documents", "Storage", "PQ"])]),
  (
    "composition",
    [
      .swift(
        "Ingestion",
        [
          "Documents", "Pipeline", "Fetching", "Detection", "Extraction", "Tagging", "Storage", "Sandbox", subprocess, system,
        ])
    ]
  ),
  (
    "executables",
    [
      .program(
        "stratlogic",
        ["Documents", "Pipeline", "Fetching", "Storage", "Search", "Ingestion", argumentParser, system]),
      .program(
        "stratlogic-extract",
        ["Documents", "Pipeline", "Detection", "Extraction", "Tagging", "Sandbox", system]),
    ]
  ),
]

let tests: [Target] = [
  .tests("DocumentsTests", ["Documents", system]),
  .tests("DetectionTests", ["Documents", "Detection"]),
  .tests("ExtractionTests", ["Documents", "Pipeline", "Detection", "Extraction", "Poppler"]),
  .tests("TaggingTests", ["Documents", "Pipeline", "Tagging"]),
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
  swiftLanguageModes: [.v6]
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

  static func program(_ name: String, _ dependencies: [Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
  }

  static func tests(_ name: String, _ dependencies: [Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
  }
}
