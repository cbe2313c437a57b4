import ArgumentParser
import Documents
import Storage

struct GCCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc", abstract: "Free what the blob store keeps and no document needs.",
    discussion: """
      What a run that is under way has stored and not recorded yet stays. A blob store belongs to one database: what another \
      one keeps there would be freed, too.
      """)

  @Flag(help: "Say what would be freed; remove nothing.")
  var dryRun = false

  @Flag(help: "Free it even where no blob at all belongs to a document.")
  var all = false

  @OptionGroup var place: BlobOptions

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let workspace = try await Workspace.open(global)
    let collection = GarbageCollection(
      connection: workspace.database.connection(), blobs: try workspace.blobs(place.blobs))
    let (count, uploads) =
      dryRun ? (try await collection.count(), 0) : try await collection.collect(evenAll: all)
    if json {
      var object = JSONText()
      object.add("dry_run", dryRun)
      object.add("blobs", count.unreferenced)
      object.add("bytes", count.bytes)
      object.add("kept", count.kept)
      object.add("uploads", uploads)
      Terminal.print(object.text)
    } else {
      let what = "\(Amounts.count(count.unreferenced, "blob")), \(Amounts.bytes(count.bytes))"
      Terminal.print(
        "\(dryRun ? "would free" : "freed") \(what); "
          + "\(Amounts.count(count.kept)) \(count.kept == 1 ? "belongs" : "belong") to documents")
      if uploads > 0 { Terminal.print("gave up \(Amounts.count(uploads, "upload")) that had been broken off") }
    }
  }
}
