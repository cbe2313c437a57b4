import ArgumentParser
import Fetching
import Glibc
import Ingestion
import Pipeline
import SystemPackage

/// The pipeline in the file at `path`, or the built-in one.
func loadPipeline(_ path: String?) throws -> PipelinePlan<IngestStep> {
  guard let path else { return try BuiltInPipeline.plan() }
  let file = FilePath(path)
  let text = try readPipelineFile(file)
  return try PipelinePlan(PipelineDefinition(yaml: text, file: path), registry: IngestStep.registry)
}

/// A pipeline file is a page of text; what is longer than this is something else.
private let longestPipelineFile = 1 << 20

private func readPipelineFile(_ path: FilePath) throws -> String {
  do {
    let file = try FileDescriptor.open(path, .readOnly)
    return try file.closeAfter {
      try String(unsafeUninitializedCapacity: longestPipelineFile) { buffer in
        var count = 0
        while count < buffer.count {
          let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
          let read = try file.read(into: rest)
          if read == 0 { break }
          count += read
        }
        return count
      }
    }
  } catch let errno as Errno {
    throw errno == .noSuchFileOrDirectory ? WalkError.noSuchInput(path) : WalkError.io(path, errno)
  }
}

/// Refuses an empty argument: it would stand for the current folder, which nobody means who writes `ingest "$UNSET"`.
func refuseEmptyPaths(_ paths: [String]) throws {
  guard !paths.contains("") else {
    throw ValidationError("An empty argument names nothing; the current folder is '.'.")
  }
}

/// Arguments as roots of a walk.
func walkRoots(_ arguments: [String], null: Bool) throws -> [WalkRoot] {
  try arguments.map { try WalkRoot(argument: bytes(of: $0), separator: null ? .nul : .newline) }
}

/// An argument as the path it names; an empty argument is an empty path.
func pathArgument(_ argument: String) -> FilePath {
  (bytes(of: argument) + [0]).withUnsafeBufferPointer { bytes in
    bytes.withMemoryRebound(to: CInterop.PlatformChar.self) { text in
      text.baseAddress.map { FilePath(platformString: $0) } ?? FilePath()
    }
  }
}

/// The bytes of an argument as the shell passed them. A path need not be UTF-8, and has been repaired by the time the
/// command line is parsed; the original is the one whose repaired form it is.
private func bytes(of argument: String) -> [UInt8] {
  for position in 0..<Int(CommandLine.argc) {
    guard let original = CommandLine.unsafeArgv[position], String(cString: original) == argument else { continue }
    return UnsafeRawBufferPointer(start: original, count: strlen(original)).map { $0 }
  }
  return Array(argument.utf8)
}

/// Processors this process may run on.
func processorCount() -> Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
