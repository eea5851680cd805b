package dev.muster.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of the whole gang.
 *
 * @param number from 1
 * @param epoch fencing token, strictly increasing per job
 * @param state {@code starting, running, succeeded, failed, cancelled} or {@code stopped}: by an
 *     order, to go on later
 * @param startedAt when the capacity was granted
 * @param endedAt when its last process had ended; null while it lives
 * @param cause why it ended other than well; null otherwise
 * @param resumedFrom the checkpoint it took up from; null when it started fresh
 */
public record AttemptView(
    int number,
    long epoch,
    String state,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable CauseView cause,
    @Nullable ResumptionView resumedFrom) {}
