import ArgumentParser

/// Where documents' bytes are kept, for every command that reads or removes them.
struct BlobOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where documents' bytes are kept: file:///FOLDER, s3://BUCKET?endpoint=URL, or none to keep references only.",
      discussion: "Default: STRATLOGIC_BLOBS, else the home.", valueName: "place"))
  var blobs: String?
}

/// How many extractors there are at one time.
struct ExtractorOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Extractor processes; by default one for each processor.", valueName: "n"))
  var workers: Int?

  func validate() throws {
    if let workers, !(1...256).contains(workers) { throw ValidationError("--workers takes a number from 1 to 256.") }
  }

  var count: Int { workers ?? processorCount() }
}

/// What the commands have in common that put documents through a pipeline.
struct RunOptions: ParsableArguments {
  @OptionGroup var place: BlobOptions

  @OptionGroup var extractors: ExtractorOptions

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Flag(help: "No progress, and no result unless --json asks for it.")
  var quiet = false
}
