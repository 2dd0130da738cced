package pk.rahnuma.faq;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.faq.catalog.AnswerStatus;
import pk.rahnuma.faq.catalog.FaqCatalog;
import pk.rahnuma.faq.catalog.FaqTopic;
import pk.rahnuma.faq.catalog.QuestionClassification;
import pk.rahnuma.faq.catalog.TopicTexts;
import pk.rahnuma.shared.DeskIdentity;

/// `guidance.answer`: answers a typed question, in its own language, or a chosen topic.
@Singleton
@Named("guidance.answer")
public final class AnswerQuestionAction implements Action.Query<AnswerQuestionAction.In, AnswerQuestionAction.Out> {

    /// Input of the action.
    ///
    /// @param text a question in any language, or the name of a topic
    /// @param language of the conversation: of the answer to a topic, and to a question that does not tell its language
    public record In(String text, String language) {}

    /// Result of the action.
    ///
    /// @param known whether there is an answer; if not, the rest is empty, except `status` and `near`
    /// @param status how the question ended, a name of [AnswerStatus]; of the first of two questions, as `topic`
    /// @param overdue whether the next comparison of any answer is overdue
    /// @param leads_to a script that continues from here, or empty
    /// @param answers one, or those to two questions in one text
    /// @param links what is beyond the answers, and related topics
    /// @param hint how to go on in the language of the answer, where that is not the language of the conversation; or
    ///     empty
    /// @param near possible topics, at most three, and at the end one without a title for none of them
    public record Out(
            boolean known,
            String status,
            String topic,
            boolean overdue,
            String leads_to,
            List<Answer> answers,
            List<AnswerLink> links,
            String hint,
            List<NearTopic> near) {}

    /// An answer.
    ///
    /// @param status a name of [AnswerStatus]
    /// @param text the answer, or what is beyond it
    /// @param source empty when it is about the desk itself
    /// @param certainty a name of [pk.rahnuma.faq.catalog.Certainty]; empty without a source
    /// @param as_of day on which it was last compared with its source
    public record Answer(
            String status, String topic, String title, String text, String source, String certainty, Instant as_of) {}

    /// A link below an answer.
    ///
    /// @param link of the script `ask` or `helped`
    /// @param kind `topic`, `more` for what is beyond the answer, `more_about` for what is beyond one of two, or a name
    ///     of [RateAnswerAction.Verdict]
    /// @param title of the topic of `topic` and `more_about`; else empty
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

    private final ContentLoader content;
    private final DeskIdentity desk;

    AnswerQuestionAction(ContentLoader content, DeskIdentity desk) {
        this.content = content;
        this.desk = desk;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> answerQuestion(request.arguments(), request.now()))
                .toList();
    }

    private Out answerQuestion(In in, Instant now) {
        FaqCatalog answers = content.faqCatalog();
        FaqTopic topic = answers.findTopic(in.text());
        if (topic != null) {
            return answerTopics(List.of(topic), false, in.language(), in.language(), now);
        }
        FaqTopic continued =
                in.text().startsWith(MORE_START) ? answers.findTopic(in.text().substring(MORE_START.length())) : null;
        if (continued != null) {
            return answerTopics(List.of(continued), true, in.language(), in.language(), now);
        }
        List<QuestionClassification> understood = content.interpretQuestion(in.text());
        if (understood.getFirst().topic() == null) {
            return suggestTopics(understood.getFirst().nearest(), in.language(), answers);
        }
        List<FaqTopic> topics =
                understood.stream().map(each -> answers.findTopic(each.topic())).toList();
        // A greeting does not tell the language: "salam" is written by all.
        String asked = topics.stream().allMatch(FaqTopic::courtesy)
                ? in.language()
                : content.languageDetector().detectLanguage(in.text()).orElse(in.language());
        return answerTopics(topics, false, asked, in.language(), now);
    }

    /// @param topics one, or two different ones
    /// @param rest whether the rest of the answer is wanted, in place of it
    /// @param spoken language of the conversation
    private Out answerTopics(List<FaqTopic> topics, boolean rest, String language, String spoken, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, EngineContext.PAKISTAN_ZONE);
        List<Answer> answers = topics.stream()
                .map(topic -> toAnswer(topic, rest, content.faqCatalog().topicTexts(language, topic.name())))
                .toList();
        Answer first = answers.getFirst();
        return new Out(
                true,
                first.status(),
                first.topic(),
                topics.stream().anyMatch(topic -> today.isAfter(topic.reviewBy())),
                topics.stream()
                        .map(FaqTopic::leadsTo)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(""),
                answers,
                links(topics, rest, spoken),
                language.equals(spoken)
                        ? ""
                        : content.scriptLibrary().texts().formatText(language, "engine.answered_in_language"),
                List.of());
    }

    private Answer toAnswer(FaqTopic topic, boolean rest, TopicTexts wording) {
        String more = wording.formatMore(desk);
        return new Answer(
                topic.status().toWord(),
                topic.name(),
                wording.title(),
                rest && !more.isEmpty() ? more : wording.formatAnswer(desk),
                wording.source(),
                topic.certainty() == null ? "" : topic.certainty().toWord(),
                topic.asOf().atStartOfDay(EngineContext.PAKISTAN_ZONE).toInstant());
    }

    List<AnswerLink> links(List<FaqTopic> topics, boolean rest, String language) {
        FaqCatalog answers = content.faqCatalog();
        List<AnswerLink> links = new ArrayList<>();
        List<String> names = topics.stream().map(FaqTopic::name).toList();
        for (String name : names) {
            TopicTexts wording = answers.topicTexts(language, name);
            if (!rest && !wording.formatMore(desk).isEmpty()) {
                String link = LINK_START + MORE_START + name;
                links.add(
                        topics.size() == 1
                                ? new AnswerLink(link, "more", "")
                                : new AnswerLink(link, "more_about", wording.title()));
            }
        }
        // The nearest relation of each comes before the second of the first.
        IntStream.range(0, answers.listTopics().size())
                .boxed()
                .flatMap(place -> topics.stream()
                        .filter(topic -> place < topic.see().size())
                        .map(topic -> topic.see().get(place)))
                .filter(other -> !names.contains(other))
                .distinct()
                .limit(MAX_RELATED_TOPICS)
                .forEach(other -> links.add(new AnswerLink(
                        LINK_START + other,
                        "topic",
                        answers.topicTexts(language, other).title())));
        if (topics.stream().allMatch(topic -> topic.status().answersQuestion())) {
            List<AnswerLink> verdicts = Arrays.stream(RateAnswerAction.Verdict.values())
                    .map(verdict -> new AnswerLink(
                            "helped-" + RateAnswerAction.formatOpinion(verdict, names), verdict.toWord(), ""))
                    .toList();
            // Two topics with long names are not rated: a channel refuses a message with a longer button.
            if (verdicts.stream().allMatch(AnswerQuestionAction::fitsIntoButton)) {
                links.addAll(verdicts);
            }
        }
        return links;
    }

    /// Names of topics are ASCII.
    private static boolean fitsIntoButton(AnswerLink link) {
        return CommandData.ofLink(link.link()).length() <= EngineLimits.MAX_BUTTON_BYTES;
    }

    private static Out suggestTopics(List<String> nearest, String language, FaqCatalog answers) {
        List<NearTopic> near = new ArrayList<>();
        nearest.stream()
                .filter(topic -> answers.findTopic(topic).suggested())
                .forEach(topic -> near.add(
                        new NearTopic(topic, answers.topicTexts(language, topic).title())));
        near.add(new NearTopic("-", ""));
        AnswerStatus status = nearest.isEmpty() ? AnswerStatus.NOT_UNDERSTOOD : AnswerStatus.ASKED_BACK;
        return new Out(false, status.toWord(), "", false, "", List.of(), List.of(), "", near);
    }
}
