package pk.rahnuma.faq;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/// Trains the classifier before the first question, but only after the start of the desk and its first answers: it
/// takes a processor one or two seconds.
@Singleton
final class ClassifierWarmupJob {

    private final ContentLoader content;

    ClassifierWarmupJob(ContentLoader content) {
        this.content = content;
    }

    @Scheduled(initialDelay = "1s")
    void trainClassifier() {
        if (content.isClassifierTrained()) {
            return;
        }
        content.questionClassifier();
        content.vocabularyRedactor();
        content.actClassifier();
        // The files and vectors of the training are garbage now, as large as all that stays: the heap shrinks.
        System.gc();
    }
}
