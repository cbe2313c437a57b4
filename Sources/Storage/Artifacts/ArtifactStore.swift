package import Documents
package import PQ

/// Reads artifacts, and forgets them.
package struct ArtifactStore: Sendable {
  private let connection: Connection
  private let user: RowIdentifier

  package init(connection: Connection, user: RowIdentifier) {
    self.connection = connection
    self.user = user
  }

  /// The user's artifact whose id is `name` or begins with it; to be read only, those that others made public count as well.
  package func identifier(
    _ name: String, toReadOnly: Bool = false
  ) async throws(StorageError) -> RowIdentifier {
    guard let prefix = RowIdentifier.prefix(name) else { throw .noSuchArtifact(name) }
    let found = try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(ArtifactQueries.byPrefix, [.text(user.text), .text(prefix), .bool(toReadOnly)])
    }
    guard let first = found.first else { throw .noSuchArtifact(name) }
    guard found.count == 1 else { throw .ambiguousArtifact(name) }
    return first
  }

  package func artifact(_ id: RowIdentifier) async throws(StorageError) -> Artifact {
    let artifact = try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.first(ArtifactQueries.show, [.text(user.text), .text(id.text)])
    }
    guard let artifact else { throw .noSuchArtifact(id.text) }
    return artifact
  }

  /// The text, or what stands around it.
  package func text(of id: RowIdentifier, zone: TextZone = .body) async throws(StorageError) -> String {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      let query = zone == .body ? ArtifactQueries.text : ArtifactQueries.boilerplate
      return try session.first(query, [.text(user.text), .text(id.text)]) ?? ""
    }
  }

  package func sources(of id: RowIdentifier) async throws(StorageError) -> [ArtifactSource] {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(ArtifactQueries.sources, [.text(id.text)])
    }
  }

  package func tags(of id: RowIdentifier) async throws(StorageError) -> [Tag] {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(ArtifactQueries.tags, [.text(id.text)])
    }
  }

  package func extractions(of id: RowIdentifier) async throws(StorageError) -> [ArtifactExtraction] {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(ArtifactQueries.extractions, [.text(id.text)])
    }
  }

  /// The stored texts of `artifacts`.
  package func texts(
    of artifacts: [RowIdentifier]
  ) async throws(StorageError) -> [(artifact: RowIdentifier, text: String)] {
    let ids = artifacts.map(\.text)
    return try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(ArtifactQueries.texts, [.text(user.text), .texts(ids)])
    }
  }

  /// Gives an artifact keywords that were found in its text, with their counts, beside those it has.
  package func add(keywords: [Tag], to artifact: RowIdentifier) async throws(StorageError) {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      let words: [Parameter] = [
        .text(artifact.text), .texts(keywords.map(\.key)), .texts(keywords.map(\.value)),
      ]
      _ = try session.execute(ArtifactQueries.retag, words)
    }
  }

  /// Changes what a person may change of an artifact. It stays so, whatever the next extraction says.
  package func edit(_ artifact: RowIdentifier, _ edit: ArtifactEdit) async throws(StorageError) {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      let values: [Parameter] = [
        .text(user.text), .text(artifact.text), .optional(edit.title?.shortened(to: 500)),
        edit.tags.map { .texts($0) } ?? .null, edit.isPublic.map { .bool($0) } ?? .null,
      ]
      _ = try session.execute(ArtifactQueries.edit, values)
    }
  }

  /// Takes a person's title and tags back: they are what the last extraction gave.
  package func revert(_ id: RowIdentifier) async throws(StorageError) {
    let source = try await artifact(id).source
    let name = source.map { SourceURL(string: $0).name } ?? id.text
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.transaction { (session: inout Session) throws(PQError) in
        _ = try session.run(ReextractionQueries.writer)
        _ = try session.execute(ArtifactQueries.revert, [.text(user.text), .text(id.text), .text(name)])
      }
    }
  }

  /// Forgets one artifact with all that hangs on it, and what was found nowhere but inside it; gives what that consisted of.
  package func forget(_ artifact: RowIdentifier) async throws(StorageError) -> Forgotten {
    try await forget([artifact], whatever: true)
  }

  /// Forgets a path and everything below it: its sources, and those artifacts that have no other. Throws `noSuchSource`
  /// where nothing was ever found there.
  package func forget(at source: SourceURL) async throws(StorageError) -> Forgotten {
    let place: [Parameter] = [.text(user.text), .text(source.string), .text(source.folderPrefix)]
    let forgotten = try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.transaction { (session: inout Session) throws(PQError) in
        let artifacts = try session.run(ArtifactQueries.bySource, place)
        let sources = try session.execute(ArtifactQueries.forgetSources, place)
        return try Forgotten(
          session.run(
            ArtifactQueries.forget, [.text(user.text), .texts(artifacts.map(\.text)), .bool(false)]),
          sources: sources)
      }
    }
    guard forgotten.sources > 0 else { throw .noSuchSource(source) }
    return forgotten
  }

  /// Forgets the artifacts of which every source is gone, those among them that were found below one of `folders`.
  package func prune(below folders: [SourceURL]) async throws(StorageError) -> Forgotten {
    let gone = try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(ArtifactQueries.gone, [.text(user.text), .texts(folders.map(\.folderPrefix))])
    }
    return gone.isEmpty ? Forgotten([]) : try await forget(gone, whatever: true)
  }

  /// How many artifacts `prune` would forget if `sources` were gone, too.
  package func prunable(below folders: [SourceURL], without sources: [Int64]) async throws(StorageError) -> Int {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      let values: [Parameter] = [.text(user.text), .texts(folders.map(\.folderPrefix)), .ints(sources)]
      return try session.first(ArtifactQueries.prunable, values) ?? 0
    }
  }

  /// Forgets the artifacts of which every source is gone, those among them that were a page which `job` did not find any more.
  package func prunePages(of job: RowIdentifier) async throws(StorageError) -> Forgotten {
    let gone = try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(PageQueries.pruned, [.text(user.text), .text(job.text)])
    }
    return gone.isEmpty ? Forgotten([]) : try await forget(gone, whatever: true)
  }

  private func forget(_ artifacts: [RowIdentifier], whatever: Bool) async throws(StorageError) -> Forgotten {
    let ids = artifacts.map(\.text)
    return try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.transaction { (session: inout Session) throws(PQError) in
        let inside = try session.run(ArtifactQueries.forgetInside, [.text(user.text), .texts(ids)])
        let members: [Parameter] = [.text(user.text), .texts(inside.map(\.text)), .bool(false)]
        return try Forgotten(
          session.run(ArtifactQueries.forget, members)
            + session.run(ArtifactQueries.forget, [.text(user.text), .texts(ids), .bool(whatever)]))
      }
    }
  }
}

/// What a removal took away.
package struct Forgotten: Sendable {
  /// Artifacts that were deleted.
  package let artifacts: Int
  /// What they consisted of: for `ContentRemoval`, which knows whether anybody else refers to it.
  package let contents: [ContentDigest]
  /// Sources that were dropped by their place.
  let sources: Int

  init(_ digests: [String], sources: Int = 0) {
    self.sources = sources
    artifacts = digests.count
    contents = digests.compactMap { ContentDigest(hex: $0) }
  }
}
