import ArgumentParser
import Documents
import Ingestion
import Storage

struct ReextractRollbackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback", abstract: "Take a run back: its documents are again what they were before it.",
    discussion: """
      What a later run changed in its turn stays as it is, and so does what was edited. Documents that the run found inside of others, and that \
      nobody knew before, are forgotten. Broken off, it goes on when it is called again.
      """)

  @Argument(help: "The run: a job's id, or how it begins.")
  var run: String

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let workspace = try await Workspace.open(global)
    let database = workspace.database
    let job = try await workspace.reextraction(run)
    let rollback = ReextractionRollback(connection: database.connection(), user: database.user)
    let restored = try await rollback.restore(job)
    let forgotten = try await forget(try await rollback.found(in: job), in: workspace)
    let store = ReextractionStore(connection: database.connection(), user: database.user)
    let left = try await store.totals(of: job).filter { $0.verdict == .promoted }.reduce(0) { $0 + $1.count }
    if json {
      var object = JSONText()
      object.add("run", job.text)
      object.add("restored", restored)
      object.add("forgotten", forgotten)
      object.add("changed_since", left)
      return Terminal.print(object.text)
    }
    Terminal.print("\(Amounts.documents(restored)) restored")
    if forgotten > 0 {
      Terminal.print("\(Amounts.documents(forgotten)) forgotten, which the run had found inside of others")
    }
    if left > 0 { Terminal.note("\(Amounts.documents(left)) left, which later runs changed: take those back first") }
  }

  private func forget(_ artifacts: [RowIdentifier], in workspace: Workspace) async throws -> Int {
    var forgotten = 0
    let removal = ContentRemoval(connection: workspace.database.connection(), blobs: try workspace.blobs(nil))
    for artifact in artifacts {
      let gone = try await workspace.artifacts().forget(artifact)
      _ = try await removal.remove(gone.contents)
      forgotten += gone.artifacts
    }
    return forgotten
  }
}

extension Workspace {
  /// The run whose id is `name` or begins with it; a job of another kind is none.
  func reextraction(_ name: String) async throws -> RowIdentifier {
    let jobs = jobs()
    let job = try await jobs.identifier(name)
    guard try await jobs.jobs(limit: 1, only: job).first?.type == JobKind.reextract.rawValue else {
      throw WiringError.noReextraction(name)
    }
    return job
  }
}
