package pk.rahnuma.faq;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.faq.catalog.FaqCatalog;
import pk.rahnuma.faq.catalog.FaqTopic;
import pk.rahnuma.faq.catalog.TopicTexts;
import pk.rahnuma.faq.classifier.QuestionClassification;
import pk.rahnuma.shared.OperatingMode;

/// `guidance.answer`: answers a typed question or a chosen topic.
@Singleton
@Named("guidance.answer")
public final class AnswerQuestionAction implements Action.Query<AnswerQuestionAction.In, AnswerQuestionAction.Out> {

    /// Input of the action.
    ///
    /// @param text a question in any language, or the name of a topic
    /// @param language of the answer
    public record In(String text, String language) {}

    /// Result of the action.
    ///
    /// @param known whether there is an answer; if not, the rest is empty, except `near`
    /// @param text the answer
    /// @param source of the answer; empty when it is about the desk itself
    /// @param as_of day on which it was last compared with its source
    /// @param overdue whether the next comparison is overdue
    /// @param leads_to a script that continues from here, or empty
    /// @param see titles of related topics, a line each, or empty
    /// @param near possible topics, at most three, and at the end one without a title for none of them
    public record Out(
            boolean known,
            String topic,
            String title,
            String text,
            String source,
            Instant as_of,
            boolean overdue,
            String leads_to,
            String see,
            List<NearTopic> near) {}

    /// A possible topic.
    ///
    /// @param topic its name; `-` for none of them
    /// @param title empty for none of them
    public record NearTopic(String topic, String title) {}

    private final ContentLoader scripts;
    private final OperatingMode mode;

    AnswerQuestionAction(ContentLoader scripts, OperatingMode mode) {
        this.scripts = scripts;
        this.mode = mode;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> of(request.arguments(), request.now()))
                .toList();
    }

    private Out of(In in, Instant now) {
        FaqCatalog answers = scripts.faqCatalog();
        FaqTopic topic = answers.findTopic(in.text());
        if (topic != null) {
            return answer(topic, in.language(), now);
        }
        QuestionClassification understood = scripts.questionClassifier().classifyQuestion(in.text());
        return understood.topic() == null
                ? unknown(understood.nearest(), in.language(), answers)
                : answer(answers.findTopic(understood.topic()), in.language(), now);
    }

    private Out answer(FaqTopic topic, String language, Instant now) {
        FaqCatalog answers = scripts.faqCatalog();
        TopicTexts wording = answers.topicTexts(language, topic.name());
        LocalDate today = LocalDate.ofInstant(now, EngineContext.PAKISTAN_ZONE);
        return new Out(
                true,
                topic.name(),
                wording.title(),
                wording.formatAnswer(mode.toWord()),
                wording.source(),
                topic.asOf().atStartOfDay(EngineContext.PAKISTAN_ZONE).toInstant(),
                today.isAfter(topic.reviewBy()),
                topic.leadsTo() == null ? "" : topic.leadsTo(),
                topic.see().stream()
                        .map(other -> "• " + answers.topicTexts(language, other).title())
                        .collect(Collectors.joining("\n")),
                List.of());
    }

    private static Out unknown(List<String> nearest, String language, FaqCatalog answers) {
        List<NearTopic> near = new ArrayList<>();
        nearest.forEach(topic -> near.add(
                new NearTopic(topic, answers.topicTexts(language, topic).title())));
        near.add(new NearTopic("-", ""));
        return new Out(false, "", "", "", "", null, false, "", "", near);
    }
}
