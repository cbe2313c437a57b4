package import Fetching
package import Pipeline
package import Storage
package import SystemPackage

/// What an ingest is asked to do.
package struct IngestRequest: Sendable {
  package var roots: [WalkRoot]
  package var plan: PipelinePlan<IngestStep>
  package var title: String?
  package var keywords: [String] = []
  /// Compare contents even where nothing suggests a change.
  package var rescan = false
  package var follow = false
  /// Remove artifacts of which every file is gone, as far as they were found below the roots.
  package var prune = false
  /// Prune also where nothing is left in a folder, as in one where a disk is not mounted.
  package var pruneAll = false
  /// What is done about pages of the web.
  package var web = WebRequest()
  /// What this installation keeps, which no walk takes.
  package var own: [FilePath] = []
  /// Told of every folder that is walked.
  package var observer: (any FolderObserver)?
  /// Whether it is part of a watch.
  var isWatched = false
  /// Where its items are stored documents, which are extracted again.
  var again: Again?

  /// How stored documents are extracted again.
  struct Again: Sendable {
    /// How the selection is called.
    var label: [String]
    /// Whether only tags are made anew, from the text that is stored.
    var onlyTags: Bool
    /// Whether new extractions take the former's place whatever the rules say.
    var isForced: Bool
  }

  package init(roots: [WalkRoot], plan: PipelinePlan<IngestStep>) {
    self.roots = roots
    self.plan = plan
  }

  /// By which rules its folders are walked.
  package var walkOptions: WalkOptions {
    var options = plan.fetchStep?.walk ?? WalkOptions()
    options.follow = follow
    options.own = own
    return options
  }
}

/// As it stands with its job.
extension IngestRequest {
  var stored: JobRequest {
    if let again {
      return JobRequest(
        type: JobKind.reextract.rawValue, title: title ?? "", roots: again.label, keywords: [],
        pipeline: plan.definition.text,
        settings: [
          "pipeline": plan.definition.name, "only": again.onlyTags ? TagStage.name.rawValue : "",
          "force": "\(again.isForced)",
        ])
    }
    let labels = roots.map(\.label)
    return JobRequest(
      type: (isWatched ? JobKind.watch : .ingest).rawValue, title: title ?? labels.joined(separator: ", "),
      roots: labels, keywords: keywords,
      pipeline: plan.definition.text,
      settings: [
        "pipeline": plan.definition.name, "rescan": "\(rescan)", "follow": "\(follow)", "prune": "\(prune)",
        "null": "\(roots.contains(where: \.isNulSeparated))",
      ].merging(web.settings) { own, _ in own }.merging(pruneAll ? ["prune_all": "true"] : [:]) { own, _ in own })
  }

  /// What a stored job was asked to do, to be done on this machine. A list on standard input was read by the process that began it.
  init(_ stored: JobRequest, own: [FilePath]) throws {
    let definition = try PipelineDefinition(yaml: stored.pipeline, file: stored.settings["pipeline"] ?? "stored")
    self.init(roots: [], plan: try PipelinePlan(definition, registry: IngestStep.registry))
    title = stored.title
    if stored.type == JobKind.reextract.rawValue {
      again = Again(
        label: stored.roots, onlyTags: stored.settings["only"] == TagStage.name.rawValue,
        isForced: stored.settings["force"] == "true")
      return
    }
    let separator: WalkRoot.Separator = stored.settings["null"] == "true" ? .nul : .newline
    for label in stored.roots where label != "-" {
      roots.append(try WalkRoot(argument: label, separator: separator))
    }
    keywords = stored.keywords
    rescan = stored.settings["rescan"] == "true"
    follow = stored.settings["follow"] == "true"
    prune = stored.settings["prune"] == "true"
    pruneAll = stored.settings["prune_all"] == "true"
    isWatched = stored.type == JobKind.watch.rawValue
    web = WebRequest(stored.settings)
    self.own = own
  }
}

/// What kind of work a job is: `scraping_jobs.job_type`.
package enum JobKind: String, Sendable, CaseIterable {
  case ingest
  /// What changed in folders that are watched; what the watch found when it began, and when it had to look at everything again.
  case watch
  /// Stored documents are extracted again.
  case reextract
}

/// What an ingest runs on.
package struct IngestResources: Sendable {
  package var database: Database
  package var blobs: any BlobStore
  package var threads: BlockingThreads
  package var spool: SpoolFolder
  /// The path of `stratlogic-extract`.
  package var extractor: FilePath
  /// Extractor processes.
  package var extractors: Int
  /// How long a passing failure of the database is waited out.
  package var patience: Duration = .seconds(60)
  /// How long the items that this process has in hand stay its own without a sign of life.
  package var lease: Duration = WorkQueue.standardLease
  /// Brings a database back that broke down, where that is ours to do; called again and again while it is waited for.
  package var reviveDatabase: @Sendable () async -> Void = {}
  /// What this process has to do with sites of the web.
  package var visits = WebVisits()
  /// Where the tables' owner is ours to be.
  package var sweeper: IndexSweeper?

  package init(
    database: Database, blobs: any BlobStore, threads: BlockingThreads, spool: SpoolFolder, extractor: FilePath,
    extractors: Int
  ) {
    self.database = database
    self.blobs = blobs
    self.threads = threads
    self.spool = spool
    self.extractor = extractor
    self.extractors = extractors
  }
}
