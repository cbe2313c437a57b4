import ArgumentParser
import Documents
import Storage

struct JobsCancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Stop a job, wherever it runs: what is in flight is stored, the rest stays queued.",
    discussion: "`stratlogic jobs resume` goes on with it.")

  @Argument(help: "The job's id, or how it begins.")
  var id: String

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let jobs = try await Workspace.open(global).jobs()
    let job = try await jobs.identifier(id)
    let isCancelled = try await jobs.cancel(job)
    if json {
      var object = JSONText()
      object.add("job", job.text)
      object.add("cancelled", isCancelled)
      object.add("status", try await jobs.status(of: job))
      return Terminal.print(object.text)
    }
    Terminal.print(isCancelled ? "cancelled job \(job)" : "job \(job) had ended")
  }
}

struct JobsDeleteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete a job with its ledger and the documents that no other job found.",
    discussion:
      "Documents that other jobs found as well are handed over to them. The files themselves are never touched.")

  @Argument(help: "The job's id, or how it begins.")
  var id: String

  @OptionGroup var place: BlobOptions

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let workspace = try await Workspace.open(global)
    let jobs = workspace.jobs()
    let job = try await jobs.identifier(id)
    let (forgotten, handedOver) = try await jobs.delete(job)
    let removal = ContentRemoval(connection: workspace.database.connection(), blobs: try workspace.blobs(place.blobs))
    _ = try await removal.remove(forgotten.contents)
    if json {
      var object = JSONText()
      object.add("job", job.text)
      object.add("deleted_artifacts", forgotten.artifacts)
      object.add("handed_over_artifacts", handedOver)
      return Terminal.print(object.text)
    }
    Terminal.print("deleted job \(job) with \(Amounts.documents(forgotten.artifacts))")
    if handedOver > 0 { Terminal.print("handed \(Amounts.documents(handedOver)) over to jobs that found them, too") }
  }
}
