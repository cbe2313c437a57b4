import Testing

@testable import Extraction

struct TextTitleTests {
  @Test(arguments: [
    ("On Computable Numbers\n\nThe computable numbers may be described briefly.\n", "On Computable Numbers"),
    ("\n\n  Minutes of 4 May \n \nPresent: all.", "  Minutes of 4 May "),
  ])
  func `a first line that stands alone is the title`(text: String, title: String) {
    #expect(TextTitle.title(in: text) == title)
  }

  @Test(arguments: [
    "One line\nand the next.\n\nThen more.", "Alone\n\n", "", "\n\n", "if (x) {\n\n  y();",
    "Dear Mr Hall,\n\nThank you.",
    "12:30\n\n13:00", String(repeating: "long ", count: 50) + "\n\nmore", "a\tb\n\nc\td",
  ])
  func `what is not clearly a title is none`(text: String) {
    #expect(TextTitle.title(in: text) == nil)
  }
}
