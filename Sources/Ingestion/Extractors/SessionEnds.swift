import Sandbox
import SystemPackage

/// Our ends of what a process was started with: its socket, and the pipe for its output and error.
struct SessionEnds: ~Copyable {
  let socket: Channel
  let output: Channel

  /// Takes ownership of both descriptors.
  init(socket: FileDescriptor, output: FileDescriptor) {
    self.socket = Channel(owning: socket)
    self.output = Channel(owning: output)
  }
}
