package pk.rahnuma.registration.overview;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.document.Document;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.ApplicationAccess;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationDocumentService;
import pk.rahnuma.shared.Language;

/// `registration.documents`: the documents of an application, to be sent back to a person who may act on it.
@Singleton
@Named("registration.documents")
public final class ListApplicationDocumentsAction
        implements Action.Query<ListApplicationDocumentsAction.In, ListApplicationDocumentsAction.Out> {

    private static final String ALL_DOCUMENTS = "all";
    private static final int BYTES_PER_KILOBYTE = 1024;

    /// Input of the action.
    ///
    /// @param reference as in [ShowApplicationAction.In]
    /// @param which name of the question that the file answers; `all` or empty for all files
    public record In(String reference, String which) {}

    /// Result of the action.
    ///
    /// @param items in the order of the form; empty when there is no such file, or the person has no such application
    /// @param choices names of the items, and `all` at the end of several
    public record Out(List<Item> items, List<Choice> choices) {}

    /// A document in the list.
    ///
    /// @param name of the question that it answers
    /// @param file its id
    /// @param title given by the person; may be empty
    /// @param kilobytes rounded up
    /// @param received time at which it arrived
    public record Item(String name, String file, String title, long kilobytes, Instant received) {

        static Item fromDocument(String name, Document document) {
            return new Item(
                    name,
                    Long.toString(document.id()),
                    document.name(),
                    (document.size() + BYTES_PER_KILOBYTE - 1) / BYTES_PER_KILOBYTE,
                    document.received());
        }
    }

    /// A choice of the person.
    ///
    /// @param name in words, the text `values.<name>`
    public record Choice(String name) {}

    private final ShowApplicationAction own;
    private final ApplicationAccess access;
    private final ApplicationContentService contents;
    private final ApplicationDocumentService papers;

    ListApplicationDocumentsAction(
            ShowApplicationAction own,
            ApplicationAccess access,
            ApplicationContentService contents,
            ApplicationDocumentService papers) {
        this.own = own;
        this.access = access;
        this.contents = contents;
        this.papers = papers;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        ApplicationAccess.AccessRights rights = access.findRights(
                requests.stream().map(Request::conversation).distinct().toList());
        List<Optional<Application>> found = own.findApplications(requests, In::reference, rights);
        List<Optional<Application>> asked = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            long person = requests.get(i).conversation();
            asked.add(found.get(i).filter(a -> rights.canAct(person, a.subject())));
        }
        Set<Application> applications = new LinkedHashSet<>();
        asked.forEach(one -> one.ifPresent(applications::add));
        if (applications.isEmpty()) {
            return requests.stream().map(request -> out(List.of())).toList();
        }
        Map<Long, FormAnswers> answers = contents.readAnswers(applications);
        Map<Application, FormAnswers> given = new HashMap<>();
        applications.forEach(a -> given.put(a, answers.get(a.id())));
        Map<Long, Map<String, Document>> files = papers.findDocuments(given);
        List<Out> results = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            String which = requests.get(i).arguments().which();
            results.add(out(
                    asked.get(i).map(a -> items(files.get(a.id()), which)).orElse(List.of())));
        }
        return results;
    }

    /// Lists the documents of an application on which a person may act; empty for any other.
    public List<Item> listDocuments(long person, String reference, Instant now) {
        return executeAll(
                        List.of(new Request<>(person, "", "", "", false, Language.DEFAULT, now, new In(reference, ""))))
                .getFirst()
                .items();
    }

    private static List<Item> items(Map<String, Document> files, String which) {
        List<Item> items = new ArrayList<>();
        files.forEach((name, document) -> {
            if (which.isBlank() || which.equals(ALL_DOCUMENTS) || which.equals(name)) {
                items.add(Item.fromDocument(name, document));
            }
        });
        return items;
    }

    private static Out out(List<Item> items) {
        List<Choice> choices = new ArrayList<>();
        items.forEach(item -> choices.add(new Choice(item.name())));
        if (items.size() > 1) {
            choices.add(new Choice(ALL_DOCUMENTS));
        }
        return new Out(items, choices);
    }
}
