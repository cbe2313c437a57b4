import CLinux
import Documents
import SystemPackage

/// The state of a walk, and one step of it after the other.
struct Walker {
  /// So many folders on the way down are kept open; the upper ones are closed and opened again on the way back.
  private static let openFolders = 64
  /// So many names are looked at for each file of a batch before the batch is handed out without being full.
  private static let namesPerFile = 16

  private let options: WalkOptions
  private let observer: (any FolderObserver)?
  private let rootPlaces: Set<FileStatus.Place>
  private let ownPlaces: Set<FileStatus.Place>
  private var files: ArraySlice<FilePath>
  private var pages: ArraySlice<WebAddress>
  private var lists: ArraySlice<PathList>
  private var folders: ArraySlice<FilePath>
  private var places: ArraySlice<WalkPlace>
  /// Links wait until everything that is there by its own name was taken: a file is better known by that.
  private var links: [WaitingLink] = []

  private var levels: [FolderLevel] = []
  private var path = PathBuffer("/")
  /// How much of `path` is the root's: what follows is compared with patterns.
  private var rootLength = 0
  private var memory: WalkMemory?
  private var batch = WalkBatch()
  /// Whether a list had nothing to say for the moment, so that the batch is handed out as it is.
  private var isWaiting = false

  private struct WaitingLink {
    let path: PathBuffer
    let rootLength: Int
  }

  init(_ plan: WalkPlan, options: WalkOptions, observer: (any FolderObserver)? = nil) {
    self.options = options
    self.observer = observer
    rootPlaces = plan.folderPlaces
    // What does not exist yet is made by the run, or not at all.
    ownPlaces = Set(options.own.compactMap { try? WalkPlan.resolve($0).1.place })
    files = plan.files[...]
    pages = plan.pages[...]
    lists = plan.lists[...]
    folders = plan.folders[...]
    places = plan.places[...]
    memory = plan.mayOverlap || options.follow ? WalkMemory() : nil
  }

  mutating func nextBatch(of size: Int) throws(WalkError) -> WalkBatch? {
    defer {
      batch = WalkBatch()
      isWaiting = false
    }
    for _ in 0..<size * Self.namesPerFile {
      guard try step() else { return batch.isEmpty ? nil : batch }
      if isWaiting || batch.files.count + batch.pages.count + batch.failures.count >= size { break }
    }
    return batch
  }

  /// Looks at one more name; false when there is none left.
  private mutating func step() throws(WalkError) -> Bool {
    guard !levels.isEmpty else { return try startNext() }
    do {
      if let entry = try levels[levels.count - 1].next() { visit(entry) } else { leave() }
    } catch {
      if levels.last?.skipping == nil { fail(error) }
      leave()
    }
    return true
  }
}

// MARK: - Roots

extension Walker {
  private mutating func startNext() throws(WalkError) -> Bool {
    if let file = files.popFirst() {
      startNamed(file)
    } else if let page = pages.popFirst() {
      batch.pages.append(page)
    } else if !lists.isEmpty {
      try startListed()
    } else if let folder = folders.popFirst() {
      start(folder)
    } else if let place = places.popFirst() {
      start(place)
    } else if let link = links.popLast() {
      follow(link)
    } else {
      return false
    }
    return true
  }

  private mutating func startListed() throws(WalkError) {
    switch try lists[lists.startIndex].next() {
    case .entry(let entry): startListed(entry)
    case .silence: isWaiting = true
    case .end: lists.removeFirst()
    }
  }

  private mutating func startListed(_ entry: [UInt8]) {
    do {
      switch try WalkRoot.place(entry) {
      case .file(let path): startNamed(path)
      case .page(let page): batch.pages.append(page)
      }
    } catch {
      let source = SourceURL(string: WebAddress.withoutCredentials(String(decoding: entry, as: UTF8.self)))
      batch.failures.append(
        WalkFailure(source: source, state: .unreadable, code: error.code, message: error.message))
    }
  }

  /// A file or folder that was asked for by name: no rule applies to it, and it is no error if it is gone by now.
  private mutating func startNamed(_ named: FilePath) {
    do {
      let (resolved, status) = try WalkPlan.resolve(named)
      path = PathBuffer(resolved)
      switch status.kind {
      case .folder: start(resolved)
      case .regular: take(status, isBelowLink: false)
      case .link, .special:
        batch.failures.append(
          WalkFailure(
            source: SourceURL(path: resolved), state: .skipped, code: SkipReason.special.rawValue,
            message: "not a regular file"))
      }
    } catch {
      path = PathBuffer(WalkPlan.workingFolder.pushing(named).lexicallyNormalized())
      fail(error)
    }
  }

  private mutating func start(_ folder: FilePath) {
    path = PathBuffer(folder)
    rootLength = path.count
    do {
      enter(try Descriptor(openingFolder: folder), skipping: nil, isBelowLink: false)
    } catch {
      fail(error)
    }
  }

  /// A place below a root: whatever rule would have kept a walk from it keeps it out.
  private mutating func start(_ place: WalkPlace) {
    path = PathBuffer(place.root)
    rootLength = path.count
    let steps = place.relative.split(separator: UInt8(ascii: "/"))
    for step in steps.dropLast() {
      path.append(step)
      if let reason = rule(for: step, isFolder: true) { return count(reason) }
    }
    guard let name = steps.last else { return start(place.root) }
    do {
      let folder = try Descriptor(passingTo: path.filePath, follow: options.follow)
      path.append(name)
      let entry = FolderLevel.Entry(terminated: ArraySlice(name + [0]), kind: UInt8(FILE_KIND_UNKNOWN))
      visit(entry, in: folder.number, skipping: nil, isBelowLink: false)
    } catch {
      path = PathBuffer(place.path)
      fail(error)
    }
  }

  private mutating func follow(_ link: WaitingLink) {
    path = link.path
    rootLength = link.rootLength
    let target = path.filePath
    switch target.withPlatformString({ FileStatus.at(file_here(), $0, follow: true) }) {
    case .success(let status) where status.kind == .folder:
      do {
        let folder = try Descriptor(openingFolder: target)
        if !enter(folder, skipping: nil, isBelowLink: true) { count(.repeated) }
      } catch {
        fail(error)
      }
    case .success(let status) where status.kind == .regular: takeIfWanted(status, isBelowLink: true)
    case .success: count(.special)
    case .failure(.noSuchFileOrDirectory), .failure(.tooManySymbolicLinkLevels): count(.brokenLink)
    case .failure(let error): fail(error)
    }
  }
}

// MARK: - Folders

extension Walker {
  private var here: CInt { levels.last?.descriptor?.number ?? file_here() }

  /// Goes into an open folder; false when the walk was there already.
  @discardableResult
  private mutating func enter(_ folder: Descriptor, skipping: SkipReason?, isBelowLink: Bool) -> Bool {
    let place: FileStatus.Place
    do {
      place = try FileStatus(of: FileDescriptor(rawValue: folder.number)).place
    } catch {
      fail(error)
      return true
    }
    if skipping != nil {
      if rootPlaces.contains(place) || memory?.folders.contains(place) == true { return true }
    } else if memory?.folders.insert(place) == false {
      return false
    }
    let skipping = skipping ?? (ownPlaces.contains(place) ? .ownData : nil)
    if skipping == nil, let observer {
      let root: FilePath = rootLength == 0 ? "/" : FilePath(bytes: path.bytes.prefix(rootLength))
      observer.willRead(FileDescriptor(rawValue: folder.number), at: WalkPlace(path: path.filePath, root: root))
    }
    levels.append(
      FolderLevel(folder, place: place, pathLength: path.count, skipping: skipping, isBelowLink: isBelowLink))
    if levels.count > Self.openFolders { levels[levels.count - 1 - Self.openFolders].close() }
    return true
  }

  /// Goes back to the folder above, which is opened again if it was closed.
  private mutating func leave() {
    guard let left = levels.popLast(), let above = levels.last else { return }
    path.truncate(to: above.pathLength)
    guard above.descriptor == nil else { return }
    do {
      try levels[levels.count - 1].reopen(try reopened(above, from: left))
    } catch {
      abandon(error)
    }
  }

  /// Opens a folder again that was closed on the way down: from the one below it, or by its path if that one was moved
  /// away meanwhile. Either way it must be the same folder.
  private func reopened(_ above: FolderLevel, from left: FolderLevel) throws(Errno) -> Descriptor {
    let opened = [
      left.descriptor.map { file_open_folder($0.number, "..", 0) },
      path.filePath.withPlatformString { file_open_folder(file_here(), $0, 1) },
    ]
    let folders = opened.compactMap { $0 }.filter { $0 >= 0 }.map { Descriptor(owning: $0) }
    for folder in folders where try FileStatus(of: FileDescriptor(rawValue: folder.number)).place == above.place {
      return folder
    }
    throw .noSuchFileOrDirectory
  }

  /// Gives up the folders that are closed: the way back to them is lost.
  private mutating func abandon(_ error: Errno) {
    while let level = levels.last, level.descriptor == nil {
      path.truncate(to: level.pathLength)
      if level.skipping == nil { fail(error) }
      levels.removeLast()
    }
    if let level = levels.last { path.truncate(to: level.pathLength) }
  }
}

// MARK: - Names

extension Walker {
  private mutating func visit(_ entry: FolderLevel.Entry) {
    guard let level = levels.last else { return }
    path.append(entry.name)
    visit(entry, in: here, skipping: level.skipping, isBelowLink: level.isBelowLink)
    // A folder that was entered keeps its name in the path until it is left.
    if let now = levels.last, now.pathLength < path.count { path.truncate(to: now.pathLength) }
  }

  private mutating func visit(
    _ entry: FolderLevel.Entry, in folder: CInt, skipping: SkipReason?, isBelowLink: Bool
  ) {
    var kind = FileStatus.Kind(entry.kind)
    var status: FileStatus?
    // Only the kind is needed for what is counted; a network file system may not even tell that.
    let isCounted = skipping != nil
    if kind == nil || (kind == .regular && (!isCounted || memory != nil)) {
      switch entry.withCString({ FileStatus.at(folder, $0, follow: false) }) {
      case .success(let found): (status, kind) = (found, found.kind)
      case .failure(let error): return isCounted ? () : fail(error)
      }
    }
    let reason = skipping ?? rule(for: entry.name, isFolder: kind == .folder)
    switch kind {
    case .folder: descend(entry, in: folder, skipping: reason, isBelowLink: isBelowLink)
    case .regular where reason == nil:
      if let status { takeIfWanted(status, isBelowLink: isBelowLink) }
    case .link where reason == nil && options.follow:
      links.append(WaitingLink(path: path, rootLength: rootLength))
    case .link: count(reason ?? .link)
    case .special: count(reason ?? .special)
    case .regular, nil:
      // A file that was named as well was taken already.
      if let status, memory?.files.contains(status.place) == true { return }
      count(reason ?? .special)
    }
  }

  private func rule(for name: ArraySlice<UInt8>, isFolder: Bool) -> SkipReason? {
    options.reasonToSkip(name: name, path: relativePath, isFolder: isFolder)
  }

  private var relativePath: ArraySlice<UInt8> { path.bytes.dropFirst(rootLength + 1) }

  private mutating func descend(
    _ entry: FolderLevel.Entry, in folder: CInt, skipping: SkipReason?, isBelowLink: Bool
  ) {
    let opened = entry.withCString { file_open_folder(folder, $0, 0) }
    if opened >= 0 {
      enter(Descriptor(owning: opened), skipping: skipping, isBelowLink: isBelowLink)
    } else if skipping == nil {
      fail(Errno(rawValue: -opened))
    }
  }
}

// MARK: - Results

extension Walker {
  private mutating func takeIfWanted(_ status: FileStatus, isBelowLink: Bool) {
    guard !ownPlaces.contains(status.place) else { return count(.ownData) }
    if options.isWanted(relativePath) { take(status, isBelowLink: isBelowLink) } else { count(.notIncluded) }
  }

  private mutating func take(_ status: FileStatus, isBelowLink: Bool) {
    if memory?.isNew(status, path: path.bytes, isBelowLink: isBelowLink) == false {
      // By its own name it was counted when it was taken; through a link it is a name more.
      if isBelowLink { count(.repeated) }
    } else {
      batch.files.append(FolderEntry(path: path.filePath, identity: status.identity))
    }
  }

  private mutating func count(_ reason: SkipReason) { batch.skipped[reason, default: 0] += 1 }

  /// Records that what `path` names could not be looked at.
  private mutating func fail(_ error: Errno) {
    let cause = FetchError(error)
    let state: ItemState = cause == .vanished ? .vanished : .unreadable
    batch.failures.append(
      WalkFailure(
        source: SourceURL(path: path.filePath), state: state, code: cause.code, message: cause.message))
  }
}

extension FileStatus.Kind {
  /// The kind that a directory record gives; nil when it gives none.
  fileprivate init?(_ kind: UInt8) {
    switch Int(kind) {
    case Int(FILE_KIND_FOLDER): self = .folder
    case Int(FILE_KIND_REGULAR): self = .regular
    case Int(FILE_KIND_LINK): self = .link
    case Int(FILE_KIND_UNKNOWN): return nil
    default: self = .special
    }
  }
}
