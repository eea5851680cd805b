package dev.muster.server.web;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** Watches over every connection: how many there are, and whether the other side keeps its pace. */
@Singleton
final class Connections implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  private final AtomicInteger open = new AtomicInteger();
  private final Limits limits;

  Connections(Limits limits) {
    this.limits = limits;
  }

  /** Connections that are open now. */
  int open() {
    return open.get();
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new Watched(null));
    return event.getBean();
  }

  private final class Watched implements NettyServerCustomizer {
    private final @org.jspecify.annotations.Nullable Channel channel;

    Watched(@org.jspecify.annotations.Nullable Channel channel) {
      this.channel = channel;
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel child, ChannelRole role) {
      return role == ChannelRole.CONNECTION ? new Watched(child) : this;
    }

    @Override
    public void onInitialPipelineBuilt() {
      if (channel == null) {
        return;
      }
      ChannelPipeline pipeline = channel.pipeline();
      Pace pace = new Pace();
      pipeline.addFirst("muster-stall", new StallGuard());
      pipeline.addFirst("muster-pace", pace.ofBytes());
      String codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
      if (pipeline.get(codec) != null) {
        pipeline.addAfter(codec, "muster-requests", pace.ofMessages());
      }
      count(channel);
    }

    private void count(Channel counted) {
      boolean tooMany = open.incrementAndGet() > limits.connections();
      counted.closeFuture().addListener(closed -> open.decrementAndGet());
      if (tooMany) {
        Turned.away(counted, limits.connections());
      }
    }
  }
}
