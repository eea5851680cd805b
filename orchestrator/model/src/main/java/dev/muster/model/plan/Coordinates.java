package dev.muster.model.plan;

/** The place of one rank on every axis of a mesh, each from 0. */
public record Coordinates(int data, int fsdp, int tensor, int pipeline, int context, int expert) {}
