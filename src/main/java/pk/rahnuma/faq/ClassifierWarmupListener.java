package pk.rahnuma.faq;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;

/// Trains the classifier before the first question, but only after the start of the desk and its first answers: it
/// takes a processor most of a second.
@Singleton
final class ClassifierWarmupListener implements ApplicationEventListener<ServerStartupEvent> {

    private static final Duration WARMUP_DELAY = Duration.ofSeconds(5);

    private final ContentLoader scripts;
    private final TaskScheduler scheduler;

    ClassifierWarmupListener(ContentLoader scripts, @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler) {
        this.scripts = scripts;
        this.scheduler = scheduler;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        scheduler.schedule(WARMUP_DELAY, () -> {
            scripts.questionClassifier();
            scripts.vocabularyRedactor();
        });
    }
}
