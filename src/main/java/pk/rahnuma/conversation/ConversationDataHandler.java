package pk.rahnuma.conversation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.vault.PagedRows;
import pk.rahnuma.vault.PersonalDataHandler;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Personal data handler for forms in progress, drafts and dead letters.
@Singleton
public final class ConversationDataHandler implements PersonalDataHandler {

    private final ConversationRepository conversations;
    private final ConversationStateService states;
    private final DeadLetterRepository deadLetters;
    private final SubjectEncryptionService vault;

    public ConversationDataHandler(
            ConversationRepository conversations,
            ConversationStateService states,
            DeadLetterRepository deadLetters,
            SubjectEncryptionService vault) {
        this.conversations = conversations;
        this.states = states;
        this.deadLetters = deadLetters;
        this.vault = vault;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.CONVERSATION;
    }

    @Override
    public Map<String, Object> exportData(long person) {
        SubjectKeyRing keys = vault.openKeys(List.of(person));
        ConversationState conversation = conversations
                .findById(person)
                .map(row -> ConversationRepository.openState(row, keys))
                .orElse(ConversationState.empty());
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put(
                "forms",
                Stream.concat(conversation.stack().stream(), conversation.drafts().stream())
                        .filter(session -> !session.answers().isEmpty())
                        .map(ConversationDataHandler::toExport)
                        .toList());
        exported.put(
                "parked",
                new PagedRows<>(
                        (DeadLetterRepository.StoredDeadLetter last, int limit) ->
                                deadLetters.findPage(person, last, limit),
                        page -> page.stream()
                                .map(stored -> toExport(person, stored, keys))
                                .toList()));
        return exported;
    }

    private static Map<String, Object> toExport(Session session) {
        Map<String, Object> answers = new LinkedHashMap<>();
        session.answers().forEach((key, answer) -> {
            if (answer.value() != null) {
                answers.put(key, answer.value());
            }
        });
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("script", session.script());
        exported.put("since", session.touched());
        exported.put("answers", answers);
        return exported;
    }

    private static Map<String, Object> toExport(
            long person, DeadLetterRepository.StoredDeadLetter stored, SubjectKeyRing keys) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("at", stored.letter().at());
        exported.put(
                "text",
                keys.openText(
                        DeadLetterRepository.BODY_COLUMN.placeAt(
                                person, stored.letter().id()),
                        stored.body()));
        return exported;
    }

    /// The session counter is kept, so that an old button never matches a new session.
    @Override
    public void deleteMessages(long person, Instant now) {
        SubjectKeyRing keys = vault.openKeys(List.of(person));
        conversations
                .findById(person)
                .ifPresent(row -> conversations.updateState(row, keys, ConversationDataHandler::withoutWords));
        deadLetters.deleteByConversationId(person);
    }

    private static ConversationState withoutWords(ConversationState conversation) {
        return new ConversationState(conversation.language(), List.of(), List.of(), conversation.sessions());
    }

    @Override
    public void attachData(long from, long to, Instant now) {
        states.attachForms(from, to, now);
    }

    /// Also deletes the conversation's row: a person who writes again starts as new.
    @Override
    public void eraseData(long person, Instant now) {
        deadLetters.deleteByConversationId(person);
        conversations.deleteById(person);
    }
}
