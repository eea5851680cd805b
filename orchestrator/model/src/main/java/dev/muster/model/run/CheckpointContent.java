package dev.muster.model.run;

/**
 * What lies in a checkpoint's folder.
 *
 * @param files number of files
 * @param bytes their sizes added up
 * @param digest SHA-256, in hexadecimal, of the listing: a line for each file, sorted by its path
 *     in the folder, of its own SHA-256, size and path
 */
public record CheckpointContent(int files, long bytes, String digest) {}
