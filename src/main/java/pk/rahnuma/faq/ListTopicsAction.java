package pk.rahnuma.faq;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.faq.catalog.FaqCatalog;

/// `guidance.topics`: lists the topics of a group.
@Singleton
@Named("guidance.topics")
public final class ListTopicsAction implements Action.Query<ListTopicsAction.In, ListTopicsAction.Out> {

    /// Input of the action.
    ///
    /// @param group of `answers/topics.yaml`
    /// @param language of the titles
    public record In(String group, String language) {}

    /// Result of the action.
    ///
    /// @param items in the order of the file; empty when there is no such group
    public record Out(List<Item> items) {}

    /// A topic in the list.
    ///
    /// @param topic its name
    public record Item(String topic, String title) {}

    private final ContentLoader content;

    ListTopicsAction(ContentLoader content) {
        this.content = content;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        FaqCatalog answers = content.faqCatalog();
        return requests.stream()
                .map(request -> listTopics(request.arguments(), answers))
                .toList();
    }

    private static Out listTopics(In in, FaqCatalog answers) {
        return new Out(answers.listTopics().stream()
                .filter(topic -> topic.group().equals(in.group()))
                .map(topic -> new Item(
                        topic.name(),
                        answers.topicTexts(in.language(), topic.name()).title()))
                .toList());
    }
}
