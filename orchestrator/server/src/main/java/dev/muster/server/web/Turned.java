package dev.muster.server.web;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;

/** Connections that are turned away: told why, without anything being read, and closed. */
final class Turned {
  private static final String BODY =
      """
      {"type":"throttled","title":"Too many requests","status":429,"detail":"connections: %d are \
      open (expected: at most that many; close one, or come again)","instance":null,"errors":[],\
      "explanation":null,"job":null,"differences":[]}\
      """;

  private static final String HEAD =
      """
      HTTP/1.1 429 Too Many Requests\r
      Content-Type: application/problem+json\r
      Retry-After: 1\r
      Connection: close\r
      Content-Length: %d\r
      \r
      """;

  private Turned() {}

  static void away(Channel channel, int connectionsMax) {
    byte[] body = BODY.formatted(connectionsMax).getBytes(StandardCharsets.UTF_8);
    byte[] head = HEAD.formatted(body.length).getBytes(StandardCharsets.UTF_8);
    ChannelHandlerContext raw = channel.pipeline().firstContext();
    raw.writeAndFlush(Unpooled.wrappedBuffer(head, body)).addListener(ChannelFutureListener.CLOSE);
  }
}
