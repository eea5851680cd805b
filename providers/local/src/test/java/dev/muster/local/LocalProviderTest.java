package dev.muster.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.local.gateway.Gpu;
import dev.muster.local.gateway.ProcessTable;
import dev.muster.spi.Accelerator;
import dev.muster.spi.CapacityProvider;
import dev.muster.spi.CapacityProviderFactory;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimState;
import dev.muster.spi.Fault;
import dev.muster.spi.FaultCode;
import dev.muster.spi.GrantedNode;
import dev.muster.spi.NodeSize;
import dev.muster.tck.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the local provider does beyond the contract: processes, files, cores and devices. */
class LocalProviderTest {
  private static final ClaimId CLAIM = new ClaimId("c-1");
  private static final ClaimId OTHER = new ClaimId("c-2");

  private final VirtualClock clock = new VirtualClock();
  private final LocalFixture fixture;
  private final CapacityProvider provider;

  LocalProviderTest(@TempDir Path folder) {
    List<Gpu> gpus =
        IntStream.range(0, 4).mapToObj(i -> new Gpu(i, "NVIDIA H200", 143_771)).toList();
    fixture = new LocalFixture(folder, clock, gpus);
    provider = fixture.open();
  }

  @AfterEach
  void endEverything() {
    fixture.close();
  }

  // --- agents

  @Test
  void anAgentLeadsASessionOfItsOwnInItsHome() {
    provider.claim(CLAIM, fixture.request(2));
    bornAll(2);

    assertThat(fixture.agent().births())
        .extracting(StandInAgent.Birth::node)
        .containsExactlyInAnyOrder("c-1-0", "c-1-1");
    assertThat(fixture.agent().births())
        .allSatisfy(birth -> assertThat(birth.session()).isEqualTo(birth.pid()));
  }

  @Test
  void anAgentIsToldWhereEverythingIs() {
    provider.claim(CLAIM, fixture.request(1));
    bornAll(1);
    Path home = fixture.nodes().resolve("c-1-0");

    String line = fixture.agent().births().getFirst().commandLine().replace('\0', ' ');

    assertThat(line)
        .contains(
            "-cp %s/lib/muster-agent.jar dev.muster.agent.Agent ".formatted(fixture.agent().home()))
        .contains(" --server http://127.0.0.1:1 --claim c-1 --node 0 --home %s ".formatted(home))
        .contains(" --environments %s ".formatted(fixture.nodes().resolveSibling("environments")))
        .contains(" --token-file %s ".formatted(home.resolve("token")))
        .contains(" --server-file %s".formatted(fixture.nodes().resolveSibling("server.json")));
  }

  @Test
  void anAgentDoesNotInheritVariablesOfOurs() {
    provider.claim(CLAIM, fixture.request(1));
    bornAll(1);

    assertThat(System.getenv()).containsKey("MUSTER_STRAY");
    assertThat(fixture.agent().births().getFirst().environment())
        .contains("PATH=")
        .doesNotContain("MUSTER_");
  }

  @Test
  void aJoinTokenIsForItsUserOnlyAndGoneWithTheRelease() throws IOException {
    fixture.agent().become("stubborn");
    provider.claim(CLAIM, fixture.request(2));
    Path token = fixture.nodes().resolve("c-1-1/token");

    assertThat(token).hasContent("s3cr3t-join-token-1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
        .isEqualTo("rw-------");
    bornAll(2);
    assertThat(provider.release(CLAIM)).isInstanceOf(ClaimState.Releasing.class);
    assertThat(token).doesNotExist();
  }

  @Test
  void theLastWordsOfAnAgentAreReported() {
    fixture.agent().become("broken");
    provider.claim(CLAIM, fixture.request(1));

    assertThat(fixture.await(() -> fault(provider.observe(CLAIM)).isPresent())).isTrue();

    assertThat(fault(provider.observe(CLAIM)))
        .hasValueSatisfying(fault ->
            assertThat(fault.detail())
                .contains("node c-1-0", "its last words: agent of c-1-0 starts; cannot go on")
                .doesNotContain("phase=IDLE"));
  }

  /** An agent may be gone before or after its claim is granted. */
  private static Optional<Fault> fault(ClaimState state) {
    if (state instanceof ClaimState.Vanished vanished) {
      return Optional.of(vanished.fault());
    }
    return state instanceof ClaimState.Denied denied
        ? Optional.of(denied.fault())
        : Optional.empty();
  }

  @Test
  void withoutARuntimeNothingIsStarted() throws IOException {
    Files.delete(AgentCommand.program(fixture.agent().home()));

    ClaimState state = provider.claim(CLAIM, fixture.request(1));

    assertThat(state)
        .isInstanceOfSatisfying(
            ClaimState.Denied.class,
            denied -> {
              assertThat(denied.fault().code()).isEqualTo(FaultCode.NODE_UNPREPARED);
              assertThat(denied.fault().detail()).contains("runtime/bin/java (expected:");
            });
    assertThat(provider.observe(CLAIM)).isEqualTo(state);
  }

  @Test
  void aStartThatWasBrokenOffIsReportedAndCanBeFinished() throws IOException {
    provider.claim(CLAIM, fixture.request(2));
    bornAll(2);
    pretendCrashWhileStarting("c-1-1");

    assertThat(provider.observe(CLAIM)).isInstanceOf(ClaimState.Vanished.class);
    assertThat(provider.claim(CLAIM, fixture.request(2))).isInstanceOf(ClaimState.Granted.class);

    assertThat(fixture.await(() -> fixture.alive(CLAIM) == 2)).isTrue();
    assertThat(fixture.mostAlive(CLAIM)).as("one was started anew, one kept").isEqualTo(3);
  }

  /** As if we had died after starting the first agent and before writing its number down. */
  private void pretendCrashWhileStarting(String missing) throws IOException {
    fixture.lose(new GrantedNode(1, missing, "", List.of()));
    fixture.await(() -> fixture.alive(CLAIM) == 1);
    Path claim = fixture.nodes().resolve("c-1.properties");
    Files.writeString(claim, Files.readString(claim).replace("GRANTED", "STARTING"));
    Path agent = fixture.nodes().resolve("c-1-0/agent.properties");
    Files.write(
        agent,
        Files.readAllLines(agent).stream()
            .filter(line -> !line.startsWith("pid=") && !line.startsWith("startTime="))
            .toList());
  }

  // --- loss

  @Test
  void anAgentThatIsGoneIsToldWithItsNode() {
    provider.claim(CLAIM, fixture.request(3));
    bornAll(3);
    fixture.lose(new GrantedNode(1, "c-1-1", "", List.of()));

    assertThat(fault(provider.observe(CLAIM)))
        .hasValueSatisfying(
            fault -> assertThat(fault.detail()).startsWith("node 1: the agent of node c-1-1 "));
  }

  @Test
  void anAgentThatIsOnlyStoppedIsNotGone() throws IOException, InterruptedException {
    provider.claim(CLAIM, fixture.request(1));
    bornAll(1);
    long pid = fixture.agent().births().getFirst().pid();
    new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().waitFor();

    assertThat(provider.observe(CLAIM)).isInstanceOf(ClaimState.Granted.class);
  }

  @Test
  void whatAgentAndGuardLeaveBehindIsSweptWhenTheyAreMissed() throws IOException {
    fixture.agent().become("with-stray");
    fixture.agent().become("with-rank");
    provider.claim(CLAIM, fixture.request(1));
    bornAll(3);
    writeDown("rank", fixture.nodes().resolve("c-1-0/family"));
    fixture.lose(new GrantedNode(0, "c-1-0", "", List.of()));
    assertThat(alive("rank")).isEqualTo(2);

    assertThat(provider.observe(CLAIM)).isInstanceOf(ClaimState.Vanished.class);

    assertThat(fixture.await(() -> alive("rank") == 0)).isTrue();
  }

  /** As a guard does. */
  private void writeDown(String node, Path file) throws IOException {
    ProcessTable processes = new ProcessTable();
    Files.write(
        file,
        fixture.agent().births().stream()
            .filter(birth -> birth.node().equals(node))
            .flatMap(birth -> processes.find(birth.pid()).stream())
            .map(process -> "%d %d".formatted(process.pid(), process.startTicks()))
            .toList());
  }

  // --- release

  @Test
  void anAgentThatDoesNotListenIsKilledAfterFiveSeconds() {
    fixture.agent().become("stubborn");
    provider.claim(CLAIM, fixture.request(1));
    bornAll(1);

    assertThat(provider.release(CLAIM)).isInstanceOf(ClaimState.Releasing.class);
    clock.advance(Duration.ofMillis(4999));
    assertThat(provider.observe(CLAIM)).isInstanceOf(ClaimState.Releasing.class);
    assertThat(fixture.alive(CLAIM)).isEqualTo(1);
    clock.advance(Duration.ofMillis(1));

    assertThat(fixture.await(() -> provider.observe(CLAIM) instanceof ClaimState.Released))
        .isTrue();
    assertThat(fixture.alive(CLAIM)).isZero();
  }

  @Test
  void aClockThatWasSetBackDoesNotProlongARelease() throws IOException {
    fixture.agent().become("stubborn");
    provider.claim(CLAIM, fixture.request(1));
    bornAll(1);
    provider.release(CLAIM);
    Path claim = fixture.nodes().resolve("c-1.properties");
    String anHourAhead = "changedAt=" + clock.instant().plus(Duration.ofHours(1));
    Files.writeString(claim, Files.readString(claim).replaceAll("changedAt=.*", anHourAhead));

    assertThat(provider.observe(CLAIM)).isInstanceOf(ClaimState.Releasing.class);
    clock.advance(Duration.ofSeconds(5));

    assertThat(fixture.await(() -> provider.observe(CLAIM) instanceof ClaimState.Released))
        .isTrue();
  }

  @Test
  void ranksThatOutliveTheirAgentAreSweptByRelease() {
    fixture.agent().become("with-rank");
    provider.claim(CLAIM, fixture.request(1));
    bornAll(2);
    fixture.lose(new GrantedNode(0, "c-1-0", "", List.of()));
    assertThat(alive("rank")).isEqualTo(1);
    assertThat(provider.owned(fixture.owner()).items()).hasSize(1);

    provider.release(CLAIM);

    assertThat(fixture.await(() -> provider.observe(CLAIM) instanceof ClaimState.Released))
        .isTrue();
    assertThat(alive("rank")).isZero();
    assertThat(provider.owned(fixture.owner()).items()).isEmpty();
  }

  @Test
  void aGuardHasSomeTimeToEndWhatOnlyItKnows() {
    fixture.agent().become("with-guard");
    provider.claim(CLAIM, fixture.request(1));
    bornAll(2);
    fixture.lose(new GrantedNode(0, "c-1-0", "", List.of()));
    provider.release(CLAIM);

    clock.advance(Duration.ofMillis(9999));
    assertThat(provider.observe(CLAIM)).isInstanceOf(ClaimState.Releasing.class);
    assertThat(alive("rank")).isEqualTo(1);
    clock.advance(Duration.ofMillis(1));

    assertThat(fixture.await(() -> provider.observe(CLAIM) instanceof ClaimState.Released))
        .isTrue();
    assertThat(alive("rank")).isZero();
  }

  @Test
  void onlyABoundedNumberOfClosedClaimsIsRemembered() {
    for (int i = 0; i < LocalClaims.MAX_CLOSED + 3; i++) {
      provider.claim(new ClaimId("old-" + i), fixture.impossible());
      provider.release(new ClaimId("old-" + i));
      clock.advance(Duration.ofSeconds(1));
    }
    provider.claim(CLAIM, fixture.request(1));
    provider.release(CLAIM);
    fixture.await(() -> provider.observe(CLAIM) instanceof ClaimState.Released);

    assertThat(fixture.nodes().toFile().list((folder, name) -> name.endsWith(".properties")))
        .hasSize(LocalClaims.MAX_CLOSED);
    assertThat(fixture.nodes().resolve("old-0.properties")).doesNotExist();
    assertThat(fixture.nodes().resolve("c-1.properties")).exists();
  }

  // --- capacity

  @Test
  void coresAreCountedAndAStockoutSaysWhoHoldsThem() {
    provider.claim(CLAIM, fixture.request(2, new NodeSize(6, 0, null)));

    ClaimState state = provider.claim(OTHER, fixture.request(1, new NodeSize(5, 0, null)));

    assertThat(state)
        .isInstanceOfSatisfying(
            ClaimState.Denied.class,
            denied -> assertThat(denied.fault().detail()).contains("4 of 16 cores", "held by c-1"));
  }

  @Test
  void coresComeBackWithTheRelease() {
    provider.claim(CLAIM, fixture.request(1, new NodeSize(16, 0, null)));
    provider.release(CLAIM);
    fixture.await(() -> provider.observe(CLAIM) instanceof ClaimState.Released);

    assertThat(provider.claim(OTHER, fixture.request(1, new NodeSize(16, 0, null))))
        .isInstanceOf(ClaimState.Granted.class);
  }

  @Test
  void coresAreHeldUntilTheLastProcessIsGone() {
    fixture.agent().become("stubborn");
    provider.claim(CLAIM, fixture.request(1, new NodeSize(16, 0, null)));
    bornAll(1);
    provider.release(CLAIM);

    assertThat(provider.claim(OTHER, fixture.request(1))).isInstanceOf(ClaimState.Denied.class);
  }

  @Test
  void memoryIsCounted() {
    provider.claim(CLAIM, fixture.request(1, new NodeSize(1, 20L << 30, null)));

    ClaimState state = provider.claim(OTHER, fixture.request(1, new NodeSize(1, 20L << 30, null)));

    assertThat(state)
        .isInstanceOfSatisfying(
            ClaimState.Denied.class,
            denied -> assertThat(denied.fault().code()).isEqualTo(FaultCode.CAPACITY_STOCKOUT));
  }

  @Test
  void diskIsCounted() {
    NodeSize most = new NodeSize(1, 0, 60L << 30, null, List.of());
    provider.claim(CLAIM, fixture.request(1, most));

    assertThat(denial(provider.claim(OTHER, fixture.request(1, most))))
        .contains("(1 cores, 0.0 GiB memory, 60.0 GiB disk, no accelerator) does not fit now")
        .contains("40.0 GiB of 100.0 GiB disk");
  }

  @Test
  void oneNodeOfThisMachineHasAPort() {
    NodeSize node = new NodeSize(1, 0, 0, null, List.of(8080, 8081));
    assertThat(denial(provider.claim(CLAIM, fixture.request(2, node))))
        .contains("ports [8080, 8081]) never fits this machine")
        .endsWith("; one node of it can have a port");

    provider.claim(OTHER, fixture.request(1, node));

    assertThat(denial(provider.claim(new ClaimId("c-3"), fixture.request(1, node))))
        .contains("does not fit now")
        .contains("but not the ports [8080, 8081]");
    NodeSize other = new NodeSize(1, 0, 0, null, List.of(8082));
    assertThat(provider.claim(new ClaimId("c-4"), fixture.request(1, other)))
        .isNotInstanceOf(ClaimState.Denied.class);
  }

  private static String denial(ClaimState state) {
    return state instanceof ClaimState.Denied denied ? denied.fault().detail() : "" + state;
  }

  @Test
  void everyNodeGetsDevicesOfItsOwn() {
    NodeSize one = new NodeSize(1, 0, new Accelerator("H200", 1));
    NodeSize two = new NodeSize(1, 0, new Accelerator("H200", 2));

    assertThat(devices(provider.claim(CLAIM, fixture.request(2, one))))
        .containsExactly(List.of("0"), List.of("1"));
    assertThat(devices(provider.claim(OTHER, fixture.request(1, two))))
        .containsExactly(List.of("2", "3"));
    assertThat(provider.claim(new ClaimId("c-3"), fixture.request(1, one)))
        .isInstanceOf(ClaimState.Denied.class);
  }

  @Test
  void anAcceleratorOfAnotherTypeIsUnsupported() {
    NodeSize node = new NodeSize(1, 0, new Accelerator("A100", 1));

    assertThat(provider.claim(CLAIM, fixture.request(1, node)))
        .isInstanceOfSatisfying(
            ClaimState.Denied.class,
            denied ->
                assertThat(denied.fault().detail())
                    .isEqualTo(
                        "1 x (1 cores, 0.0 GiB memory, A100:1) never fits this machine, which has"
                            + " (16 cores, 32.0 GiB memory, H200:4)"));
  }

  // --- discovery

  @Test
  void isFoundByItsType() {
    assertThat(ServiceLoader.load(CapacityProviderFactory.class))
        .extracting(CapacityProviderFactory::type)
        .contains("local");
  }

  private void bornAll(int processes) {
    boolean all = fixture.await(() -> fixture.agent().births().size() == processes);
    assertThat(all).as("%d births: %s", processes, fixture.agent().births()).isTrue();
  }

  private long alive(String node) {
    return fixture.agent().births().stream()
        .filter(birth -> birth.node().equals(node) && birth.alive())
        .count();
  }

  private static List<List<String>> devices(ClaimState state) {
    assertThat(state).isInstanceOf(ClaimState.Granted.class);
    return ((ClaimState.Granted) state).nodes().stream().map(GrantedNode::devices).toList();
  }
}
