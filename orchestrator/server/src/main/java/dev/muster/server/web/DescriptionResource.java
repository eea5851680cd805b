package dev.muster.server.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.io.IOException;
import java.io.InputStream;

/** How this interface looks, for programs that write programs; it tells nothing of jobs. */
@Controller
final class DescriptionResource {
  private static final String YAML = "application/yaml";
  private static final String DOCUMENT = "/openapi.yaml";

  /** This interface (OpenAPI 3.1). */
  @Get(DOCUMENT)
  @Produces(YAML)
  HttpResponse<byte[]> openApi() throws IOException {
    try (InputStream in = DescriptionResource.class.getResourceAsStream(DOCUMENT)) {
      if (in == null) {
        throw RefusedException.notFound("this build has no openapi.yaml");
      }
      return HttpResponse.ok(in.readAllBytes());
    }
  }
}
