package pk.rahnuma.faq;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.faq.LanguageModelMetrics.Outcome;
import pk.rahnuma.faq.catalog.FaqCatalog;
import pk.rahnuma.faq.catalog.FaqTopic;
import pk.rahnuma.shared.Language;

/// `guidance.choose`: lets the language model choose the topic of a question that the desk did not understand. Without
/// a model, beyond its daily budget, and where the model is slow, wrong or unreachable, there is no topic.
@Singleton
@Named("guidance.choose")
public final class ChooseTopicAction implements Action.Deferred<ChooseTopicAction.In, ChooseTopicAction.Out> {

    /// Input of the action.
    ///
    /// @param question as it was written. The model gets its words that are in the answers of the desk, and nothing
    /// else
    public record In(String question) {}

    /// Result of the action.
    ///
    /// @param topic that the model chose; empty for none
    public record Out(String topic) {}

    private static final Logger LOG = LoggerFactory.getLogger(ChooseTopicAction.class);
    private static final Out NO_TOPIC = new Out("");

    private final LanguageModelClient client;
    private final LanguageModelMetrics metrics;
    private final ContentLoader content;
    private final Duration timeout;
    private final Clock clock;
    private final DailyLimit dailyLimit;

    ChooseTopicAction(
            @Nullable LanguageModelClient client,
            @Nullable LanguageModelConfiguration settings,
            LanguageModelMetrics metrics,
            ContentLoader content,
            Clock clock) {
        this.client = client;
        this.metrics = metrics;
        this.content = content;
        this.clock = clock;
        this.timeout = settings == null ? Duration.ZERO : settings.timeout();
        this.dailyLimit = new DailyLimit(settings == null ? 0 : settings.dailyRequests());
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return Collections.nCopies(requests.size(), client == null ? NO_TOPIC : null);
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    /// Counts here and not in the turn, which may be repeated.
    @Override
    public Out executeDeferred(In in) {
        String question = content.vocabularyRedactor().redactQuestion(in.question());
        if (client == null || question.chars().noneMatch(Character::isLetter)) {
            metrics.countOutcome(Outcome.NOT_ASKED);
            return NO_TOPIC;
        }
        if (!dailyLimit.tryCount(LocalDate.ofInstant(clock.instant(), EngineContext.PAKISTAN_ZONE))) {
            metrics.countOutcome(Outcome.OVER_BUDGET);
            return NO_TOPIC;
        }
        LanguageModelClient.Choice choice = client.chooseTopic(question, findTitles());
        metrics.countOutcome(
                switch (choice) {
                    case LanguageModelClient.Choice.Chosen chosen -> Outcome.TOPIC;
                    case LanguageModelClient.Choice.NoTopic none -> Outcome.NONE;
                    case LanguageModelClient.Choice.Unusable unusable -> Outcome.UNUSABLE;
                    case LanguageModelClient.Choice.Failed failed -> Outcome.FAILED;
                });
        if (choice instanceof LanguageModelClient.Choice.Failed failed) {
            LOG.warn("language model: no answer ({}); the desk asks back instead", failed.reason());
        }
        return choice instanceof LanguageModelClient.Choice.Chosen chosen ? new Out(chosen.topic()) : NO_TOPIC;
    }

    private Map<String, String> findTitles() {
        FaqCatalog answers = content.faqCatalog();
        Map<String, String> titles = new LinkedHashMap<>();
        answers.listTopics().stream()
                .filter(topic -> topic.status().answersQuestion())
                .map(FaqTopic::name)
                .forEach(topic -> titles.put(
                        topic, answers.topicTexts(Language.ENGLISH, topic).title()));
        return titles;
    }
}
