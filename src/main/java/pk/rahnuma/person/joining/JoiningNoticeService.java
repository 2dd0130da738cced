package pk.rahnuma.person.joining;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.render.NamedControls;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.vault.MoveRefusedException;

/// Notices about joinings: `notices.joined_staying` and `notices.joined_leaving` to both chats, and for a joining in
/// the chat `notices.joining_asked` and `notices.not_joined`.
@Singleton
class JoiningNoticeService {

    private final ScriptLibrary library;
    private final ConversationMessageService messages;

    JoiningNoticeService(ScriptLibrary library, ConversationMessageService messages) {
        this.library = library;
        this.messages = messages;
    }

    /// A chat of a person, and the language in which they used it.
    record NoticeRecipient(long chat, String language) {}

    /// Sends the notices, in the transaction of the joining.
    ///
    /// @param person who stays, to whom both chats belong now
    void postNotices(long person, NoticeRecipient staying, NoticeRecipient leaving, Instant now) {
        postNotice(person, staying, "notices.joined_staying", now);
        postNotice(person, leaving, "notices.joined_leaving", now);
    }

    /// Asks a person, in the transaction of the caller, who has locked them, whether their chat may join.
    void postQuestion(long person, String language, Instant now) {
        String text = library.texts().formatText(language, "notices.joining_asked");
        messages.postNotices(person, List.of(NamedControls.renderNotice(library, language, text, List.of())), now);
    }

    /// Tells a person, in the transaction of the caller, who has locked them, why their chats were not joined.
    void postRefusal(long person, String language, MoveRefusedException.Reason reason, Instant now) {
        String text = library.texts()
                .formatText(
                        language,
                        "notices.not_joined",
                        Map.of("reason", reason.name().toLowerCase(Locale.ROOT)));
        messages.postNotices(person, List.of(Reply.ofText(text)), now);
    }

    private void postNotice(long person, NoticeRecipient to, String key, Instant now) {
        Reply notice = NamedControls.renderNotice(
                library, to.language(), library.texts().formatText(to.language(), key), List.of());
        messages.postNoticesIn(to.chat(), person, List.of(notice), now);
    }
}
