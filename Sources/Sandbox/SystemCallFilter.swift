import CSeccomp
import Glibc
import SystemPackage

/// An allow-list of system calls (seccomp(2), through libseccomp). All others answer EPERM.
///
/// EPERM rather than death, because libraries try things they can do without: killing on every unknown call would lose most PDFs. What
/// is allowed was read off poppler, libxml2, libmagic, glibc's iconv and the Swift runtime at work. There is no call among them that
/// makes a socket, a process or a thread, runs a program, or opens anything for writing.
struct SystemCallFilter: ~Copyable {
  private let context: scmp_filter_ctx

  init() throws(SandboxError) {
    guard let context = seccomp_init(sl_answer_eperm()) else { throw .last("make a system call filter") }
    self.context = context
  }

  deinit { seccomp_release(context) }

  /// Puts the filter over this process, for good. `no_new_privs` must be set already, or be allowed to be.
  consuming func load() throws(SandboxError) {
    for name in Self.always { try allow(name) }
    for name in ["write", "writev", "sendmsg", "sendto"] { try allow(name, if: Self.standardStream) }
    for name in ["recvmsg", "recvfrom"] { try allow(name, if: sl_argument(0, SCMP_CMP_EQ, 0, 0)) }
    try allow("openat", if: Self.readingOnly(argument: 2))
    try allow("open", if: Self.readingOnly(argument: 1))
    // With a null pointer for the new value it only reads a limit, which glibc does to find its stack.
    try allow("prlimit64", if: sl_argument(2, SCMP_CMP_EQ, 0, 0))
    // What abort and raise use, on this process alone.
    for name in ["tgkill", "kill"] { try allow(name, if: sl_argument(0, SCMP_CMP_EQ, UInt64(getpid()), 0)) }
    let result = seccomp_load(context)
    guard result == 0 else { throw SandboxError("load the system call filter", Errno(rawValue: -result)) }
  }

  private static let always = [
    "read", "pread64", "readv", "close", "lseek", "fstat", "stat", "lstat", "newfstatat", "statx", "access",
    "faccessat",
    "faccessat2", "readlink", "readlinkat", "getdents64", "getcwd", "poll", "ppoll",
    "brk", "mmap", "munmap", "mremap", "mprotect", "madvise",
    "futex", "set_robust_list", "rseq", "sched_yield", "sched_getaffinity", "membarrier",
    "gettid", "getpid", "getppid", "getuid", "geteuid", "getgid", "getegid", "uname", "sysinfo", "getrandom",
    "getrlimit",
    "getrusage",
    "clock_gettime", "clock_getres", "gettimeofday", "time", "nanosleep", "clock_nanosleep",
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall", "exit", "exit_group",
  ]

  /// The socket is standard input; output and error go into the coordinator's pipe.
  private static var standardStream: scmp_arg_cmp { sl_argument(0, SCMP_CMP_LE, 2, 0) }

  /// No flag but those that neither write, nor create, nor truncate.
  private static func readingOnly(argument: UInt32) -> scmp_arg_cmp {
    // O_LARGEFILE is 0 in the header of a 64-bit system, and 0o100000 where glibc passes it all the same.
    let harmless = O_RDONLY | O_CLOEXEC | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | 0o100000
    return sl_argument(argument, SCMP_CMP_MASKED_EQ, UInt64(UInt32(bitPattern: ~harmless)), 0)
  }

  private func allow(_ name: String, if condition: scmp_arg_cmp? = nil) throws(SandboxError) {
    let number = seccomp_syscall_resolve_name(name)
    // Not every machine has every call: arm64 never had `open`.
    guard number >= 0 else { return }
    let result =
      if var condition {
        seccomp_rule_add_array(context, sl_answer_allow(), number, 1, &condition)
      } else {
        seccomp_rule_add_array(context, sl_answer_allow(), number, 0, nil)
      }
    guard result == 0 else { throw SandboxError("allow \(name)", Errno(rawValue: -result)) }
  }
}
