package pk.rahnuma.faq;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/// Trains the classifier before the first question, but only after the start of the desk and its first answers: it
/// takes a processor most of a second.
@Singleton
final class ClassifierWarmupJob {

    private final ContentLoader scripts;

    ClassifierWarmupJob(ContentLoader scripts) {
        this.scripts = scripts;
    }

    @Scheduled(initialDelay = "5s")
    void trainClassifier() {
        scripts.questionClassifier();
        scripts.vocabularyRedactor();
    }
}
