package dev.muster.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A body of several named parts, {@code multipart/form-data}. No text shows what is in them. */
final class Parts {
  /** No part has this: it is new for each body. */
  private final String boundary = "muster-" + UUID.randomUUID();

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /** Adds a part. */
  Parts with(String name, String type, byte[] content) {
    write(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
            .formatted(boundary, name, name));
    write("Content-Type: %s\r\n\r\n".formatted(type));
    body.writeBytes(content);
    write("\r\n");
    return this;
  }

  /** The whole body. */
  byte[] bytes() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(body.toByteArray());
    whole.writeBytes(ascii("--%s--\r\n".formatted(boundary)));
    return whole.toByteArray();
  }

  private void write(String text) {
    body.writeBytes(ascii(text));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
