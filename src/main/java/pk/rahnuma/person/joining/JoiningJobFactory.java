package pk.rahnuma.person.joining;

import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import pk.rahnuma.persistence.job.ClusterJob;

/// Declares the job that goes on with joinings.
@Factory
final class JoiningJobFactory {

    @Singleton
    ClusterJob joiningJob(ChatJoiningWorker chats, JoiningMoveService moves) {
        return new ClusterJob("joinings", FixedDelay.ofMinutes(1), now -> {
            chats.processAll(now);
            moves.moveAll(now);
        });
    }
}
