import Documents
import Fetching
import Ingestion
import PQ
import Pipeline
import Sandbox
import Search
import Storage
import SystemPackage

/// What a command works on, opened: the home, its database, its blobs.
struct Workspace {
  let home: Home
  let database: Database
  let threads: BlockingThreads
  /// nil on a server that was named, whose tables are not ours.
  let sweeper: IndexSweeper?
  /// nil likewise.
  private let ownerConninfo: String?

  /// Starts the embedded server where none is named, brings its schema up to date, and finds the acting user.
  static func open(_ options: GlobalOptions) async throws -> Workspace {
    let location = try options.location()
    let access = try await DatabaseAccess.open(location)
    try await bringUpToDate(access)
    let name = processEnvironment("STRATLOGIC_USER") ?? "local"
    let database = try await Database(conninfo: access.conninfo, userName: name)
    let sweeper = access.isEmbedded ? IndexSweeper(owner: Connection(conninfo: access.ownerConninfo)) : nil
    return Workspace(
      home: try location.home.create(), database: database, threads: BlockingThreads(count: 2), sweeper: sweeper,
      ownerConninfo: access.isEmbedded ? access.ownerConninfo : nil)
  }

  /// The same for commands that do jobs: what is wrong with the settings they run with is said before a database is asked for.
  static func openForJobs(_ options: GlobalOptions) async throws -> Workspace {
    _ = try patience()
    return try await open(options)
  }

  /// The embedded database is ours to migrate; a server that was named is migrated when its owner says so.
  private static func bringUpToDate(_ access: DatabaseAccess) async throws {
    let connection = Connection(conninfo: access.ownerConninfo)
    let migrator = Migrator(connection)
    let status = try await migrator.status()
    if !status.pending.isEmpty {
      guard access.isEmbedded else { throw WiringError.schemaIsBehind(status.version) }
      try await migrator.up()
    }
    await connection.close()
  }

  /// Answers queries. It fills arrays of a few bytes for each document of the collection, query after query, so what it frees is kept: of 245,000
  /// documents, zeroing those pages took 1.1 of a query's 3.7 ms of CPU.
  func searchEngine() -> SearchEngine {
    Allocator.keep(freed: 256 << 20, block: 32 << 20)
    return SearchEngine(database: database)
  }

  func jobs() -> JobStore { JobStore(connection: database.connection(), user: database.user) }

  func savedSearches() -> SavedSearchStore {
    SavedSearchStore(connection: database.connection(), user: database.user)
  }

  func pendingIndex() -> PendingIndex { PendingIndex(connection: database.connection(), user: database.user) }

  func indexMerger() -> IndexMerger { IndexMerger(connection: database.connection(), user: database.user) }

  func artifacts() -> ArtifactStore { ArtifactStore(connection: database.connection(), user: database.user) }

  /// As the owner of the tables, who sees the rows of all users; on a server that was named, for the acting user.
  func widestConnection() -> Connection { ownerConninfo.map { Connection(conninfo: $0) } ?? database.connection() }

  /// The store that keeps what documents consist of; `none` keeps nothing.
  func blobs(_ choice: String?) throws -> any BlobStore {
    try BlobPlace(choice, home: home).open(staging: home.staging, threads: threads)
  }

  /// What no ingest takes, although it may lie below what was named.
  func ownPlaces(_ choice: String?) throws -> [FilePath] {
    let blobs: [FilePath] = if case .folder(let folder) = try BlobPlace(choice, home: home) { [folder] } else { [] }
    return home.contents + blobs
  }

  /// What an ingest or a worker runs on. A database that breaks down it brings back itself, where that is ours to do.
  func ingestResources(_ options: GlobalOptions, _ running: RunOptions) throws -> IngestResources {
    try ingestResources(options, blobs: try blobs(running.place.blobs), extractors: running.extractors.count)
  }

  func ingestResources(
    _ options: GlobalOptions, blobs: any BlobStore, extractors: Int
  ) throws -> IngestResources {
    var resources = IngestResources(
      database: database, blobs: blobs, threads: threads, spool: spool(), extractor: try extractorProgram(),
      extractors: extractors)
    resources.sweeper = sweeper
    if let patience = try Self.patience() { resources.patience = patience }
    if case .embedded(let home) = try options.location() {
      // What keeps it from starting is met again by whoever waits for it, and has patience.
      resources.reviveDatabase = { try? await EmbeddedServer(home: home).recover() }
    }
    return resources
  }

  /// How long to wait for a database that went away: `STRATLOGIC_PATIENCE`; nil where it says nothing.
  private static func patience() throws -> Duration? {
    guard let text = processEnvironment("STRATLOGIC_PATIENCE") else { return nil }
    guard let patience = TimeSpan.parse(text) else { throw WiringError.malformedPatience(text) }
    return patience
  }

  func spool() -> SpoolFolder { SpoolFolder(path: home.spool) }
}

/// What is wrong with how the program was set up.
enum WiringError: Classified {
  case unknownBlobStore(String)
  case malformedBlobPlace(String)
  case noExtractor(String)
  case noLinks
  case schemaIsBehind(Int)
  case malformedPatience(String)
  case noReextraction(String)

  var code: String {
    switch self {
    case .unknownBlobStore, .malformedBlobPlace: "unknown_blob_store"
    case .noExtractor: "extractor_unavailable"
    case .noLinks: "no_links"
    case .schemaIsBehind: "schema_is_behind"
    case .malformedPatience: "malformed_setting"
    case .noReextraction: "no_such_job"
    }
  }

  var message: String {
    switch self {
    case .unknownBlobStore(let name): "'\(name)' is no blob store: use file:///FOLDER, s3://BUCKET?endpoint=URL or none"
    case .malformedBlobPlace(let what): "the blob store is named wrongly: \(what)"
    case .noExtractor(let path): "the extractor is missing: there is no program \(path)"
    case .noLinks: "there are links to documents in an object store only; these are kept elsewhere"
    case .schemaIsBehind(let version):
      "the database's schema is at version \(version), which is older than this program; run `stratlogic db migrate up`"
    case .noReextraction(let name): "job '\(name)' extracted nothing again; `stratlogic jobs` lists which did"
    case .malformedPatience(let text):
      "STRATLOGIC_PATIENCE is '\(text)', but takes a length of time such as 30s or 5min"
    }
  }

  var disposition: Disposition { .halt }
}

/// The extractor, which is installed beside this program.
func extractorProgram() throws -> FilePath {
  guard let own = FilePath("/proc/self/exe").resolved else { throw WiringError.noExtractor("/proc/self/exe") }
  let program = own.removingLastComponent().appending("stratlogic-extract")
  guard program.resolved != nil else { throw WiringError.noExtractor(program.string) }
  return program
}
