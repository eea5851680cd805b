@NullMarked
package dev.muster.server.agents;

import org.jspecify.annotations.NullMarked;
