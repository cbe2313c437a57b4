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

/// Arguments as roots of a walk.
func walkRoots(_ arguments: [String], null: Bool) throws -> [WalkRoot] {
  try arguments.map { try WalkRoot(argument: FilePath($0), separator: null ? .nul : .newline) }
}

/// Processors this process may run on.
func processorCount() -> Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
