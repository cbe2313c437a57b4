import Glibc
import Storage
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(4))) struct HomeTests {
  @Test(arguments: [
    String(repeating: "long-", count: 40),
    "a space, a 'quote', a \"double\" one, a $dollar, a `tick` and a \\",
    "umlaut-\u{e4}\n-and-a-newline",
  ])
  func `works in a home of any name`(name: String) async throws {
    try await withHome(name) { home in
      let server = EmbeddedServer(home: home)

      let access = try await server.ensureRunning()

      #expect(try await ask(access, "SELECT 'here'") == "here")
      #expect(try await server.ensureRunning() == access)
      let folder = try #require(try server.status().socketFolder)
      var status = stat()
      try #require(lstat(folder, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o700)
    }
  }

  @Test func `finds one server by two ways to one folder`() async throws {
    try await withHome { home in
      let access = try await EmbeddedServer(home: home).ensureRunning()
      let link = home.path.removingLastComponent().appending("link")
      try #require(symlink(home.path.string, link.string) == 0)

      let other = try await EmbeddedServer(home: Home(link)).ensureRunning()

      #expect(other == access)
    }
  }

  @Test(.enabled(if: geteuid() == 0, "needs root"))
  func `names the folder that the server's user may not enter`() async throws {
    try await withHome { home in
      let folder = home.path.removingLastComponent()
      try #require(chmod(folder.string, 0o700) == 0)

      let error = await #expect(throws: ServerError.self) { try await EmbeddedServer(home: home).ensureRunning() }

      #expect(error == .homeUnreachable(home.path, folder: folder, account: "postgres"))
    }
  }

  @Test func `says that a file cannot be a home`() async throws {
    try await withHome { home in
      try SmallText.write("", to: home.path)

      let error = await #expect(throws: ServerError.self) { try await EmbeddedServer(home: home).ensureRunning() }

      #expect(error == .homeUnusable(home.path, .notDirectory))
    }
  }

  @Test func `looks for the home in the option, the environment, and the user's data folder`() throws {
    let nothing: EnvironmentLookup = { _ in nil }
    let user: EnvironmentLookup = { ["HOME": "/home/ada"][$0] }
    let data: EnvironmentLookup = { ["HOME": "/home/ada", "XDG_DATA_HOME": "/data"][$0] }
    let relative: EnvironmentLookup = { ["HOME": "/home/ada", "XDG_DATA_HOME": "data"][$0] }
    let named: EnvironmentLookup = { ["HOME": "/home/ada", "STRATLOGIC_HOME": "/srv"][$0] }

    #expect(try Home.resolve(home: "/here", environment: named, isRoot: false).path == "/here")
    #expect(try Home.resolve(home: nil, environment: named, isRoot: true).path == "/srv")
    #expect(try Home.resolve(home: nil, environment: data, isRoot: false).path == "/data/stratlogic")
    #expect(try Home.resolve(home: nil, environment: user, isRoot: false).path == "/home/ada/.local/share/stratlogic")
    #expect(
      try Home.resolve(home: nil, environment: relative, isRoot: false).path == "/home/ada/.local/share/stratlogic")
    #expect(try Home.resolve(home: nil, environment: nothing, isRoot: true).path == "/var/lib/stratlogic")
    #expect(throws: ServerError.homeUnknown) { try Home.resolve(home: nil, environment: nothing, isRoot: false) }
  }
}
