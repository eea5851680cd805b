package dev.muster.server.web;

import dev.muster.manifest.ManifestSchema;
import dev.muster.manifest.kind.Kind;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** What a manifest may hold (JSON Schema 2020-12), for editors. */
  @Get("/schemas/v1/{kind}.json")
  @Produces(MediaType.APPLICATION_JSON)
  String schema(String kind) {
    return Stream.of(Kind.values())
        .filter(known -> known.slug().equals(kind))
        .findFirst()
        .map(ManifestSchema::json)
        .orElseThrow(() ->
            RefusedException.notFound(
                "schema: \"%s\" (expected: %s)".formatted(Shown.text(kind), kinds())));
  }

  private static String kinds() {
    return Stream.of(Kind.values()).map(Kind::slug).collect(Collectors.joining(", "));
  }
}
