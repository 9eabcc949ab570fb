import Testing

@testable import Reporting

@Suite("PDF") struct PDFFormTests {
  @Test(
    "a page is confined before anything of it is read, and keeps its doctype, which says how it is laid out",
    arguments: [
      ("<!DOCTYPE html>\n<html>", "<!DOCTYPE html>", "\n<html>"),
      ("\n <!doctype html><p>", "\n <!doctype html>", "<p>"), ("<html><p>", "", "<html><p>"), ("", "", ""),
      ("<p><!DOCTYPE html>", "", "<p><!DOCTYPE html>"),
    ])
  func confined(page: String, before: String, after: String) {
    let policy = """
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
      img-src data:; font-src data:">
      """
    #expect(PDFForm.confined(page) == before + policy + after)
  }
}
