import Detection
import Storage
import Tagging

extension ExtractionRules {
  /// Those of this program.
  static let current = ExtractionRules(
    detection: Detector.version, tagging: Tagger.version, classification: ArtifactRules.version)
}
