package pk.rahnuma.conversation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import pk.rahnuma.conversation.batch.TrailRepository;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.engine.TurnResult;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.Language;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Changes conversations at the wish of their persons outside of a turn, without a message. Takes part in the
/// transaction of the thread, which holds the lock of the person.
@Singleton
public final class ConversationStateService {

    /// No session has this id, so none goes on with a draft.
    private static final String NO_SESSION = "";

    private static final String WEB = Channel.WEB.name().toLowerCase(Locale.ROOT);

    private final ConversationRepository conversations;
    private final SubjectEncryptionService vault;
    private final DialogEngine engine;
    private final TrailRepository trails;
    private final DeskIdentity desk;

    ConversationStateService(
            ConversationRepository conversations,
            SubjectEncryptionService vault,
            DialogEngine engine,
            TrailRepository trails,
            DeskIdentity desk) {
        this.conversations = conversations;
        this.vault = vault;
        this.engine = engine;
        this.trails = trails;
        this.desk = desk;
    }

    /// Sets the language in which the bot goes on.
    ///
    /// @param language one of [Language#ALL]
    public void changeLanguage(long conversation, String language, Instant now) {
        changeState(
                conversation, (row, before) -> toUpdate(row, before.withChosenLanguage(language), row.wakeAt()), now);
    }

    /// Discards all forms that are not submitted.
    public void discardDrafts(long conversation, Instant now) {
        changeState(
                conversation,
                (row, before) -> {
                    String language = Language.orDefault(before.language());
                    TurnResult after =
                            engine.discardDrafts(before, NO_SESSION, new EngineContext(now, language, desk, WEB));
                    insertTrail(after, language, now);
                    return toUpdate(row, after.conversation(), after.wakeAt());
                },
                now);
    }

    /// Makes the forms of a conversation drafts of another one, whose chats get those of the first. The caller holds
    /// both locks. Later messages have numbers above those of both, so that an open page of either shows them.
    public void attachForms(long from, long to, Instant now) {
        Map<Long, ConversationRepository.ConversationRow> rows =
                conversations.lockConversations(new TreeSet<>(List.of(from, to)));
        ConversationRepository.ConversationRow staying = rows.get(to);
        SubjectKeyRing keys = vault.openKeys(List.of(from, to));
        ConversationState before = ConversationRepository.openState(staying, keys);
        ConversationState leaving = ConversationRepository.openState(rows.get(from), keys);
        TurnResult after = engine.adoptForms(
                before, leaving, new EngineContext(now, Language.orDefault(before.language()), desk, WEB));
        insertTrail(after, Language.orDefault(leaving.language()), now);
        conversations.updateConversations(
                List.of(new ConversationRepository.ConversationUpdate(
                        to,
                        after.conversation(),
                        Math.max(staying.lastSeq(), rows.get(from).lastSeq()),
                        staying.lastChat(),
                        after.wakeAt(),
                        staying.heldUntil(),
                        staying.banner(),
                        staying.owner())),
                keys,
                now);
        if (after.conversation().language() == null) {
            String language = staying.language();
            conversations.updateLanguage(to, language == null ? rows.get(from).language() : language);
        }
    }

    private void insertTrail(TurnResult result, String language, Instant now) {
        trails.insertTrail(
                result.trail(), result.trail().stream().map(entry -> language).toList(), now);
    }

    private void changeState(
            long conversation,
            BiFunction<
                            ConversationRepository.ConversationRow,
                            ConversationState,
                            ConversationRepository.ConversationUpdate>
                    change,
            Instant now) {
        ConversationRepository.ConversationRow row = conversations
                .lockConversations(new TreeSet<>(List.of(conversation)))
                .get(conversation);
        SubjectKeyRing keys = vault.openKeys(List.of(conversation));
        conversations.updateConversations(
                List.of(change.apply(row, ConversationRepository.openState(row, keys))), keys, now);
    }

    private static ConversationRepository.ConversationUpdate toUpdate(
            ConversationRepository.ConversationRow row, ConversationState state, Instant wakeAt) {
        return new ConversationRepository.ConversationUpdate(
                row.id(), state, row.lastSeq(), row.lastChat(), wakeAt, row.heldUntil(), row.banner(), row.owner());
    }
}
