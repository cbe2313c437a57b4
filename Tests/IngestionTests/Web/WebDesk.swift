import ProgramTesting

extension Desk {
  /// Ingests what is named, from the loopback interface too; `arguments` come on top.
  func fetch(_ arguments: String..., input: String = "") async throws -> Outcome {
    try await program.run(
      (["ingest", "--allow-private", "--json", "--quiet"] + arguments).map { Array($0.utf8) }, input: Array(input.utf8))
  }

  /// What the ledger says of each page: `path state code`.
  func ledger(of site: SiteServer) async throws -> [String] {
    let rows = """
      SELECT string_agg(concat_ws(' ', substr(source_url, \(site.url.utf8.count + 1)), state, problem_code), '|' ORDER BY source_url COLLATE "C")
      FROM job_items WHERE job_id = (SELECT id FROM scraping_jobs ORDER BY created_at DESC LIMIT 1)
      """
    return (try await ask(rows) ?? "").split(separator: "|").map(String.init)
  }
}
