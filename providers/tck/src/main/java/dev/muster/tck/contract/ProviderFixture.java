package dev.muster.tck.contract;

import dev.muster.spi.CapacityProvider;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimRequest;
import dev.muster.spi.GrantedNode;
import dev.muster.spi.OwnedResource;
import dev.muster.spi.OwnerTag;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a provider's author supplies: the real provider against a fake of its cloud (or the real
 * machine), the knobs of that fake, and its ledger. One fixture serves one test.
 */
public interface ProviderFixture extends AutoCloseable {
  /** What the requests' join tokens contain, and nothing else may. */
  String SECRET = "s3cr3t-join-token";

  // --- the provider

  /** Opens a session, as a server does when it starts: same account, same data directory. */
  CapacityProvider open();

  /** The installation that the requests come from. */
  OwnerTag owner();

  /** The time that the provider lives in. */
  InstantSource clock();

  /** A request that fits, for up to 8 nodes; each of its join tokens contains {@link #SECRET}. */
  ClaimRequest request(int nodes);

  /** A request that this provider can never meet. */
  ClaimRequest impossible();

  // --- the ledger

  /** How many nodes of a claim exist now. */
  int alive(ClaimId claim);

  /** How many nodes of a claim existed at one moment, at most; an upper bound is good enough. */
  int mostAlive(ClaimId claim);

  /** Whether a resource exists now. */
  boolean exists(OwnedResource resource);

  /** What others can see of what was created: names, tags, command lines, logs. */
  List<String> visible();

  // --- the knobs

  /** From now on no further node is to be had. */
  void exhaust();

  /** The next claim, of this name, finds that one of its nodes cannot be made. */
  void breakGang(ClaimId claim, int node);

  /** A granted node dies, behind our back. */
  void lose(GrantedNode node);

  /** A node comes to be that no session has asked for. */
  OwnedResource plant(OwnerTag owner, ClaimId claim);

  /** From now on listings cannot see everything; {@link #quiet} ends it. */
  void spoilListings();

  // --- time

  /** Lets time pass until something has come true; false when it does not within a good while. */
  boolean await(BooleanSupplier condition);

  /** Lets the time pass in which something that is under way could still show. */
  void quiet();

  /** Ends everything that the fixture started. */
  @Override
  void close();
}
