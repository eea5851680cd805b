package dev.muster.server.web;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops a client that does not read what it asked for: it would hold our memory for ever. */
final class StallGuard extends WriteTimeoutHandler {
  /** How long a piece of an answer may wait to be read. */
  static final long SECONDS = 60;

  private static final Logger log = LoggerFactory.getLogger(StallGuard.class);

  StallGuard() {
    super(SECONDS, TimeUnit.SECONDS);
  }

  @Override
  protected void writeTimedOut(ChannelHandlerContext context) {
    log.info("client={} dropped=does not read its answer", context.channel().remoteAddress());
    context.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }
}
