@NullMarked
package dev.muster.agent.redact;

import org.jspecify.annotations.NullMarked;
