package pk.rahnuma.faq;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.faq.catalog.FaqCatalog;
import pk.rahnuma.faq.catalog.FaqTopic;
import pk.rahnuma.faq.catalog.QuestionClassification;

/// `guidance.subject`: finds the topic that a text is about, without an answer to it.
@Singleton
@Named("guidance.subject")
public final class FindSubjectAction implements Action.Query<FindSubjectAction.In, FindSubjectAction.Out> {

    /// Input of the action.
    ///
    /// @param text that a person wrote, in any language
    public record In(String text) {}

    /// Result of the action.
    ///
    /// @param topic of `answers/topics.yaml`; empty when it would be a guess or is refused
    /// @param group of the topic, or empty
    public record Out(String topic, String group) {}

    private static final Out UNKNOWN = new Out("", "");

    private final ContentLoader content;

    FindSubjectAction(ContentLoader content) {
        this.content = content;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        FaqCatalog answers = content.faqCatalog();
        return requests.stream()
                .map(request -> findSubject(request.arguments().text(), answers))
                .toList();
    }

    private Out findSubject(String text, FaqCatalog answers) {
        QuestionClassification understood = content.questionClassifier().classifyQuestion(text);
        FaqTopic topic = understood.topic() == null ? null : answers.findTopic(understood.topic());
        return topic == null || !topic.status().answersQuestion() ? UNKNOWN : new Out(topic.name(), topic.group());
    }
}
