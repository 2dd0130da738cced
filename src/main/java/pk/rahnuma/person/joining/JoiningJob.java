package pk.rahnuma.person.joining;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import pk.rahnuma.cluster.OncePerCluster;

/// Goes on with joinings: asks and joins persons who connect two chats, and moves what they wrote.
@Singleton
public class JoiningJob {

    private final ChatJoiningWorker chats;
    private final JoiningMoveService moves;
    private final Clock clock;

    JoiningJob(ChatJoiningWorker chats, JoiningMoveService moves, Clock clock) {
        this.chats = chats;
        this.moves = moves;
        this.clock = clock;
    }

    @OncePerCluster("joinings")
    @Scheduled(initialDelay = "10s", fixedDelay = "1m")
    public void processJoinings() {
        Instant now = clock.instant();
        chats.processAll(now);
        moves.moveAll(now);
    }
}
