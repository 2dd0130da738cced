package pk.rahnuma.faq.advice;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.faq.ContentLoader;
import pk.rahnuma.faq.DailyLimit;
import pk.rahnuma.faq.advice.LanguageModelMetrics.Outcome;
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
    private final ContentLoader scripts;
    private final Duration timeout;
    private final DailyLimit budget;

    ChooseTopicAction(
            @Nullable LanguageModelClient client,
            @Nullable LanguageModelConfiguration settings,
            LanguageModelMetrics metrics,
            ContentLoader scripts) {
        this.client = client;
        this.metrics = metrics;
        this.scripts = scripts;
        this.timeout = settings == null ? Duration.ZERO : settings.timeout();
        this.budget = new DailyLimit(settings == null ? 0 : settings.dailyRequests());
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        Out[] results = new Out[requests.size()];
        for (int i = 0; i < results.length; i++) {
            Request<In> request = requests.get(i);
            results[i] = mayAsk(
                            request.arguments().question(),
                            LocalDate.ofInstant(request.now(), EngineContext.PAKISTAN_ZONE))
                    ? null
                    : NO_TOPIC;
        }
        return Arrays.asList(results);
    }

    private boolean mayAsk(String question, LocalDate day) {
        if (client == null) {
            return false;
        }
        if (!scripts.vocabularyRedactor().redactQuestion(question).chars().anyMatch(Character::isLetter)) {
            metrics.countOutcome(Outcome.NOT_ASKED);
            return false;
        }
        if (!budget.tryCount(day)) {
            metrics.countOutcome(Outcome.OVER_BUDGET);
            return false;
        }
        return true;
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    @Override
    public Out executeDeferred(In in) {
        LanguageModelClient.Choice choice =
                client == null ? new LanguageModelClient.Choice.Failed("the model is off") : ask(in.question());
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

    private LanguageModelClient.Choice ask(String question) {
        FaqCatalog answers = scripts.faqCatalog();
        Map<String, String> titles = new LinkedHashMap<>();
        answers.listTopics().stream()
                .filter(topic -> topic.status().answersQuestion())
                .map(FaqTopic::name)
                .forEach(topic -> titles.put(
                        topic, answers.topicTexts(Language.ENGLISH, topic).title()));
        return client.chooseTopic(scripts.vocabularyRedactor().redactQuestion(question), titles);
    }
}
