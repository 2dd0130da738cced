package pk.rahnuma.faq;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.faq.catalog.AnswerStatus;
import pk.rahnuma.faq.catalog.FaqCatalog;
import pk.rahnuma.faq.catalog.FaqTopic;
import pk.rahnuma.faq.catalog.QuestionClassification;
import pk.rahnuma.faq.catalog.TopicTexts;
import pk.rahnuma.shared.DeskIdentity;

/// Lists topics and answers questions outside a conversation.
@Singleton
public class GuidanceService {

    private final ContentLoader content;
    private final QuestionEndingRecorder recorder;
    private final DeskIdentity desk;
    private final Clock clock;

    GuidanceService(ContentLoader content, QuestionEndingRecorder recorder, DeskIdentity desk, Clock clock) {
        this.content = content;
        this.recorder = recorder;
        this.desk = desk;
        this.clock = clock;
    }

    /// Topics that can be offered, in the order of the menu.
    ///
    /// @param language one of [pk.rahnuma.shared.Language#ALL]
    public List<GuidanceTopic.Link> listTopics(String language) {
        FaqCatalog catalog = content.faqCatalog();
        return catalog.listTopics().stream()
                .filter(topic -> topic.status().answersQuestion() && !topic.courtesy())
                .map(topic -> toLink(topic, language))
                .toList();
    }

    /// A topic that can be offered; empty when there is none of this name.
    public Optional<GuidanceTopic> findTopic(String id, String language) {
        return Optional.ofNullable(content.faqCatalog().findTopic(id))
                .filter(topic -> topic.status().answersQuestion())
                .map(topic -> toTopic(topic, language));
    }

    /// The ending of a question.
    ///
    /// @param status of the first topic
    /// @param topics that answer it: one, two for two questions in one, or none
    /// @param near topics that may be meant; empty when it is answered
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record SearchResult(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {
                        "answered",
                        "about_desk",
                        "personal_case",
                        "asked_back",
                        "not_understood",
                        "out_of_scope",
                        "other_language",
                        "circumvention",
                        "other_people",
                        "injection",
                        "insult",
                        "crisis"
                    },
                    example = "answered")
            String status,

            List<GuidanceTopic> topics,
            List<GuidanceTopic.Link> near) {}

    /// Answers a question as the conversation would, and counts its ending.
    ///
    /// @param question as it was written, in any language
    /// @param language of the answer
    public SearchResult answerQuestion(String question, String language) {
        FaqCatalog catalog = content.faqCatalog();
        List<QuestionClassification> understood = content.interpretQuestion(question);
        SearchResult result;
        if (understood.getFirst().topic() == null) {
            List<String> nearest = understood.getFirst().nearest();
            AnswerStatus status = nearest.isEmpty() ? AnswerStatus.NOT_UNDERSTOOD : AnswerStatus.ASKED_BACK;
            result = new SearchResult(
                    status.toWord(),
                    List.of(),
                    nearest.stream()
                            .map(name -> toLink(catalog.findTopic(name), language))
                            .toList());
        } else {
            List<GuidanceTopic> topics = understood.stream()
                    .map(each -> toTopic(catalog.findTopic(each.topic()), language))
                    .toList();
            result = new SearchResult(topics.getFirst().status(), topics, List.of());
        }
        recordSearch(result, language);
        return result;
    }

    private void recordSearch(SearchResult result, String language) {
        Instant now = clock.instant();
        recorder.recordSearch(
                result.topics().isEmpty()
                        ? List.of(QuestionEndingRecorder.createEnding(now, language, result.status(), ""))
                        : result.topics().stream()
                                .map(topic ->
                                        QuestionEndingRecorder.createEnding(now, language, topic.status(), topic.id()))
                                .toList());
    }

    private GuidanceTopic.Link toLink(FaqTopic topic, String language) {
        return new GuidanceTopic.Link(
                topic.name(),
                topic.group(),
                content.faqCatalog().topicTexts(language, topic.name()).title());
    }

    private GuidanceTopic toTopic(FaqTopic topic, String language) {
        FaqCatalog catalog = content.faqCatalog();
        TopicTexts texts = catalog.topicTexts(language, topic.name());
        LocalDate today = LocalDate.ofInstant(clock.instant(), EngineContext.PAKISTAN_ZONE);
        return new GuidanceTopic(
                topic.name(),
                topic.group(),
                texts.title(),
                topic.status().toWord(),
                texts.formatAnswer(desk),
                textOrNull(texts.formatMore(desk)),
                textOrNull(texts.source()),
                topic.certainty() == null ? null : topic.certainty().toWord(),
                topic.asOf(),
                today.isAfter(topic.reviewBy()),
                topic.leadsTo(),
                topic.see().stream()
                        .map(name -> toLink(catalog.findTopic(name), language))
                        .toList());
    }

    private static String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
