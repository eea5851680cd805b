package dev.muster.api;

/**
 * A link that signs a browser in, once.
 *
 * @param url the link, which is a secret until it was used
 * @param validSeconds how long it is good
 */
public record SignInView(String url, long validSeconds) {}
