import Crypto
import PQ
import Storage
import SystemPackage

/// Everything that an ingest left behind, by content: without ids, times and attempts, so that two homes can be compared.
struct Snapshot: Sendable, Equatable {
  /// A line for each row and each blob, sorted.
  let lines: [String]

  init(lines: [String]) { self.lines = lines }

  init(of home: Home, through database: Watcher) async throws {
    lines = try await database.texts(Self.rows) + Self.blobs(in: home)
  }

  /// What only one of two has, marked with its side: short enough to be read where an expectation fails.
  func differences(from other: Snapshot) -> [String] {
    let changes = lines.difference(from: other.lines)
    let added = changes.insertions.map { change in
      if case .insert(_, let line, _) = change { "+ \(line)" } else { "" }
    }
    let missing = changes.removals.map { change in
      if case .remove(_, let line, _) = change { "- \(line)" } else { "" }
    }
    return Array((missing + added).prefix(20))
  }

  /// Blobs by name, each with the digest of what it holds, and what lies about beside them.
  private static func blobs(in home: Home) -> [String] {
    let artifacts = home.blobs.appending("artifacts")
    let blobs = Folders.files(below: artifacts).sorted().map { name in
      let digest = SHA256.hash(data: SmallText.read(artifacts.appending(name)) ?? [])
      let hex = digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
      return "blob \(name) holds \(hex)"
    }
    let leftovers = [home.blobs.appending("incoming"), home.spool].flatMap { Folders.names(in: $0) }
    let clusters = Folders.names(in: home.path).filter { $0.hasPrefix("postgres.new") }
    return blobs + (leftovers + clusters).map { "left over: \($0)" }
  }

  /// Of two paths with the same content, which one is stored and which is its duplicate is for chance to decide; so states
  /// are listed by content, and what an artifact has from its first path is left out where it has two.
  private static let rows = """
    WITH content AS (
        SELECT
            artifact.*,
            (SELECT count(*) > 1 FROM stratlogic.artifact_sources AS s WHERE s.artifact_id = artifact.id) AS is_shared
        FROM stratlogic.artifacts AS artifact
    )
    SELECT line FROM (
        SELECT 'artifact ' || jsonb_build_array(
            content_hash, artifact_type, CASE WHEN NOT is_shared THEN source_url END, CASE WHEN NOT is_shared THEN title END,
            description, file_size, mime_type, minio_path, md5(content_text), keywords, tags, text_hash, page_count, state,
            problem_code, problem_message, extractor
        )::text AS line
        FROM content
        UNION ALL
        SELECT 'source ' || jsonb_build_array(
            s.source_url, content_hash, s.file_size, s.modified_ns, s.changed_ns, s.inode, s.is_current
        )::text
        FROM stratlogic.artifact_sources AS s LEFT JOIN content ON content.id = s.artifact_id
        UNION ALL
        SELECT 'source states ' || jsonb_build_array(coalesce(content_hash, s.source_url), array_agg(s.state ORDER BY s.state))::text
        FROM stratlogic.artifact_sources AS s LEFT JOIN content ON content.id = s.artifact_id
        GROUP BY coalesce(content_hash, s.source_url)
        UNION ALL
        SELECT 'item ' || jsonb_build_array(item.source_url, content_hash, item.file_size, item.problem_code, item.problem_message)::text
        FROM stratlogic.job_items AS item LEFT JOIN content ON content.id = item.artifact_id
        UNION ALL
        SELECT 'item states ' || jsonb_build_array(
            coalesce(content_hash, item.source_url), array_agg(item.state ORDER BY item.state)
        )::text
        FROM stratlogic.job_items AS item LEFT JOIN content ON content.id = item.artifact_id
        GROUP BY coalesce(content_hash, item.source_url)
        UNION ALL
        SELECT 'job ' || jsonb_build_array(
            job_type, status, progress, total_items, processed_items, failed_items, unchanged_items, skipped_items, keywords,
            roots, title, error_message
        )::text
        FROM stratlogic.scraping_jobs
        UNION ALL
        SELECT 'part ' || jsonb_build_array(
            content_hash, part, first_page, last_page, start_byte, byte_count, CASE WHEN NOT is_shared THEN first_position END
        )::text
        FROM stratlogic.artifact_parts AS part JOIN content ON content.id = part.artifact_id
        UNION ALL
        SELECT 'index ' || jsonb_build_array(
            (SELECT sum(document_count) FROM stratlogic.index_segments)
            - (SELECT count(*) FROM stratlogic.index_exclusions WHERE is_deleted),
            (SELECT count(*) FROM stratlogic.index_pending)
        )::text
        UNION ALL
        SELECT 'tag ' || jsonb_build_array(content_hash, tag_type, tag_key, tag_value)::text
        FROM stratlogic.metadata_tags AS tag JOIN content ON content.id = tag.artifact_id
        UNION ALL
        SELECT 'extraction ' || jsonb_build_array(content_hash, extraction_type, extracted_data, confidence_score)::text
        FROM stratlogic.content_extractions AS found JOIN content ON content.id = found.artifact_id
        UNION ALL
        SELECT 'migration ' || version || ' ' || name FROM stratlogic.schema_migrations
    ) AS snapshot
    ORDER BY line COLLATE "C"
    """
}
