import Search
import Testing

struct SnippetTests {
  @Test func `an empty query has no terms`() {
    #expect(SearchQuery("").terms.isEmpty)
  }
}
