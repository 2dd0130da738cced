package pk.rahnuma.person.joining;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Does nothing: a run of the real job would change what a test has prepared.
@Singleton
@Replaces(JoiningJob.class)
@Requires(property = PausedJoiningJob.PROPERTY)
final class PausedJoiningJob extends JoiningJob {

    static final String PROPERTY = "rahnuma.test.paused-joining-job";

    PausedJoiningJob(ChatJoiningWorker chats, JoiningMoveService moves, Clock clock) {
        super(chats, moves, clock);
    }

    @Override
    public void processJoinings() {
        // Tests call the services.
    }
}
