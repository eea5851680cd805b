package dev.muster.api;

/** A packed working directory that the server keeps: its SHA-256 and its size. */
public record ArtifactView(String digest, long bytes) {}
