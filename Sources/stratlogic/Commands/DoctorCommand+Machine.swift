import Glibc
import Sandbox
import Storage
import SystemPackage

extension DoctorCommand {
  /// The data files and programs that the libraries and we look for at run time; the libraries themselves were found, or this
  /// program would not have started.
  static func files() -> [DoctorFinding] {
    [
      present(
        "poppler-data", ["/usr/share/poppler/cMap"], mend: "apt-get install poppler-data",
        without: "texts in Chinese, Japanese and Korean PDFs will be lost"),
      present(
        "libmagic", ["/usr/share/misc/magic.mgc", "/usr/lib/file/magic.mgc"], mend: "apt-get install libmagic1",
        without: "no file type can be told"),
      recognition(), account(), extractor(),
    ]
  }

  /// What the extractor's walls are made of. Without Landlock the system call filter alone stands, so that is no reason to stop.
  static func kernel() -> [DoctorFinding] {
    let missing = Confinement.probe()
    let landlock = Confinement.landlockVersion.map { DoctorFinding.fine("landlock", "version \($0)") }
    let seccomp =
      missing.contains("seccomp")
      ? DoctorFinding.missing(
        "seccomp", "this kernel has no system call filters", mend: "use a kernel with CONFIG_SECCOMP_FILTER")
      : .fine("seccomp", "system call filters")
    return [
      landlock
        ?? .doubtful(
          "landlock", "this kernel cannot narrow what extractors read",
          mend: "use Linux 5.13 or later, started with lsm=landlock,..."),
      seccomp,
    ]
  }

  private static func present(
    _ name: String, _ paths: [String], mend: String, without consequence: String
  ) -> DoctorFinding {
    guard let path = paths.first(where: { access($0, R_OK) == 0 }) else {
      return .missing(name, "not installed; \(consequence)", mend: mend)
    }
    return .fine(name, path)
  }

  /// Text recognition is loaded by the extractors, where it is there; nothing else needs it.
  private static func recognition() -> DoctorFinding {
    let folders = ["/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tessdata"]
    guard let folder = folders.first(where: { access("\($0)/eng.traineddata", R_OK) == 0 }) else {
      return .doubtful(
        "tesseract", "not installed; text in pictures and scans will not be read", mend: "apt-get install tesseract-ocr"
      )
    }
    return .fine("tesseract", folder)
  }

  /// Root hands the server to another user, by setpriv(1).
  private static func account() -> DoctorFinding {
    guard geteuid() == 0 else { return .fine("account", "the server runs as the user who starts it") }
    guard getpwnam("postgres") != nil else {
      return .missing("account", "there is no user postgres", mend: "adduser --system --group postgres")
    }
    guard access("/usr/bin/setpriv", X_OK) == 0 else {
      return .missing("account", "setpriv is missing", mend: "apt-get install util-linux")
    }
    return .fine("account", "the server runs as postgres")
  }

  private static func extractor() -> DoctorFinding {
    do {
      return .fine("extractor", try extractorProgram().string)
    } catch {
      return .missing("extractor", "stratlogic-extract is not beside this program", mend: "make build")
    }
  }
}
