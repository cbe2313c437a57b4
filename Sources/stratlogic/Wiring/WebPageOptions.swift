import ArgumentParser
import Documents
import Ingestion

/// What is fetched beside the pages that are named.
struct WebPageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Follow links within the site of a page, so many of them one after another.", valueName: "n"))
  var depth = 0

  @Option(
    help: ArgumentHelp("Follow links and sitemaps no further when there are so many pages.", valueName: "n"))
  var pages = WebRequest.usualPages

  @Option(
    help: ArgumentHelp("Other hosts that links and sitemaps may lead to, with those below them.", valueName: "a,b"))
  var hosts: String?

  @Flag(help: "Fetch from this machine and from private networks, too.")
  var allowPrivate = false

  func validate() throws {
    guard (0...100).contains(depth) else { throw ValidationError("--depth takes a number from 0 to 100.") }
    guard pages >= 0 else { throw ValidationError("--pages takes a number of pages.") }
    guard names.allSatisfy({ host(of: $0) != nil }) else {
      throw ValidationError("--hosts takes names of hosts, such as docs.example.org.")
    }
  }

  var request: WebRequest {
    var request = WebRequest()
    request.depth = depth
    request.pages = pages
    request.hosts = names.compactMap(host)
    request.allowsPrivate = allowPrivate
    return request
  }

  private var names: [String] { (hosts ?? "").split { $0 == "," || $0.isWhitespace }.map(String.init) }

  private func host(of name: String) -> String? {
    guard let address = try? WebAddress("https://\(name)/"), address.path == "/", address.query == nil,
      address.port == nil
    else { return nil }
    return address.host
  }
}
