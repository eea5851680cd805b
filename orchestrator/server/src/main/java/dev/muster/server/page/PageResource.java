package dev.muster.server.page;

import dev.muster.server.web.RefusedException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The page: files that are the same for everybody and tell nothing. What they show, they ask of the
 * interface, with the session of the browser.
 */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class PageResource {
  private static final String HTML = "text/html;charset=utf-8";

  /** The names of the files change with their content. */
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private static final String ASK_AGAIN = "no-cache";

  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "svg", "image/svg+xml");

  private static final String WITHOUT_PAGE =
      """
      <!doctype html>
      <html lang="en">
        <head><meta charset="utf-8"><title>Muster</title></head>
        <body>
          <h1>Muster</h1>
          <p>The server works; the page was left out of this build, because Node.js 20.19 or newer with npm
            was not on PATH, or npm could not reach its registry.</p>
          <p>To get it, see to both and run <code>touch orchestrator/dashboard/pom.xml</code>, then
            <code>muster server stop</code>: the next <code>muster</code> command builds the page and starts a server
            that has it.</p>
          <p>Until then, <code>muster ps</code>, <code>muster describe</code> and <code>muster logs</code> say the same.</p>
        </body>
      </html>
      """;

  private final PageFiles files;

  PageResource(PageFiles files) {
    this.files = files;
  }

  @Get("/")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> document() throws IOException {
    byte[] html = files.document().orElseGet(() -> WITHOUT_PAGE.getBytes(StandardCharsets.UTF_8));
    return answer(html, HTML, ASK_AGAIN);
  }

  @Get("/assets/{name}")
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> asset(String name) throws IOException {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    byte[] file =
        files
            .asset(name)
            .filter(bytes -> type != null)
            .orElseThrow(() -> RefusedException.notFound("the page has no file " + name));
    return answer(file, String.valueOf(type), FOR_EVER);
  }

  private static MutableHttpResponse<byte[]> answer(byte[] body, String type, String caching) {
    return PageHeaders.on(HttpResponse.ok(body))
        .header("Content-Type", type)
        .header("Cache-Control", caching);
  }
}
