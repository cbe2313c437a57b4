/// This program's version, as it tells people and servers.
package enum ProgramVersion {
  package static let text = "0.1.0"
}
