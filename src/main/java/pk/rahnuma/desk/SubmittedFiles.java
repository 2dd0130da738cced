package pk.rahnuma.desk;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.messaging.conversation.Chat;

/// Resolves the files among the answers of a form.
@Singleton
final class SubmittedFiles {

    /// Maximum tables that are read for one request.
    static final int MAX_TABLES = 2;

    private final DocumentService documents;

    SubmittedFiles(DocumentService documents) {
        this.documents = documents;
    }

    /// Resolves every value that could be the id of a file, since only the script knows which questions ask for files.
    ConversationInput.SubmittedAnswers resolveFiles(Chat chat, ConversationInput.SubmittedAnswers submitted) {
        List<Long> ids = values(submitted.answers().values())
                .flatMap(value -> Document.parseId(value.toString()).stream())
                .distinct()
                .toList();
        List<Document> found = documents.findByIds(chat.conversation(), ids);
        List<Document> tables = found.stream()
                .filter(document -> document.kind().isTable())
                .limit(MAX_TABLES)
                .toList();
        return new ConversationInput.SubmittedAnswers(
                submitted.session(),
                submitted.answers(),
                found.stream()
                        .map(document -> documents
                                .toFileRef(document)
                                .withRows(tables.contains(document) ? documents.readRows(document) : null))
                        .toList(),
                submitted.confirms(),
                submitted.skipsOptional(),
                submitted.version());
    }

    /// Values, and those of the items of lists.
    private static Stream<Object> values(Collection<?> answers) {
        return answers.stream().flatMap(value -> switch (value) {
            case null -> Stream.empty();
            case Map<?, ?> table -> values(table.values());
            case List<?> list ->
                list.stream().flatMap(item -> item instanceof Map<?, ?> answered ? values(answered.values()) : null);
            default -> Stream.of(value);
        });
    }
}
