package pk.rahnuma.turn;

import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The intake as doors find it: takes nothing as long as a session could not go on with its version.
@Singleton
@Primary
class Admission implements Intake {

    private final Runners runners;
    private final PinnedVersions versions;
    private final Meters meters;

    Admission(Runners runners, PinnedVersions versions, Meters meters) {
        this.runners = runners;
        this.versions = versions;
        this.meters = meters;
    }

    @Override
    public Optional<String> obstacle() {
        return versions.obstacle();
    }

    @Override
    public CompletableFuture<Receipt> offer(Incoming incoming) {
        return versions.obstacle()
                .map(obstacle -> refused(incoming, obstacle))
                .orElseGet(() -> runners.offer(incoming));
    }

    private CompletableFuture<Receipt> refused(Incoming incoming, String obstacle) {
        meters.unavailable(incoming.channel());
        return CompletableFuture.failedFuture(new Unavailable(obstacle, null));
    }
}
