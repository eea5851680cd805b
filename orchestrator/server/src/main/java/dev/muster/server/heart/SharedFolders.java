package dev.muster.server.heart;

import dev.muster.engine.port.Folders;
import dev.muster.model.JobId;
import dev.muster.server.home.DataDirectory;
import dev.muster.spi.ProviderId;
import org.jspecify.annotations.Nullable;

/** Jobs' folders in the data directory, for the nodes of providers that see it. */
record SharedFolders(DataDirectory home, Providers providers) implements Folders {
  @Override
  public @Nullable String jobDirectory(JobId job, ProviderId provider) {
    return providers.sharesFileSystem(provider) ? home.job(job).root().toString() : null;
  }
}
