package dev.muster.agent;

import dev.muster.agent.guard.GuardProcess;
import dev.muster.agent.inventory.NodeInventory;
import dev.muster.agent.link.Address;
import dev.muster.agent.link.DirectivePoll;
import dev.muster.agent.link.Lease;
import dev.muster.agent.link.Orders;
import dev.muster.agent.link.Reporter;
import dev.muster.agent.link.Server;
import dev.muster.agent.link.Token;
import dev.muster.agent.log.Log;
import dev.muster.agent.node.Bell;
import dev.muster.agent.node.Identity;
import dev.muster.agent.node.Leaving;
import dev.muster.agent.node.Link;
import dev.muster.agent.node.Node;
import dev.muster.agent.node.Workshop;
import dev.muster.agent.prepare.Preparing;
import dev.muster.agent.process.Family;
import dev.muster.agent.process.Orphans;
import dev.muster.agent.process.Surroundings;
import dev.muster.agent.time.AwakeTime;
import dev.muster.agent.time.Clocks;
import dev.muster.agent.time.SteadyClock;
import dev.muster.model.agent.Hello;
import dev.muster.model.agent.Inventory;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The agent of one node: wires it up, runs it, and tells by its exit code why it ended. */
public final class Agent {
  private static final int BAD_START = 1;
  private static final Duration FAREWELL = Duration.ofSeconds(30);
  private static final int INSTANCE_BYTES = 6;

  private final Options options;
  private final Surroundings surroundings;
  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock = new SteadyClock(InstantSource.system(), System::nanoTime);
  private final AwakeTime awake = AwakeTime.ofThisProcess();
  private final Bell bell = new Bell();

  private Agent(Options options, Surroundings surroundings) {
    this.options = options;
    this.surroundings = surroundings;
  }

  /** Runs the agent that the arguments describe, until it is told to end. */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      Agent agent = new Agent(Options.parse(arguments), new Surroundings(System.getenv()));
      Node node = agent.node();
      Leaving why = lived(node);
      if (why != Leaving.TERMINATED) {
        System.exit(why.exitCode());
      }
    } catch (IllegalArgumentException | IOException e) {
      System.err.println("agent: " + e.getMessage());
      System.exit(BAD_START);
    }
  }

  private static Leaving lived(Node node) throws InterruptedException {
    CountDownLatch ended = endOrderly(node);
    try {
      Leaving why = node.run();
      Log.info("agent ends: %s".formatted(why));
      return why;
    } finally {
      ended.countDown();
    }
  }

  private Node node() throws IOException {
    Files.createDirectories(options.home());
    Lease lease = new Lease(awake);
    Address address = new Address(options.server(), options.serverFile());
    Server server = new Server(address, Token.read(options.tokenFile()), lease);
    Identity identity = new Identity(options.claim(), options.node(), instance());
    Link link = link(server, lease, identity);
    GuardProcess guard = GuardProcess.start(options.home());
    Family family = Family.ofThisProcess(options.home(), guard::tell);
    Thread.ofPlatform().daemon().name("orphans").start(new Orphans(family));
    Workshop workshop =
        new Workshop(
            identity,
            new Preparing.Place(options.home(), options.environments()),
            server,
            family,
            surroundings,
            new Clocks(clock, awake),
            bell);
    return new Node(identity, link, workshop, bell, random);
  }

  private Link link(Server server, Lease lease, Identity identity) {
    Inventory inventory = NodeInventory.look(options.home());
    Orders orders = new Orders(bell::ring);
    Reporter reporter =
        new Reporter(
            server,
            orders,
            report -> new Hello(version(), ProcessHandle.current().pid(), inventory, report),
            clock,
            identity.first());
    Thread.ofPlatform().daemon().name("reports").start(reporter);
    Thread.ofPlatform()
        .daemon()
        .name("directives")
        .start(new DirectivePoll(server, orders, reporter));
    return new Link(server, orders, lease, reporter);
  }

  /** SIGTERM and its like: ends the node before the process goes. */
  private static CountDownLatch endOrderly(Node node) {
    CountDownLatch ended = new CountDownLatch(1);
    Thread farewell =
        new Thread(
            () -> {
              node.terminate();
              try {
                ended.await(FAREWELL.toSeconds(), TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "farewell");
    Runtime.getRuntime().addShutdownHook(farewell);
    return ended;
  }

  private String instance() {
    byte[] bytes = new byte[INSTANCE_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String version() {
    String version = Agent.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
