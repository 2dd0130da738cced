package pk.rahnuma.faq;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.faq.catalog.AnswerStatus;
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
    /// @param known whether there is an answer; if not, the rest is empty, except `status` and `near`
    /// @param status how the question ended, a name of [AnswerStatus]
    /// @param text the answer, or what is beyond it
    /// @param source of the answer; empty when it is about the desk itself
    /// @param as_of day on which it was last compared with its source
    /// @param overdue whether the next comparison is overdue
    /// @param leads_to a script that continues from here, or empty
    /// @param links what is beyond the answer, and related topics
    /// @param near possible topics, at most three, and at the end one without a title for none of them
    public record Out(
            boolean known,
            String status,
            String topic,
            String title,
            String text,
            String source,
            Instant as_of,
            boolean overdue,
            String leads_to,
            List<AnswerLink> links,
            List<NearTopic> near) {}

    /// A link below an answer.
    ///
    /// @param link of the script `ask` or `helped`
    /// @param kind `topic`, `more` for what is beyond the answer, or a name of [RateAnswerAction.Verdict]
    /// @param title of the topic; else empty
    public record AnswerLink(String link, String kind, String title) {}

    /// A possible topic.
    ///
    /// @param topic its name; `-` for none of them
    /// @param title empty for none of them
    public record NearTopic(String topic, String title) {}

    private static final String LINK_START = "ask-";
    /// Maximum related topics below an answer: more buttons than fit on the screen of a phone are not read.
    private static final int MAX_RELATED_TOPICS = 2;
    /// Begins the text that asks for what is beyond the answer of a topic.
    private static final String MORE_START = "more-";

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
            return answer(topic, false, in.language(), now);
        }
        FaqTopic continued =
                in.text().startsWith(MORE_START) ? answers.findTopic(in.text().substring(MORE_START.length())) : null;
        if (continued != null) {
            return answer(continued, true, in.language(), now);
        }
        QuestionClassification understood = scripts.questionClassifier().classifyQuestion(in.text());
        return understood.topic() == null
                ? unknown(understood.nearest(), in.language(), answers)
                : answer(answers.findTopic(understood.topic()), false, in.language(), now);
    }

    /// @param rest whether the rest of the answer is wanted, in place of it
    private Out answer(FaqTopic topic, boolean rest, String language, Instant now) {
        FaqCatalog answers = scripts.faqCatalog();
        TopicTexts wording = answers.topicTexts(language, topic.name());
        LocalDate today = LocalDate.ofInstant(now, EngineContext.PAKISTAN_ZONE);
        String more = wording.formatMore(mode.toWord());
        List<AnswerLink> links = new ArrayList<>();
        if (!rest && !more.isEmpty()) {
            links.add(new AnswerLink(LINK_START + MORE_START + topic.name(), "more", ""));
        }
        topic.see().stream()
                .limit(MAX_RELATED_TOPICS)
                .forEach(other -> links.add(new AnswerLink(
                        LINK_START + other,
                        "topic",
                        answers.topicTexts(language, other).title())));
        if (topic.status().answersQuestion()) {
            for (RateAnswerAction.Verdict verdict : RateAnswerAction.Verdict.values()) {
                links.add(new AnswerLink(
                        "helped-" + RateAnswerAction.formatOpinion(verdict, topic.name()), verdict.toWord(), ""));
            }
        }
        return new Out(
                true,
                topic.status().toWord(),
                topic.name(),
                wording.title(),
                rest && !more.isEmpty() ? more : wording.formatAnswer(mode.toWord()),
                wording.source(),
                topic.asOf().atStartOfDay(EngineContext.PAKISTAN_ZONE).toInstant(),
                today.isAfter(topic.reviewBy()),
                topic.leadsTo() == null ? "" : topic.leadsTo(),
                links,
                List.of());
    }

    private static Out unknown(List<String> nearest, String language, FaqCatalog answers) {
        List<NearTopic> near = new ArrayList<>();
        nearest.forEach(topic -> near.add(
                new NearTopic(topic, answers.topicTexts(language, topic).title())));
        near.add(new NearTopic("-", ""));
        AnswerStatus status = nearest.isEmpty() ? AnswerStatus.NOT_UNDERSTOOD : AnswerStatus.ASKED_BACK;
        return new Out(false, status.toWord(), "", "", "", "", null, false, "", List.of(), near);
    }
}
