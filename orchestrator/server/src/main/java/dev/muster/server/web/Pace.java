package dev.muster.server.web;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pace of one connection's requests. Who has begun one must send its head in one piece of time
 * and its body without long pauses; between requests there is no hurry. All on the event loop.
 */
final class Pace {
  /** From the first byte of a request to the end of its head. */
  static final long HEAD_SECONDS = 10;

  /** Between two pieces of a body. */
  static final long PAUSE_SECONDS = 30;

  private static final Logger log = LoggerFactory.getLogger(Pace.class);

  private @Nullable ScheduledFuture<?> deadline;
  private boolean inBody;

  /** To stand before the codec: it sees bytes. */
  ChannelInboundHandlerAdapter ofBytes() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (inBody) {
          expect(context, PAUSE_SECONDS, "a body that pauses");
        } else if (deadline == null) {
          expect(context, HEAD_SECONDS, "a head that does not end");
        }
        context.fireChannelRead(bytes);
      }

      @Override
      public void channelInactive(ChannelHandlerContext context) {
        expectNothing();
        context.fireChannelInactive();
      }
    };
  }

  /** To stand behind the codec: it sees where requests begin and end. */
  ChannelInboundHandlerAdapter ofMessages() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
          inBody = true;
          expect(context, PAUSE_SECONDS, "a body that pauses");
        }
        if (message instanceof LastHttpContent) {
          inBody = false;
          expectNothing();
        }
        context.fireChannelRead(message);
      }
    };
  }

  private void expect(ChannelHandlerContext context, long seconds, String otherwise) {
    expectNothing();
    deadline =
        context.executor().schedule(() -> drop(context, otherwise), seconds, TimeUnit.SECONDS);
  }

  private void expectNothing() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  private static void drop(ChannelHandlerContext context, String why) {
    log.info("client={} dropped={}", context.channel().remoteAddress(), why);
    context.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }
}
