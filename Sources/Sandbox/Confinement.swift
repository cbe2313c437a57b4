import CLinux
import Glibc
package import SystemPackage

/// The walls around a process that parses strangers' bytes. They are entered once, and there is no way out.
///
/// Nothing asynchronous may run afterwards: the filter refuses new threads, and a task that waits for one waits for ever.
package struct Confinement: Sendable {
  /// The user and group a process of root becomes: one that owns no file and runs nothing else, so not `nobody`.
  package static let user: UInt32 = 64_937

  /// Bytes of address space (RLIMIT_AS). Below 128 MiB libmagic does not start.
  package var memory: Int
  /// Files and folders that may be read; those that do not exist are passed over.
  package var readable: [FilePath]
  /// Descriptors that may be open at once.
  package var descriptors: Int

  package init(memory: Int, readable: [FilePath], descriptors: Int = 64) {
    self.memory = memory
    self.readable = readable
    self.descriptors = descriptors
  }

  /// Enters, in the one order that works: another user while there is the right to become one, then what needs
  /// `no_new_privs`, and the filter last because it refuses everything the others are made of.
  ///
  /// Returns what this kernel lacks, as `probe` names it. Throws when something it has is refused: then the process must end.
  package func enter() throws(SandboxError) -> [String] {
    if geteuid() == 0 { try Self.becomeNobody() }
    guard sl_no_new_privileges() == 0 else { throw .last("give up new privileges") }
    guard sl_not_dumpable() == 0 else { throw .last("forbid being traced") }
    try limit()
    let version = Landlock.version
    if let version { try Landlock.restrict(readable: readable, version: version) }
    try SystemCallFilter().load()
    return version == nil ? [Self.landlock] : []
  }

  /// The protections that this kernel does not offer: `landlock`, `seccomp`. Changes nothing.
  package static func probe() -> [String] {
    var missing: [String] = []
    if Landlock.version == nil { missing.append(landlock) }
    if sl_has_filters() == 0 { missing.append("seccomp") }
    return missing
  }

  /// The version of the kernel's Landlock interface; nil where there is none.
  package static var landlockVersion: Int? { Landlock.version }

  private static let landlock = "landlock"

  private static func becomeNobody() throws(SandboxError) {
    // As root, each of the two sets the real, the effective and the saved one: there is no way back.
    guard setgroups(0, nil) == 0 else { throw .last("leave the supplementary groups") }
    guard setgid(user) == 0 else { throw .last("change the group") }
    guard setuid(user) == 0 else { throw .last("change the user") }
  }

  private func limit() throws(SandboxError) {
    guard sl_limit_memory(UInt64(memory)) == 0 else { throw .last("limit memory") }
    guard sl_limit_descriptors(UInt64(descriptors)) == 0 else { throw .last("limit descriptors") }
    guard sl_limit_rest() == 0 else { throw .last("limit files and processes") }
  }
}
