/** What every endpoint shares: who may come in, and how a refusal looks. */
@NullMarked
package dev.muster.server.web;

import org.jspecify.annotations.NullMarked;
