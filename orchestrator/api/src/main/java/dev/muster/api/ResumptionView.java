package dev.muster.api;

/**
 * Where an attempt took up training.
 *
 * @param step the step of the checkpoint
 * @param path its folder
 */
public record ResumptionView(long step, String path) {}
