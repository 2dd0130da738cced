package pk.rahnuma.turn;

import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/// The intake as doors find it: takes nothing as long as a session could not go on with its version.
@Singleton
@Primary
class Admission implements Intake {

    private final Runners runners;
    private final PinnedVersions versions;

    Admission(Runners runners, PinnedVersions versions) {
        this.runners = runners;
        this.versions = versions;
    }

    @Override
    public CompletableFuture<Receipt> offer(Incoming incoming) {
        return versions.obstacle()
                .map(obstacle -> CompletableFuture.<Receipt>failedFuture(new Unavailable(obstacle, null)))
                .orElseGet(() -> runners.offer(incoming));
    }
}
