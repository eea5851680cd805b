package dev.muster.manifest;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SupportPageTest {

  @Test
  void the_page_in_the_documentation_is_the_one_of_the_tables() throws IOException {
    Golden.check(Golden.file("orchestrator/docs/manifest-support.md"), SupportPage.markdown());
  }
}
