import Pipeline
import Storage

extension DoctorCommand {
  /// The server of objects, where one is named: asked whether it lets this program in.
  func objects() async -> [DoctorFinding] {
    let name = "objects"
    let mend = "export STRATLOGIC_BLOBS='s3://BUCKET?endpoint=URL' AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=..."
    do {
      // A folder is looked at as the home's is.
      guard case .objects(let place) = try BlobPlace(nil, home: try global.location().home) else { return [] }
      let bucket = "bucket \(place.bucket) at \(place.endpoint)"
      guard try await ObjectBlobStore.isReady(at: place) else {
        return [.fine(name, "the first ingest makes \(bucket)")]
      }
      return [.fine(name, bucket)]
    } catch let error as BlobError {
      return [.missing(name, error.message, mend: mend)]
    } catch let error as WiringError {
      return [.missing(name, error.message, mend: mend)]
    } catch {
      return []  // The home: said by its own check.
    }
  }
}
