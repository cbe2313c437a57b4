import SystemPackage

/// The most memory this process has held: `VmHWM` of proc(5), in bytes; 0 where there is no such file.
func peakMemoryOfThisProcess() -> Int {
  guard let status = try? FileDescriptor.open("/proc/self/status", .readOnly) else { return 0 }
  defer { try? status.close() }
  let text = String(unsafeUninitializedCapacity: 4096) { buffer in
    (try? status.read(into: UnsafeMutableRawBufferPointer(buffer))) ?? 0
  }
  guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }) else { return 0 }
  return (Int(line.filter(\.isNumber)) ?? 0) << 10
}
