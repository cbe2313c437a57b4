/// What `stat` says of a file's content without opening it: enough to tell "unchanged" from "look again".
///
/// `changed` (ctime) is in it because mtime can be set by anyone and ctime cannot; times are nanoseconds since 1970.
package struct FileIdentity: Hashable, Sendable {
  package let size: Int64
  package let modified: Int64
  package let changed: Int64
  package let inode: UInt64

  package init(size: Int64, modified: Int64, changed: Int64, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
  }
}
