import ArgumentParser
import Documents
import Pipeline
import Storage

struct BlobsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "blobs", abstract: "Look after the place where documents' bytes are kept.",
    subcommands: [BlobsMigrateCommand.self])
}

struct BlobsMigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Copy documents' bytes from one blob store to another.",
    discussion: """
      A place is file:///FOLDER or s3://BUCKET?endpoint=URL. Every content is read back from TO and compared with its digest. \
      What TO has already is not copied again, so what was broken off goes on where it was. Nothing is removed from FROM unless \
      --remove says so. Set STRATLOGIC_BLOBS to TO when it is done.
      """)

  @Argument(help: "Where the bytes are.") var from: String
  @Argument(help: "Where they shall be.") var to: String

  @Flag(help: "Read again also what TO has already, and compare it.")
  var recheck = false

  @Flag(help: "Remove from FROM what TO was found to have whole.")
  var remove = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Flag(help: "No progress.")
  var quiet = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let (source, target) = (try BlobPlace(from), try BlobPlace(to))
    guard source != .nowhere, target != .nowhere else { throw WiringError.unknownBlobStore("none") }
    guard source != target else { throw ValidationError("FROM and TO are the same place.") }
    try source.requireFolder()
    let home = try global.location().home.create()
    let threads = BlockingThreads(count: 8)
    let migration = BlobMigration(
      from: try source.open(staging: home.staging, threads: threads),
      to: try target.open(staging: home.staging, threads: threads), threads: threads)
    var options = BlobMigration.Options()
    options.rechecks = recheck
    options.removes = remove
    let progress = PassingLine()
    let count = try await migration.run(options) { count in
      if !quiet { progress.show(count.line) }
    }
    progress.clear()
    if json {
      Terminal.print(count.json.text)
    } else {
      for digest in count.damaged { Terminal.print("damaged  \(digest)") }
      Terminal.print(count.line)
    }
    if !count.damaged.isEmpty { throw ArgumentParser.ExitCode(ExitCode.someFailed) }
  }
}

extension BlobMigration.Count {
  fileprivate var line: String {
    let parts = [
      "\(Amounts.count(copied)) copied, \(Amounts.bytes(copiedBytes))",
      present > 0 ? "\(Amounts.count(present)) were there" : nil,
      removed > 0 ? "\(Amounts.count(removed)) removed" : nil,
      damaged.isEmpty ? nil : "\(Amounts.count(damaged.count)) damaged",
    ]
    return parts.compactMap { $0 }.joined(separator: "; ")
  }

  fileprivate var json: JSONText {
    var object = JSONText()
    object.add("copied", copied)
    object.add("bytes", copiedBytes)
    object.add("present", present)
    object.add("removed", removed)
    object.add("damaged", damaged.map(\.hex))
    return object
  }
}
